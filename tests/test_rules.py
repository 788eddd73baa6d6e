"""Each rule across a record: what it finds, at exactly which place, and what it leaves alone."""

import pytest
from base_record import BASE, FOLDER, north, problems, reading, record, told

from negtrack import rules

SECOND = "2025-02-01/north.yaml"
ROUND = "2025-02-01/round.yaml"


def said(text: str) -> list[str]:
    """What is wrong with what the north says in the second round, as `line:column code`.

    Here as below, a problem where the text has the sign ¦ is told as `¦ code`.
    """
    return [one.removeprefix(f"{SECOND}:") for one in told(north(text))]


def position(text: str) -> list[str]:
    """What is wrong with a statement of the north on the venue, keys from line 3, column 5 on."""
    return said("positions:\n  venue:\n    source: wire\n" + text)


def of_round(text: str) -> list[str]:
    """What is wrong with the second round's own file, after a first line with its date."""
    return [one.removeprefix(f"{ROUND}:") for one in told({ROUND: f"date: 2025-02-01\n{text}"})]


def head(old: str, new: str) -> list[str]:
    """What is wrong where the negotiation's file says something else."""
    assert old in BASE["negotiation.yaml"]
    text = BASE["negotiation.yaml"].replace(old, new, 1)
    return [one.removeprefix("negotiation.yaml:") for one in told({"negotiation.yaml": text})]


def message(text: str) -> str:
    (problem,) = problems(north(text))
    return f"{problem.message}; {problem.hint}" if problem.hint else problem.message


def test_the_base_record_breaks_no_rule() -> None:
    assert problems() == ()


def test_the_two_tuples_hold_errors_and_warnings() -> None:
    text = "positions:\n  venue: {value: hills, of: nobody}\n"
    made = reading(north(text)).records[0]
    assert [one.code for one in rules.broken(made, rules.ERRORS)] == ["unknown-addressee"]
    assert [one.code for one in rules.broken(made, rules.WARNINGS)] == ["no-source"]
    assert len(set(rules.ERRORS + rules.WARNINGS)) == len(rules.ERRORS + rules.WARNINGS)


class TestScales:
    @pytest.mark.parametrize(
        ("old", "new", "found"),
        [
            ("scale: ladder\n", "scale: ladder\n    ¦unit: m\n    ¦min: 0\n", 2),
            ("scale: text}", "scale: text, ¦words: {a: 1}}", 1),
            ("scale: choice,", "scale: choice, ¦basis: x,", 1),
            ("unit: date}", "unit: date, ¦options: {a: A}}", 1),
            ("scale: text}", "scale: text, ¦options: {a: A}, reference: b}", 1),
        ],
    )
    def test_keys_of_another_scale(self, old: str, new: str, found: int) -> None:
        assert head(old, new) == ["¦ mixed-scales"] * found

    def test_are_told_in_words(self) -> None:
        text = BASE["negotiation.yaml"].replace("scale: text}", "scale: text, options: {a: A}}")
        (problem,) = problems({"negotiation.yaml": text})
        assert problem.message == "'options' goes with a ladder or choice; 'language' is a text"

    def test_a_ladder_and_a_choice_need_options(self) -> None:
        text = "title: T\nparties:\nissues:\n  a: {title: A, scale: ladder}\n"
        text += "  b: {title: B, scale: choice}\n  c: {title: C, scale: text}\n"
        changed = {**dict.fromkeys(BASE), "negotiation.yaml": text}
        assert told(changed) == [
            "negotiation.yaml:4:3 missing-key",
            "negotiation.yaml:5:3 missing-key",
        ]

    @pytest.mark.parametrize(
        ("options", "found"),
        [
            ("none: {label: N, at: 0}, ¦local: L, full: {label: F, at: 9}", ["missing-key"]),
            (
                "none: {label: N, at: 5}, local: {label: L, at: ¦5}, ¦full: F",
                ["at-not-increasing", "missing-key"],
            ),
            (
                "none: {label: N, at: 5}, local: {label: L, at: 7}, full: {label: F, at: ¦6}",
                ["at-not-increasing"],
            ),
            ("none: {label: N}, local: {label: L}, full: F", []),
            (
                "none: {label: N, at: ¦x}, local: {label: L, at: 7}, full: {label: F, at: 8}",
                ["wrong-type"],
            ),
            (
                "none: {label: N, at: ¦101}, local: {label: L, at: 7}, full: {label: F, at: 8}",
                ["weight-out-of-range"],
            ),
            ("none: {label: N, at: 0}, local: {label: L, at: 33.3}, full: {label: F, at: 100}", []),
        ],
    )
    def test_places_on_a_ladder(self, options: str, found: list[str]) -> None:
        whole = "none: Fighting goes on, local: In places, full: Everywhere"
        assert head(whole, options) == [f"¦ {code}" for code in found]

    def test_places_in_a_choice(self) -> None:
        new = "coast: {label: The coast, ¦at: 3}"
        assert head("coast: The coast", new) == ["¦ mixed-scales"]

    @pytest.mark.parametrize(
        ("old", "new", "code"),
        [
            ("min: 0\n", "min: ¦7000\n", "min-above-max"),
            ("words: {all: 6000}", "words: {all: ¦6001}", "out-of-range"),
            ("words: {all: 6000}", "words: {all: ¦-1, most: 5}", "out-of-range"),
            ("reference: none", "reference: ¦nine", "unknown-option"),
            ("basis: per-side", "basis: per-side\n    reference: ¦7000", "out-of-range"),
            ("unit: date}", "unit: date, min: ¦2025-12-01, max: 2025-01-01}", "min-above-max"),
            ("unit: date}", "unit: date, min: ¦12}", "wrong-type"),
            ("unit: date}", "unit: date, words: {easter: ¦5}}", "wrong-type"),
        ],
    )
    def test_ends_words_and_references(self, old: str, new: str, code: str) -> None:
        assert f"¦ {code}" in head(old, new)

    def test_ends_may_meet_and_words_lie_on_them(self) -> None:
        assert "min-above-max" not in " ".join(head("min: 0\n", "min: 6000\n"))
        assert head("words: {all: 6000}", "words: {all: 6000, nobody: 0}") == []

    def test_only_a_number_has_a_basis(self) -> None:
        assert position("    value: hills\n    basis: net\n") == ["5:5 mixed-scales"]
        assert position("    value: hills\n    disputed: [{¦basis: net}]\n") == ["¦ mixed-scales"]
        assert said("positions: {prisoners: {value: 9000, basis: net, source: wire}}") == []


