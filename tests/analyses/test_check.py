"""`check` as an answer: forty faults at forty places, its order, its excerpts and its contract."""

import random
from collections.abc import Mapping

import pytest
from base_record import BASE, FOLDER, files, north, reading

from negtrack.analyses.check import CheckReport, check
from negtrack.page import Lines, Page, Sentence
from negtrack.problems import Place, Problem
from negtrack.record import Reading, read_all

FORTY: Mapping[str, str] = {
    "negotiation.yaml": """\
title: The river talks
parties:
  north: {name: North, power: ¦120}                        # weight-out-of-range
  south: {name: South, ¦color: red}                        # unknown-key
  league: {name: The league, role: ¦group}                 # unknown-word
issues:
  ceasefire:
    title: Ceasefire
    scale: ladder
    options: {none: None, ¦Local: Local, full: Full}       # not-a-slug
  prisoners: {title: Prisoners, scale: quantity, min: ¦9, max: 3}  # min-above-max
  venue: {title: Venue, scale: choice, ¦unit: m, options: {coast: C, hills: H}}  # mixed-scales
  language: {title: Language, scale: text}
  ¦fishing: {title: Fishing, scale: text}                  # unspoken-issue
sources:
  wire: {publisher: The Wire, date: ¦2025-13}              # impossible-date
""",
    "2025-01-10/round.yaml": """\
date: 2025-01-10
mediator: ¦envoy                                           # unknown-party
events:
  - {title: One, date: ¦2025-01-11}                        # out-of-order-date
  - ¦{date: 2025-01-09}                                    # missing-key
  - {title: Three, source: ¦wires}                         # unknown-source
agreements:
  deal: {issue: ¦venu, value: coast}                       # unknown-issue
  pact: {terms: {venue: ¦cost}, carried_out: [¦{amount: 3}]}   # unknown-option missing-key
""",
    "2025-01-10/north.yaml": """\
positions:
  ceasefire: {value: ¦ful, source: wire}                   # unknown-option
  ¦prison: {value: 3, source: wire}                        # unknown-issue
  venue:
    - {value: coast, source: wire, stance: ¦ask}           # unknown-stance
    - ¦[hills]                                             # wrong-type
    - {value: hills, source: wire, salience: ¦-1}          # weight-out-of-range
  language: {value: Equal, source: wire, quote: ¦""}       # empty-quote
  prisoners: {value: {min: ¦x}, source: wire}              # wrong-type
""",
    "2025-01-10/south.yaml": """\
positions:
  ceasefire: {stance: reserve, value: ¦none, source: wire} # value-and-stance
  venue: {value: hills, source: wire, only_if: {¦venue: coast}}  # condition-on-itself
  ¦language: Equal                                         # no-source
answers:
  ¦plan: accept                                            # unknown-package
""",
    "2025-01-10/league.yaml": """\
positions:
  venue: {value: hills, of: ¦norht, source: wire}          # unknown-addressee
  language: {value: Equal, stated_by: ¦noone, source: wire}  # unknown-reporter
""",
    "2025-02-01/round.yaml": """\
date: 2025-02-01
¦date: 2025-02-02                                          # duplicate-key
venue:¦                                                    # empty-value
""",
    "2025-02-01/north.yaml": """\
positions:
  venue: {value: ¦&here hills, source: wire}               # anchor
  language: {value: ¦!text Equal, source: wire}            # tag
  ceasefire:
    value: full
    source: wire
    note: as in point ¦#4
packages:
  plan: {title: Plan, date: 2025-02-01, expires: ¦2025-01-31}  # out-of-order-date
""",
    "2025-02-01/south.yaml": """\
positions:
  venue: ¦[coast, hills                                    # broken-yaml
""",
    "2025-02-01/league.yaml": """\
¦<<<<<<< ours
note: one
=======
note: two
>>>>>>> theirs
""",
    "2025-02-01/nobody.yaml": """\
positions:
  venue: {value: coast, source: wire, date: ¦2025-02-30}   # impossible-date
  language: {value: ¦[], source: wire, confidence: ¦sure}  # empty-value unknown-word
""",
}
"""Ten files with forty faults: each stands where the sign ¦ is, and is named at the line's end."""

