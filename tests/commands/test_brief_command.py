"""`negtrack brief` as it is typed."""

import json
from pathlib import Path

import pytest
from program import ROOT, in_terminal, piped

RECORD = ("-n", "istanbul-2025")


def test_the_ending_says_how_it_is_set(tmp_path: Path) -> None:
    for ending, start in (("md", b"# Russia"), ("html", b"<!DOCTYPE html>"), ("docx", b"PK")):
        out = tmp_path / f"brief.{ending}"
        assert piped("brief", *RECORD, "-o", str(out)) == (0, "", "")
        assert out.read_bytes().startswith(start)
        again = tmp_path / f"again.{ending}"
        piped("brief", *RECORD, "-o", str(again))
        assert again.read_bytes() == out.read_bytes()


def test_json_and_csv_are_whole() -> None:
    data = json.loads(piped("brief", "2", *RECORD, "-f", "json").out)
    assert (data["schema"], data["number"]) == ("negtrack.brief/1", 2)
    used = {n for one in data["paragraphs"] for it in one["sentences"] for n in it["notes"]}
    assert used == {note["n"] for note in data["notes"]}
    lines = piped("brief", "2", *RECORD, "-f", "csv").out.splitlines()
    assert len(lines) == 1 + sum(len(one["sentences"]) for one in data["paragraphs"])


def test_markdown_can_be_piped_and_word_cannot() -> None:
    assert "[^1]: " in piped("brief", *RECORD, "-f", "md").out
    answer = piped("brief", *RECORD, "-f", "docx")
    assert answer.code == 2
    assert "name a file: -o brief.docx" in answer.err


def test_an_ending_and_a_format_that_differ_are_refused(tmp_path: Path) -> None:
    answer = piped("brief", *RECORD, "-f", "md", "-o", str(tmp_path / "x.docx"))
    assert answer.code == 2
    assert "is no md file" in answer.err
    assert not (tmp_path / "x.docx").exists()


def test_a_terminal_wraps_it_with_the_notes_at_the_end() -> None:
    told = in_terminal("brief", *RECORD, columns=60, NO_COLOR="1").out
    assert max(map(len, told.splitlines())) <= 200
    assert told.index("How to read this") < told.index("\nNotes\n") < told.index("[1] The record")


def test_a_record_without_rounds_says_so(tmp_path: Path) -> None:
    (tmp_path / "positions/new").mkdir(parents=True)
    head = "title: New\nparties: {a: {name: A}}\nissues: {x: {title: X, scale: text}}\n"
    (tmp_path / "positions/new/negotiation.yaml").write_text(head)
    for more in ((), ("-o", str(tmp_path / "b.md"))):
        answer = piped("brief", *more, folder=tmp_path)
        assert answer.code != 0
        assert "has no rounds yet" in answer.err


def test_an_unknown_round_is_named() -> None:
    answer = piped("brief", "9", *RECORD, "-f", "md")
    assert "there is no round '9'" in answer.err


@pytest.mark.parametrize("ending", ["pdf", "odt", "PDF"])
def test_a_file_that_it_does_not_write_names_those_that_it_does(
    ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"brief.{ending}"
    answer = piped("brief", "-C", str(ROOT), "-n", "istanbul-2025", "-o", str(path))
    assert answer.code == 2
    assert "brief.docx" in answer.err
    assert "brief.html" in answer.err
    assert not path.exists()
