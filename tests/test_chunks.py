"""A file in chunks: every line in one of them, and each part of the file in its own."""

from __future__ import annotations

import pytest
from hypothesis import assume, event, given, settings
from program import ROOT
from yamlfiles import Layout, layouts

from negtrack.chunks import Chunk, Uncut, as_list, cut, moved
from negtrack.yamltext import read

FILES = sorted(ROOT.glob("positions/**/*.yaml"))


def lines(chunk: Chunk) -> str:
    """The text of a chunk from its parts."""
    return chunk.text if chunk.kind == "leaf" else chunk.head + "".join(map(lines, chunk.parts))


def outline(text: str) -> list[tuple[str, ...]]:
    """The parts of each section: their key, or their first word."""
    return [
        (one.key, *(part.key or str(part.value) for part in one.parts))
        for one in cut(text).whole.parts
    ]


def check_whole(text: str) -> None:
    """Every line is in one chunk, and every chunk says what stands there."""
    made = cut(text)
    assert made.before + lines(made.whole) + made.after == text
    document = read("x.yaml", text.encode()).document
    assert document is not None
    assert made.whole.value == document.tree or not made.whole.parts
    check_values(made.whole)


def check_values(chunk: Chunk) -> None:
    """What the parts of a chunk say is what it says itself."""
    if chunk.kind == "list":
        assert [part.value for part in chunk.parts] == chunk.value
    elif chunk.kind != "leaf":
        assert {part.key: part.value for part in chunk.parts} == chunk.value
    for part in chunk.parts:
        check_values(part)
        assert chunk.kind == "list" or f"{part.key}" in part.head


@pytest.mark.parametrize("file", FILES, ids=lambda file: "-".join(file.parts[-3:]))
def test_the_real_files_can_be_cut(file: object) -> None:
    text = (ROOT / str(file)).read_text(encoding="utf-8")
    check_whole(text)
    assert len(cut(text).whole.parts) == len(read("x", text.encode()).document.tree)


@given(layouts())
@settings(max_examples=300, deadline=None)
def test_so_can_a_file_in_any_layout(layout: Layout) -> None:
    text = layout.text.replace("\r\n", "\n")
    assume(text.endswith("\n") and read("x.yaml", text.encode()).document is not None)
    try:
        check_whole(text)
        event("cut")
    except Uncut:
        assert any(one.level == "error" for one in read("x", text.encode()).problems)
        event("not cut")


def test_each_position_is_a_part_and_each_statement_of_a_list() -> None:
    text = "positions:\n  a: b\n  c:\n    value: d\n  e:\n    - f\n    - value: g\n"
    assert outline(text) == [("positions", "a", "c", "e")]
    (_, alone, listed) = cut(text).whole.parts[0].parts
    assert (alone.kind, alone.parts) == ("leaf", ())
    assert [one.value for one in listed.parts] == ["f", {"value": "g"}]
    assert [one.text for one in listed.parts] == ["    - f\n", "    - value: g\n"]


def test_comments_and_blank_lines_go_with_what_follows() -> None:
    text = "# top\n\n# a\na: b\n\n# c1\n\n  # c2\nc: d\n\n# end\n"
    made = cut(text)
    assert made.before == "# top\n\n"
    assert [one.text for one in made.whole.parts] == ["# a\na: b\n", "\n# c1\n\n  # c2\nc: d\n"]
    assert made.after == "\n# end\n"


def test_a_comment_that_is_further_in_belongs_to_what_stands_above() -> None:
    text = "positions:\n  a:\n    value: b\n    # on a\n  # on c\n  c: d\n    # on d\n# end\n"
    made = cut(text)
    assert [one.text for one in made.whole.parts[0].parts] == [
        "  a:\n    value: b\n    # on a\n",
        "  # on c\n  c: d\n    # on d\n",
    ]
    assert made.after == "# end\n"


