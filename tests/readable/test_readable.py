"""A file in plain words: what git shows of a record, and what it shows of anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from program import ROOT

from negtrack.readable import readable

CEASEFIRE = """\
# What Russia says
positions:
  # about the ceasefire
  ceasefire:
    value: full
    unconditional: true
    rejects: [local]
    only_if:
      - {withdrawal: full}          # the one
      - {arms-supplies: halt, mobilisation: halt}
    quote: "We are ready."
    speaker: Vasily Nebenzya
    date: 2025-06-03
    source: [daily-2025-06-02, wire]
    stated_by: press

  venue: istanbul
  # to be asked again
"""
TOLD = """\
# What Russia says
# about the ceasefire
ceasefire on 2025-06-03
  asks for: full
  without any condition
  refuses: local
  only if: withdrawal is full
  or if: arms-supplies is halt
    and mobilisation is halt
  quote: “We are ready.”
  said by: Vasily Nebenzya
  reported by: the press
  source: daily-2025-06-02
  source: wire
  # the one

venue
  asks for: istanbul
  # to be asked again
"""


def words(text: str) -> str:
    return readable(text.encode())


def test_a_file_is_told_in_words() -> None:
    assert words(CEASEFIRE) == TOLD


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_end_of_lines_and_a_byte_order_mark_make_no_difference(mark: str, newline: str) -> None:
    assert words(mark + CEASEFIRE.replace("\n", newline)) == TOLD


def test_another_layout_is_the_same_text() -> None:
    assert words('positions: {"venue": [{value: "istanbul"}]}\n') == words(
        "positions:\n  venue: istanbul"
    )


@pytest.mark.parametrize(
    "text",
    [
        "positions:\n  pay: 3 # not text\n",
        "positions: # not text\n  pay: 3\n",
        "positions:\n  pay: # not text\n    value: 3\n",
        "positions:\n  pay: {value: 3, # not text\n    source: x}\n",
        "positions:\n  pay:\n    value: |  # not text\n      3\n    source: x\n",
        "positions:\n  pay: 3\n# not text\n",
        "# not text\n\npositions:\n  pay: 3\n",
        "positions:\n  pay:\n  # not text\n  - value: 3\n",
    ],
)
def test_a_comment_is_told_wherever_it_stands(text: str) -> None:
    told = words(text).splitlines()
    assert [line.strip() for line in told].count("# not text") == 1
    assert "  asks for: 3" in told


def test_what_only_looks_like_a_comment_is_none() -> None:
    told = words('positions:\n  pay: {value: "3 # x", note: "#1\n    # 2"}\n  cranes: a#b\n')
    assert not [line for line in told.splitlines() if line.strip().startswith("#")]
    assert "asks for: 3 # x" in told


def test_comments_stand_above_what_they_are_about() -> None:
    told = words("coder: ak\npositions:\n  # one\n\n  # two\n  pay: 3\n  venue: town\nnote: n\n")
    assert told == (
        "this file\n  coded by: ak\n  note: n\n\n# one\n# two\npay\n  asks for: 3\n\n"
        "venue\n  asks for: town\n"
    )


AS_WRITTEN = {
    "nothing": "",
    "comments only": "# pay: {value: 3}\n",
    "broken": "positions: {pay: 3\n",
    "a conflict": "<<<<<<< ours\ncoder: a\n=======\ncoder: b\n>>>>>>> theirs\n",
    "a key twice": "positions: {pay: 3}\npositions: {pay: 4}\n",
    "an anchor": "positions: &a {pay: 3}\n",
    "an alias": "positions: *a\n",
    "two documents": "a: b\n---\nc: d\n",
    "no end of line": "[",
}


@pytest.mark.parametrize("what", AS_WRITTEN)
def test_what_cannot_be_read_is_shown_as_it_is_written(what: str) -> None:
    assert words(AS_WRITTEN[what]) == AS_WRITTEN[what]


def test_what_cannot_be_seen_is_spelled_out() -> None:
    assert readable(b"a: \x1b[31m\x00\xe2\x80\xae\r\nb") == "a: <U+001B>[31m<U+0000><U+202E>\nb"
    assert readable(b"a: caf\xe9\n") == "a: caf\\xe9\n"
    assert "\u202e" not in words('positions: {pay: {note: "x\\u202ey"}} # \u202e z\n')


def test_a_large_file_is_shown_as_it_is_written() -> None:
    text = "# " + "x" * (1 << 20) + "\n"
    assert words(text) == text


@given(some.binary(max_size=60))
def test_no_bytes_make_it_fail(raw: bytes) -> None:
    assert isinstance(readable(raw), str)


@given(some.text("ab:#-{}[]|>\"' \n,", max_size=40))
def test_no_yaml_makes_it_fail(text: str) -> None:
    assert isinstance(words(text), str)


@pytest.mark.parametrize(
    "name", sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("positions/*/**/*.yaml"))
)
def test_the_records_here_have_no_yaml_left_in_them(name: str) -> None:
    raw = (ROOT / name).read_bytes()
    told = readable(raw)
    assert told != raw.decode()
    lines = [line for line in told.splitlines() if not line.lstrip().startswith("#")]
    assert not [line for line in lines if line.lstrip().startswith(("- ", "{", "["))]
    assert [line for line in lines if line and not line.startswith(" ")]
    assert raw.decode().count("\n#") <= told.count("\n#") + 1
