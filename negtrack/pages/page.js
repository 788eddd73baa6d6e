"use strict";
(() => {
  const one = id => document.getElementById(id);
  const all = selector => [...document.querySelectorAll(selector)];
  const show = (node, shown) => { node.hidden = !shown; };

  // A link to something that is closed, or within it, opens it.
  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && one(id);
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);

  // Filters: rows and issues by issue and status, columns by party.
  const filters = ["party", "issue", "status"].map(name => one("filter-" + name));
  const apply = () => {
    const [party, issue, status] = filters.map(node => node.value);
    const wanted = node => (!issue || node.dataset.issue === issue)
      && (!status || node.dataset.status === status);
    all(".grid [data-party]").forEach(node => show(node, !party || node.dataset.party === party));
    all(".grid .row, details.issue").forEach(node => show(node, wanted(node)));
    const rows = all(".grid .row");
    const seen = rows.filter(node => !node.hidden).length;
    one("shown").textContent = seen === rows.length ? "" : seen + " / " + rows.length;
  };
  if (one("controls")) {
    show(one("controls"), true);
    filters.forEach(node => node.addEventListener("change", apply));
    one("expand").addEventListener("click", event => {
      const open = event.currentTarget.getAttribute("aria-pressed") !== "true";
      event.currentTarget.setAttribute("aria-pressed", String(open));
      all("details").forEach(node => { node.open = open; });
    });
  }

  // Two rounds to compare: of all comparisons on the page, one is shown.
  const choose = () => {
    const [from, to] = [one("from"), one("to")].map(node => node.value);
    let found = false;
    all("details.diff").forEach(node => {
      const is = node.dataset.from === from && node.dataset.to === to;
      show(node, is);
      if (is) { node.open = true; found = true; }
    });
    const note = one("not-compared");
    note.textContent = found ? "" : note.dataset.says;
  };
  const first = document.querySelector("details.diff");
  if (first && one("choose")) {
    show(one("choose"), true);
    one("from").value = first.dataset.from;
    one("to").value = first.dataset.to;
    [one("from"), one("to")].forEach(node => node.addEventListener("change", choose));
    choose();
  }

  // Paper has nothing to click: all that is shown is printed open.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    opened.forEach(node => { node.open = true; });
  });
  addEventListener("afterprint", () => { opened.forEach(node => { node.open = false; }); });
  reveal();
})();
