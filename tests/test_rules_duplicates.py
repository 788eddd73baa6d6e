"""What stands twice: found however it is laid out, and told from what only looks alike."""

import pytest
from base_record import north, problems, told

from negtrack.problems import Problem

ROUND = "2025-02-01/round.yaml"


def twice(one: str, other: str) -> list[str]:
    """The problems of two statements of the north on the venue, sources given."""
    text = f"positions:\n  venue:\n    - {one}\n    - ¦{other}\n"
    return [code.rpartition("¦ ")[2] for code in told(north(text)) if "¦" in code]


class TestStatements:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("hills", "hills"),
            ("hills", "{value: hills}"),
            ("{value: hills, source: wire}", "{source: [wire], value: [hills]}"),
            ("{value: [hills, coast], source: wire}", "{value: [coast, hills], source: wire}"),
            ("{value: hills, stance: demand}", "{value: hills, stated_by: self}"),
            ("{value: hills, red_line: false}", "{value: hills, confidence: high}"),
            ("{value: hills, coder: ak, note: a}", "{value: hills, coder: ak, note: b}"),
            ("{value: hills, coder: ak}", "hills"),
            (
                "{value: hills, disputed: [{value: coast, note: a}]}",
                "{value: hills, disputed: [{value: [coast]}]}",
            ),
            (
                "{value: hills, only_if: {ceasefire: full, prisoners: {min: 1, max: 2}}}",
                "{value: hills, only_if: {prisoners: {max: 2, min: 1}, ceasefire: full}}",
            ),
            ("{value: hills, quote: Yes}", '{value: hills, quote: "Yes"}'),
        ],
    )
    def test_that_say_the_same(self, one: str, other: str) -> None:
        assert "duplicate-statement" in twice(one, other)
        assert "duplicate-statement" in twice(other, one)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("hills", "coast"),
            ("{value: hills, date: 2025-01-30}", "{value: hills, date: 2025-01-31}"),
            ("{value: hills}", "{value: hills, date: 2025-01-31}"),
            ("{value: hills, source: wire}", "{value: hills, source: gazette}"),
            ("{value: hills}", "{value: hills, red_line: true}"),
            ("{value: hills, quote: a}", "{value: hills, quote: b}"),
            ("{value: hills}", "{rejects: hills}"),
            ("{value: hills}", "{value: hills, disputed: [{value: coast}]}"),
            (
                "{value: hills, stance: offer, disputed: [{value: coast, stance: demand}]}",
                "{value: hills, stance: offer, disputed: [{value: coast}]}",
            ),
            ("{value: hills, only_if: [{a: 1}, {b: 2}]}", "{value: hills, only_if: {a: 1, b: 2}}"),
            ("{value: hill}", "{value: hil}"),
        ],
    )
    def test_that_differ(self, one: str, other: str) -> None:
        assert "duplicate-statement" not in twice(one, other)

    def test_of_two_coders_are_a_warning(self) -> None:
        assert "coded-twice" in twice("{value: hills, coder: ak}", "{value: hills, coder: bo}")
        assert "coded-twice" not in twice("{value: hills, coder: ak}", "{value: coast, coder: bo}")
        item = "    - {value: hills, source: wire, coder: %s}\n"
        found = problems(north("positions:\n  venue:\n" + "".join(item % one for one in "aba")))
        assert [(one.code, one.level, one.place.line) for one in found] == [
            ("coded-twice", "warning", 4),
            ("duplicate-statement", "error", 5),
        ]
        assert found[1].message == "this says the same as the statement on line 3"

    def test_the_coder_of_the_file_is_that_of_who_names_none(self) -> None:
        text = "coder: ak\npositions:\n  venue:\n    - {value: hills, source: wire}\n"
        more = "    - {value: hills, source: wire, coder: %s}\n"
        for coder, code in (("ak", "duplicate-statement"), ("bo", "coded-twice")):
            assert [one.code for one in problems(north(text + more % coder))] == [code]

    def test_a_third_one_is_told_against_the_first(self) -> None:
        item = "    - {value: hills, source: wire}\n"
        found = problems(north(f"positions:\n  venue:\n{item * 3}"))
        assert [(one.code, one.place.line) for one in found] == [
            ("duplicate-statement", 4),
            ("duplicate-statement", 5),
        ]
        assert {one.message for one in found} == {"this says the same as the statement on line 3"}

    def test_of_two_issues_parties_and_rounds_are_no_doubles(self) -> None:
        text = "positions:\n  ceasefire: {value: full, source: gazette}\n"
        text += "  language: {value: full, source: gazette}\n"
        assert told({"2025-01-10/league.yaml": text, "2025-02-01/league.yaml": text}) == []

    def test_an_issue_that_nobody_knows_is_looked_at_all_the_same(self) -> None:
        text = "positions:\n  venu:\n    - {value: hills, source: wire}\n"
        found = told(north(text + "    - ¦{value: hills, source: wire}\n"))
        assert "2025-02-01/north.yaml:¦ duplicate-statement" in found


