"""Every link of every page leads somewhere, on the forge as in the site of docs/."""

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from program import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(
    one
    for folder in (ROOT, DOCS, ROOT / "benchmarks")
    for one in (folder.rglob("*.md") if folder == DOCS else folder.glob("*.md"))
)


def prose(text: str) -> str:
    """A page without its code, in which nothing is a heading or a link."""
    return re.sub(r"`[^`\n]*`", "", re.sub(r"(?ms)^```.*?^```$", "", text))


def links(text: str) -> list[str]:
    """Where the links of a page lead, but for those to other hosts."""
    found = re.findall(r"\]\(([^)\s]+)\)", prose(text))
    return [one for one in found if not re.match(r"[a-z]+:", one)]


def headings(text: str) -> list[str]:
    plain = re.sub(r"(?ms)^```.*?^```$", "", text)
    return re.findall(r"^#+ (.+)$", plain, re.MULTILINE)


def of_forge(heading: str) -> str:
    """The anchor that GitHub makes of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def of_site(heading: str) -> str:
    """The anchor that Python-Markdown makes of it."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def dead(page: Path, text: str) -> list[str]:
    """The links of a page that lead nowhere, each with the reason."""
    wrong = []
    for link in links(text):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if path and not target.exists():
            wrong.append(f"{link}: no such file")
        elif DOCS in page.parents and DOCS not in target.parents:
            wrong.append(f"{link}: leads out of docs/, which a site of it does not have")
        elif anchor:
            known = headings(text if target == page else target.read_text(encoding="utf-8"))
            rules = (of_forge, of_site) if DOCS in target.parents else (of_forge,)
            if not all(anchor in map(rule, known) for rule in rules):
                wrong.append(f"{link}: no such heading")
    return wrong


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert dead(page, page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[x](record.md) [x](figures.md#gap-and-overlap) [x](https://example.org)", []),
        ("`[x](none.md)`\n```\n[x](none.md)\n```\n", []),
        ("# A b\n[x](#a-b)", []),
        ("[x](none.md)", ["none.md: no such file"]),
        ("[x](figures.md#none)", ["figures.md#none: no such heading"]),
        ("```\n# a\n```\n[x](#a)", ["#a: no such heading"]),
        ("# A – b\n[x](#a--b)", ["#a--b: no such heading"]),  # the site says #a-b
        ("[x](../LICENSE)", ["../LICENSE: leads out of docs/, which a site of it does not have"]),
    ],
)
def test_what_leads_nowhere_is_found(text: str, wrong: list[str]) -> None:
    assert dead(DOCS / "made-up.md", text) == wrong


def navigated(nav: Any) -> list[str]:
    """Every page that a navigation leads to, in order."""
    if isinstance(nav, str):
        return [nav]
    inside = nav.values() if isinstance(nav, dict) else nav
    return [page for one in inside for page in navigated(one)]


def test_the_site_leads_to_every_page_of_docs_once() -> None:
    site = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]
    pages = [str(one.relative_to(DOCS)) for one in DOCS.rglob("*.md")]
    assert sorted(navigated(site["nav"])) == sorted(pages)
    assert [*site["nav"][0].values()] == ["index.md"]


def test_pages_hold_no_diagram_that_a_browser_would_load_a_program_for() -> None:
    for page in DOCS.rglob("*.md"):
        assert not re.search(r"^```(mermaid|pyodide)$", page.read_text("utf-8"), re.MULTILINE), page
