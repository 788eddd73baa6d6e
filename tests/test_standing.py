"""Where a party stands: what replaces, what leaves standing, what ends, what a bloc hands down."""

import pytest
from builders import BLOC, TALKS, moment, real, record, talks

from negtrack.model import BY_ANSWER, Negotiation, Statement
from negtrack.standing import Standing, last_moment, moments, nothing_before
from negtrack.values import plain_value


def stand(negotiation: Negotiation, party: str, issue: str, number: int = -1) -> Standing:
    return moment(negotiation, number).stands[party, issue]


def after(*said: str) -> Standing:
    """Where the north stands on pay after saying these, a round each."""
    rounds = {f"r{number}": f"north: {{pay: {text}}}" for number, text in enumerate(said, 1)}
    return stand(talks(**rounds), "north", "pay")


def told(standing: Standing) -> tuple[object, str, str]:
    """The value, the stance, and the round that the position comes from."""
    issue = talks().issues[standing.held.issue]
    return plain_value(issue, standing.value), standing.held.stance, standing.said_in


FULL = "{value: 5, stance: offer, only_if: {venue: coast}, accepts: {max: 9}, red_line: true}"


class TestAValue:
    def test_stands_from_the_round_in_which_it_was_said(self) -> None:
        assert told(after("5")) == (5, "demand", "r1")

    def test_is_carried_through_silence(self) -> None:
        negotiation = talks(r1="north: {pay: 5}", r2="south: {pay: 9}", r3="")
        standing = stand(negotiation, "north", "pay")
        assert told(standing) == (5, "demand", "r1")
        assert standing == stand(negotiation, "north", "pay", 1)

    def test_is_not_known_before_it_was_said(self) -> None:
        negotiation = talks(r1="south: {pay: 9}", r2="north: {pay: 5}")
        assert ("north", "pay") not in moment(negotiation, 1).stands

    def test_replaces_the_earlier_position_whole(self) -> None:
        standing = after(FULL, "7")
        assert told(standing) == (7, "demand", "r2")
        assert standing.held.only_if == standing.held.accepts == ()
        assert not standing.held.red_line

    def test_replaces_what_was_refused_before(self) -> None:
        assert after("{value: 5, rejects: 9}", "5").held.rejects == ()

    def test_the_last_of_several_in_a_round_stands(self) -> None:
        standing = after("[5, {value: 6, stance: offer}, 7]")
        assert told(standing) == (7, "demand", "r1")
        assert (standing.source, standing.last) == (standing.held, standing.held)
        assert standing.held.nth == 2

    def test_a_round_is_read_in_the_order_of_its_list_and_not_of_its_dates(self) -> None:
        said = "[{date: 2025-01-01, value: 5}, {value: 6}]"
        assert told(after(said)) == (6, "demand", "r1")


class TestWithoutAValue:
    @pytest.mark.parametrize(
        "said",
        [
            "{stance: no-answer}",
            "{rejects: 9}",
            "{note: More}",
            "{stance: offer}",
            "{red_line: true}",
        ],
    )
    def test_leaves_the_value_and_its_conditions_standing(self, said: str) -> None:
        before, standing = after(FULL), after(FULL, said)
        assert told(standing) == (5, "offer", "r1")
        assert standing.held.only_if == before.held.only_if
        assert standing.held.accepts == before.held.accepts
        assert standing.source == before.source
        assert standing.last.round == "r2"

    def test_its_own_conditions_change_nothing(self) -> None:
        assert after("5", "{only_if: {venue: isle}}").held.only_if == ()

    def test_adds_what_it_refuses_once(self) -> None:
        held = after("{value: 5, rejects: 9}", "{rejects: [9, 8]}", "{rejects: 7}").held
        assert [plain_value(talks().issues["pay"], (one,)) for one in held.rejects] == [9, 8, 7]

    def test_adds_how_firmly_it_is_meant(self) -> None:
        held = after("{value: 5, salience: 10}", "{red_line: true, salience: 90, of: envoy}").held
        assert (held.red_line, held.salience, held.of) == (True, 90, ("envoy",))

    def test_a_question_not_answered_is_no_position(self) -> None:
        standing = after("{stance: no-answer}")
        assert not standing.has_position
        assert not standing.engaged

    def test_to_refuse_is_to_take_a_stand_but_no_position(self) -> None:
        standing = after("{rejects: 9}")
        assert not standing.has_position
        assert standing.engaged

    def test_to_ask_without_a_figure_is_a_position(self) -> None:
        standing = after("{note: More}")
        assert standing.has_position
        assert standing.source == standing.last

    @pytest.mark.parametrize("said", ["{stance: no-answer}", "{rejects: 9}"])
    def test_what_was_asked_without_a_figure_stands_as_well(self, said: str) -> None:
        standing = after("{stance: offer}", said)
        assert standing.has_position
        assert told(standing) == (None, "offer", "r1")

    def test_a_figureless_position_comes_from_where_it_was_last_said(self) -> None:
        assert told(after("{note: More}", "{stance: offer}")) == (None, "offer", "r2")


