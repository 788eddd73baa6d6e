"""`moves` as an answer: its page, rows and data, and its filters."""

from __future__ import annotations

from typing import Any

from builders import TALKS, THREE, real, record, sentences, tables

from negtrack.analyses.moves import MovesReport, moves
from negtrack.selection import Selection

BOTH = "north: {pay: 10, fee: 3, venue: coast}\nsouth: {pay: 40, fee: 9, venue: hills}"


def report(*said: str, **asked: tuple[str, ...]) -> MovesReport:
    made = record(TALKS, **{f"r{n}": text for n, text in enumerate(said, 1)})
    return moves(made, made.negotiation.rounds[-1], Selection(**asked))


def test_the_page() -> None:
    page = report(BOTH, "north: {pay: 20, fee: 1}").page()
    assert "Up to round 2 (r2, 2025-02-01): 4 steps: 1 trade-off, 2 opening, 1 silence." in (
        sentences(page)
    )
    found = tables(page)
    assert found["Steps"][2:] == [
        ["2: r2", "north", "◆ trade-off", "pay", "fee", "–", "–", "20", "25"],
        ["2: r2", "south", "· silence", "–", "–", "–", "–", "0", "0"],
    ]
    assert "north and south: too few rounds (1 round)." in sentences(page)
    assert found["Movement of the table, over all issues"] == [
        ["round 2 (r2, 2025-02-01)", "0.32", "1.00"]
    ]
    assert found["First and last step towards another"] == [
        ["north", *["round 2: pay, concession (r2/north.yaml:1)"] * 2],
        ["south", "none", "none"],
    ]


def test_a_correlation_in_words() -> None:
    pays = zip((10, 12, 14, 15, 20, 20, 22), (40, 37, 37, 36, 30, 29, 29), strict=True)
    said = [f"north: {{pay: {one}}}\nsouth: {{pay: {other}}}" for one, other in pays]
    assert "north and south: +0.77 over 6 rounds." in sentences(report(*said).page())
    still = [one.partition("\n")[0] + "\nsouth: {pay: 40}" for one in said]
    told = "not defined, as one side's moves are the same in every round (6 rounds)"
    assert f"north and south: {told}." in sentences(report(*still).page())


def test_data_and_rows() -> None:
    data: Any = report(BOTH, "north: {pay: 20, fee: 1}").data()
    assert data["steps"][2] == {
        "round": "r2",
        "party": "north",
        "type": "trade-off",
        "gave": ["pay"],
        "took": ["fee"],
        "opened": [],
        "shifted": [],
        "given": 20,
        "taken": 25,
    }
    assert data["concessions"][0]["first"]["place"]["file"] == "positions/talks/r2/north.yaml"
    rows = report(BOTH, "north: {pay: 20, fee: 1}").rows()
    assert rows.rows[2] == ("r2", "north", "trade-off", "pay", "fee", None, None, 20, 25)


def test_filters() -> None:
    said = (BOTH, "north: {pay: 20, fee: 1}")
    one = report(*said, parties=("south",))
    assert {step.party for step in one.bargaining.steps} == {"south"}
    assert [it.party for it in one.bargaining.concessions] == ["south"]
    one = report(*said, issues=("fee",))
    assert [step.type for step in one.bargaining.steps[2:]] == ["demand", "silence"]
    assert one.bargaining.table == report(*said).bargaining.table
    assert "Only issue fee." in sentences(one.page())


def test_it_finds_something_where_somebody_moved() -> None:
    assert not report(BOTH, BOTH).found
    assert report(BOTH, "north: {pay: 20}").found


def test_nobody_has_spoken() -> None:
    page = report("watch: {pay: 3}").page()
    assert sentences(page)[0] == "Up to round 1 (r1, 2025-01-01): no principal has spoken."


def test_istanbul_2025() -> None:
    made = real("istanbul-2025")
    found = moves(made, made.negotiation.rounds[-1], Selection()).bargaining
    assert [(one.round.number, one.party, one.type) for one in found.steps[2:]] == [
        (2, "ukraine", "concession"),
        (2, "russia", "opening"),
        (3, "ukraine", "shift"),
        (3, "russia", "opening"),
    ]
    assert [one.correlation for one in found.reciprocity] == [None]


def test_pairs_without_a_correlation_are_counted() -> None:
    said = "north: {pay: 10}\nsouth: {pay: 40}\neast: {pay: 30}"
    made = record(THREE, r1=said, r2=said)
    told = sentences(moves(made, made.negotiation.rounds[-1], Selection()).page())
    assert "3 pairs: too few rounds (1 round)." in told