class TestNames:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("mediator: envoi\n", ["2:11"]),
            ("mediator: [envoy, envoi, norht]\n", ["2:19", "2:26"]),
            ("delegations: {north: A, sout: B}\n", ["2:25"]),
            ("events: [{title: E, by: noth}]\n", ["2:25"]),
            ("events:\n- {title: E, by: [north, noth]}\n", ["3:26"]),
            ("agreements: {d: {title: D, between: [north, sout]}}\n", ["2:45"]),
            (
                "agreements:\n  d:\n    issue: venue\n    versions: {norht: {value: coast}}\n",
                ["5:16"],
            ),
        ],
    )
    def test_parties_of_a_round(self, text: str, found: list[str]) -> None:
        assert of_round(text) == [f"{place} unknown-party" for place in found]

    def test_places_stay_right_after_items_at_fault(self) -> None:
        assert of_round("mediator: [[x], envoi]\n") == ["2:12 wrong-type", "2:17 unknown-party"]
        assert position("    value: hills\n    of: [{}, norht]\n") == [
            "5:10 wrong-type",
            "5:14 unknown-addressee",
        ]
        assert said("positions: {venue: {value: hills, source: [[], wir]}}") == [
            "1:44 wrong-type",
            "1:48 unknown-source",
        ]
        text = "positions:\n  venue:\n    - ¦[x]\n    - value: hills\n      source: wire\n"
        text += "      only_if: [¦x, {¦venue: coast}]\n"
        assert said(text) == ["¦ wrong-type", "¦ wrong-type", "¦ condition-on-itself"]
        assert head("members: [east, west]", "members: [¦[], ¦wets]") == [
            "¦ wrong-type",
            "¦ unknown-party",
        ]

    def test_packages_are_by_parties(self) -> None:
        assert said("packages: {p: {title: P, by: [north, norht]}}") == ["1:38 unknown-party"]

    def test_members_of_a_bloc(self) -> None:
        assert head("[east, west]", "[east, ¦wets, ¦league]") == [
            "¦ unknown-party",
            "¦ member-of-itself",
        ]

    def test_addressees(self) -> None:
        assert position("    value: hills\n    of: sout\n") == ["5:9 unknown-addressee"]
        assert position("    value: hills\n    of: [south, north]\n") == ["5:17 unknown-addressee"]
        assert position("    value: hills\n    of: [south, envoy]\n") == []
        assert position("    value: hills\n    disputed: [{of: north}]\n") == [
            "5:21 unknown-addressee"
        ]

    def test_an_addressee_is_not_oneself(self) -> None:
        assert message("positions: {venue: {value: hills, of: north, source: wire}}") == (
            "'north' asks this of itself; name another party"
        )

    @pytest.mark.parametrize(
        ("reply", "code"),
        [
            ("{party: south}", ""),
            ("{party: south, round: 2025-01-10}", ""),
            ("{party: south, round: ¦2025-01-11}", "unknown-round"),
            ("{party: south, round: ¦2025-03-01}", "unknown-round"),
            ("{party: ¦sout}", "unknown-party"),
            ("{party: ¦north}", "reply-to-nothing"),
            ("{party: ¦envoy}", "reply-to-nothing"),
            ("{round: 2025-01-10}", "missing-key"),
            ("¦south", "wrong-type"),
            ("{party: south, ¦by: 2025-01-10}", "unknown-key"),
        ],
    )
    def test_what_is_replied_to(self, reply: str, code: str) -> None:
        told = said(f"positions: {{ceasefire: {{value: full, source: wire, replies_to: {reply}}}}}")
        where = "¦" if "¦" in reply else "1:52"
        assert told == ([f"{where} {code}"] if code else [])

    def test_whom_nothing_was_heard_from_is_named(self) -> None:
        text = "positions: {{ceasefire: {{value: full, source: wire, replies_to: {{party: {}}}}}}}"
        assert message(text.format("north")) == "this replies to itself"
        for silent in ("envoy", "west"):  # before and behind the north in the alphabet
            told = f"this replies to '{silent}', who had said nothing on it"
            assert message(text.format(silent)) == told

    def test_one_wrong_reply_hides_no_other(self) -> None:
        reply = "{value: %s, source: wire, replies_to: {party: ¦%s}}"
        text = ", ".join(
            f"{issue}: {reply % (value, party)}"
            for issue, value, party in (("ceasefire", "full", "sout"), ("venue", "hills", "nort"))
        )
        assert said(f"positions: {{{text}}}") == ["¦ unknown-party"] * 2

    def test_a_source_of_the_wrong_kind_is_no_missing_one(self) -> None:
        assert said("positions: {venue: {value: hills, source: ¦{a: 1}}}") == ["¦ wrong-type"]

    def test_a_deadline_is_a_day_and_not_before_its_statement(self) -> None:
        assert position("    value: hills\n    by: 2025-03-01\n") == []
        assert position("    value: hills\n    by: ¦soon\n") == ["¦ wrong-type"]
        dated = "    value: hills\n    date: 2025-01-30\n    by: ¦2025-01-29\n"
        assert position(dated) == ["¦ out-of-order-date"]

    @pytest.mark.parametrize("word", ["self", "counterpart", "mediator", "press", "leak", "west"])
    def test_reporters_are_words_or_parties(self, word: str) -> None:
        assert position(f"    value: hills\n    stated_by: {word}\n") == []

    def test_reporters_are_nobody_else(self) -> None:
        assert position("    value: hills\n    stated_by: pres\n") == ["5:16 unknown-reporter"]
        assert of_round("events: [{title: E, stated_by: me}]\n") == ["2:32 unknown-reporter"]

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("events: [{title: E, source: wir}]\n", "2:29"),
            ("events: [{title: E, disputed: [{source: [wire, wir]}]}]\n", "2:48"),
            ("agreements: {d: {title: D, source: wir}}\n", "2:36"),
            ("agreements: {d: {title: D, versions: {north: {source: wir}}}}\n", "2:55"),
            (
                "agreements: {d: {title: D, carried_out: [{date: 2025-02-01, source: wir}]}}\n",
                "2:69",
            ),
        ],
    )
    def test_sources_wherever_they_are_named(self, text: str, place: str) -> None:
        assert of_round(text) == [f"{place} unknown-source"]

    def test_sources_of_what_a_party_says(self) -> None:
        text = "positions: {venue: {value: hills, source: wir}}\n"
        text += (
            "packages: {p: {source: wir}}\nanswers: {north-plan: {stance: accept, source: wir}}\n"
        )
        assert said(text) == ["1:43 unknown-source", "2:24 unknown-source", "3:48 unknown-source"]

    def test_packages_are_made_in_the_round_or_before(self) -> None:
        assert position("    value: hills\n    package: nort-plan\n") == ["5:14 unknown-package"]
        later = {"2025-01-10/south.yaml": "answers:\n  late-plan: accept\n"}
        made = north("packages: {late-plan: {title: P}}\n")
        assert told({**later, **made}) == ["2025-01-10/south.yaml:2:3 unknown-package"]
        same = {"2025-02-01/league.yaml": "answers: {late-plan: accept}\n"}
        assert told({**same, **made}) == []

    def test_package_ids_are_never_used_again(self) -> None:
        assert said("packages: {north-plan: {title: P}}\n") == ["1:12 duplicate-id"]
        changed = {"2025-02-01/south.yaml": "packages: {p: {title: P}}\n"}
        assert told({**changed, **north("packages:\n  p: {title: P}\n")}) == [
            "2025-02-01/south.yaml:1:12 duplicate-id"
        ]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("agreements: {d: {issue: venu, value: coast}}\n", ["2:25 unknown-issue"]),
            ("agreements: {d: {terms: {venue: coast, venu: coast}}}\n", ["2:40 unknown-issue"]),
            ("agreements: {d: {issue: venu, terms: {venue: coast}}}\n", ["2:25 unknown-issue"]),
            ("agreements: {d: {terms: {venue: cost}}}\n", ["2:33 unknown-option"]),
            ("agreements: {d: {issue: venue, value: cost}}\n", ["2:39 unknown-option"]),
            ("agreements: {d: {value: cost}}\n", ["2:14 missing-key"]),
            (
                "agreements: {d: {issue: venu, value: x, versions: {north: {value: y}}}}\n",
                ["2:25 unknown-issue"],
            ),
            (
                "agreements: {d: {issue: venue, versions: {north: {value: cost, quote: ''}}}}\n",
                ["2:58 unknown-option", "2:71 empty-quote"],
            ),
            (
                "agreements: {d: {title: D, carried_out: [{amount: 1}, {date: x}]}}\n",
                ["2:42 missing-key", "2:62 wrong-type"],
            ),
            ("agreements: {d: {issue: prisoners, value: 7000}}\n", ["2:43 out-of-range"]),
        ],
    )
    def test_issues_and_values_of_agreements(self, text: str, found: list[str]) -> None:
        assert of_round(text) == found

    def test_issues_of_conditions(self) -> None:
        assert position("    value: hills\n    only_if: {ceasfire: full}\n") == [
            "5:15 unknown-issue"
        ]
        text = "    value: hills\n    only_if: [{ceasefire: ful}, {x: y, venue: hills}]\n"
        assert position(text) == [
            "5:27 unknown-option",
            "5:34 unknown-issue",
            "5:40 condition-on-itself",
        ]

    def test_long_names_are_cut(self) -> None:
        long = "x" * 5000
        text = f"positions:\n  ? {long}\n  : 1\n"
        text += f"  venue: {{value: {long}, of: {long}, source: {long}}}\n"
        found = problems(north(text))
        assert len(found) == 4
        assert all(len(one.message + one.hint) < 200 for one in found)