class TestEnding:
    @pytest.mark.parametrize("stance", ["reserve", "withdraw"])
    def test_ends_the_value_and_its_conditions(self, stance: str) -> None:
        standing = after(FULL, f"{{stance: {stance}}}")
        assert told(standing) == (None, stance, "r2")
        assert standing.held.only_if == standing.held.accepts == standing.versions == ()
        assert not standing.has_position

    @pytest.mark.parametrize("stance", ["reserve", "withdraw"])
    def test_nothing_comes_back_by_itself(self, stance: str) -> None:
        standing = after(FULL, f"{{stance: {stance}}}", "{stance: no-answer}")
        assert told(standing) == (None, "no-answer", "r3")

    def test_what_is_said_later_stands(self) -> None:
        assert told(after("5", "{stance: withdraw}", "5")) == (5, "demand", "r3")

    def test_a_refusal_after_it_stands_alone(self) -> None:
        standing = after("{value: 5, rejects: 8}", "{stance: reserve}", "{rejects: 9}")
        assert len(standing.held.rejects) == 1
        assert not standing.has_position


class TestVersions:
    def test_are_those_of_the_statement_that_stands(self) -> None:
        said = "{value: 5, disputed: [{value: 6}, {stance: no-answer}]}"
        assert [one.value for one in after(said).versions] == [after("5").value, after("6").value]
        assert after(said, "{rejects: 9}").versions[1:] == after(said).versions[1:]
        assert len(after(said, "7").versions) == 1


class TestPackages:
    PLAN = """\
south: {pay: {value: 9, stance: offer, package: plan}, venue: {value: isle, package: plan},
  wording: {stance: reserve, package: plan}, ceasefire: {value: full, package: other}, fee: 3}
south.packages: {plan: {title: The plan}, other: {}}
"""

    def test_accepting_one_accepts_every_value_in_it(self) -> None:
        negotiation = talks(r1=self.PLAN, r2="north.answers: {plan: accept}")
        stands = moment(negotiation).stands
        own = {issue: one for (party, issue), one in stands.items() if party == "north"}
        assert {issue: told(one) for issue, one in own.items()} == {
            "pay": (9, "accept", "r2"),
            "venue": ("isle", "accept", "r2"),
        }
        assert {one.held.nth for one in own.values()} == {BY_ANSWER}
        assert {one.held.package for one in own.values()} == {"plan"}

    def test_on_the_basis_on_which_it_was_offered(self) -> None:
        plan = "south: {pay: {value: 400, basis: compounded, package: plan}}\n"
        negotiation = talks(
            r1=f"{plan}south.packages: {{plan: {{}}}}", r2="north.answers: {plan: accept}"
        )
        assert stand(negotiation, "north", "pay").held.basis == "compounded"

    def test_the_last_value_that_was_in_it(self) -> None:
        negotiation = talks(
            r1=self.PLAN,
            r2="south: {pay: [{value: 12, package: plan}, 14]}\nnorth.answers: {plan: accept}",
        )
        assert told(stand(negotiation, "north", "pay")) == (12, "accept", "r2")

    @pytest.mark.parametrize("answer", ["reject", "reserve", "no-answer"])
    def test_no_other_answer_says_anything_of_the_values(self, answer: str) -> None:
        negotiation = talks(
            r1=f"{self.PLAN}north: {{pay: 5}}", r2=f"north.answers: {{plan: {answer}}}"
        )
        stands = moment(negotiation).stands
        assert told(stands["north", "pay"]) == (5, "demand", "r1")
        assert stands["north", "pay"].held.rejects == ()
        assert ("north", "venue") not in stands

    def test_who_made_it_does_not_accept_it(self) -> None:
        negotiation = talks(r1=f"{self.PLAN}south.answers: {{plan: accept}}")
        assert told(stand(negotiation, "south", "pay")) == (9, "offer", "r1")

    def test_a_statement_of_the_same_round_is_the_last_word(self) -> None:
        negotiation = talks(r1=self.PLAN, r2="north: {pay: 7}\nnorth.answers: {plan: accept}")
        assert told(stand(negotiation, "north", "pay")) == (7, "demand", "r2")
        assert told(stand(negotiation, "north", "venue")) == ("isle", "accept", "r2")

    @pytest.mark.parametrize(
        ("answered", "said", "expected"),
        [("2025-01-20", "2025-01-25", 7), ("2025-01-25", "2025-01-20", 9), ("2025-01-25", "", 7)],
    )
    def test_by_day_where_both_have_one(self, answered: str, said: str, expected: int) -> None:
        day = f", date: {said}" if said else ""
        negotiation = talks(
            r1=self.PLAN,
            r2=f"north: {{pay: {{value: 7{day}}}}}\n"
            f"north.answers: {{plan: {{stance: accept, date: {answered}}}}}",
        )
        assert told(stand(negotiation, "north", "pay"))[0] == expected


