"""From files to values: rounds in order, agreements that go on, versions, places, and no more."""

import datetime
from decimal import Decimal

import pytest
from base_record import BASE, FOLDER, files, north, problems, reading, record, told
from hypothesis import given, settings
from hypothesis import strategies as st

from negtrack.model import BY_ANSWER, Delivery, Need, Range, Statement
from negtrack.record import Record, read_all

SECOND = "2025-02-01/north.yaml"


def said(party: str, issue: str, text: str) -> list[Statement]:
    """What a party says on an issue in the second round, where its file is this text."""
    made = record({f"2025-02-01/{party}.yaml": text})
    last = made.negotiation.rounds[-1]
    return [one for one in last.statements if (one.party, one.issue) == (party, issue)]


def exactly(number: int) -> Range:
    return Range(Decimal(number), Decimal(number))


class TestNegotiation:
    def test_is_read_whole(self) -> None:
        negotiation = record().negotiation
        assert (negotiation.id, negotiation.title) == ("river", "The river talks")
        assert list(negotiation.parties) == ["north", "south", "envoy", "east", "west", "league"]
        assert negotiation.parties["league"].members == ("east", "west")
        assert negotiation.issues["ceasefire"].reference == ("none",)
        assert negotiation.issues["prisoners"].words == (("all", Decimal(6000)),)
        assert negotiation.sources["wire"].date == "2025-02"

    def test_several_stand_side_by_side(self) -> None:
        other = {path.replace("river", "lake"): raw for path, raw in files().items()}
        read = read_all({**files(), **other})
        assert read.problems == ()
        assert [one.negotiation.id for one in read.records] == ["lake", "river"]
        assert read.negotiations == ("lake", "river")

    def test_one_that_is_broken_hides_no_other(self) -> None:
        other = {path.replace("river", "lake"): raw for path, raw in files().items()}
        other["positions/lake/negotiation.yaml"] = b"title: [a\n"
        read = read_all({**files(), **other})
        assert [one.negotiation.id for one in read.records] == ["river"]
        assert read.negotiations == ("lake", "river")
        assert [str(one.place) for one in read.problems] == ["positions/lake/negotiation.yaml:1:8"]

    def test_may_lie_under_another_top(self) -> None:
        moved = {f"a/b/{path}": raw for path, raw in files().items()}
        read = read_all(moved, "a/b/positions")
        assert read.problems == ()
        assert read.records[0].negotiation.id == "river"

    def test_without_rounds_is_a_record(self) -> None:
        head = {f"{FOLDER}/negotiation.yaml": BASE["negotiation.yaml"].encode()}
        assert read_all(head).records[0].negotiation.rounds == ()

    def test_none_is_no_record_and_no_problem(self) -> None:
        assert read_all({}) == ((), {}, (), (), "")

    def test_numbers_of_an_issue_are_read_in_its_own_unit(self) -> None:
        head = BASE["negotiation.yaml"].replace(
            "unit: date}", "unit: date, min: 2025-01-01, words: {easter: 2025-04-20}}"
        )
        issue = record({"negotiation.yaml": head}).negotiation.issues["bridge"]
        assert issue.minimum == datetime.date(2025, 1, 1).toordinal()
        assert issue.words == (("easter", Decimal(datetime.date(2025, 4, 20).toordinal())),)