def events(*lines: str) -> list[Problem]:
    text = "date: 2025-02-01\nevents:\n" + "".join(f"  - {line}\n" for line in lines)
    return [one for one in problems({ROUND: text}) if one.code == "duplicate-event"]


class TestEvents:
    def test_that_say_the_same(self) -> None:
        (found,) = events(
            "{date: 2025-01-31, title: A, by: north, source: wire, note: x}",
            "{title: A, date: 2025-01-31, by: [north], source: [wire]}",
        )
        assert found.place.line == 4
        assert found.message == "this says the same as the event on line 3"

    @pytest.mark.parametrize(
        "other",
        [
            "{date: 2025-01-30, title: A}",
            "{date: 2025-01-31, title: B}",
            "{date: 2025-01-31, title: A, by: north}",
            "{title: A}",
        ],
    )
    def test_that_differ(self, other: str) -> None:
        assert events("{date: 2025-01-31, title: A}", other) == []


def deliveries(*lines: str, later: tuple[str, ...] = ()) -> list[str]:
    """Which deliveries are told as doubles, of one round and a later one."""
    first = (
        "date: 2025-01-10\nagreements:\n  swap:\n    {issue: prisoners, value: 900, source: wire"
    )
    first += f", carried_out: [{', '.join(lines)}]}}\n"
    second = f"date: 2025-02-01\nagreements: {{swap: {{carried_out: [{', '.join(later)}]}}}}\n"
    changed = {"2025-01-10/round.yaml": first, ROUND: second}
    return [
        f"{one.place.file.split('/')[2]}: {one.message}"
        for one in problems(changed)
        if one.code == "duplicate-delivery"
    ]


class TestDeliveries:
    ONE = "{date: 2025-01-09, amount: 300, source: wire}"

    def test_of_one_round(self) -> None:
        other = "{date: 2025-01-09, amount: 300.0, source: [wire], note: again, quote: x}"
        assert len(deliveries(self.ONE, other)) == 1

    def test_of_two_rounds_count_twice_as_well(self) -> None:
        (found,) = deliveries(self.ONE, later=(self.ONE,))
        where = "on line 4 of 2025-01-10/round.yaml"
        assert found == f"2025-02-01: the delivery of 2025-01-09 is there already, {where}"

    @pytest.mark.parametrize(
        "other",
        [
            "{date: 2025-01-10, amount: 300, source: wire}",
            "{date: 2025-01-09, amount: 301, source: wire}",
            "{date: 2025-01-09, amount: 300, source: gazette}",
            "{date: 2025-01-09, source: wire}",
        ],
    )
    def test_that_differ(self, other: str) -> None:
        assert deliveries(self.ONE, other) == []

    def test_without_an_amount_a_note_tells_them_apart(self) -> None:
        text = "{date: 2025-01-09, source: wire, note: the north's text}"
        other = "{date: 2025-01-09, source: wire, note: the south's text}"
        assert deliveries(text, other) == []
        assert len(deliveries(text, other, text)) == 1

    def test_of_two_agreements_are_two(self) -> None:
        text = "date: 2025-02-01\nagreements:\n"
        for name in ("one", "two"):
            text += f"  {name}: {{issue: prisoners, value: 900, source: wire, "
            text += f"carried_out: [{self.ONE}]}}\n"
        assert told({ROUND: text}) == []


class TestRounds:
    @staticmethod
    def dated(folder: str, text: str) -> list[str]:
        return [one for one in told({f"{folder}/round.yaml": text}) if "same-date" in one]

    def test_of_one_date_may_be_one_meeting(self) -> None:
        found = self.dated("second", "date: ¦2025-01-30\nend: 2025-02-01\n")
        assert found == ["second/round.yaml:¦ same-date"]
        found = self.dated("second", "date: ¦2025-01-30\nend: 2025-02-01\nvenue: The old mill\n")
        assert found == ["second/round.yaml:¦ same-date"]

    def test_of_two_venues_or_dates_are_two(self) -> None:
        round_2 = "date: 2025-01-30\nend: 2025-02-01\nvenue: The new mill\n"
        text = "date: 2025-01-30\nend: 2025-02-01\nvenue: The old mill\n"
        changed = {ROUND: round_2, "second/round.yaml": text}
        assert not [one for one in told(changed) if "same-date" in one]
        assert self.dated("second", "date: 2025-01-31\nend: 2025-02-01\n") == []

    def test_without_a_date_of_its_own_are_told_of_that_alone(self) -> None:
        assert self.dated("second", "venue: x\nend: 2025-01-30\n") == []
