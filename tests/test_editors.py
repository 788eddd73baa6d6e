"""What leads an editor to a schema: the line, and the copies a record holds and never reads."""

import json
import os
from pathlib import Path

import pytest
from base_record import FOLDER as RIVER
from base_record import files
from program import piped

from negtrack import editors, folder

SIGN = "# yaml-language-server: $schema="


def record(root: Path) -> Path:
    """The base record on a disk, with the copies of the schemas."""
    for path, raw in {**files(), **editors.schema_files()}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(raw)
    return root


def test_the_lines_are_these() -> None:
    assert editors.line("negotiation", 1) == f"{SIGN}../.schema/negotiation.json"
    assert editors.line("round", 2) == f"{SIGN}../../.schema/round.json"
    assert editors.line("party", 2) == f"{SIGN}../../.schema/party.json"


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("negotiation.yaml", "negotiation"),
        ("2025-02-01/round.yaml", "round"),
        ("2025-02-01/north.yaml", "party"),
    ],
)
def test_a_line_leads_from_a_file_to_its_copy(file: str, kind: str, tmp_path: Path) -> None:
    root = record(tmp_path)
    line = editors.line(kind, file.count("/") + 1)
    assert "\n" not in line
    target = (root / RIVER / file).parent / line.removeprefix(SIGN)
    assert os.path.normpath(target) == str(root / f"positions/.schema/{kind}.json")
    assert json.loads(target.read_bytes())["$id"] == f"urn:negtrack:{kind}"


def test_a_line_is_a_comment_that_changes_nothing(tmp_path: Path) -> None:
    root = record(tmp_path)
    before = piped("show", "-f", "json", folder=root)
    for path in root.glob("positions/*/**/*.yaml"):
        depth = len(path.relative_to(root / "positions").parts) - 1
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{editors.line('party', depth)}\n{text}", encoding="utf-8")
    after = piped("show", "-f", "json", folder=root)
    assert before.code == after.code == 0
    without = [json.loads(one.out)["cells"] for one in (before, after)]
    places = [[cell.pop("place")["line"] for cell in cells] for cells in without]
    assert without[0] == without[1]
    assert places[1] == [line + 1 for line in places[0]]


def test_the_copies_are_what_is_kept() -> None:
    kept = {f"positions/.schema/{kind}.json": editors.text(kind) for kind in editors.KINDS}
    assert {path: raw.decode() for path, raw in editors.schema_files().items()} == kept
    for text in kept.values():
        assert text.endswith("}\n")
        assert "\r" not in text


def test_the_copies_are_passed_over_by_whatever_reads_a_record(tmp_path: Path) -> None:
    root = record(tmp_path)
    hidden = root / editors.FOLDER
    (hidden / "negotiation.yaml").write_text("title: no negotiation\n", encoding="utf-8")
    (hidden / "2025-01-01").mkdir()
    (hidden / "2025-01-01" / "party.yaml").write_text("positions: [", encoding="utf-8")
    (hidden / "link.json").symlink_to("nowhere")
    assert folder.negotiations(root) == ["river"]
    found = folder.read(root)
    assert sorted(found.files) == sorted(files())
    assert found.problems == ()
    assert "no problems." in piped("check", folder=root).out
