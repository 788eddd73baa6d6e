"""`polarisation` as an answer: its page, rows and data, and the course over the rounds."""

from __future__ import annotations

from typing import Any

import pytest
from builders import BLOC, THREE, real, record, sentences, tables

from negtrack.analyses.polarisation import PolarisationReport, polarise
from negtrack.page import Items, Table
from negtrack.selection import Selection

CAMPS = "north: {ceasefire: full}\nsouth: {ceasefire: none}"


def report(
    *said: str, head: str = THREE, every: bool = False, **asked: tuple[str, ...]
) -> PolarisationReport:
    made = record(head, **{f"r{n}": text for n, text in enumerate(said, 1)})
    return polarise(made, made.negotiation.rounds[-1], Selection(**asked), every)


def issue(of: PolarisationReport, name: str) -> Any:
    data: Any = of.data()
    return next(one for one in data["issues"] if one["issue"] == name)


def items(of: PolarisationReport) -> list[str]:
    lists = [block for block in of.page().blocks if isinstance(block, Items)]
    return [one.text for block in lists for one in block.items]


def tone(of: PolarisationReport) -> str:
    """That of which way it went, on the first issue."""
    table = next(block for block in of.page().blocks if isinstance(block, Table))
    return table.rows[0][5].tone


def test_the_page() -> None:
    found = report(CAMPS, "east: {ceasefire: local}")
    told = sentences(found.page())
    assert told[0] == (
        "Round 2 (r2, 2025-02-01): measured on 1 of 7 issues; since the round before it fell on 1."
    )
    page = tables(found.page())
    held = "none: south; local: east; full: north"
    assert page[""] == [["ceasefire", "3", "0.00", "0.50", "1.00", "▼ 0.50", held]]
    assert page["Computed from"] == [
        ["ceasefire", "north", "full", "r1/north.yaml:1"],
        ["ceasefire", "south", "none", "r1/south.yaml:1"],
        ["ceasefire", "east", "local", "r2/east.yaml:1"],
    ]
    assert "Round by round" not in page
    assert "A = U(1 − (S−1)/(K−1))" in told[-2]


def test_every_round() -> None:
    found = report("north: {ceasefire: full}", CAMPS, "east: {ceasefire: full}", every=True)
    assert tables(found.page())["Round by round"] == [
        ["ceasefire", "1: r1", "1", "–", "–"],
        ["ceasefire", "2: r2", "2", "−1.00", "1.00"],
        ["ceasefire", "3: r3", "3", "−0.33", "0.67"],
    ]


def test_what_was_measured_once_keeps_its_course() -> None:
    found = report(CAMPS, "north: {ceasefire: {stance: withdraw}}", every=True)
    assert not found.found
    assert [row[3] for row in tables(found.page())["Round by round"]] == ["−1.00", "–"]
    assert sentences(found.page())[0] == "Round 2 (r2, 2025-02-01): not enough information."
    assert issue(found, "ceasefire")["previous_polarisation"] == 1
    assert issue(found, "ceasefire")["change"] is None


@pytest.mark.parametrize(
    ("after", "way", "told"),
    [
        ("south: {ceasefire: local}", "▼ 0.75", "fell on 1"),
        ("south: {ceasefire: none}", "=", "stayed on 1"),
        ("south: {ceasefire: full}", "▼ 1.00", "fell on 1"),
    ],
)
def test_which_way_it_went(after: str, way: str, told: str) -> None:
    found = report(CAMPS, after)
    assert tone(found) == ("good" if "▼" in way else "plain")
    assert tables(found.page())[""][0][5] == way
    assert sentences(found.page())[0].endswith(f"since the round before it {told}.")


def test_it_grows() -> None:
    found = report("north: {ceasefire: full}\nsouth: {ceasefire: full}", "south: {ceasefire: none}")
    assert tables(found.page())[""][0][3:6] == ["1.00", "0.00", "▲ 1.00"]
    assert tone(found) == "bad"


def test_what_is_not_enough_is_said_and_not_guessed() -> None:
    head = THREE.replace("options: {none: N, local: L, full: F}", "options: {none: N, full: F}")
    found = report(f"{CAMPS}\neast: {{access: road, pay: 5}}", head=head)
    assert items(found)[:3] == [
        "No ordered options: pay, fee, start, venue, wording.",
        "Fewer than three options, so that none lies between two others: ceasefire.",
        "No two counterparts stand at one option each: access.",
    ]
    assert not found.found
    pay = issue(found, "pay")
    assert (pay["agreement"], pay["polarisation"], pay["options"]) == (None, None, [])
    assert pay["missing"] == "unordered"
    assert (pay["n"], pay["inputs"], pay["left_out"]) == (0, [], [])


def test_a_silent_member_counts_in_its_bloc() -> None:
    found = report("league: {ceasefire: none}\nnorth: {ceasefire: full}", head=BLOC)
    (held,) = [one for one in found.data()["issues"] if one["issue"] == "ceasefire"]  # type: ignore
    assert held["n"] == 2
    assert held["agreement"] == -1
    assert {one["party"]: one["reason"] for one in held["left_out"]} == {
        "south": "no-position",
        "east": "bloc",
        "west": "bloc",
    }


def test_who_names_any_of_several_is_not_split() -> None:
    found = report(f"{CAMPS}\neast: {{ceasefire: {{value: [local, full]}}}}")
    assert issue(found, "ceasefire")["n"] == 2
    assert "ceasefire: east (names any of several)." in items(found)


def test_data_and_rows() -> None:
    found = report(CAMPS, "east: {ceasefire: full}")
    told = issue(found, "ceasefire")
    assert (told["agreement"], told["polarisation"]) == (-0.3333, 0.6667)
    assert (told["previous_polarisation"], told["change"]) == (1, -0.3333)
    assert told["options"] == [
        {"option": "none", "parties": ["south"]},
        {"option": "local", "parties": []},
        {"option": "full", "parties": ["north", "east"]},
    ]
    assert [(one["number"], one["n"], one["polarisation"]) for one in told["rounds"]] == [
        (1, 2, 1),
        (2, 3, 0.6667),
    ]
    rows = found.rows()
    assert rows.rows[0] == ("ceasefire", "r1", 1, "2025-01-01", 2, -1, 1, None)
    assert len(rows.rows) == 14


def test_filters() -> None:
    found = report(f"{CAMPS}\neast: {{ceasefire: full}}", groups=("arms",), parties=("north",))
    assert [one.issue.id for one in found.issues] == ["ceasefire", "access"]
    assert issue(found, "ceasefire")["n"] == 1
    assert "Only party north; group arms." in sentences(found.page())
    assert "Only party" not in " ".join(sentences(report(CAMPS).page()))


def test_a_confidential_position_is_told_of() -> None:
    found = report(
        "north: {ceasefire: {value: full, confidential: true}}\nsouth: {ceasefire: none}"
    )
    assert sentences(found.page())[0] == "With what is marked confidential: not for everybody."


def test_istanbul_2025() -> None:
    made = real("istanbul-2025")
    found = polarise(made, made.negotiation.rounds[-1], Selection())
    known = {one.issue.id: one.now.polarisation for one in found.issues if one.now.agreement}
    assert {name: float(value or 0) for name, value in known.items()} == {
        "ceasefire": 0,
        "prisoners-all": 0.25,
        "sanctions": 0.25,
    }