class TestExpiry:
    OFFER = """\
south: {pay: {value: 9, stance: offer, package: plan, only_if: {venue: isle}, rejects: 3},
  venue: {value: isle, package: plan}}
south.packages: {plan: {expires: 2025-02-10}}
"""

    def test_an_offer_stands_on_the_last_day(self) -> None:
        negotiation = talks(r1=self.OFFER, r2="end: 2025-02-10")
        assert told(stand(negotiation, "south", "pay")) == (9, "offer", "r1")

    def test_after_it_the_offers_no_longer_stand(self) -> None:
        negotiation = talks(r1=self.OFFER, r2="end: 2025-02-11")
        standing = stand(negotiation, "south", "pay")
        assert standing.expired == "plan"
        assert standing.value == standing.held.only_if == standing.versions == ()
        assert not standing.has_position
        assert told(stand(negotiation, "south", "pay", 1)) == (9, "offer", "r1")

    def test_what_it_refuses_and_demands_does(self) -> None:
        negotiation = talks(r1=self.OFFER, r3="")
        assert len(stand(negotiation, "south", "pay").held.rejects) == 1
        assert told(stand(negotiation, "south", "venue")) == ("isle", "demand", "r1")

    def test_what_was_accepted_stays_accepted(self) -> None:
        negotiation = talks(r1=self.OFFER, r2="north.answers: {plan: accept}", r3="")
        assert told(stand(negotiation, "north", "pay")) == (9, "accept", "r2")

    def test_an_offer_made_anew_stands(self) -> None:
        negotiation = talks(r1=self.OFFER, r3="", r4="south: {pay: {value: 9, stance: offer}}")
        standing = stand(negotiation, "south", "pay")
        assert (told(standing), standing.expired) == ((9, "offer", "r4"), "")

    def test_asked_without_a_figure_later_it_is_a_position_again(self) -> None:
        negotiation = talks(r1=self.OFFER, r3="", r4="south: {pay: {note: More}}")
        standing = stand(negotiation, "south", "pay")
        assert (standing.has_position, standing.expired) == (True, "")


