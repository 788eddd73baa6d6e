"""One Chromium for all tests of pages, and a view of its own for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.viewing import Look, View, chromium, viewed

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A Chromium, started once."""
    with chromium(tmp_path_factory.mktemp("chromium")) as running:
        yield running


@pytest.fixture
def view(browser: Browser) -> Iterator[Callable[..., View]]:
    """Open a file, looked at as said: `view(file, width=PHONE, scheme="dark")`."""
    with ExitStack() as stack:

        def opened(file: Path, **look: object) -> View:
            return stack.enter_context(viewed(browser, file, Look(**look)))  # type: ignore[arg-type]

        yield opened
