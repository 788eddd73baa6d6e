"""What differs between two records as codings, and that nothing is told of equal ones."""

from __future__ import annotations

from builders import TALKS, record
from hypothesis import given
from hypothesis import strategies as st

from negtrack.codings import codings, notes
from negtrack.record import Record

VALUES = ("none", "local", "full")


def told(was: Record | None, now: Record) -> list[str]:
    return [one.words() for one in codings(was, now)]


def test_accepting_a_package_is_a_coding_of_what_is_in_it() -> None:
    plan = "north: {pay: {value: 40, package: plan}}\nnorth.packages: {plan: {title: Plan}}"
    was, now = record(TALKS, r1=plan), record(TALKS, r1=f"{plan}\nsouth.answers: {{plan: accept}}")
    assert told(was, now) == ["south · pay stated in round 1: new (acceptance), accepts 40 %"]
    assert list(notes(was, now)) == ["answer south to plan added in round 1 (r1, 2025-01-01)"]
    assert told(now, was) == ["south · pay removed from round 1: accepts 40 % → no position"]


def test_an_older_statement_that_changed_leaves_the_position() -> None:
    was = record(TALKS, r1="north: {pay: [{value: 50}, {value: 40}]}")
    now = record(TALKS, r1="north: {pay: [{value: 45}, {value: 40}]}")
    assert told(was, now) == ["north · pay reworded in round 1"]


def test_a_recoded_round_is_told_once_however_long_its_position_stands() -> None:
    was = record(TALKS, r1="north: {pay: 50}", r2="south: {pay: 10}", r3="south: {pay: 20}")
    now = record(TALKS, r1="north: {pay: 40}", r2="south: {pay: 10}", r3="south: {pay: 20}")
    assert told(was, now) == ["north · pay recoded in round 1: 50 % → 40 %"]


def test_a_removed_round_is_noted() -> None:
    was, now = record(TALKS, r1="north: {pay: 5}", r2=""), record(TALKS, r1="north: {pay: 5}")
    assert list(notes(was, now)) == ["round r2 removed"]
    assert list(notes(now, was)) == ["round r2 added"]


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