UNNAMED = {
    ("2025-02-01/north.yaml", 7): ["cut-text"],
    ("2025-02-01/league.yaml", 1): ["conflict-marker"],
}
"""The faults that a comment on their line would change."""


def forty() -> tuple[dict[str, str], list[str]]:
    """The texts without signs and comments, and every `file:line:column code`, in order."""
    texts: dict[str, str] = {}
    expected = ["2025-02-01/nobody.yaml:1:1 unknown-party-file"]
    for path, marked in FORTY.items():
        lines = []
        for number, line in enumerate(marked.splitlines(), 1):
            text, _, comment = line.partition(" # ")
            codes = UNNAMED.get((path, number), comment.split())
            columns = [place for place, sign in enumerate(text) if sign == "¦"]
            assert len(columns) == len(codes), line
            expected += [
                f"{path}:{number}:{column + 1 - before} {code}"
                for before, (column, code) in enumerate(zip(columns, codes, strict=True))
            ]
            lines.append(text.replace("¦", "").rstrip())
        texts[path] = "\n".join(lines) + "\n"
    return texts, expected


def _place(told: str) -> tuple[str, int, int]:
    file, line, column = told.split(maxsplit=1)[0].rsplit(":", 2)
    return file, int(line), int(column)


def of(texts: Mapping[str, str]) -> CheckReport:
    return check(read_all({f"{FOLDER}/{path}": text.encode() for path, text in texts.items()}))


def told(report: CheckReport) -> list[str]:
    return [f"{one.place} {one.code}".removeprefix(f"{FOLDER}/") for one in report.problems]


def line_of(problem: Problem) -> str:
    return f"{problem.place}: {problem.level}: {problem.message}"


class TestFortyFaults:
    def test_are_forty_in_ten_files(self) -> None:
        texts, expected = forty()
        assert len(texts) == 10
        assert len(set(expected)) == len(expected) == 40

    def test_are_all_told_each_at_its_place_and_nothing_besides(self) -> None:
        texts, expected = forty()
        assert told(of(texts)) == sorted(expected, key=_place)

    @pytest.mark.parametrize("path", FORTY)
    def test_one_file_that_is_broken_hides_none_of_another(self, path: str) -> None:
        texts, expected = forty()
        before = [one for one in sorted(expected, key=_place) if not one.startswith(f"{path}:")]
        found = told(of({**texts, path: texts[path] + "<<<<<<< ours\n"}))
        elsewhere = [one for one in found if not one.startswith(f"{path}:")]
        if path == "negotiation.yaml":  # without it nobody and nothing is known by name
            by_themselves = {
                *("missing-key", "unknown-stance", "wrong-type", "weight-out-of-range"),
                *("empty-quote", "empty-value", "unknown-word", "impossible-date", "cut-text"),
                *("duplicate-key", "anchor", "tag", "broken-yaml", "conflict-marker"),
            }
            before = [one for one in before if one.split()[1] in by_themselves]
            on_issues = ("nobody.yaml:3:21", "north.yaml:9:28")
            before = [one for one in before if not any(place in one for place in on_issues)]
        assert elsewhere == before