class TestStances:
    @pytest.mark.parametrize("stance", ["reserve", "no-answer", "withdraw"])
    def test_without_a_value(self, stance: str) -> None:
        assert position(f"    stance: {stance}\n    value: hills\n") == ["5:12 value-and-stance"]
        assert position(f"    stance: {stance}\n") == []
        assert position(f"    stance: {stance}\n    rejects: coast\n") == []

    def test_accept_needs_a_value(self) -> None:
        assert position("    stance: accept\n") == ["4:13 value-and-stance"]
        assert position("    stance: accept\n    value: hills\n") == []

    def test_others_may_name_no_value(self) -> None:
        assert position("    stance: offer\n    note: without a figure\n") == []

    @pytest.mark.parametrize(
        ("parent", "entry", "found"),
        [
            ("value: hills", "stance: no-answer", 0),
            ("value: hills", "stance: withdraw, value: ¦coast", 1),
            ("value: hills", "stance: accept", 0),
            ("rejects: hills", "stance: ¦accept", 1),
            ("stance: no-answer", "value: ¦coast", 1),
            ("stance: no-answer", "value: coast, stance: demand", 0),
            ("stance: no-answer", "quote: No comment", 0),
        ],
    )
    def test_of_disputed_versions(self, parent: str, entry: str, found: int) -> None:
        text = f"    {parent}\n    disputed: [{{{entry}}}]\n"
        assert position(text) == ["¦ value-and-stance"] * found

    def test_a_version_with_a_value_is_told_what_it_lacks(self) -> None:
        text = "positions: {venue: {stance: reserve, source: wire, disputed: [{value: coast}]}}"
        assert message(text) == (
            "this has the stance 'reserve' of the statement, which goes without a value; "
            "give it a 'stance' too"
        )

    def test_what_is_broken_is_not_missing(self) -> None:
        assert position("    stance: accept\n    value: [[x]]\n") == ["5:13 wrong-type"]


