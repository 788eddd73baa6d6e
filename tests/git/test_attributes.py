"""The block in `.gitattributes`: in and out again, and every other byte as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from negtrack.git.attributes import RULES, with_block, without_block
from negtrack.problems import Stop

TEXTS = (b"", b"*.md text\n", b"*.md text", b"a\r\nb\r\n", b"a\r\nb", b"\xff\n\n", b"\n", b"a\r")


@pytest.mark.parametrize("text", [None, *TEXTS])
def test_out_again_all_is_as_it_was(text: bytes | None) -> None:
    inside = with_block(text)
    assert RULES[0].encode() in inside
    assert inside.startswith(text or b"")
    assert without_block(inside) == text


@given(some.none() | some.binary() | some.text("a \r\n#", max_size=9).map(str.encode))
def test_whatever_the_file_holds(text: bytes | None) -> None:
    assert without_block(with_block(text)) == text
    assert with_block(with_block(text)) == with_block(text)


def test_the_lines_end_as_those_of_the_file_do() -> None:
    assert with_block(b"a\r\n").count(b"\r\n") == 4
    assert b"\r" not in with_block(b"a\n")


def test_what_is_added_below_and_above_stays() -> None:
    inside = b"above\n" + with_block(None) + b"below\n"
    assert without_block(inside) == b"above\nbelow\n"
    assert with_block(inside) == inside


def test_an_older_block_is_renewed_in_its_place() -> None:
    older = with_block(b"above\n").replace(b" merge=negtrack", b"") + b"below\n"
    assert with_block(older) == with_block(b"above\n") + b"below\n"


def test_nothing_is_taken_out_of_what_has_no_block() -> None:
    assert without_block(b"*.md text\n") == b"*.md text\n"
    assert without_block(None) is None


@pytest.mark.parametrize("lost", ["from here", "to here"])
def test_a_block_in_pieces_is_left_to_its_owner(lost: str) -> None:
    whole = with_block(b"a\n").decode()
    broken = "".join(line for line in whole.splitlines(True) if lost not in line).encode()
    for change in (with_block, without_block):
        with pytest.raises(Stop, match="lost their beginning or end"):
            change(broken)


def test_two_blocks_are_left_to_their_owner() -> None:
    with pytest.raises(Stop, match="lost"):
        without_block(with_block(None) * 2)