class TestRounds:
    def test_are_ordered_by_date_then_by_name(self) -> None:
        made = record(
            {
                "z-first/round.yaml": "date: 2024-12-01\n",
                "b-same/round.yaml": "date: 2025-02-03\nend: 2025-02-03\n",
                "a-same/round.yaml": "date: 2025-02-03\nend: 2025-02-04\n",
                "c-same/round.yaml": "date: 2025-02-03\nend: 2025-02-05\n",
            }
        )
        assert [(one.number, one.id) for one in made.negotiation.rounds] == [
            (1, "z-first"),
            (2, "2025-01-10"),
            (3, "2025-02-01"),
            (4, "a-same"),
            (5, "b-same"),
            (6, "c-same"),
        ]

    def test_say_when_where_and_who(self) -> None:
        first, second = record().negotiation.rounds
        assert (first.date, first.end) == (datetime.date(2025, 1, 10),) * 2
        assert second.end == datetime.date(2025, 2, 1)
        assert (first.venue, first.mediator) == ("The old mill", ("envoy",))
        assert first.delegations == (("north", ("Ada Hill",)), ("south", ("Bo Lake",)))
        assert first.events[0].by == ("south",)

    def test_may_be_of_several_mediators(self) -> None:
        made = record({"2025-02-01/round.yaml": "date: 2025-02-01\nmediator: [envoy, league]\n"})
        assert made.negotiation.rounds[1].mediator == ("envoy", "league")

    @pytest.mark.parametrize("text", ["venue: V\n", "date: today\n", "a: [b\n", None])
    def test_without_a_date_go_by_their_names(self, text: str | None) -> None:
        read = reading({"2024-01-01/round.yaml": text, "2024-01-01/north.yaml": ""})
        assert len(read.problems) == 1
        assert read.records[0].negotiation.rounds[0].id == "2024-01-01"

    def test_without_a_date_and_such_a_name_are_the_last(self) -> None:
        read = reading({"2024-first/round.yaml": "venue: V\n"})
        assert read.records[0].negotiation.rounds[-1].id == "2024-first"

    def test_without_a_date_go_by_their_ends(self) -> None:
        read = reading({"first/round.yaml": "end: 2024-01-01\n"})
        assert read.records[0].negotiation.rounds[0].end == datetime.date(2024, 1, 1)

    def test_are_found_by_name(self) -> None:
        assert record().round("2025-02-01").number == 2


class TestStatements:
    def test_a_scalar_is_a_demand_for_it(self) -> None:
        (one,) = said("north", "venue", "positions: {venue: hills}")
        assert (one.stance, one.value) == ("demand", ("hills",))

    def test_a_list_goes_from_old_to_new(self) -> None:
        ones = said("north", "venue", "positions: {venue: [coast, {value: hills, stance: offer}]}")
        assert [(one.nth, one.stance, one.value) for one in ones] == [
            (0, "demand", ("coast",)),
            (1, "offer", ("hills",)),
        ]

    def test_nothing_after_an_issue_says_nothing(self) -> None:
        assert said("north", "venue", "positions:\n  venue:\n") == []

    def test_every_field_is_kept(self) -> None:
        text = """\
positions:
  prisoners:
    value: {min: 9000}
    stance: offer
    unconditional: true
    rejects: [all, 3]
    accepts: {max: 9500}
    only_if: [{ceasefire: [local, full], venue: coast}, {bridge: {max: 2025-04-01}}]
    of: league
    red_line: true
    salience: 90
    basis: in-total
    package: north-plan
    coder: ak
    confidential: true
    date: 2025-02-01
    published: 2025-02-03
    quote: Nine thousand
    speaker: Ada Hill
    source: [wire, gazette]
    stated_by: league
    confidence: low
    note: n
"""
        (one,) = said("north", "prisoners", text)
        assert one.value == (Range(Decimal(9000), None),)
        assert one.rejects == (exactly(6000)._replace(word="all"), exactly(3))
        assert one.accepts == (Range(None, Decimal(9500)),)
        assert one.only_if[0] == (Need("ceasefire", ("local", "full")), Need("venue", ("coast",)))
        assert [need.issue for need in one.only_if[1]] == ["bridge"]
        assert (one.stance, one.unconditional, one.of, one.red_line) == (
            "offer",
            True,
            ("league",),
            True,
        )
        assert (one.salience, one.basis, one.package) == (Decimal(90), "in-total", "north-plan")
        assert (one.coder, one.confidential) == ("ak", True)
        assert one.said.date == datetime.date(2025, 2, 1)
        assert one.said.published == datetime.date(2025, 2, 3)
        assert (one.said.quote, one.said.speaker) == ("Nine thousand", "Ada Hill")
        assert one.said.source == ("wire", "gazette")
        assert (one.said.stated_by, one.said.confidence, one.said.note) == ("league", "low", "n")

    def test_one_condition_needs_no_list(self) -> None:
        (one,) = said(
            "north", "venue", "positions: {venue: {value: hills, only_if: {ceasefire: full}}}"
        )
        assert one.only_if == ((Need("ceasefire", ("full",)),),)

    def test_the_coder_of_a_file_is_that_of_its_statements(self) -> None:
        text = "coder: ak\npositions: {venue: hills, ceasefire: {value: full, coder: bo}}"
        assert said("north", "venue", text)[0].coder == "ak"
        assert said("north", "ceasefire", text)[0].coder == "bo"

    def test_a_package_is_by_who_tells_it(self) -> None:
        first, second = (
            record(
                {
                    SECOND: "packages: {one: {title: A}, two: {title: B, by: [envoy, south], "
                    "final: true, expires: 2025-03-01}}"
                }
            )
            .negotiation.rounds[1]
            .packages
        )
        assert (first.party, first.by, first.final) == ("north", ("north",), False)
        assert (second.party, second.by, second.final) == ("north", ("envoy", "south"), True)
        assert second.expires == datetime.date(2025, 3, 1)

    def test_an_answer_may_be_a_word(self) -> None:
        made = record({SECOND: "answers: {north-plan: accept}"})
        assert [(one.party, one.stance) for one in made.negotiation.rounds[1].answers] == [
            ("north", "accept"),
            ("south", "reject"),
        ]