class TestConditions:
    def test_are_on_another_issue(self) -> None:
        assert position("    value: hills\n    only_if: {venue: coast}\n") == [
            "5:15 condition-on-itself"
        ]
        text = "    value: hills\n    disputed: [{only_if: {venue: coast}}]\n"
        assert position(text) == ["5:27 condition-on-itself"]

    def test_that_nobody_answers(self) -> None:
        text = "    value: hills\n    only_if: [{bridge: 2025-03-01}, {¦language: Equal}]\n"
        assert position(text) == ["¦ lonely-condition"]

    def test_that_only_an_agreement_answers(self) -> None:
        text = "date: 2025-02-01\nagreements: {d: {issue: language, value: Equal}}\n"
        said = "positions: {venue: {value: hills, only_if: {language: Equal}, source: wire}}"
        assert told({ROUND: text, **north(said)}) == []

    def test_that_an_accepted_package_answers(self) -> None:
        first = BASE["2025-01-10/north.yaml"].replace(
            "{value: Equal in all schools,", "{value: Equal in all schools, package: north-plan,"
        )
        changed = {
            "2025-01-10/north.yaml": first,
            "2025-02-01/south.yaml": "answers: {north-plan: accept}\n",
            SECOND: "positions: {venue: {value: hills, only_if: {language: x}, source: wire}}\n",
        }
        assert told(changed) == []

    def test_the_words_of_one_party_are_no_answer_to_itself(self) -> None:
        text = "positions: {ceasefire: {value: local, only_if: {language: x}, source: wire}}\n"
        assert told({"2025-02-01/south.yaml": text}) == []
        assert said(text) == ["1:49 lonely-condition"]


