"""The page of `report --watch` in a real Chromium: it follows the record by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from gitrepo import write
from watching import FILES, NORTH, Watching

if TYPE_CHECKING:
    from browser.viewing import View

pytest.importorskip("jinja2", reason="the extra 'report' is not installed")


def test_it_is_loaded_again_when_the_record_changes(
    tmp_path: Path, view: Callable[..., View]
) -> None:
    for name, text in FILES.items():
        write(tmp_path / name, text)
    watching = Watching(tmp_path)
    try:
        seen = view(watching.url)
        assert "Ten and no more" in seen.text()
        write(tmp_path / NORTH, "positions: {pay: {value: 11, quote: Eleven then}}\n")
        seen.page.wait_for_function(
            "() => document.body.textContent.includes('Eleven then')", timeout=60_000
        )
        write(tmp_path / NORTH, "positions: {pay: [")
        seen.page.wait_for_selector("text=The page cannot be built", timeout=60_000)
        write(tmp_path / NORTH, FILES[NORTH])
        seen.page.wait_for_function(
            "() => document.body.textContent.includes('Ten and no more')", timeout=60_000
        )
        assert seen.complaints() == []
    finally:
        assert watching.end()[0] == 130