class TestDisputed:
    def version(self, parent: str, entry: str) -> Statement:
        text = f"positions: {{prisoners: {{{parent}, disputed: [{{{entry}}}]}}}}"
        (one,) = said("north", "prisoners", text)
        return one.disputed[0]

    def test_a_version_takes_the_rest_from_its_statement(self) -> None:
        parent = "value: 800, stance: offer, only_if: {venue: coast}, source: wire, salience: 5"
        one = self.version(parent, "value: 700, stated_by: counterpart")
        assert one.value == (exactly(700),)
        assert (one.stance, one.salience) == ("offer", Decimal(5))
        assert one.only_if == ((Need("venue", ("coast",)),),)
        assert (one.said.stated_by, one.said.source) == ("counterpart", ("wire",))
        assert one.disputed == ()

    def test_a_version_may_differ_in_anything_but_the_value(self) -> None:
        one = self.version("value: 800", "quote: Eight hundred, stance: offer")
        assert (one.value, one.stance, one.said.quote) == (
            (exactly(800),),
            "offer",
            "Eight hundred",
        )

    @pytest.mark.parametrize("stance", ["reserve", "no-answer", "withdraw"])
    def test_a_version_under_a_stance_without_value_has_none(self, stance: str) -> None:
        assert self.version("value: 800", f"stance: {stance}").value == ()

    def test_a_fault_of_the_statement_is_not_told_of_its_versions(self) -> None:
        text = "positions:\n  venue:\n    value: hils\n    source: wire\n"
        text += "    disputed: [{quote: q}, {rejects: cost}]\n"
        assert told(north(text)) == [
            f"{SECOND}:3:12 unknown-option",
            f"{SECOND}:5:38 unknown-option",
        ]


