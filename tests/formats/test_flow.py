"""Answers come piece by piece: the first is there before the last row is rendered."""

import json

import pytest
from formats.sample import TALKS, Sample

from negtrack import formats
from negtrack.formats import csv, markdown, plain, table
from negtrack.formats.flow import LINES, batched, spaced
from negtrack.page import Cell, Column, Page, Sentence, Table
from negtrack.report import Rows

MANY = 5000
LONG = Sample(
    Page(
        "A long table",
        (
            Sentence("It has many rows."),
            Table(
                (Column("Issue"), Column("Position"), Column("Number", numeric=True)),
                tuple(
                    (Cell(f"issue-{nth % 7}", "strong"), Cell(f"{nth} of many"), Cell(str(nth)))
                    for nth in range(MANY)
                ),
            ),
        ),
    ),
    {"schema": "negtrack.long/1", "rows": [{"nth": nth, "who": "Türkiye"} for nth in range(MANY)]},
    Rows(("nth", "text"), tuple((nth, "one") for nth in range(MANY))),
)
STREAMED = [("table", 80), ("table", 24), ("table", None), *((n, None) for n in ("csv", "md"))]


@pytest.mark.parametrize(("name", "width"), [*STREAMED, ("json", None)])
@pytest.mark.parametrize("report", [TALKS, LONG, Sample()])
def test_the_pieces_are_the_whole(name: str, width: int | None, report: Sample) -> None:
    told = formats.pieces(name, report, width, False)
    assert not isinstance(told, str | bytes)
    pieces = [*told]
    assert "".join(pieces) == formats.render(name, report, width, False)
    assert all(piece.endswith("\n") for piece in pieces) or name == "json"


@pytest.mark.parametrize(
    ("module", "function", "width"),
    [
        *((plain, "_row", None), (markdown, "_row", None), (csv, "_field", None)),
        *((table, "_row", 80), (table, "_entry", 24)),
    ],
)
def test_a_piece_is_there_before_the_next_is_rendered(
    module: object, function: str, width: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered = 0
    real = getattr(module, function)

    def counted(*arguments: object) -> object:
        nonlocal rendered
        rendered += 1
        return real(*arguments)

    monkeypatch.setattr(module, function, counted)
    pieces = module.pieces(LONG, width, False)  # type: ignore[attr-defined]
    seen = ""
    while seen.count("\n") < LINES:
        seen += next(pieces)
        assert rendered <= 3 * LINES + 2
    assert "4999" not in seen
    assert "4999" in "".join(pieces)
    assert rendered >= MANY


def test_the_first_piece_is_the_title() -> None:
    for name, width, title in (("table", 80, ""), ("table", None, ""), ("md", None, "# ")):
        assert next(iter(formats.pieces(name, LONG, width, False))) == f"{title}A long table\n"


def test_a_document_in_pieces_is_one_document() -> None:
    pieces = [*formats.pieces("json", LONG, None, False)]
    assert len(pieces) > 5
    assert json.loads("".join(pieces)) == LONG.data()


def test_of_many_rows_none_is_cut_and_all_columns_stand() -> None:
    long = tuple((Cell(f"{nth}"), Cell("word " * (nth % 30))) for nth in range(MANY))
    report = Sample(Page("", (Table((Column("N"), Column("Words")), long),)))
    lines = formats.render("table", report, 60, False).splitlines()  # type: ignore[union-attr]
    assert max(map(len, lines)) <= 60
    assert sum(line.count("word") for line in lines) == sum(nth % 30 for nth in range(MANY))
    assert [line.split()[0] for line in lines if line[:1].isdigit()] == [*map(str, range(MANY))]
    assert {line[:6] for line in lines[2:] if line and not line[0].isdigit()} == {" " * 6}


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        ([], "\n"),
        ([[], [""]], "\n"),
        ([["a"]], "a\n"),
        ([["a"], [], [""], ["b", "c"]], "a\n\nb\nc\n"),
        ([["", ""], ["a"]], "\n\n\na\n"),
        ([["", "a"]], "\na\n"),
    ],
)
def test_a_blank_line_is_between_blocks_that_say_something(
    blocks: list[list[str]], told: str
) -> None:
    assert "".join(spaced(blocks)) == told


def test_lines_are_taken_only_when_their_piece_is_asked_for() -> None:
    lines = iter(map(str, range(10)))
    found = batched(lines, ";", 3)
    assert next(found) == "0;1;2;"
    assert next(lines) == "3"
    assert [*found] == ["4;5;6;", "7;8;9;"]