def test_signs_in_texts_are_no_comments() -> None:
    text = 'positions:\n  a: "b\n# c\n"\n  d:\n    note: |\n      x\n\n      # y\n  e: f\n'
    first, second, _ = cut(text).whole.parts[0].parts
    assert first.text == '  a: "b\n# c\n"\n'
    assert second.text == "  d:\n    note: |\n      x\n\n      # y\n"


def test_lists_under_their_key_and_dashes_on_lines_of_their_own() -> None:
    text = "events:\n- a\n-\n  # on b\n  title: b\n# on c\n- c\nagreements: {}\n"
    section = cut(text).whole.parts[0]
    assert [one.text for one in section.parts] == [
        "- a\n",
        "-\n  # on b\n  title: b\n",
        "# on c\n- c\n",
    ]


def test_deliveries_are_parts_of_an_agreement() -> None:
    text = "agreements:\n  a:\n    issue: b\n    carried_out:\n      - {date: c}\n    part: true\n"
    (agreement,) = cut(text).whole.parts[0].parts
    assert agreement.kind == "agreement"
    assert [(one.key, one.kind) for one in agreement.parts] == [
        ("issue", "leaf"),
        ("carried_out", "list"),
        ("part", "leaf"),
    ]


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n\n"])
def test_a_file_that_says_nothing(text: str) -> None:
    made = cut(text)
    assert made.before == text
    assert made.whole.parts == ()
    assert made.whole.value == {}


@pytest.mark.parametrize("text", ["a: b", "{a: b}\n", "- a\n", "a\n", "a: b\na: c\n", "? a\n: b\n"])
def test_a_file_that_cannot_be_cut(text: str) -> None:
    with pytest.raises(Uncut):
        cut(text)


class TestAsList:
    @staticmethod
    def of(text: str, column: int = 4) -> str:
        """An entry as a list of one, checked to say the same."""
        (entry,) = cut(f"positions:\n{text}").whole.parts[0].parts
        made = as_list(entry, column)
        told = made.head + "".join(one.text for one in made.parts)
        (again,) = cut(f"positions:\n{told}").whole.parts[0].parts
        assert again.value == (entry.value if entry.kind == "list" else [entry.value])
        return told

    def test_what_stands_in_the_line_of_its_key(self) -> None:
        assert self.of("  # c\n  a: b  # d\n") == "  # c\n  a:\n    - b  # d\n"
        assert self.of("  a: b\n", 2) == "  a:\n  - b\n"
        assert self.of("  a: {b: c,\n   d: e}\n") == "  a:\n    - {b: c,\n     d: e}\n"
        assert self.of("  a: |\n    b\n     c\n") == "  a:\n    - |\n      b\n       c\n"

    def test_what_stands_below(self) -> None:
        assert self.of("  a:\n    b: c\n    d: e\n") == "  a:\n    - b: c\n      d: e\n"
        assert self.of("  a: # f\n     # g\n     b: c\n\n     d: e\n", 2) == (
            "  a: # f\n     # g\n  - b: c\n\n    d: e\n"
        )

    def test_a_list_stays(self) -> None:
        assert self.of("  a:\n  - b\n", 2) == "  a:\n  - b\n"
        with pytest.raises(Uncut):
            self.of("  a: [b]\n")


class TestMoved:
    @staticmethod
    def of(text: str, column: int) -> str:
        (entry,) = cut(f"positions:\n  a:\n{text}").whole.parts[0].parts
        made = moved(entry, column)
        assert made.column == column
        return "".join(one.text for one in made.parts)

    def test_right_and_left(self) -> None:
        text = "    - b: c\n\n      # d\n      e: |\n        f\n"
        moved_right = "       - b: c\n\n         # d\n         e: |\n           f\n"
        assert self.of(text, 7) == moved_right
        assert self.of(moved_right, 4) == text
        assert self.of(text, 4) == text

    def test_no_further_left_than_there_is_room(self) -> None:
        with pytest.raises(Uncut):
            self.of('    - "b\n c"\n', 2)
