"""The first thing that a page says: rounds in, sentences out."""

from __future__ import annotations

import pytest
from builders import BLOC, TALKS, THREE, real, record

from negtrack import headline
from negtrack.analyses.stalemate import RULES
from negtrack.moves import UNCHANGED
from negtrack.overview import Overview, overview
from negtrack.record import Record
from negtrack.selection import Selection

EVIL = "<b onclick=alert(1)>{{ 7*7 }}</b>"


def seen(of: Record, number: int = -1) -> Overview:
    """All about the last round of a record, or about another by its number from 1."""
    rounds = of.negotiation.rounds
    return overview(of, rounds[number if number < 0 else number - 1], Selection())


def talks(*rounds: str, head: str = TALKS) -> Overview:
    return seen(record(head, **{f"r{nth}": one for nth, one in enumerate(rounds, 1)}))


APART = "north: {pay: 10}\nsouth: {pay: 30}"

STUCK = {
    "nobody spoke, so that nothing is": ([""], "Nothing is stuck.", []),
    "one side alone is no open issue": (["north: {pay: 10}", ""], "Nothing is stuck.", []),
    "what was just said could not have moved": (
        [APART],
        "None of 1 open issue is stuck.",
        [],
    ),
    "who moves is not stuck": (
        [APART, "south: {pay: 20}"],
        "None of 1 open issue is stuck.",
        [],
    ),
    "what is said again": (
        [APART, "north: {pay: 10}"],
        "The only open issue has not moved.",
        ["positions were said again, and nobody moved"],
    ),
    "what nobody speaks of any more": (
        [APART, "north: {fee: 3}"],
        "The only open issue has not moved.",
        ["nobody has said anything new on it"],
    ),
    "a step away": (
        [APART, "south: {pay: 40}"],
        "The only open issue has not moved.",
        ["somebody moved away or refused more, and nobody came nearer"],
    ),
    "another venue is no nearer one": (
        ["north: {venue: coast}\nsouth: {venue: hills}", "south: {venue: isle}"],
        "The only open issue has not moved.",
        ["a position changed, but nobody came nearer to another"],
    ),
    "who waits for each other": (
        [
            "north: {pay: {value: 10, only_if: {ceasefire: full}}, ceasefire: none}\n"
            "south: {pay: 10, ceasefire: {value: full, only_if: {pay: 20}}}",
            "north: {pay: {value: 10, only_if: {ceasefire: full}}}",
        ],
        "2 of 2 open issues have not moved.",
        [
            "positions on this and on other issues wait for each other; it waits for “Ceasefire”",
            "positions on this and on other issues wait for each other; it waits for “Pay”",
        ],
    ),
    "a part of what is open": (
        ["north: {pay: 10, fee: 3}\nsouth: {pay: 30, fee: 90}\nenvoy: {fee: 5}", "south: {fee: 9}"],
        "1 of 2 open issues has not moved.",
        ["nobody has said anything new on it"],
    ),
}


@pytest.mark.parametrize("row", STUCK)
def test_what_is_stuck_and_why(row: str) -> None:
    rounds, told, why = STUCK[row]
    of = talks(*rounds)
    assert headline.stuck_of(of) == told
    assert sorted(one.why for one in headline.stuck(of)) == sorted(why)


def test_every_rule_by_which_an_issue_is_stuck_has_its_words() -> None:
    settled = {"agreement", "converged", "one-sided", "unstated", "movement", "too-new"}
    assert set(headline._WHY) == set(RULES) - settled


def test_a_stuck_issue_names_both_sides_since_when_and_the_source() -> None:
    head = TALKS + "sources:\n  wire: {publisher: The Wire, url: 'https://example.org/a'}\n"
    said = "north: {venue: {value: coast, source: wire}}\nsouth: {venue: hills}"
    (one,) = headline.stuck(talks(said, said, head=head))
    assert (one.issue, one.title, one.verdict) == ("venue", "Venue", "stuck")
    assert (one.since, one.days) == ("round 1 (2025-01-01)", "31 days")
    source = ("The Wire", "source-wire", "https://example.org/a")
    assert one.sides == (("North", "The coast", (source,)), ("South", "The hills", ()))


def test_a_condition_is_said_to_be_there_and_waits_are_cut() -> None:
    wait = "access: open, pay: 5, fee: 6, start: 2025-01-01"
    said = f"north: {{ceasefire: {{value: full, only_if: {{{wait}}}}}}}\nsouth: {{ceasefire: none}}"
    (one,) = headline.stuck(talks(said, said))
    assert one.sides[0][1] == "F, on conditions"
    assert one.why.endswith("it waits for “Access”, “Pay”, “Fee” and 1 more")


LAST = {
    "the first": ([APART], "This is the first round, and there is none to compare it with."),
    "nobody spoke": ([APART, ""], "Since round 1, no position changed."),
    "said again": ([APART, APART], "Since round 1, no position changed."),
    "a step": ([APART, "south: {pay: 20}"], "Since round 1, 1 position changed."),
    "other conditions are a change": (
        [APART, "south: {pay: {value: 30, only_if: {fee: 3}}}"],
        "Since round 1, 1 position changed.",
    ),
    "no answer is no change": (
        [APART, "south: {pay: {stance: no-answer}}"],
        "Since round 1, no position changed and 1 question was not answered.",
    ),
    "first positions are counted by party": (
        [APART, "south: {fee: 2, pay: 20}\nnorth: {fee: 2, start: 2025-01-01}"],
        "Since round 1, 1 position changed. First positions came from North on 2 issues and South "
        "on 1 issue.",
    ),
    "a value after none is a change, and no first position": (
        ["north: {pay: {stance: reserve}}\nsouth: {pay: 30}", "north: {pay: 20}"],
        "Since round 1, 1 position changed.",
    ),
    "who ceases to ask": (
        [APART, "south: {pay: {stance: withdraw}}\nnorth: {pay: {stance: reserve}}"],
        "Since round 1, 2 positions changed.",
    ),
}


