"""Everything about a round together: of which rounds it is, and what is compared with what."""

from __future__ import annotations

import pytest
from builders import TALKS, real, record

from negtrack.analyses.gaps import gaps
from negtrack.analyses.show import show
from negtrack.overview import ALL_PAIRS, Overview, overview
from negtrack.record import Record
from negtrack.selection import Selection


def long(rounds: int) -> Record:
    """Talks of so many rounds, in which somebody speaks in each."""
    return record(TALKS, **{f"r{nth}": f"north: {{pay: {nth}}}" for nth in range(1, rounds + 1)})


def seen(of: Record, number: int, selection: Selection | None = None) -> Overview:
    return overview(of, of.negotiation.rounds[number - 1], selection or Selection())


def pairs(of: Overview) -> list[tuple[int, int]]:
    return [(one.pair.start.number, one.pair.end.number) for one in of.diffs]


def test_every_pair_of_few_rounds_is_compared_the_last_first() -> None:
    of = seen(long(4), 4)
    assert pairs(of) == [(3, 4), (2, 4), (1, 4), (2, 3), (1, 3), (1, 2)]
    assert of.all_pairs


def test_one_round_has_nothing_to_be_compared_with() -> None:
    of = seen(long(1), 1)
    assert (of.diffs, of.all_pairs) == ((), True)


def test_of_twelve_rounds_neighbours_are_compared_and_each_with_the_last() -> None:
    of = seen(long(12), 12)
    found = pairs(of)
    last = [(start, 12) for start in range(11, 0, -1)]
    assert found == last + [(start, start + 1) for start in range(10, 0, -1)]
    assert len(found) == 21 <= 2 * 12
    assert not of.all_pairs
    assert seen(long(ALL_PAIRS), ALL_PAIRS).all_pairs


def test_an_earlier_round_knows_nothing_of_later_ones() -> None:
    of = seen(long(12), 3)
    assert pairs(of) == [(2, 3), (1, 3), (1, 2)]
    assert [one.number for one in of.rounds] == [1, 2, 3]
    assert of.show.stands["north", "pay"].standing.said_in == "r3"
    assert {report.round.number for report in (of.show, of.gaps, of.stalemate, of.linkage)} == {3}


def test_a_selection_is_that_of_every_answer() -> None:
    chosen = Selection(issues=("ceasefire",))
    of = seen(real("istanbul-2025"), 3, chosen)
    for found in (of.show, of.gaps, of.stalemate, of.linkage, of.agreements, of.history, of.moves):
        assert found.selection == chosen
    assert [one.issue.id for one in of.history.courses] == ["ceasefire"]
    assert {one.issue for report in of.diffs for one in report.changes} == {"ceasefire"}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_answers_are_those_that_the_commands_give(number: int) -> None:
    of = real("istanbul-2025")
    at = of.negotiation.rounds[number - 1]
    found = overview(of, at, Selection())
    assert found.gaps.data() == gaps(of, at, Selection()).data()
    assert found.show.data() == show(of, at, Selection()).data()