class TestOrder:
    def test_is_by_file_line_and_column(self) -> None:
        places = [one.place for one in of(forty()[0]).problems]
        assert places == sorted(places)

    def test_of_columns_is_by_number_not_by_letter(self) -> None:
        text = "positions: {venue: {value: hills, sourse: a, of: nobody}}"
        report = check(reading(north(text)))
        assert [one.place.column for one in report.problems] == sorted(
            one.place.column for one in report.problems
        )

    def test_of_the_files_changes_nothing(self) -> None:
        texts, _ = forty()
        paths = list(texts)
        random.Random(4).shuffle(paths)
        assert of({path: texts[path] for path in paths}).problems == of(texts).problems

    def test_two_problems_at_one_place_are_both_kept(self) -> None:
        text = BASE["negotiation.yaml"].replace("venue: {title: Venue, scale", "venue: {scale")
        report = check(
            reading(
                {
                    "negotiation.yaml": text.replace(
                        ", options: {coast: The coast, hills: The hills}", ""
                    )
                }
            )
        )
        assert told(report)[:2] == ["negotiation.yaml:24:3 missing-key"] * 2

    def test_the_same_problem_is_told_once(self) -> None:
        one = Problem("no-source", Place("f"), "m")
        assert check(Reading((), {}, (one, one))).problems == (one,)


class TestData:
    def test_is_the_contract(self) -> None:
        text = "positions:\n  ceasefire: {value: ful}\n"
        assert check(reading(north(text))).data() == {
            "schema": "negtrack.check/1",
            "problems": [
                {
                    "code": "no-source",
                    "level": "warning",
                    "message": "the position on 'ceasefire' has no source",
                    "file": f"{FOLDER}/2025-02-01/north.yaml",
                    "line": 2,
                    "column": 3,
                    "hint": "add 'source'",
                    "related": [],
                },
                {
                    "code": "unknown-option",
                    "level": "error",
                    "message": "no option 'ful' on the ladder of 'ceasefire'",
                    "file": f"{FOLDER}/2025-02-01/north.yaml",
                    "line": 2,
                    "column": 22,
                    "hint": "did you mean 'full'?",
                    "related": [],
                },
            ],
            "counts": {"error": 1, "warning": 1},
        }

    def test_of_nothing_is_whole_too(self) -> None:
        assert check(reading()).data() == {
            "schema": "negtrack.check/1",
            "problems": [],
            "counts": {"error": 0, "warning": 0},
        }

    def test_has_no_hint_where_there_is_none(self) -> None:
        report = check(reading(north("positions: {prisoners: {value: 9000, source: wire}}")))
        (problem,) = report.data()["problems"]  # type: ignore[misc]
        assert problem["hint"] is None

    def test_rows_are_as_long_as_their_header(self) -> None:
        header, rows = of(forty()[0]).rows()
        assert header == ("code", "level", "message", "file", "line", "column", "hint", "related")
        assert {len(row) for row in rows} == {len(header)}
        assert len(rows) == 40

    def test_rows_say_what_the_data_says(self) -> None:
        report = of(forty()[0])
        told = [dict(zip(report.rows().header, row, strict=True)) for row in report.rows().rows]
        assert [one.pop("related") for one in told] == [None] * len(told)
        plain = [{**one, "related": None} for one in report.data()["problems"]]  # type: ignore[union-attr,dict-item]
        assert [{**one, "related": None} for one in told] == plain

    def test_the_other_place_is_told_as_well(self) -> None:
        files = north("positions: {ceasefire: {value: full, source: wire}}") | {
            "2025-02-01/east.yaml": "positions:\n  ceasefire: {value: none, source: wire}\n",
        }
        report = check(reading(files), excerpts=True)
        (one,) = [it for it in report.problems if it.code == "bloc-contradiction"]
        (other,) = one.related
        assert other.file == f"{FOLDER}/2025-01-10/league.yaml"
        (plain,) = [it for it in report.data()["problems"] if it["related"]]  # type: ignore[union-attr,index,call-overload]
        assert plain["related"][0]["file"] == other.file  # type: ignore[index,call-overload]
        assert str(other) in {row[-1] for row in report.rows().rows}

    @pytest.mark.parametrize(
        ("text", "found"),
        [("positions: {venue: hills}", False), ("positions: {venue: hilss}", True), ("", False)],
    )
    def test_something_is_found_where_there_is_an_error(self, text: str, found: bool) -> None:
        assert check(reading(north(text))).found is found


def lines(page: Page) -> list[str]:
    return [cell.text for block in page.blocks if isinstance(block, Lines) for cell in block.lines]


