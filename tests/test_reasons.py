"""Why an issue has its status: every pair where there are few, the largest where there are many."""

from builders import TALKS, THREE, record

from negtrack.moves import scales
from negtrack.reasons import reasons
from negtrack.standing import moments
from negtrack.statuses import Status, statuses

BLOCS = [f"b-{letter}" for letter in "abcdefghij"]
MANY = TALKS.replace(
    "  north: {name: North}\n  south: {name: South}\n",
    "".join(f"  {bloc}: {{name: Bloc}}\n" for bloc in BLOCS),
)
"""Ten principals, each facing each: 45 pairs."""


def of(head: str, said: str, issue: str = "pay") -> list[str]:
    return list(reasons(status(head, said, issue)))


def status(head: str, said: str, issue: str = "pay") -> Status:
    made = record(head, r1=said).negotiation
    (found,) = [
        one for one in statuses(moments(made)[-1], None, scales(made)) if one.issue.id == issue
    ]
    return found


def ten(text: str) -> str:
    """The same said by each of the ten, with its number (0–9) in place of N."""
    return "\n".join(
        f"{bloc}: {{pay: {text.replace('N', str(nth))}}}" for nth, bloc in enumerate(BLOCS)
    )


def test_of_nobody_there_are_none() -> None:
    assert of(THREE, "") == []


def test_one_pair_is_not_named() -> None:
    assert of(TALKS, "north: {pay: 5}\nsouth: {pay: 10}") == []


def test_of_three_pairs_the_largest_is_named() -> None:
    said = "north: {pay: 5}\nsouth: {pay: 10}\neast: {pay: 30}"
    assert of(THREE, said) == ["largest: north–east 50"]


def test_where_nobody_is_apart_no_pair_is_the_largest() -> None:
    assert of(MANY, ten("5")) == []


def test_of_forty_five_pairs_three_are_named_and_the_rest_counted() -> None:
    found = status(MANY, ten("N"))
    assert len(found.pairs) == 45
    assert list(reasons(found)) == ["largest: b-a–b-j 18, b-a–b-i 16, b-b–b-j 16 and 42 more pairs"]


def test_the_data_of_all_pairs_is_left_whole() -> None:
    found = status(MANY, ten("N"))
    assert (found.measured, len(found.widest(100))) == (45, 45)


def test_who_rejects_is_named_once_with_all_that_it_rejects() -> None:
    said = "north: {pay: {rejects: {min: 10}}}\nsouth: {pay: 20}\neast: {pay: 20}"
    assert of(THREE, said)[0] == "north rejects what south and east name"
    said = "north: {pay: {rejects: {min: 10}}}\nsouth: {pay: 20}\neast: {pay: 5}"
    assert of(THREE, said)[0] == "north rejects what south names"


def test_of_many_that_reject_three_are_named_and_three_of_whom_they_reject() -> None:
    refusing = "{value: N, rejects: {min: 7}}"
    low = [
        f"{bloc}: {{pay: {refusing.replace('N', str(nth))}}}" for nth, bloc in enumerate(BLOCS[:5])
    ]
    high = [f"{bloc}: {{pay: 1{nth}}}" for nth, bloc in enumerate(BLOCS[5:])]
    assert of(MANY, "\n".join(low + high))[:4] == [
        "b-a rejects what b-f, b-g, b-h and 2 more name",
        "b-b rejects what b-f, b-g, b-h and 2 more name",
        "b-c rejects what b-f, b-g, b-h and 2 more name",
        "2 more reject what others name",
    ]


def test_four_are_named_rather_than_three_and_one_more() -> None:
    said = [f"{bloc}: {{pay: 20}}" for bloc in BLOCS[1:5]]
    assert of(MANY, "\n".join(["b-a: {pay: {rejects: {min: 10}}}", *said]))[0] == (
        "b-a rejects what b-b, b-c, b-d and b-e name"
    )


def test_of_many_disputed_pairs_the_widest_are_named_in_the_records_order() -> None:
    said = [f"{bloc}: {{pay: {nth}}}" for nth, bloc in enumerate(BLOCS) if nth]
    told = of(MANY, "\n".join(["b-a: {pay: {value: 20, disputed: [{value: 25}]}}", *said]))
    assert told[1:] == [
        "b-a–b-b disputed: 38 to 48",
        "b-a–b-c disputed: 36 to 46",
        "b-a–b-d disputed: 34 to 44",
        "6 more pairs disputed or with a value both could accept",
    ]


def test_of_many_on_conditions_three_are_named() -> None:
    assert of(MANY, ten("{value: 5, only_if: {venue: isle}}"))[0] == (
        "b-a, b-b, b-c and 7 more on conditions"
    )