class TestBlocs:
    def test_a_silent_member_stands_where_its_bloc_does(self) -> None:
        negotiation = record(BLOC, r1="league: {pay: 5}", r2="east: {venue: isle}").negotiation
        standing = stand(negotiation, "east", "pay")
        assert (told(standing), standing.inherited) == ((5, "demand", "r1"), "league")
        assert standing.held.party == "east"
        assert standing.source is not None
        assert standing.source.party == "league"
        assert stand(negotiation, "league", "pay").inherited == ""

    def test_one_that_speaks_stands_where_it_says(self) -> None:
        negotiation = record(BLOC, r1="league: {pay: 5}\neast: {pay: 9}").negotiation
        assert stand(negotiation, "east", "pay").inherited == ""
        assert told(stand(negotiation, "east", "pay"))[0] == 9
        assert told(stand(negotiation, "west", "pay"))[0] == 5

    @pytest.mark.parametrize("said", ["{stance: reserve}", "{stance: withdraw}", "{rejects: 3}"])
    def test_one_that_has_spoken_is_silent_no_more(self, said: str) -> None:
        negotiation = record(BLOC, r1=f"east: {{pay: {said}}}", r2="league: {pay: 5}").negotiation
        assert stand(negotiation, "east", "pay").value == ()

    @pytest.mark.parametrize("said", ["{stance: reserve}", "{stance: no-answer}"])
    def test_a_bloc_without_a_position_hands_none_down(self, said: str) -> None:
        negotiation = record(BLOC, r1=f"league: {{pay: {said}}}").negotiation
        assert ("east", "pay") not in moment(negotiation).stands

    TWO = BLOC.replace("  east:", "  union: {name: Union, members: [east]}\n  east:")

    @pytest.mark.parametrize(
        "said",
        ["6", "{value: 5, basis: gross}", "{value: 5, only_if: {venue: isle}}", "{rejects: 6}"],
    )
    def test_where_its_blocs_differ_it_has_none(self, said: str) -> None:
        negotiation = record(self.TWO, r1=f"league: {{pay: 5}}\nunion: {{pay: {said}}}").negotiation
        assert ("east", "pay") not in moment(negotiation).stands
        assert told(stand(negotiation, "west", "pay"))[0] == 5

    def test_where_its_blocs_say_the_same_it_stands_there(self) -> None:
        negotiation = record(self.TWO, r1="league: {pay: all}\nunion: {pay: 50}").negotiation
        assert told(stand(negotiation, "east", "pay"))[0] == "all"

    def test_it_is_not_counted_beside_a_bloc_that_is_counted(self) -> None:
        here = moment(record(BLOC, r1="league: {pay: 5}\nwest: {pay: 5}").negotiation)
        assert here.is_beside_bloc("east", "pay")
        assert not any(here.is_beside_bloc(party, "pay") for party in ("west", "league", "north"))

    def test_it_is_counted_where_the_bloc_is_no_principal(self) -> None:
        head = BLOC.replace("{name: The league,", "{name: The league, role: observer,")
        assert not moment(record(head, r1="league: {pay: 5}").negotiation).is_beside_bloc(
            "east", "pay"
        )


class TestMoments:
    def test_there_is_one_for_each_round_in_order(self) -> None:
        found = moments(talks(r1="north: {pay: 5}", r2="", r3="south: {pay: 6}"))
        assert [one.round.id for one in found] == ["r1", "r2", "r3"]
        assert [len(one.stands) for one in found] == [1, 1, 2]

    def test_without_rounds_there_is_none(self) -> None:
        assert moments(talks()) == ()

    def test_before_the_first_nobody_has_spoken(self) -> None:
        before = nothing_before(talks(r1="north: {pay: 5}"))
        assert (before.stands, before.round.number, before.round.id) == ({}, 0, "")

    def test_what_is_confidential_stands_nowhere(self) -> None:
        made = record(
            TALKS, r1="north: {pay: 5}", r2="north: {pay: {value: 7, confidential: true}}"
        )
        assert told(stand(made.negotiation, "north", "pay"))[0] == 7
        assert told(stand(made.without_confidential().negotiation, "north", "pay"))[0] == 5

    def test_a_standing_knows_the_statements_that_it_rests_on(self) -> None:
        standing = after("5", "{rejects: 9}")
        assert isinstance(standing.source, Statement)
        assert [standing.source.round, standing.last.round] == ["r1", "r2"]
        assert standing.held not in (standing.source, standing.last)


@pytest.mark.parametrize("name", ["istanbul-2025", "istanbul-2022"])
def test_the_last_moment_is_the_last_of_all(name: str) -> None:
    told = real(name).negotiation
    assert last_moment(told) == moments(told)[-1]
    assert last_moment(told._replace(rounds=())) is None