class TestAgreements:
    FIRST = """\
date: 2025-02-01
agreements:
  release:
    title: Release
    issue: prisoners
    value: 800
    between: [north, south]
    source: wire
    versions: {south: {value: 700, quote: Seven hundred}}
    carried_out: [{date: 2025-02-01, amount: 300}]
"""

    def test_go_on_under_the_same_id(self) -> None:
        later = """\
date: 2025-03-01
agreements:
  release:
    status: carried-out
    carried_out: [{date: 2025-02-20, amount: 400}, {date: 2025-02-21}]
"""
        made = record(
            {"2025-02-01/round.yaml": self.FIRST, "2025-03-01/round.yaml": later}
        ).negotiation.rounds
        (first,), (second,) = made[1].agreements, made[2].agreements
        assert (first.status, second.status) == ("agreed", "carried-out")
        assert (first.round, second.round) == ("2025-02-01", "2025-02-01")
        assert second.terms == first.terms
        assert second.versions == first.versions
        assert second.between == ("north", "south")
        assert second.said.source == ("wire",)
        assert [one.amount for one in first.deliveries] == [Decimal(300)]
        assert [one.amount for one in second.deliveries] == [Decimal(300), Decimal(400), None]

    def test_with_other_terms_are_of_the_later_round(self) -> None:
        later = "date: 2025-03-01\nagreements: {release: {value: 900}}\n"
        made = record({"2025-02-01/round.yaml": self.FIRST, "2025-03-01/round.yaml": later})
        (release,) = made.negotiation.rounds[2].agreements
        assert release.round == "2025-03-01"
        assert [(one.issue, one.value) for one in release.terms] == [("prisoners", (exactly(900),))]

    def test_go_on_in_the_order_of_dates_not_of_names(self) -> None:
        made = record(
            {
                "2025-02-01/round.yaml": self.FIRST,
                "a-later/round.yaml": "date: 2025-03-01\nagreements: {release: {status: lapsed}}\n",
            }
        )
        assert made.negotiation.rounds[2].agreements[0].terms != ()

    def test_versions_speak_of_the_issue_agreed_on(self) -> None:
        made = record({"2025-02-01/round.yaml": self.FIRST})
        (version,) = made.negotiation.rounds[1].agreements[0].versions
        assert [(one.issue, one.value) for one in version.terms] == [("prisoners", (exactly(700),))]

    def test_versions_may_speak_of_another(self) -> None:
        text = "date: 2025-02-01\nagreements:\n  deal:\n    terms: {venue: coast}\n    versions:\n"
        text += "      north: {value: hills}\n      south: {issue: ceasefire, value: local}\n"
        made = record({"2025-02-01/round.yaml": text})
        versions = made.negotiation.rounds[1].agreements[0].versions
        assert [one.terms[0].issue for one in versions] == ["venue", "ceasefire"]

    def test_an_issue_without_value_is_settled_and_no_more(self) -> None:
        made = record(
            {"2025-02-01/round.yaml": "date: 2025-02-01\nagreements: {d: {issue: venue}}\n"}
        )
        assert made.negotiation.rounds[1].agreements[0].terms[0].value == ()

    def test_several_terms(self) -> None:
        text = (
            "date: 2025-02-01\nagreements: {d: {terms: {venue: coast, ceasefire: [local, full]}}}\n"
        )
        made = record({"2025-02-01/round.yaml": text})
        assert [one.issue for one in made.negotiation.rounds[1].agreements[0].terms] == [
            "venue",
            "ceasefire",
        ]

    def test_deliveries_say_when_and_where_it_was_read(self) -> None:
        made = record({"2025-02-01/round.yaml": self.FIRST})
        (delivery,) = made.negotiation.rounds[1].agreements[0].deliveries
        assert isinstance(delivery, Delivery)
        assert delivery.said.date == datetime.date(2025, 2, 1)