@pytest.mark.parametrize("row", LAST)
def test_what_the_last_round_brought(row: str) -> None:
    rounds, told = LAST[row]
    of = talks(*rounds)
    assert headline.last_round(of) == told
    some = of.diffs[0].changes if of.diffs else ()
    changed = [one for one in some if one.before and one.kind not in UNCHANGED]
    assert len(headline.moved(of)) == len(changed)


def test_a_change_is_told_from_what_to_what() -> None:
    (one,) = headline.moved(talks(APART, "south: {pay: 20}"))
    assert (one.party, one.title, one.kind) == ("South", "Pay", "nearer to the other side")
    assert (one.before, one.after) == ("30 %", "20 %")
    (priced,) = headline.moved(talks(APART, "south: {pay: {value: 30, only_if: {fee: 3}}}"))
    assert (priced.kind, priced.before, priced.after) == ("other conditions", "", "30 %")


def test_every_kind_of_change_has_its_words() -> None:
    def kinds(*rounds: str) -> list[str]:
        return [one.kind for one in headline.moved(talks(*rounds))]

    assert kinds("north: {pay: {stance: reserve}}", "north: {pay: 20}") == ["named none before"]
    assert kinds(APART, "south: {pay: {stance: withdraw}}") == ["withdrew its position"]
    assert kinds(APART, "south: {pay: {stance: reserve}}") == ["reserves its position"]
    assert kinds(APART, "south: {pay: {value: 10, stance: accept}}") == ["accepted"]
    assert kinds(APART, "south: {pay: {value: 30, rejects: 10}}") == [
        "refuses what it did not refuse before"
    ]
    assert kinds(APART, "south: {pay: {value: 30, red_line: true}}") == [
        "the same, said with another emphasis"
    ]
    assert kinds(APART, "south: {pay: {stance: no-answer}}") == [
        "gave no answer; its position stands"
    ]


def test_of_more_than_two_sides_the_others_are_any_of_them() -> None:
    (one,) = headline.moved(talks(f"{APART}\neast: {{pay: 5}}", "south: {pay: 40}", head=THREE))
    assert one.kind == "farther from another side"
    told = headline.unmoved(talks(APART, head=THREE))
    assert told == "No step by North, South or East towards another side is on record."


def test_who_never_stepped_is_named_and_who_did_with_the_last_step() -> None:
    of = talks(APART, "south: {pay: 20}", "south: {pay: 15}", "north: {pay: 10}")
    assert headline.unmoved(of) == "No step by North towards the other side is on record."
    told = "South, in round 3 (2025-03-01), on “Pay”: 20 % → 15 %"
    assert headline.last_steps(of) == (("pay", told),)
    both = talks(APART, "south: {pay: 20}", "north: {pay: 12}")
    assert headline.unmoved(both) == ""
    assert [told.partition(",")[0] for _, told in headline.last_steps(both)] == ["North", "South"]


def test_a_step_is_told_with_labels_and_not_with_ids() -> None:
    of = talks("north: {venue: coast}\nsouth: {venue: hills}", "south: {venue: coast}")
    ((_, told),) = headline.last_steps(of)
    assert told.endswith("“Venue”: The hills → The coast")


def test_issues_are_counted_by_colour_against_the_round_before() -> None:
    of = talks(APART, APART)
    found = {one.colour: (one.number, one.change) for one in headline.counts(of)}
    assert found == {
        "green": (0, "as many as in the round before"),
        "yellow": (6, "1 fewer than in the round before"),
        "red": (1, "1 more than in the round before"),
    }
    assert {one.change for one in headline.counts(talks(APART))} == {""}


def test_a_bloc_speaks_once_for_its_members() -> None:
    said = "league: {venue: coast}\nnorth: {venue: hills}"
    (one,) = headline.stuck(talks(said, said, head=BLOC))
    assert [party for party, *_ in one.sides] == ["North", "The league"]


def test_hostile_texts_are_handed_on_as_they_are() -> None:
    head = TALKS.replace("title: Venue", f"title: '{EVIL}'").replace(
        "name: North", f"name: '{EVIL}'"
    )
    said = "north: {venue: coast}\nsouth: {venue: hills}"
    (one,) = headline.stuck(talks(said, said, head=head))
    assert one.title == one.sides[0][0] == EVIL


def test_the_real_talks_read_as_a_minister_reads_them() -> None:
    of = seen(real("istanbul-2025"))
    assert headline.stuck_of(of) == "14 of 15 open issues have not moved."
    assert headline.unmoved(of) == "No step by Russia towards the other side is on record."
    assert headline.last_round(of) == (
        "Since round 2, 3 positions changed and 1 question was not answered. First positions came "
        "from Russia on 5 issues."
    )
    first = headline.stuck(of)[0]
    assert first.title == "Ceasefire"
    assert first.why == (
        "positions on this and on other issues wait for each other; it waits for “Withdrawal of "
        "Ukrainian forces”, “Redeployment of Ukrainian forces during a ceasefire”, “Mobilisation "
        "in Ukraine” and 8 more"
    )
