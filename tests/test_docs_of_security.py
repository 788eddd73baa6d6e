"""Every test that docs/security.md names is there, and every row of its tables has one."""

import ast
import re
from pathlib import Path

import pytest
from program import ROOT

TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)((?:::\w+)+)?`", TEXT)


def known_in(file: Path) -> set[str]:
    """The functions and methods of a file, as pytest names them."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
    for group in (one for one in tree.body if isinstance(one, ast.ClassDef)):
        inside = (one.name for one in group.body if isinstance(one, ast.FunctionDef))
        found |= {group.name, *(f"{group.name}::{name}" for name in inside)}
    return found


def rows() -> list[list[str]]:
    """The cells of each row of a table of what was tried."""
    tried = TEXT.partition("## Tried")[2]
    lines = [line for line in tried.splitlines() if line.startswith("| ")]
    return [
        re.split(r"(?<!\\) \| ", line.strip("| "))
        for line in lines
        if not line.startswith("| attack")
    ]


def test_a_file_without_the_test_is_found_out(tmp_path: Path) -> None:
    file = tmp_path / "test_x.py"
    file.write_text("def test_a(): ...\nclass TestB:\n    def test_c(self): ...\n")
    assert known_in(file) == {"test_a", "TestB", "TestB::test_c"}


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_every_test_that_is_named_is_there(file: str, name: str) -> None:
    assert (ROOT / file).is_file()
    assert not name or name.removeprefix("::") in known_in(ROOT / file)


def test_every_row_names_a_test_and_how_often_it_was_tried() -> None:
    assert len(rows()) >= 18
    for attack, _, test, times, _ in rows():
        assert re.search(r"`tests/[\w/]+\.py::\w+", test), attack
        assert re.fullmatch(r"[\d,]+(?: .*)?", times), attack


def test_its_links_lead_to_files() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (ROOT / "docs" / target).exists(), target
    assert "docs/security.md" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")