class TestPlaces:
    def test_of_a_statement_is_its_key_or_its_item(self) -> None:
        made = record()
        places = [str(made.place(one)) for one in made.negotiation.rounds[1].statements]
        assert places == [
            f"{FOLDER}/2025-02-01/north.yaml:3:7",
            f"{FOLDER}/2025-02-01/north.yaml:4:7",
            f"{FOLDER}/2025-02-01/south.yaml:2:3",
        ]

    def test_of_an_accepted_package_is_its_answer(self) -> None:
        made = record()
        accepted = Statement("south", "bridge", "2025-02-01", BY_ANSWER, package="north-plan")
        assert str(made.place(accepted)) == f"{FOLDER}/2025-02-01/south.yaml:4:3"

    def test_of_an_item_after_one_at_fault(self) -> None:
        text = "positions:\n  venue:\n    - [coast]\n    - {value: hills, source: wire}\n"
        made = reading(north(text)).records[0]
        (one,) = [s for s in made.negotiation.rounds[1].statements if s.party == "north"]
        assert one.nth == 1
        assert str(made.place(one)) == f"{FOLDER}/{SECOND}:4:7"
        assert made.route(one) == (SECOND, ("positions", "venue", 1))

    def test_what_was_written_is_there_faults_and_all(self) -> None:
        made = reading(north("positions: {venue: {value: [hils], salience: much}}")).records[0]
        assert made.wrote(SECOND, ("positions", "venue", "salience")) == "much"
        assert made.wrote(SECOND, ("positions", "venue", "value", 0)) == "hils"
        assert made.wrote(SECOND, ("positions", "venue", "value", 1)) is None
        assert made.wrote(SECOND, ("positions", "coast", "value")) is None
        assert made.wrote("no/file.yaml", ()) is None


class TestConfidential:
    def test_statements_and_versions_are_left_out(self) -> None:
        text = """\
positions:
  venue:
    - {value: coast, confidential: true}
    - {value: hills, disputed: [{value: coast, confidential: true}, {value: [coast, hills]}]}
  ceasefire: {value: full, confidential: true, disputed: [{value: local}]}
"""
        made = record({SECOND: text, "2025-02-01/south.yaml": None})
        whole = made.negotiation.rounds[1].statements
        shown = made.without_confidential().negotiation.rounds[1].statements
        assert [len(one.disputed) for one in whole] == [0, 2, 1]
        assert [(one.issue, one.nth, len(one.disputed)) for one in shown] == [("venue", 1, 1)]

    def test_places_stay_where_they_are(self) -> None:
        text = "positions:\n  venue:\n    - {value: coast, confidential: true}\n    - hills\n"
        made = record({SECOND: text, "2025-02-01/south.yaml": None}).without_confidential()
        (one,) = made.negotiation.rounds[1].statements
        assert made.place(one).line == 4

    def test_a_record_without_any_stays_as_it_is(self) -> None:
        made = record()
        assert made.without_confidential() == made
        assert not made.private

    @pytest.mark.parametrize(
        "said", ["confidential: true", "disputed: [{value: coast, confidential: true}]"]
    )
    def test_a_record_with_some_is_private(self, said: str) -> None:
        made = record(north(f"positions: {{venue: {{value: hills, {said}}}}}"))
        assert made.private
        assert not made.without_confidential().private


class TestFilesAmiss:
    @pytest.mark.parametrize(
        ("changed", "found"),
        [
            ({"negotiation.yaml": None}, ["negotiation.yaml:1:1 missing-file"]),
            ({"2025-02-01/round.yaml": None}, ["2025-02-01/round.yaml:1:1 missing-file"]),
            ({"notes.yaml": "a: b"}, ["notes.yaml:1:1 stray-file"]),
            ({"2025-02-01/north.yml": "a: b"}, ["2025-02-01/north.yml:1:1 stray-file"]),
            ({"2025-02-01/sub/north.yaml": "a: b"}, ["2025-02-01/sub/north.yaml:1:1 stray-file"]),
            ({"2025-02-01/nort.yaml": "{}"}, ["2025-02-01/nort.yaml:1:1 unknown-party-file"]),
            (
                {"2025-02-01/negotiation.yaml": "{}"},
                ["2025-02-01/negotiation.yaml:1:1 unknown-party-file"],
            ),
            ({"Round 3/round.yaml": "date: 2025-03-01"}, ["Round 3:1:1 not-a-slug"]),
        ],
    )
    def test_each_is_told_where_it_is(
        self, changed: dict[str, str | None], found: list[str]
    ) -> None:
        assert told(changed) == found

    def test_a_folder_whose_name_is_no_id(self) -> None:
        moved = {path.replace("river", "The River"): raw for path, raw in files().items()}
        assert [str(one.place) + " " + one.code for one in read_all(moved).problems] == [
            "positions/The River:1:1 not-a-slug"
        ]

    def test_a_file_beside_the_negotiations(self) -> None:
        read = read_all({**files(), "positions/notes.yaml": b"a: b"})
        assert [str(one.place) + " " + one.code for one in read.problems] == [
            "positions/notes.yaml:1:1 stray-file"
        ]

    def test_an_unknown_party_is_suggested(self) -> None:
        (one,) = problems({"2025-02-01/nort.yaml": ""})
        assert (one.message, one.hint) == ("no party 'nort'", "did you mean 'north'?")

    def test_the_faults_of_an_unknown_party_are_told_too(self) -> None:
        text = "positions: {venu: coast, venue: {value: cost, source: wir}}"
        assert told({"2025-02-01/nort.yaml": text}) == [
            "2025-02-01/nort.yaml:1:1 unknown-party-file",
            "2025-02-01/nort.yaml:1:13 unknown-issue",
            "2025-02-01/nort.yaml:1:41 unknown-option",
            "2025-02-01/nort.yaml:1:55 unknown-source",
        ]


