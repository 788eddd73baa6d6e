"""What a question is about: parties with their blocs, issues, groups, and the words for a round."""

import pytest
from builders import BLOC, TALKS, THREE, record, talks

from negtrack.model import Negotiation
from negtrack.problems import UNREADABLE, USAGE, Stop
from negtrack.selection import Selection, pick_pair, pick_round, split_rev


def four() -> Negotiation:
    return talks(r1="", r2="", r3="", r4="")


class TestParties:
    @pytest.mark.parametrize(
        ("asked", "party", "expected"),
        [
            ((), "north", True),
            (("north",), "north", True),
            (("north",), "south", False),
            (("north", "south"), "south", True),
            (("east",), "league", True),  # which speaks for it
            (("league",), "east", False),
            (("east",), "west", False),
        ],
    )
    def test_a_party_is_asked_for_by_its_id_or_by_a_member(
        self, asked: tuple[str, ...], party: str, expected: bool
    ) -> None:
        parties = record(BLOC).negotiation.parties
        assert Selection(asked).has_party(parties[party]) is expected


class TestIssues:
    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            (Selection(), ["ceasefire", "access", "pay", "fee", "start", "venue", "wording"]),
            (Selection(issues=("pay", "fee")), ["pay", "fee"]),
            (Selection(groups=("arms",)), ["ceasefire", "access"]),
            (Selection(issues=("pay",), groups=("arms",)), ["ceasefire", "access", "pay"]),
            (Selection(groups=("",)), []),
        ],
    )
    def test_an_issue_is_asked_for_by_its_id_or_its_group(
        self, asked: Selection, expected: list[str]
    ) -> None:
        issues = talks().issues.values()
        assert [issue.id for issue in issues if asked.has_issue(issue)] == expected


class TestView:
    def pairs(self, *parties: str, head: str = THREE) -> list[tuple[str, str]]:
        return list(Selection(parties).view(record(head).negotiation).pairs())

    def test_of_everything_is_the_negotiation_itself(self) -> None:
        negotiation = talks()
        assert Selection().view(negotiation) is negotiation

    def test_of_one_party_are_the_pairs_that_it_is_in(self) -> None:
        assert self.pairs("south") == [("north", "south"), ("south", "east")]

    def test_of_several_are_the_pairs_among_them(self) -> None:
        assert self.pairs("east", "north") == [("north", "east")]

    def test_of_nobody_who_negotiates_is_none(self) -> None:
        with pytest.raises(Stop) as stop:
            self.pairs("watch")
        assert stop.value.sentence == "there is no pair of counterparts with watch"


class TestCheck:
    @pytest.mark.parametrize(
        ("asked", "sentence", "hint"),
        [
            (Selection(("nort",)), "there is no party 'nort'", "did you mean 'north'?"),
            (Selection(issues=("payy",)), "there is no issue 'payy'", "did you mean 'pay'?"),
            (Selection(groups=("money",)), "there is no group 'money'", "there is arms"),
        ],
    )
    def test_an_unknown_word_stops_with_the_nearest(
        self, asked: Selection, sentence: str, hint: str
    ) -> None:
        with pytest.raises(Stop) as stop:
            asked.check(talks())
        assert (stop.value.sentence, stop.value.hint, stop.value.code) == (sentence, hint, USAGE)

    def test_leaves_alone_what_is_there(self) -> None:
        Selection(("north", "watch"), ("pay",), ("arms",)).check(talks())

    def test_is_spelled_in_words(self) -> None:
        assert Selection().spelled() == ""
        asked = Selection(("north", "south"), ("pay",), ("arms",))
        assert asked.spelled() == "party north, south; issue pay; group arms"


class TestRounds:
    @pytest.mark.parametrize(
        ("word", "number"),
        [("r2", 2), ("2", 2), ("02", 2), ("first", 1), ("last", 4), ("prev", 3)],
    )
    def test_a_word_names_a_round(self, word: str, number: int) -> None:
        assert pick_round(four(), word).number == number

    @pytest.mark.parametrize("word", ["0", "5", "-1", "²", "r5", "", "99999" * 2000, "2.0", "next"])
    def test_another_word_names_none(self, word: str) -> None:
        with pytest.raises(Stop) as stop:
            pick_round(four(), word)
        assert stop.value.code == USAGE

    @pytest.mark.parametrize("word", ["first", "last", "prev"])
    def test_a_folder_of_that_name_comes_first(self, word: str) -> None:
        rounds = tuple(one._replace(id=word) if one.number == 2 else one for one in four().rounds)
        assert pick_round(four()._replace(rounds=rounds), word).number == 2

    def test_a_folder_named_by_a_number_comes_first(self) -> None:
        first, *others = four().rounds
        odd = four()._replace(rounds=(first._replace(id="3"), *others))
        assert pick_round(odd, "3").number == 1

    def test_without_rounds_there_is_none(self) -> None:
        with pytest.raises(Stop) as stop:
            pick_round(record(TALKS).negotiation, "last")
        assert stop.value.code == UNREADABLE

    def test_there_is_none_before_the_only_one(self) -> None:
        with pytest.raises(Stop, match="there is no round before"):
            pick_round(talks(r1=""), "prev")
        with pytest.raises(Stop, match="there is no round before"):
            pick_pair(talks(r1=""), "", "")

    @pytest.mark.parametrize(
        ("start", "end", "numbers"),
        [
            ("", "", (3, 4)),
            ("3", "", (2, 3)),
            ("last", "", (3, 4)),
            ("1", "4", (1, 4)),
            ("4", "1", (4, 1)),
            ("2", "2", (2, 2)),
        ],
    )
    def test_two_rounds_are_the_last_two_one_and_the_one_before_or_as_named(
        self, start: str, end: str, numbers: tuple[int, int]
    ) -> None:
        assert tuple(one.number for one in pick_pair(four(), start, end)) == numbers

    def test_before_the_first_there_is_none(self) -> None:
        with pytest.raises(Stop):
            pick_pair(four(), "first", "")


@pytest.mark.parametrize(
    ("word", "rev", "one"),
    [
        ("", "", ""),
        ("2", "", "2"),
        ("HEAD~1:2", "HEAD~1", "2"),
        ("main:", "main", "last"),
        ("HEAD^{/a: b}:prev", "HEAD^{/a: b}", "prev"),
    ],
)
def test_a_word_names_a_revision_before_its_last_colon(word: str, rev: str, one: str) -> None:
    assert split_rev(word) == (rev, one)


@pytest.mark.parametrize("word", [":", ":2"])
def test_a_colon_after_nothing_names_none(word: str) -> None:
    with pytest.raises(Stop):
        split_rev(word)