class TestDates:
    @pytest.mark.parametrize(
        ("date", "found"),
        [
            ("2025-01-09", ["5:11"]),
            ("2025-01-10", []),
            ("2025-02-01", []),
            ("2025-02-02", ["5:11"]),
        ],
    )
    def test_lie_between_the_ends_of_two_rounds(self, date: str, found: list[str]) -> None:
        assert position(f"    value: hills\n    date: {date}\n") == [
            f"{place} out-of-order-date" for place in found
        ]

    def test_of_events_packages_and_answers(self) -> None:
        assert of_round("events: [{title: E, date: 2025-03-01}]\n") == ["2:27 out-of-order-date"]
        text = (
            "packages: {p: {date: 2025-03-01}}\nanswers: {p: {stance: accept, date: 2025-03-01}}\n"
        )
        assert said(text) == ["1:22 out-of-order-date", "2:37 out-of-order-date"]

    def test_of_deliveries_and_versions_may_lie_elsewhere(self) -> None:
        text = (
            "agreements: {d: {title: D, carried_out: [{date: 2024-12-01}, {date: 2026-01-01}]}}\n"
        )
        assert of_round(text) == []
        assert position("    value: hills\n    disputed: [{date: 2024-01-01}]\n") == []

    def test_of_the_first_round_may_go_back(self) -> None:
        text = (
            BASE["2025-01-10/south.yaml"]
            + "answers: {north-plan: {stance: reject, date: 2020-01-01}}"
        )
        assert told({"2025-01-10/south.yaml": text}) == []

    def test_of_a_list_go_from_old_to_new(self) -> None:
        text = "positions:\n  venue:\n"
        for day, value in (("30", "hills"), ("29", "hills"), ("31", "hills"), ("31", "coast")):
            text += f"    - {{date: 2025-01-{day}, value: {value}, source: wire}}\n"
        assert said(text) == ["4:14 out-of-order-date"]

    def test_of_two_issues_are_not_compared(self) -> None:
        text = "positions:\n  venue: {date: 2025-01-31, value: hills, source: wire}\n"
        text += "  ceasefire: {date: 2025-01-30, value: full, source: wire}\n"
        assert said(text) == []

    def test_nothing_is_published_or_runs_out_before_its_date(self) -> None:
        assert position("    value: hills\n    date: 2025-01-31\n    published: 2025-01-30\n") == [
            "6:16 out-of-order-date"
        ]
        assert said("packages: {p: {date: 2025-01-31, expires: 2025-01-30}}") == [
            "1:43 out-of-order-date"
        ]
        assert position("    value: hills\n    published: 2024-01-01\n") == []

    def test_a_round_ends_after_it_begins(self) -> None:
        changed = {SECOND: None, "2025-02-01/south.yaml": None}
        assert told({**changed, ROUND: "date: 2025-02-01\nend: ¦2025-01-31\n"}) == [
            f"{ROUND}:¦ out-of-order-date"
        ]
        assert told({**changed, ROUND: "date: 2025-02-01\nend: 2025-02-01\n"}) == []

    def test_a_round_ends_after_the_one_before(self) -> None:
        changed = {
            "2025-01-10/round.yaml": "date: 2025-01-10\nend: 2025-02-10\n",
            SECOND: "",
            "2025-02-01/south.yaml": "",
        }
        assert told({**changed, ROUND: "date: 2025-02-01\n"}) == [f"{ROUND}:1:7 out-of-order-date"]
        assert told({**changed, ROUND: "date: 2025-02-01\nend: 2025-02-10\n"}) == []

    @pytest.mark.parametrize(
        ("folder", "text", "found"),
        [
            ("2025-03-01", "date: ¦2025-03-02\n", ["other-date"]),
            ("2025-03-01", "date: 2025-03-01\n", []),
            ("2025-03-01", "date: 2025-02-28\nend: 2025-03-01\n", []),
            ("2025-03-01", "date: ¦2025-03-02\nend: 2025-03-05\n", ["other-date"]),
            ("third-round", "date: 2025-03-02\n", []),
            ("2025-03", "date: 2025-03-02\n", []),
        ],
    )
    def test_a_folder_is_named_by_the_date_of_its_round(
        self, folder: str, text: str, found: list[str]
    ) -> None:
        file = f"{folder}/round.yaml"
        assert told({file: text}) == [f"{file}:¦ {code}" for code in found]

    def test_without_the_date_of_its_round_nothing_is_too_late(self) -> None:
        changed = {
            ROUND: "venue: V\n",
            **north("positions: {venue: {value: hills, date: 2024-01-01, source: wire}}"),
        }
        assert told(changed) == [f"{ROUND}:1:1 missing-key"]
        changed[ROUND] = "date: 2025-02-31\nend: 2025-02-20\n"
        assert told(changed) == [
            f"{SECOND}:1:41 out-of-order-date",
            f"{ROUND}:1:7 impossible-date",
        ]


