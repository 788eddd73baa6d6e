"""One Chromium for all tests of pages, and a view of its own for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.hostile import hostile
from browser.viewing import Look, View, chromium, viewed
from program import piped

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REAL = ("-n", "istanbul-2025")
EVIL = ("-n", "hostile", "-C", "RECORD")

PAGES = {
    "show": ("show", *REAL),
    "report": ("report", *REAL),
    "hostile show": ("show", *EVIL),
    "hostile report": ("report", *EVIL),
}
"""Every page that is looked at, and what is typed for it, less the file."""


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files of all pages, made once, in a home of nobody's."""
    pytest.importorskip("jinja2", reason="the extra 'report' is not installed")
    folder = tmp_path_factory.mktemp("pages")
    record = str(hostile(folder / "record"))
    found = {name: folder / f"{name}.html" for name in PAGES}
    for name, typed in PAGES.items():
        words = [record if one == "RECORD" else one for one in typed]
        told = piped(*words, "-o", str(found[name]), HOME=str(folder))
        assert (told.code, told.err) == (0, "")
    return found


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A Chromium, started once."""
    with chromium(tmp_path_factory.mktemp("chromium")) as running:
        yield running


@pytest.fixture
def view(browser: Browser) -> Iterator[Callable[..., View]]:
    """Open a file, looked at as said: `view(file, width=PHONE, scheme="dark")`."""
    with ExitStack() as stack:

        def opened(place: Path | str, **look: object) -> View:
            return stack.enter_context(viewed(browser, place, Look(**look)))  # type: ignore[arg-type]

        yield opened
