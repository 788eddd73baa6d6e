"""What differs between two records as codings, and that nothing is told of equal ones."""

from __future__ import annotations

import pytest
from builders import BLOC, TALKS, record
from hypothesis import given
from hypothesis import strategies as st

from negtrack.codings import codings, notes
from negtrack.record import Record

VALUES = ("none", "local", "full")


def noted(was: Record | None, now: Record) -> list[str]:
    return [one.words() for one in notes(was, now)]


def told(was: Record | None, now: Record) -> list[str]:
    return [one.words() for one in codings(was, now)]


def test_accepting_a_package_is_a_coding_of_what_is_in_it() -> None:
    plan = "north: {pay: {value: 40, package: plan}}\nnorth.packages: {plan: {title: Plan}}"
    was, now = record(TALKS, r1=plan), record(TALKS, r1=f"{plan}\nsouth.answers: {{plan: accept}}")
    assert told(was, now) == ["south · pay stated in round 1: new (acceptance), accepts 40 %"]
    assert noted(was, now) == ["answer south to plan added in round 1 (r1, 2025-01-01)"]
    assert told(now, was) == ["south · pay removed from round 1: accepts 40 % → no position"]


def test_an_older_statement_that_changed_leaves_the_position() -> None:
    was = record(TALKS, r1="north: {pay: [{value: 50}, {value: 40}]}")
    now = record(TALKS, r1="north: {pay: [{value: 45}, {value: 40}]}")
    assert told(was, now) == ["north · pay, earlier statement, recoded in round 1: 50 % → 45 %"]
    again = record(TALKS, r1="north: {pay: [{value: 50, quote: Fifty.}, {value: 40}]}")
    assert told(was, again) == ["north · pay, earlier statement, reworded in round 1"]
    alone = record(TALKS, r1="north: {pay: {value: 40}}")
    assert told(was, alone) == ["north · pay, earlier statement, recoded in round 1: 50 % → none"]
    assert told(alone, was) == ["north · pay, earlier statement, recoded in round 1: none → 50 %"]


def test_a_recoded_round_is_told_once_however_long_its_position_stands() -> None:
    was = record(TALKS, r1="north: {pay: 50}", r2="south: {pay: 10}", r3="south: {pay: 20}")
    now = record(TALKS, r1="north: {pay: 40}", r2="south: {pay: 10}", r3="south: {pay: 20}")
    assert told(was, now) == ["north · pay recoded in round 1: 50 % → 40 %"]


def test_what_goes_with_its_round_is_removed_from_it() -> None:
    was = record(TALKS, r1="north: {pay: 5}", r2="north: {pay: 7}\nsouth: {pay: 2, fee: 3}")
    now = record(TALKS, r1="north: {pay: 5}")
    assert told(was, now) == [
        "north · pay removed from round 2: 7 % → no position",
        "south · pay removed from round 2: 2 % → no position",
        "south · fee removed from round 2: 3 coins → no position",
    ]
    assert noted(was, now) == ["round r2 removed"]
    assert [one.key[1] for one in codings(was, now)] == ["r2"] * 3


def test_a_members_own_statement_that_is_gone_leaves_that_of_its_bloc() -> None:
    was = record(BLOC, r1="league: {pay: 10}\neast: {pay: 20}\nsouth: {pay: 50}")
    now = record(BLOC, r1="league: {pay: 10}\nsouth: {pay: 50}")
    assert told(was, now) == ["east · pay removed from round 1: 20 % → 10 %"]


def test_a_removed_round_is_noted() -> None:
    was, now = record(TALKS, r1="north: {pay: 5}", r2=""), record(TALKS, r1="north: {pay: 5}")
    assert noted(was, now) == ["round r2 removed"]
    assert noted(now, was) == ["round r2 added"]


