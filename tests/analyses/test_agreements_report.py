"""`agreements` as an answer: its page, rows and data, and its filters."""

from __future__ import annotations

from typing import Any

from builders import TALKS, real, record, sentences, tables
from program import piped

from negtrack.analyses.agreements import AgreementsReport, agreements
from negtrack.page import Items
from negtrack.selection import Selection

DEAL = """\
agreements:
  deal:
    title: The fee
    terms: {fee: 100, venue: coast}
    versions: {north: {issue: fee, value: 90, quote: Ninety.}}
    carried_out:
      - {date: 2025-01-02, amount: 30}
      - {date: 2025-02-02, amount: 20, stated_by: north, disputed: [{amount: 25, stated_by: south}]}
  talk: {title: To meet again, between: [north, envoy], carried_out: [{date: 2025-01-03}]}
"""


def report(*said: str, dated: bool = True, **asked: tuple[str, ...]) -> AgreementsReport:
    rounds = {f"r{n}": text.replace("\n  ", "\n   ") for n, text in enumerate(said, 1)}
    made = record(TALKS, **rounds)
    return agreements(made, made.negotiation.rounds[-1], Selection(**asked), dated)


def items(found: AgreementsReport) -> list[list[str]]:
    blocks = (block for block in found.page().blocks if isinstance(block, Items))
    return [[cell.text for cell in block.items] for block in blocks]


def rows(found: AgreementsReport) -> list[list[str]]:
    (table,) = tables(found.page()).values()
    return table


def test_the_page_as_of_a_round_and_in_all() -> None:
    early = report(DEAL)
    assert sentences(early.page())[0] == "As of round 1 (r1, 2025-01-01): 2 agreements."
    assert rows(early)[0] == [
        *("deal", "agreed", "1: r1", "The fee; fee: 100 coins; venue: coast", "the principals"),
        *("0 coins", "100 coins", "r1/round.yaml:3"),
    ]
    whole = report(DEAL, dated=False)
    assert sentences(whole.page())[0] == "In all: 2 agreements."
    assert rows(whole)[0][5:7] == ["50 coins", "50 coins"]
    assert rows(whole)[1][4:7] == ["north and envoy", "–", "–"]
    assert items(whole) == [
        [
            "deal:",
            "– 2025-01-02: 30 coins",
            "– 2025-02-02: 20 coins, by north; or 25 coins by south",
            "– in all 50 coins by the count of north",
            "– in all 55 coins by the count of south",
        ],
        ["talk:", "– 2025-01-03: an amount that is not known"],
        ["deal:", "– north: fee: 90 coins “Ninety.”"],
    ]


def test_what_is_not_known_is_at_least_and_at_most() -> None:
    text = "agreements: {deal: {issue: fee, value: 9, carried_out: [{date: 2025-01-01}]}}"
    assert rows(report(text))[0][5:7] == ["≥ 0 coins", "≤ 9 coins"]


def test_what_was_said_against_it_since() -> None:
    deal = "agreements: {deal: {issue: fee, value: 9}}"
    found = report(deal, "north: {fee: 8}\nsouth: {fee: 9}")
    assert found.found
    assert items(found) == [["deal: north on fee since, in r2, 8 coins (r2/north.yaml:1)"]]
    again = "fee: settled up to round 1 (r1, 2025-01-01), open since round 2 (r2, 2025-02-01)."
    assert again in sentences(found.page())
    data: Any = found.data()
    assert data["reopened"] == [{"issue": "fee", "settled_in": "r1", "open_since": "r2"}]
    (one,) = data["agreements"][0]["contradicted"]
    assert (one["party"], one["how"], one["place"]["line"]) == ("north", "elsewhere", 1)
    assert not report(deal, "north: {fee: 9}").found


def test_data() -> None:
    data: Any = report(DEAL, dated=False).data()
    deal, talk = data["agreements"]
    assert (deal["issue"], deal["value"]) == (None, None)
    assert deal["terms"] == [{"issue": "fee", "value": 100}, {"issue": "venue", "value": "coast"}]
    assert (deal["delivered"], deal["remaining"], deal["at_least"]) == (50, 50, False)
    assert deal["deliveries"][1]["disputed"] == [{"amount": 25, "stated_by": "south"}]
    assert [one["delivered"] for one in deal["counts"]] == [50, 55]
    assert deal["differing"] == ["north"]
    assert (talk["delivered"], talk["remaining"], talk["at_least"]) == (None, None, False)
    single: Any = report("agreements: {deal: {issue: fee, value: 9}}").data()
    assert (single["agreements"][0]["issue"], single["agreements"][0]["value"]) == ("fee", 9)


def test_rows_are_a_term_each() -> None:
    found = report(DEAL).rows()
    assert [(row[0], row[5], row[6]) for row in found.rows] == [
        ("deal", "fee", "100 coins"),
        ("deal", "venue", "coast"),
        ("talk", None, None),
    ]
    assert all(len(row) == len(found.header) for row in found.rows)


def test_filters() -> None:
    def ids(**asked: tuple[str, ...]) -> list[str]:
        return [one.agreement.id for one in report(DEAL, **asked).fulfilments]

    assert ids(issues=("fee",)) == ["deal"]
    assert ids(parties=("envoy",)) == ["talk"]
    assert ids(parties=("north",)) == ["deal", "talk"]


def test_without_any_it_is_a_sentence() -> None:
    assert sentences(report("").page())[0] == "As of round 1 (r1, 2025-01-01): 0 agreements."


def test_without_a_word_it_is_as_of_the_round() -> None:
    made = record(TALKS, r1=DEAL.replace("\n  ", "\n   "))
    asked = made, made.negotiation.rounds[-1], Selection()
    assert agreements(*asked).data() == agreements(*asked, dated=True).data()
    assert agreements(*asked).data() != agreements(*asked, dated=False).data()


def test_istanbul_is_told_as_both_sides_count() -> None:
    made = real("istanbul-2025")
    found = agreements(made, made.negotiation.rounds[-1], Selection(), dated=False)
    told = [line for block in items(found) for line in block]
    assert "– in all 6,057 bodies by the count of ukraine" in told
    assert "– in all 6,060 bodies by the count of russia" in told


def test_the_command_takes_a_round_or_none() -> None:
    record_ = ("-n", "istanbul-2025")
    assert piped("agreements", *record_).out.splitlines()[2] == "In all: 12 agreements."
    told = piped("agreements", "1", *record_).out.splitlines()[2]
    assert told == "As of round 1 (2025-05-16): 3 agreements."
