"""A page in a real Chromium, with everything it does that a page of ours must not do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import pytest
from program import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Request, Route

PHONE, DESKTOP, PAPER = 390, 1440, 718
"""Widths in CSS pixels: a phone, a desk, and A4 less margins of a centimetre."""

Scheme = Literal["light", "dark"]

_ARGUMENTS = (
    *("--disable-gpu", "--disable-background-networking", "--no-first-run"),
    *("--disable-component-update", "--disable-sync", "--disable-quic"),
)

_WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", event => {
    window.violations.push(event.violatedDirective + ": " + event.blockedURI);
});
"""


class Look(NamedTuple):
    """How a page is looked at."""

    width: int = DESKTOP
    scheme: Scheme = "light"
    script: bool = True
    bypass: bool = False


class View:
    """An open page, of a file or served, and what it did: all of `complaints` is wrong.

    A page that is served may ask for its own version.
    """

    def __init__(self, page: Page, place: Path | str) -> None:
        self.page = page
        self.did: list[str] = []
        self.own = place.as_uri() if isinstance(place, Path) else place
        page.on("console", lambda told: self._said(told.type, told.text))
        page.on("pageerror", lambda error: self.did.append(f"error: {error}"))
        page.on("dialog", self._dialog)
        page.on("websocket", lambda socket: self.did.append(f"socket: {socket.url}"))
        page.on("download", lambda found: self.did.append(f"download: {found.url}"))
        page.on("popup", lambda other: self.did.append(f"window: {other.url}"))
        page.on("request", self._request)
        page.context.route("**/*", self._route)
        page.add_init_script(_WATCH)
        page.goto(self.own)

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.did.append(f"{kind}: {text}")

    def _dialog(self, dialog: Dialog) -> None:
        self.did.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not self._is_own(request):
            self.did.append(f"request: {request.url}")

    def _route(self, route: Route) -> None:
        route.continue_() if self._is_own(route.request) else route.abort()

    def _is_own(self, request: Request) -> bool:
        return request.url.partition("#")[0] in (self.own, f"{self.own}version")

    def complaints(self) -> list[str]:
        """What the page did up to now that it must not do, each once."""
        self.page.wait_for_timeout(50)  # what it began by itself has come to an end
        violations = self.page.evaluate("() => window.violations || []")
        return list(dict.fromkeys([*self.did, *(f"policy: {one}" for one in violations)]))

    def open_all(self) -> None:
        """Open everything that can be opened, as a reader of the whole page would."""
        self.page.evaluate(
            "() => document.querySelectorAll('details').forEach(one => { one.open = true; })"
        )

    def overflow(self) -> list[str]:
        """The outermost elements that reach beyond the page's width, where the page scrolls."""
        found: list[str] = self.page.evaluate(
            """() => {
                const root = document.documentElement, width = root.clientWidth;
                if (root.scrollWidth <= width) return [];
                const wide = [...document.body.querySelectorAll("*")].filter(one => {
                    const box = one.getBoundingClientRect();
                    const spills = one.scrollWidth > one.clientWidth + 1
                        && getComputedStyle(one).overflowX === "visible";
                    return box.right > width + 0.5 || box.left < -0.5 || spills;
                });
                return [root.scrollWidth + " of " + width, ...wide.slice(0, 10).map(one =>
                    one.tagName.toLowerCase() + "." + one.getAttribute("class") + " "
                    + Math.round(one.getBoundingClientRect().right) + ": "
                    + one.textContent.slice(0, 40))];
            }"""
        )
        return found

    def text(self) -> str:
        """All text of the page, shown or not, with every run of white space as one space."""
        told: str = self.page.evaluate(
            """() => {
                const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                const found = [];
                while (walker.nextNode()) {
                    const inside = walker.currentNode.parentElement.tagName;
                    if (!["SCRIPT", "STYLE"].includes(inside)) found.push(walker.currentNode.data);
                }
                return found.join(" ");
            }"""
        )
        return " ".join(told.split())


@contextmanager
def chromium(home: Path) -> Iterator[Browser]:
    """A Chromium of the machine, in a home of its own; the test is skipped where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("there is no chromium on this machine")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(
            executable_path=program,
            args=[*_ARGUMENTS, *root],
            env={**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config")},
        )
        yield browser
        browser.close()


@contextmanager
def viewed(browser: Browser, place: Path | str, look: Look) -> Iterator[View]:
    """A page of a file or an address, looked at in a context of its own."""
    context = browser.new_context(
        viewport={"width": look.width, "height": 900},
        color_scheme=look.scheme,
        java_script_enabled=look.script,
        bypass_csp=look.bypass,
    )
    context.set_default_timeout(10_000)
    try:
        yield View(context.new_page(), place)
    finally:
        context.close()


def axe() -> Path:
    """The script of axe-core: where $AXE says, or where `.ci/run` puts it; skipped without."""
    there = os.environ.get("AXE") or ROOT / ".ci" / "node/node_modules/axe-core/axe.min.js"
    if not Path(there).is_file():
        pytest.skip("axe-core is not here: npm install --prefix .ci/node axe-core")
    return Path(there)


def violations(view: View) -> list[str]:
    """What axe finds against WCAG 2.2 AA, a line an element.

    The page's policy lets no script in but its own, so this view has to bypass it.
    """
    view.page.add_script_tag(path=axe())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found: dict[str, Any] = view.page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}})", tags
    )
    return [
        f"{one['id']}: {' '.join(map(str, node['target']))} – {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
