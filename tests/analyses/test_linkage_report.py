"""`negtrack linkage` as data, page and rows, on the talks in Istanbul and on cases on paper."""

from __future__ import annotations

from functools import cache
from typing import Any

from builders import TALKS, record
from program import ROOT
from test_locks import MUTUAL

from negtrack import folder
from negtrack.analyses.linkage import LinkageReport, linkage
from negtrack.page import Heading, Items, Lines, Page, Sentence
from negtrack.record import Record, read_all
from negtrack.selection import Selection


@cache
def istanbul() -> Record:
    (found,) = read_all(folder.read(ROOT, "istanbul-2025").files).records
    return found


def report(of: Record, at: int = 1, **asked: Any) -> LinkageReport:
    return linkage(of, of.negotiation.rounds[at - 1], Selection(**asked))


def words(page: Page) -> str:
    told = [page.title]
    for block in page.blocks:
        if isinstance(block, Heading | Sentence):
            told.append(block.text)
        elif isinstance(block, Items):
            told += [item.text for item in block.items]
        elif isinstance(block, Lines):
            told += [line.text for line in block.lines]
    return "\n".join(told)


class TestIstanbul:
    def test_the_lock_at_the_core_is_which_of_the_two_comes_first(self) -> None:
        data: Any = report(istanbul(), 2).data()
        (lock,) = data["locks"]
        assert [(one["party"], one["issue"]) for one in lock["statements"]] == [
            ("russia", "ceasefire"),
            ("ukraine", "settlement"),
        ]
        assert lock["kind"] == "substance"
        assert lock["statements"][0]["place"]["line"] == 28

    def test_the_memorandum_has_two_options_of_which_one_suffices(self) -> None:
        data: Any = report(istanbul(), 2, parties=("russia",), issues=("ceasefire",)).data()
        options = [one["alternative"] for one in data["conditions"]]
        assert options == [1] + [2] * 10
        by_issue = {one["needs"]["issue"]: one for one in data["conditions"]}
        assert by_issue["arms-supplies"]["asked"] == ["western-states"]
        assert by_issue["settlement"]["state"] == "blocked"

    def test_territory_waits_for_a_ceasefire(self) -> None:
        data: Any = report(istanbul(), 2, issues=("territory-start",)).data()
        (one,) = data["conditions"]
        assert (one["party"], one["needs"]["issue"], one["state"]) == (
            "ukraine",
            "ceasefire",
            "waiting",
        )
        assert data["locks"] == []
        moves = [[(m["party"], m["move"]) for m in some] for some in data["unmet"][0]["openings"]]
        assert [("russia", "drop-condition")] in moves


def test_the_page_names_locks_ways_out_and_quotes() -> None:
    text = MUTUAL.replace("value: full,", "value: full, quote: The coast first,")
    page = words(report(record(TALKS, r1=text)).page())
    assert "Round 1 (r1, 2025-01-01): 2 statements with conditions, in them 2 waiting." in page
    assert "Lock of sequence" in page
    assert "North on ceasefire and south on venue wait for each other." in page
    assert "if all moved at once, all would be met" in page
    assert "“The coast first”" in page
    assert "– north drops its conditions on ceasefire" in page
    assert "└─ … only if venue is coast: waiting, south would on conditions" in page


def test_alternatives_and_their_needs_are_a_tree() -> None:
    conditions = "[{venue: coast}, {pay: 5, access: open}]"
    said = f"north: {{ceasefire: {{value: full, only_if: {conditions}}}}}\nsouth: {{pay: 6}}"
    page = words(report(record(TALKS, r1=said)).page())
    assert (
        """\
north · ceasefire (r1/north.yaml:1)
├─ ? only if venue is coast: open, no position of south compares
└─ or if all of
   ├─ × pay is 5 %: blocked, south stands elsewhere or rejects it
   └─ ? access is open: open, no position of south compares
"""
        in page
    )


def test_nobody_sets_conditions() -> None:
    found = report(record(TALKS, r1="north: {pay: 5}"))
    assert not found.found
    assert "nobody sets conditions" in words(found.page())
    assert found.rows().rows == ()


def test_rows_are_one_a_need() -> None:
    rows = report(record(TALKS, r1=MUTUAL)).rows()
    assert rows.rows[0][:8] == (
        "north",
        "ceasefire",
        1,
        "venue",
        "coast",
        "south",
        "waiting",
        "south",
    )
    assert len(rows.rows) == 2


def test_what_would_free_a_statement_outside_of_locks() -> None:
    text = "north: {ceasefire: {value: full, only_if: {venue: coast}}}\nsouth: {venue: hills}"
    page = words(report(record(TALKS, r1=text)).page())
    assert "What would free the others" in page
    assert "– south takes venue: coast" in page
    assert "blocked, south stands elsewhere or rejects it" in page


def test_of_somebody_without_counterparts_nobody_is_asked() -> None:
    said = "watch: {pay: {value: 5, only_if: {venue: coast}}}\nnorth: {venue: coast}"
    assert "venue is coast: open, nobody is asked" in words(report(record(TALKS, r1=said)).page())