@given(st.lists(st.tuples(st.sampled_from(VALUES), st.sampled_from(VALUES)), max_size=3))
def test_equal_records_differ_in_nothing_and_new_ones_in_all_that_was_said(
    rounds: list[tuple[str, str]],
) -> None:
    texts = {
        f"r{nth}": f"north: {{ceasefire: {one}}}\nsouth: {{ceasefire: {other}}}"
        for nth, (one, other) in enumerate(rounds, 1)
    }
    held = record(TALKS, **texts)
    assert list(codings(held, record(TALKS, **texts))) == list(notes(held, held)) == []
    assert len(told(None, held)) == len(told(record(TALKS), held)) == 2 * len(rounds)


class TestConfidential:
    """What a later record withholds is not told, neither as it is nor as it was."""

    @staticmethod
    def public(text: str) -> Record:
        return record(TALKS, r1=text, r2="south: {pay: 1}").without_confidential()

    @pytest.mark.parametrize(
        ("openly", "hidden"),
        [
            ("north: {pay: 40}", "north: {pay: {value: 40, confidential: true}}"),
            ("north: {pay: 40}", "north: {pay: {value: 45, note: x, confidential: true}}"),
            ("north: {pay: 40}", "north: {pay: [40, {value: 45, confidential: true}]}"),
            ("north: {pay: 40}", "north: {pay: [{value: 45, confidential: true}, 40]}"),
            ("north: {pay: [40, 45]}", "north: {pay: [40, {value: 45, confidential: true}]}"),
            ("north: {pay: [40, 45]}", "north: {pay: [{value: 40, confidential: true}, 45]}"),
            (
                "north: {pay: {value: 40, disputed: [{value: 45}]}}",
                "north: {pay: {value: 40, disputed: [{value: 45, confidential: true}]}}",
            ),
        ],
    )
    def test_what_becomes_confidential(self, openly: str, hidden: str) -> None:
        was, now = self.public(openly), self.public(hidden)
        assert told(was, now) == []
        assert told(now, now) == []

    def test_what_becomes_open_is_stated_then(self) -> None:
        hidden = self.public("north: {pay: {value: 40, confidential: true}}")
        openly = self.public("north: {pay: 40}")
        assert told(hidden, openly) == ["north · pay stated in round 1: new, 40 %"]

    def test_an_acceptance_of_what_became_confidential(self) -> None:
        plan = "{{pay: {{value: 40, package: plan{}}}}}\nnorth.packages: {{plan: {{title: Plan}}}}"
        answer = "\nsouth.answers: {plan: accept}"
        was = self.public(f"north: {plan.format('')}{answer}")
        now = self.public(f"north: {plan.format(', confidential: true')}{answer}")
        assert told(was, now) == []

    def test_what_is_said_openly_beside_it(self) -> None:
        was = self.public("north: {pay: 40, fee: 3}")
        now = self.public("north: {pay: {value: 40, confidential: true}, fee: 4}")
        assert told(was, now) == ["north · fee recoded in round 1: 3 coins → 4 coins"]
        later = self.public("north: {pay: {value: 41, confidential: true}, fee: 5}")
        assert told(now, later) == ["north · fee recoded in round 1: 4 coins → 5 coins"]

    def test_what_was_confidential_before_hides_nothing_more(self) -> None:
        text = "north: {{pay: [{{value: 45, confidential: true}}, {}]}}"
        was, now = self.public(text.format(40)), self.public(text.format(41))
        assert told(was, now) == ["north · pay recoded in round 1: 40 % → 41 %"]


def test_a_note_shares_only_the_names_that_are_in_both() -> None:
    sources = [TALKS + f"sources: {{{names}}}\n" for names in ("", "a: {publisher: A}")]
    (one,) = notes(record(sources[0]), record(sources[1]))
    assert one.words() == "source a added"
    assert one.shared([]) is None
    assert one.shared([one._replace(verb="removed")]) is None
    assert one.shared([one._replace(names=("b",))]) is None
    both = one._replace(names=("a", "b"))
    assert both.words() == "2 sources a, b added"
    assert both.shared([one]) == one
    many = one._replace(names=tuple("abcdef"))
    assert many.words() == "6 sources added"
    title = one._replace(what="title", verb="changed", names=())
    assert title.shared([one, title]) == title
    assert title.shared([one]) is None