def last(page: Page) -> str:
    block = page.blocks[-1]
    assert isinstance(block, Sentence)
    return block.text


class TestPage:
    def test_is_a_line_a_problem(self) -> None:
        page = check(reading(north("positions:\n  ceasefire: {value: ful, source: wire}\n"))).page()
        assert lines(page) == [
            "positions/river/2025-02-01/north.yaml:2:22: error: no option 'ful' on the ladder of "
            "'ceasefire'; did you mean 'full'? [unknown-option]"
        ]
        assert last(page) == "1 error, 0 warnings in 8 files of 1 negotiation."

    def test_of_a_file_whose_name_has_a_line_end_is_one_line(self) -> None:
        page = check(read_all({**files(), f"{FOLDER}/2025-02-01/a\nb.yaml": b""})).page()
        assert lines(page) == [
            "positions/river/2025-02-01/a<U+000A>b.yaml:1:1: error: no party 'a b'; "
            "declare it under 'parties' in negotiation.yaml [unknown-party-file]"
        ]

    def test_of_nothing_is_a_sentence(self) -> None:
        page = check(reading()).page()
        assert lines(page) == []
        assert last(page) == "8 files in 1 negotiation: no problems."

    def test_counts_what_could_not_be_read(self) -> None:
        page = check(reading({"negotiation.yaml": "title: [a\n"})).page()
        assert last(page) == "1 error, 0 warnings in 8 files of 1 negotiation."

    def test_of_no_record_at_all(self) -> None:
        assert last(check(read_all({})).page()) == "0 files in 0 negotiations: no problems."


class TestExcerpts:
    def of(self, text: str) -> list[str]:
        return lines(check(reading(north(text)), excerpts=True).page())[1:]

    def test_show_the_line_with_a_caret_under_the_column(self) -> None:
        assert self.of("positions:\n  ceasefire: {value: ful, source: wire}\n") == [
            "     2 |   ceasefire: {value: ful, source: wire}",
            "       |                      ^",
        ]

    def test_of_a_file_that_is_no_yaml(self) -> None:
        assert self.of("positions:\n  venue: [coast\n") == [
            "     2 |   venue: [coast",
            "       |          ^",
        ]

    def test_of_a_merge_that_left_a_conflict(self) -> None:
        assert self.of("<<<<<<< ours\n") == ["     1 | <<<<<<< ours", "       | ^"]

    def test_point_past_the_end_where_something_is_missing(self) -> None:
        assert self.of("positions:\n  venue:\n    value:\n    source: wire\n") == [
            "     3 |     value:",
            "       |           ^",
        ]

    def test_count_wide_letters_and_marks_as_a_terminal_shows_them(self) -> None:
        assert self.of("note: 日本 e\u0301 \u202e \tx #y\n")[0].endswith("<U+202E>  x #y")
        text = "positions: {language: {note: 日本e\u0301, value: {min: x}, source: wire}}\n"
        shown, caret = self.of(text)
        before = shown[: shown.index("{min")]
        assert len(caret) - 1 == len(before) + 2 - 1  # two wide letters, one mark

    def test_of_a_very_long_line_is_cut_around_the_column(self) -> None:
        long = "x" * 5000
        text = (
            f"positions: {{language: {{note: {long}, of: nobody, value: {long}, source: wire}}}}\n"
        )
        shown, caret = self.of(text)
        assert len(shown) < 120
        assert shown[len(caret) - 1 :].startswith("nobody")

    def test_of_windows_lines_have_no_line_end(self) -> None:
        assert self.of("positions:\r\n  venue: hilss\r\n")[0] == "     2 |   venue: hilss"

    def test_of_what_has_no_text_are_left_out(self) -> None:
        report = check(reading({"2025-02-01/round.yaml": None}), excerpts=True)
        assert len(lines(report.page())) == 1
        latin = {**files(), f"{FOLDER}/2025-02-01/north.yaml": b"\xe9"}
        assert len(lines(check(read_all(latin), excerpts=True).page())) == 1
