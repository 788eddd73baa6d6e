"""Agreements as a round leaves them: what replaces what was there, and what adds up."""

from decimal import Decimal

from negtrack.fields import Fault
from negtrack.model import Agreement, Issue, Range, Term
from negtrack.terms import agreement

ISSUES = {
    "cap": Issue("cap", "Cap", "quantity"),
    "seat": Issue("seat", "Seat", "text"),
}
TEN = (Range(Decimal(10), Decimal(10)),)


def said(raw: dict[str, object], *before: Agreement) -> tuple[Agreement, list[Fault]]:
    faults: list[Fault] = []
    earlier = before[0] if before else Agreement("deal", "r1")
    return agreement(ISSUES, earlier, raw, ("agreements", "deal"), faults), faults


def test_what_a_later_round_leaves_out_stays() -> None:
    first, _ = said({"title": "The deal", "issue": "cap", "value": "10", "between": ["a", "b"]})
    later, faults = said({"status": "carried-out", "carried_out": [{"amount": Decimal(3)}]}, first)
    assert faults == []
    assert later.terms == (Term("cap", TEN),)
    assert (later.title, later.between, later.status) == ("The deal", ("a", "b"), "carried-out")
    again, _ = said({"carried_out": [{"amount": Decimal(4)}]}, later)
    assert [one.amount for one in again.deliveries] == [3, 4]


def test_a_version_is_on_the_only_issue_of_the_agreement() -> None:
    built, faults = said({"terms": {"cap": "10"}, "versions": {"a": {"value": "10"}}})
    assert faults == []
    assert built.versions[0].terms == (Term("cap", TEN),)
    several = {"terms": {"cap": "10", "seat": "Geneva"}, "versions": {"a": {"value": "10"}}}
    _, (fault,) = said(several)
    assert (fault.code, fault.path) == ("missing-key", ("agreements", "deal", "versions", "a"))


def test_an_issue_that_nobody_declared_is_told_where_it_is_named() -> None:
    _, (fault,) = said({"issue": "cup", "value": "10"})
    assert (fault.code, fault.path, fault.key) == (
        "unknown-issue",
        ("agreements", "deal", "issue"),
        False,
    )
    _, (fault,) = said({"terms": {"cup": "10"}})
    assert (fault.path, fault.key) == (("agreements", "deal", "terms", "cup"), True)
    assert fault.hint == "did you mean 'cap'?"