class TestWarnings:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("positions:\n  venue: hills\n", ["2:3"]),
            ("positions:\n  venue: {value: hills}\n", ["2:3"]),
            ("positions:\n  venue: [hills, {value: coast}]\n", ["2:11", "2:18"]),
            ("positions:\n  venue:\n    - {stance: withdraw}\n", ["3:7"]),
            ("positions:\n  venue:\n", []),
        ],
    )
    def test_every_statement_has_a_source(self, text: str, found: list[str]) -> None:
        assert said(text) == [f"{place} no-source" for place in found]

    def test_packages_and_events_need_none(self) -> None:
        assert said("packages: {p: {title: P}}\nanswers: {p: accept}\n") == []

    def test_an_issue_nobody_has_spoken_on(self) -> None:
        more = "  fishing: {title: Fishing, scale: text}\nsources:\n"
        assert head("sources:\n", more) == ["26:3 unspoken-issue"]

    def test_an_issue_that_was_only_agreed_on_or_asked_without_a_value(self) -> None:
        text = BASE["negotiation.yaml"].replace(
            "sources:\n",
            "  fish: {title: F, scale: text}\n  wood: {title: W, scale: text}\nsources:\n",
        )
        changed = {
            "negotiation.yaml": text,
            ROUND: "date: 2025-02-01\nagreements: {d: {terms: {fish: x}}}\n",
            SECOND: "positions: {wood: {stance: reserve, source: wire}}\n",
        }
        assert told(changed) == []

    def test_an_issue_key_left_empty_is_not_spoken_on(self) -> None:
        text = BASE["negotiation.yaml"].replace(
            "sources:\n", "  fish: {title: F, scale: text}\nsources:\n"
        )
        assert told({"negotiation.yaml": text, SECOND: "positions:\n  fish:\n"}) == [
            "negotiation.yaml:26:3 unspoken-issue"
        ]

    def test_without_rounds_nobody_can_have_spoken(self) -> None:
        changed = {path: None for path in BASE if "/" in path}
        assert told(changed) == []

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("venue: {value: hills, rejects: hills", ["1:44"]),
            ("venue: {accepts: [coast, hills], rejects: [hills]", ["1:55"]),
            ("venue: {value: hills, rejects: coast", []),
            ("prisoners: {value: {max: 500}, rejects: {min: 500}", ["1:53"]),
            ("prisoners: {value: {max: 499}, rejects: {min: 500}", []),
            ("prisoners: {value: all, rejects: 6000", ["1:46"]),
            ("language: {value: Equal in schools, rejects: equal  in SCHOOLS", ["1:58"]),
            ("language: {value: Equal, accepts: [As it is], rejects: Unequal", []),
            ("bridge: {value: 2025-03-01, rejects: {min: 2025-02-01, max: 2025-04-01}", ["1:50"]),
        ],
    )
    def test_the_same_accepted_and_rejected(self, text: str, found: list[str]) -> None:
        assert said(f"positions: {{{text}, source: wire}}}}") == [
            f"{place} accepts-and-rejects" for place in found
        ]

    def test_ranges_as_texts_are_no_text(self) -> None:
        text = "positions: {language: {rejects: {min: a}, accepts: [x, {max: b}], source: wire}}"
        assert said(text) == ["1:33 mixed-scales", "1:56 mixed-scales"]

    @pytest.mark.parametrize(("words", "found"), [(50, []), (51, ["5:12 long-quote"])])
    def test_a_quote_has_at_most_fifty_words(self, words: int, found: list[str]) -> None:
        assert position(f"    value: hills\n    quote: {' '.join(['word'] * words)}\n") == found

    def test_a_long_quote_anywhere(self) -> None:
        quote = " ".join(["word"] * 51)
        assert of_round(f"events: [{{title: E, quote: {quote}}}]\n") == ["2:28 long-quote"]
        text = f"    value: hills\n    disputed: [{{quote: {quote}}}]\n"
        assert position(text) == ["5:24 long-quote"]