class TestNoCascades:
    """What is at fault is told once, and nothing that only follows from it."""

    FAULT = "2025-02-01/south.yaml:1:24 wrong-type"

    @pytest.mark.parametrize(
        ("head", "found"),
        [
            ("title: [a\n", "1:8 broken-yaml"),
            ("title: T\n<<<<<<< a\n", "2:1 conflict-marker"),
            ("title: T\nparties: {north: {name: N}}\n", "1:1 missing-key"),
            ("title: T\nissues: {venue: {title: V, scale: text}}\n", "1:1 missing-key"),
            ("title: T\nparties: [north]\nissues: {}\n", "2:10 wrong-type"),
        ],
    )
    def test_a_broken_head_makes_nothing_unknown(self, head: str, found: str) -> None:
        changed = {
            "negotiation.yaml": head,
            "2025-02-01/south.yaml": "positions: {venue: {of: {}}}",
        }
        fault = "2025-02-01/south.yaml:1:25 wrong-type"
        assert told(changed) == [fault, f"negotiation.yaml:{found}"]

    def head(self, old: str, new: str) -> list[str]:
        assert old in BASE["negotiation.yaml"]
        return told({"negotiation.yaml": BASE["negotiation.yaml"].replace(old, new, 1)})

    @pytest.mark.parametrize(
        ("old", "new", "found"),
        [
            ("{name: North}", "[North]", "3:10 wrong-type"),
            ("north: {name: North}", "north: {role: principal}", "3:3 missing-key"),
            ("scale: ladder", "scale: stairs", "12:12 unknown-word"),
            (
                "{none: Fighting goes on, local: In places",
                "[{none: Fighting goes on, local: In places",
                None,
            ),
            ("local: In places", "local: [In places]", "13:46 wrong-type"),
            ("words: {all: 6000}", "words: {all: every}", "21:18 wrong-type"),
            ("min: 0", "min: few", "19:10 wrong-type"),
            (
                "gazette: {publisher: The Gazette, date: 2025-01-11}",
                "gazette: The Gazette",
                "27:12 wrong-type",
            ),
            ("  bridge: {", "  bridge: [{", None),
        ],
    )
    def test_a_broken_declaration_still_declares(
        self, old: str, new: str, found: str | None
    ) -> None:
        if found is None:
            assert len(self.head(old, new)) == 1
        else:
            assert self.head(old, new) == [f"negotiation.yaml:{found}"]

    def test_a_broken_list_of_sources_makes_none_unknown(self) -> None:
        head = BASE["negotiation.yaml"]
        broken = head[: head.index("sources:")] + "sources: [gazette, wire]\n"
        assert told({"negotiation.yaml": broken}) == ["negotiation.yaml:26:10 wrong-type"]

    def test_an_id_that_is_no_slug_is_told_once(self) -> None:
        head = BASE["negotiation.yaml"].replace("venue", "the_venue")
        changed = {path: text.replace("venue:", "the_venue:") for path, text in BASE.items()}
        changed["2025-02-01/round.yaml"] = "date: 2025-02-01\n"
        changed["2025-01-10/round.yaml"] = "date: 2025-01-10\n"
        assert told({**changed, "negotiation.yaml": head}) == ["negotiation.yaml:24:3 not-a-slug"]

    @pytest.mark.parametrize(
        "text",
        [
            "positions: {prisoners: {value: {min: [1]}, source: wire}}",
            "positions: {venue: {value: [[coast]], source: wire}}",
            "positions: {venue: {value: , stance: accept, source: wire}}",
            "positions: {venue: {value: hills, source: [{}]}}",
            "positions: {language: [[x]]}",
        ],
    )
    def test_a_broken_value_is_not_missing_too(self, text: str) -> None:
        assert len(told(north(text))) == 1

    def test_a_broken_issue_of_an_agreement_is_not_missing_too(self) -> None:
        text = "date: 2025-02-01\nagreements: {d: {issue: [venue], value: coast, "
        text += "versions: {north: {value: hills}}}}"
        assert told({"2025-02-01/round.yaml": text}) == ["2025-02-01/round.yaml:2:25 wrong-type"]

    def test_what_an_unread_file_may_have_said_is_not_missed(self) -> None:
        """The package, the only words on an issue, and the agreement that goes on."""
        broken = BASE["2025-01-10/north.yaml"] + "<<<<<<< mine\n"
        assert told({"2025-01-10/north.yaml": broken}) == [
            "2025-01-10/north.yaml:9:1 conflict-marker"
        ]
        changed = {
            "2025-02-01/round.yaml": "date: [\nagreements: {release: {}}\n",
            "2025-03-01/round.yaml": "date: 2025-03-01\nagreements: {release: {value: 3}}\n",
        }
        assert told(changed) == ["2025-02-01/round.yaml:1:7 broken-yaml"]

    def test_what_it_cannot_have_said_is(self) -> None:
        changed = {"2025-01-10/league.yaml": "a: [b\n", SECOND: "answers: {other-plan: accept}\n"}
        assert told(changed) == [
            "2025-01-10/league.yaml:1:4 broken-yaml",
            f"{SECOND}:1:11 unknown-package",
        ]


