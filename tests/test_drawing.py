"""Drawings, line by line: every scale, ranges, marks, carried positions, and many rounds."""

from __future__ import annotations

import pytest
from builders import BLOC, TALKS, THREE, record
from hypothesis import given
from hypothesis import strategies as st

from negtrack.columns import width
from negtrack.drawing import WIDTH, drawing, letters
from negtrack.model import Party
from negtrack.moves import scales
from negtrack.paths import Course, courses


def drawn(issue: str, *said: str, head: str = TALKS) -> list[str]:
    return list(drawing(found(issue, *said, head=head)))


def found(issue: str, *said: str, head: str = TALKS) -> Course:
    made = record(head, **{f"r{n}": text for n, text in enumerate(said, 1)}).negotiation
    (one,) = courses(made, [made.issues[issue]], scales(made))
    return one


def test_a_ladder_from_the_top_down() -> None:
    said = ("north: {ceasefire: full}\nsouth: {ceasefire: none}", "south: {ceasefire: local}")
    assert drawn("ceasefire", *said, "") == [
        " full │ N───n───n",
        "local │ ░   S───s",
        " none │ S",
        "      └─────────────",
        "        1   2   3",
    ]


def test_the_options_of_a_choice_in_order_and_no_band() -> None:
    assert drawn("venue", "north: {venue: coast}\nsouth: {venue: isle}") == [
        "coast │ N",
        "hills │",
        " isle │ S",
        "      └─────",
        "        1",
    ]


def test_texts_in_the_order_in_which_they_were_said_and_cut() -> None:
    long = "An equal footing for all of them"
    assert drawn("wording", f"north: {{wording: {long}}}", "south: {wording: None}") == [
        "An equal footing … │ N───n",
        "              None │     S",
        "                   └─────────",
        "                     1   2",
    ]


def test_numbers_ranges_and_the_band_between() -> None:
    both = "north: {pay: 10}\nsouth: {pay: {value: {min: 30, max: 40}}}\n"
    said = f"{both}watch: {{pay: {{value: {{max: 20}}}}}}"
    assert drawn("pay", said) == [
        "40 │ S",
        "30 │ S",
        "20 │ W",
        "10 │ NW",
        "   └─────",
        "     1",
    ]
    assert drawn("pay", said.replace("{value: {max: 20}}", "20"))[2] == "20 │ W"
    assert drawn("pay", "north: {pay: 10}\nsouth: {pay: 40}", "watch: {pay: 20}") == [
        "40 │ S───s",
        "20 │ ░   W",
        "10 │ N───n",
        "   └─────────",
        "     1   2",
    ]


OPEN = "north: {pay: {value: {min: 20}}}\nsouth: {pay: {value: {max: 30}}}\nwatch: {pay: 40}"


def test_open_ends_reach_the_last_row() -> None:
    assert drawn("pay", OPEN) == [
        "40 │ NW",
        "30 │ NS",
        "20 │ NS",
        "   └─────",
        "     1",
    ]


def test_dates_are_days() -> None:
    lines = drawn("start", "north: {start: 2025-03-01}\nsouth: {start: {value: {min: 2025-04-01}}}")
    assert lines[:2] == ["2025-04-01 │ S", "2025-03-01 │ N"]


def test_many_numbers_are_put_on_nine_steps() -> None:
    said = [f"north: {{fee: {n * n}}}" for n in range(12)]
    lines = drawn("fee", *said)
    assert len(lines) == 11
    assert lines[0].startswith("   121 │")
    assert lines[8].startswith("     0 │ N───N───N───N")  # 0, 1, 4 and 9 are below 15.125
    assert all(line.count("N") <= 12 for line in lines)
    assert sum(line.count("N") for line in lines) == 12


def test_marks() -> None:
    said = (
        "north: {ceasefire: {value: full, red_line: true, only_if: {venue: coast},"
        " disputed: [{value: local}]}}\nsouth: {ceasefire: {value: none, rejects: [local, full]}}"
    )
    assert drawn("ceasefire", said)[:3] == [" full │ N*!?×s", "local │ ×s", " none │ S"]


def test_who_gives_no_answer_is_carried() -> None:
    lines = drawn("pay", "north: {pay: 10}", "north: {pay: {stance: no-answer}}", "")
    assert lines[0] == "10 │ N───n───n"
    lines = drawn("pay", "north: {pay: 10}", "north: {pay: {stance: withdraw}}")
    assert lines[0] == "10 │ N"


def test_a_line_joins_only_where_the_same_stands_in_both() -> None:
    said = ("north: {pay: 10}", "north: {pay: 20}\nsouth: {pay: {rejects: 20}}", "north: {pay: 10}")
    assert drawn("pay", *said)[:2] == ["20 │     N×s ×s", "10 │ N       N"]


def test_what_a_bloc_says_is_the_blocs() -> None:
    assert drawn("pay", "league: {pay: 10}\nwest: {pay: 20}", head=BLOC)[:2] == [
        "20 │ W",
        "10 │ L",
    ]


def test_nobody_named_a_value() -> None:
    assert drawn("pay", "north: {fee: 3}") == []
    assert drawn("pay", "north: {pay: {stance: reserve}}") == []


def test_rounds_for_which_there_is_no_room_go_below() -> None:
    lines = drawn("pay", *["north: {pay: 10}"] * 12, head=THREE)
    assert max(map(width, lines)) <= WIDTH
    many = drawn("wording", *[f"north: {{wording: {'x' * 30}}}"] * 12)
    assert max(map(width, many)) <= WIDTH
    assert len(many) == 6
    assert many[2].split() == [str(n) for n in range(1, 10)]
    assert many[5].split() == ["10", "11", "12"]


def test_letters_are_of_the_name_and_never_twice() -> None:
    parties = [Party(one, one) for one in ("us", "uk", "union", "uu", "u2", "ü", "2")]
    found = letters(parties)
    assert found == {"us": "U", "uk": "K", "union": "N", "uu": "A", "u2": "B", "ü": "C", "2": "D"}
    crowd = letters([Party(f"p{n}", "") for n in range(30)])
    assert [*crowd.values()].count("@") == 4


VALUES = st.sampled_from(("none", "local", "full"))


@given(st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=12))
def test_everybody_stands_once_a_round_where_it_said(rounds: list[tuple[str, str]]) -> None:
    said = [f"north: {{ceasefire: {one}}}\nsouth: {{ceasefire: {other}}}" for one, other in rounds]
    lines = drawn("ceasefire", *said)
    assert sum(line.count("N") for line in lines) == len(rounds)
    assert sum(line.count("S") for line in lines) == len(rounds)
    rows = {line.split(" │")[0].strip(): line for line in lines if " │" in line}
    for place, option in enumerate(("full", "local", "none")):
        assert rows[option].count("N") == [one for one, _ in rounds].count(option), place


@pytest.mark.parametrize("hostile", ["[bold]x", "a\\u202eb", "a\\nb", "|||"])
def test_a_label_is_one_line(hostile: str) -> None:
    lines = drawn("wording", f'north: {{wording: "{hostile}"}}')
    assert len(lines) == 3
    assert "\n" not in "".join(lines)