class TestBlocs:
    LEAGUES = BASE["negotiation.yaml"].replace(
        "issues:\n",
        "  union: {name: The union, role: third-party, members: [east]}\nissues:\n",
        1,
    )

    def test_a_member_that_stands_elsewhere(self) -> None:
        text = "positions:\n  ceasefire: {value: local, source: wire}\n"
        assert told({"2025-02-01/east.yaml": text}) == [
            "2025-02-01/east.yaml:2:3 bloc-contradiction"
        ]

    def test_a_member_that_stands_with_its_bloc(self) -> None:
        text = "positions:\n  ceasefire: {value: [local, full], source: wire}\n"
        assert told({"2025-02-01/east.yaml": text}) == []

    def test_a_member_that_names_no_value(self) -> None:
        text = "positions:\n  ceasefire: {stance: reserve, source: wire}\n"
        assert told({"2025-02-01/east.yaml": text}) == []

    def test_is_told_once_however_many_rounds_follow(self) -> None:
        changed = {
            "2025-02-01/east.yaml": "positions: {ceasefire: {value: local, source: wire}}\n",
            "2025-03-01/round.yaml": "date: 2025-03-01\n",
            "2025-04-01/round.yaml": "date: 2025-04-01\n",
        }
        assert told(changed) == ["2025-02-01/east.yaml:1:13 bloc-contradiction"]

    def test_two_blocs_of_a_silent_member(self) -> None:
        changed = {
            "negotiation.yaml": self.LEAGUES,
            "2025-02-01/union.yaml": "positions: {ceasefire: {value: none, source: wire}}\n",
        }
        found = problems(changed)
        assert [str(one.place) for one in found] == [f"{FOLDER}/2025-02-01/union.yaml:1:13"]
        assert found[0].message == "the blocs of 'east' stand elsewhere: it has no position"

    def test_two_blocs_that_stand_together(self) -> None:
        changed = {
            "negotiation.yaml": self.LEAGUES,
            "2025-02-01/union.yaml": "positions: {ceasefire: {value: full, source: wire}}\n",
        }
        assert told(changed) == []

    def test_two_blocs_of_which_one_names_no_value(self) -> None:
        changed = {
            "negotiation.yaml": self.LEAGUES,
            "2025-02-01/union.yaml": "positions: {ceasefire: {stance: reserve, source: wire}}\n",
        }
        assert told(changed) == []

    def test_two_blocs_whose_words_cannot_be_compared(self) -> None:
        changed = {
            "negotiation.yaml": self.LEAGUES,
            "2025-02-01/union.yaml": "positions: {language: {value: One, source: wire}}\n",
            "2025-02-01/league.yaml": "positions: {language: {value: Two, source: wire}}\n",
        }
        assert told(changed) == ["2025-02-01/union.yaml:1:13 bloc-contradiction"]

    def test_two_blocs_of_a_member_that_speaks_are_each_told(self) -> None:
        changed = {
            "negotiation.yaml": self.LEAGUES,
            "2025-02-01/union.yaml": "positions: {ceasefire: {value: none, source: wire}}\n",
            "2025-02-01/east.yaml": "positions: {ceasefire: {value: local, source: wire}}\n",
        }
        assert [one.message for one in problems(changed)] == [
            "'east' stands elsewhere than its bloc 'league'",
            "'east' stands elsewhere than its bloc 'union'",
        ]

    def test_of_a_party_that_is_no_party(self) -> None:
        assert head("[east, west]", "[east, ¦nowhere]") == ["¦ unknown-party"]

    def test_both_places_are_told(self) -> None:
        text = "positions:\n  ceasefire: {value: local, source: wire}\n"
        (one,) = problems({"2025-02-01/east.yaml": text})
        (other,) = one.related
        assert str(other).startswith(f"{FOLDER}/2025-01-10/league.yaml:")
        assert one.told == f"'east' stands elsewhere than its bloc 'league'; see {other}"

    @pytest.mark.parametrize(
        ("bloc", "member", "message"),
        [
            ("value: full", "rejects: full", "'east' rejects what its bloc 'league' stands for"),
            ("rejects: full", "value: full", "'east' stands for what its bloc 'league' rejects"),
        ],
    )
    def test_a_refusal_of_what_the_other_stands_for(
        self, bloc: str, member: str, message: str
    ) -> None:
        changed = {
            "2025-02-01/league.yaml": f"positions: {{language: {{{bloc}, source: wire}}}}\n",
            "2025-02-01/east.yaml": f"positions: {{language: {{{member}, source: wire}}}}\n",
        }
        (one,) = problems(changed)
        assert one.message == message
        assert str(one.place) == f"{FOLDER}/2025-02-01/east.yaml:1:13"
        assert [str(it) for it in one.related] == [f"{FOLDER}/2025-02-01/league.yaml:1:13"]


