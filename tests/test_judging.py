"""One party's file by itself: all that it says, or nothing where anything in it is wrong."""

from collections.abc import Mapping, Sequence

import pytest
from base_record import BASE, files

from negtrack.contents import Files
from negtrack.heard import Hearsay, Occasion
from negtrack.judging import judge
from negtrack.record import read_all
from negtrack.spoken import Linked

NORTH = "2025-02-01/north.yaml"


def occasion(changed: Mapping[str, str | None] | None = None) -> Occasion:
    """What the second round of the base record is judged by."""
    found: list[Occasion] = []

    def noted(rounds: Sequence[tuple[Occasion, Files]]) -> Hearsay:
        found.extend(one for one, _ in rounds)
        return Hearsay({})

    read_all(files(changed), hearing=noted)
    return found[-1]


def test_an_occasion_is_of_its_round_and_the_one_before() -> None:
    one = occasion()
    assert [held.id for held in one.negotiation.rounds] == ["2025-01-10", "2025-02-01"]
    assert one.round.id == "2025-02-01"
    assert not any(held.statements for held in one.negotiation.rounds)
    assert set(one.data["2025-02-01/round.yaml"]) == {"date", "end"}


def test_all_that_a_file_says_is_heard() -> None:
    text = """\
positions:
  ceasefire: {value: full, source: wire}
  venue: {value: coast, source: wire, package: plan, replies_to: {party: south}}
  language:
    - value: equal
      source: wire
      disputed: [{value: other, only_if: {bridge: 2025-04-01}, source: gazette}]
packages: {plan: {title: The plan, source: wire}}
answers: {north-plan: accept}
"""
    heard = judge(occasion(), NORTH, text.encode())
    assert heard is not None
    assert heard.issues == ("ceasefire", "venue", "language")
    assert [one.issue for one in heard.statements] == list(heard.issues)
    assert [one.id for one in heard.packages] == ["plan"]
    assert [(one.package, one.stance) for one in heard.answers] == [("north-plan", "accept")]
    reply = {"package": "plan", "replies_to": {"party": "south"}}
    needs = {"only_if": {"bridge": "2025-04-01"}}
    asking = Linked("disputed statement", ("positions", "language", 0, "disputed", 0), needs)
    assert heard.statements.said.asking == (asking,)
    assert heard.statements.said.places == {
        ("ceasefire", 0): (2, 3),
        ("venue", 0): (3, 3),
        ("language", 0): (5, 7),
    }
    assert heard.linked == (
        Linked("statement", ("positions", "venue"), reply),
        Linked("package", ("packages", "plan"), {}),
        Linked("answer", ("answers", "north-plan"), {}),
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "positions: [ceasefire]",
        "positions: {ceasefire: most}",
        "positions: {weather: fine}",
        "positions: {ceasefire: {value: full, source: nowhere}}",
        "positions: {ceasefire: full}",
        "positions: {ceasefire: {value: full, date: 2025-03-01, source: wire}}",
        "positions: {ceasefire: {value: full, source: wire, confidential: true}}",
        "positions: {ceasefire: {value: full, source: wire, disputed: [{confidential: true}]}}",
        "positions: {ceasefire: {value: &a full, source: wire}}",
        "positions: {ceasefire: {value: full, source: wire, note: cut #off}}",
    ],
)
def test_nothing_is_heard_where_anything_is_wrong_or_confidential(text: str) -> None:
    assert judge(occasion(), NORTH, text.encode()) is None


def test_nothing_is_heard_of_a_party_that_is_not_declared() -> None:
    assert judge(occasion(), "2025-02-01/nobody.yaml", b"{}") is None
    assert judge(occasion(), NORTH, b"{}") is not None


def test_what_is_judged_by_another_date_is_another_matter() -> None:
    later = occasion({"2025-02-01/round.yaml": "{date: 2025-01-30, end: 2025-01-31}\n"})
    assert judge(occasion(), NORTH, BASE[NORTH].encode()) is not None
    assert judge(later, NORTH, BASE[NORTH].encode()) is None