@settings(deadline=None)
@given(st.permutations(sorted(files())))
def test_the_order_of_the_files_changes_nothing(order: list[str]) -> None:
    whole = files()
    assert read_all({path: whole[path] for path in order}) == read_all(whole)


@settings(deadline=None)
@given(st.sampled_from(sorted(BASE)), st.text(max_size=80))
def test_whatever_is_in_a_file_it_is_read_or_told(path: str, text: str) -> None:
    problems({path: text.encode("utf-8", "replace").decode()})


snippets = st.sampled_from(
    [
        "",
        " ",
        "\n",
        "[",
        "]",
        "{",
        "}",
        ": ",
        "- ",
        "#",
        "value",
        "full",
        "min: ",
        "2025-01-30",
        "x",
    ]
)


@settings(deadline=None)
@given(st.sampled_from(sorted(BASE)), st.data(), snippets)
def test_whatever_is_changed_in_a_file_it_is_read_or_told(
    path: str, draw: st.DataObject, put: str
) -> None:
    text = BASE[path]
    start = draw.draw(st.integers(0, len(text)))
    end = draw.draw(st.integers(start, min(len(text), start + 12)))
    changed = text[:start] + put + text[end:]
    for problem in problems({path: changed}):
        assert problem.message
        assert problem.place.line >= 1
        assert problem.place.column >= 1


def test_a_record_is_frozen() -> None:
    with pytest.raises(AttributeError):
        record().folder = "x"  # type: ignore[misc]
    assert isinstance(record(), Record)