def test_an_issue_that_is_upside_down_hides_no_other() -> None:
    old = "    min: 0\n    max: 6000\n    words: {all: 6000}\n    basis: per-side\n"
    bridge = "  bridge: {title: Opening of the bridge, scale: quantity, unit: date}\n"
    more = "  tolls: {title: Tolls, scale: quantity, unit: euro, max: 5, words: {all: ¦6}}\n"
    new = "    min: ¦7000\n    max: 6000\n    basis: per-side\n" + bridge + more
    assert set(head(old + bridge, new)) >= {"¦ min-above-max", "¦ out-of-range"}


class TestSides:
    """A party on both sides is told with both places; to be in two of many blocs is none."""

    LEAGUE = "league: {name: The league, role: third-party, members: [east, west]}"
    EAST = "east: {name: East, role: third-party}"

    def told(self, **parties: str) -> list[tuple[str, int]]:
        """The messages, and the lines of the other places, where parties are as given."""
        text = BASE["negotiation.yaml"]
        for old, new in (
            (self.LEAGUE, parties.get("league", self.LEAGUE)),
            (self.EAST, parties.get("east", self.EAST)),
            ("north: {name: North}", parties.get("north", "north: {name: North}")),
            ("south: {name: South}", parties.get("south", "south: {name: South}")),
        ):
            assert old in text
            text = text.replace(old, new)
        found = [one for one in problems({"negotiation.yaml": text}) if one.code == "both-sides"]
        return [(one.message, one.related[0].line) for one in found]

    def test_of_another_side_than_its_bloc(self) -> None:
        side = "east: {name: East, role: third-party, side: lower}"
        league = self.LEAGUE.replace("third-party,", "third-party, side: upper,")
        assert self.told(east=side, league=league) == [
            ("'east' is on the side 'lower', and its bloc 'league' on 'upper'", 8)
        ]
        assert self.told(east=side.replace("lower", "upper"), league=league) == []
        assert self.told(east=side) == []

    def test_a_member_of_two_blocs_that_face_each_other(self) -> None:
        north, south = (
            f"{one}: {{name: {one.title()}, members: [east]}}" for one in ("north", "south")
        )
        assert self.told(north=north, south=south) == [
            ("'east' is on both sides, a member of 'north' and 'south'", 3)
        ]
        assert self.told(north=north) == []

    def test_a_member_of_two_of_three_blocs_of_which_one_names_a_side(self) -> None:
        north, south = (
            f"{one}: {{name: {one.title()}{side}, members: [east]}}"
            for one, side in (("north", ", side: upper"), ("south", ""))
        )
        assert self.told(north=north, south=f"{south}\n  third: {{name: Third}}") == []

    def test_a_member_of_two_of_many_blocs(self) -> None:
        north, south = (
            f"{one}: {{name: {one.title()}, members: [east]}}" for one in ("north", "south")
        )
        more = f"{south}\n  third: {{name: Third}}"
        assert self.told(north=north, south=more) == []


def test_confidential_statements_are_held_to_the_rules_too() -> None:
    assert position("    value: hills\n    confidential: true\n    of: nobody\n") == [
        "6:9 unknown-addressee"
    ]


def test_rules_ask_no_more_than_a_record() -> None:
    made = record({path: None for path in BASE if "/" in path})
    assert rules.broken(made, rules.ERRORS + rules.WARNINGS) == ()
