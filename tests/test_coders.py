"""What several coders made of the same talks, unit by unit."""

from builders import TALKS, record

from negtrack.coders import Coding, Unit, Variable, coding, names_of, part, visible, whole
from negtrack.record import Record
from negtrack.selection import Selection


def two(one: dict[str, str], other: dict[str, str], head: str = TALKS) -> Coding:
    """The codings of two records of the same talks."""
    coders = (whole("ada", record(TALKS, **one)), whole("bo", record(head, **other)))
    return coding(coders, Selection())


def variable(held: Coding, name: str) -> Variable:
    """What was coded under a name, or as the value on an issue."""
    return next(one for one in held.variables() if name in (one.issue or one.name,))


def test_a_unit_is_what_was_stated_in_a_round_and_not_what_is_carried() -> None:
    held = two(
        {"r1": "north: {pay: 5}", "r2": "south: {pay: 9}"}, {"r1": "", "r2": "north: {pay: 5}"}
    )
    assert held.units == (
        Unit("r1", "north", "pay"),
        Unit("r2", "north", "pay"),
        Unit("r2", "south", "pay"),
    )


def test_the_last_statement_of_a_round_is_the_coded_one() -> None:
    said = {"r1": "north: {pay: [{date: 2025-01-01, value: 5}, {date: 2025-01-02, value: 6}]}"}
    held = two(said, {"r1": "north: {pay: 6}"})
    assert variable(held, "pay").apart == ()


def test_levels_are_those_of_the_scales() -> None:
    said = {
        "r1": "north: {pay: 5, fee: -3, start: 2025-03-01, ceasefire: full, access: road,"
        " venue: coast, wording: Ours}"
    }
    held = two(said, said)
    levels = {one.issue: one.level for one in held.variables() if one.issue}
    assert levels == {
        "ceasefire": "ordinal",
        "access": "interval",
        "pay": "ratio",
        "fee": "interval",
        "start": "interval",
        "venue": "nominal",
        "wording": "nominal",
    }


def test_order_words_and_layout_make_no_difference() -> None:
    held = two(
        {
            "r1": "north: {pay: all, venue: {value: [coast, hills]}, wording: '  OURS ',"
            " ceasefire: {value: full, only_if: [{venue: coast}, {pay: 5, access: open}]}}"
        },
        {
            "r1": "north: {pay: 50, venue: {value: [hills, coast]}, wording: ours,"
            " ceasefire: {value: full, only_if: [{access: open, pay: 5}, {venue: [coast]}]}}"
        },
    )
    assert [one.name for one in held.variables() if one.apart] == []


def test_every_part_of_a_position_is_compared() -> None:
    plain = {"r1": "north: {pay: 5}"}
    for said, name in (
        ("{value: 5, stance: offer}", "stance"),
        ("{value: 5, only_if: {venue: coast}}", "conditions"),
        ("{value: 5, rejects: 6}", "rejections"),
        ("{value: 5, unconditional: true}", "unconditional"),
        ("{value: 5, red_line: true}", "red line"),
        ("6", "pay"),
    ):
        held = two(plain, {"r1": f"north: {{pay: {said}}}"})
        differing = [one.issue or one.name for one in held.variables() if one.apart]
        assert differing == [name]


def test_who_found_a_position_is_told_of_every_issue_that_was_coded() -> None:
    held = two({"r1": "north: {pay: 5, venue: coast}"}, {"r1": "north: {pay: 5}\nsouth: {pay: 1}"})
    found = variable(held, "stated")
    assert found.units == {
        Unit("r1", "north", "pay"): (True, True),
        Unit("r1", "north", "venue"): (True, False),
        Unit("r1", "south", "pay"): (False, True),
        Unit("r1", "south", "venue"): (False, False),
    }
    assert set(found.apart) == {Unit("r1", "north", "venue"), Unit("r1", "south", "pay")}


def test_ranges_and_lists_are_not_measured_but_differ() -> None:
    held = two({"r1": "north: {pay: {value: {min: 5}}}"}, {"r1": "north: {pay: 5}"})
    found = variable(held, "pay")
    assert found.units == {Unit("r1", "north", "pay"): (None, 5)}
    assert found.apart == (Unit("r1", "north", "pay"),)
    assert found.incomparable == 1


def test_numbers_on_another_basis_are_not_measured_but_differ() -> None:
    held = two({"r1": "north: {pay: 5}"}, {"r1": "north: {pay: {value: 5, basis: compounded}}"})
    found = variable(held, "pay")
    assert (len(found.apart), found.incomparable) == (1, 1)


def test_a_number_on_the_basis_of_the_issue_is_the_same_where_it_says_so() -> None:
    held = two({"r1": "north: {pay: 5}"}, {"r1": "north: {pay: {value: 5, basis: simple}}"})
    assert variable(held, "pay").apart == ()


def test_an_issue_that_was_measured_otherwise_is_compared_by_words() -> None:
    head = TALKS.replace("unit: coins", "unit: shells")
    held = two({"r1": "north: {fee: 5}"}, {"r1": "north: {fee: 5}"}, head)
    assert variable(held, "fee").level == "nominal"


def test_an_issue_that_only_the_other_has_is_measured_all_the_same() -> None:
    head = TALKS + "  toll: {title: Toll, scale: quantity}\n"
    held = two({"r1": "north: {fee: 5}"}, {"r1": "north: {fee: 5, toll: 3}"}, head)
    assert variable(held, "toll").units == {Unit("r1", "north", "toll"): (None, 3)}


CODED = """\
north:
  pay:
    - {value: 5, coder: ada}
    - {value: 6, coder: bo, disputed: [{value: 7, stated_by: press, coder: cy}]}
"""


def coded() -> Record:
    return record(TALKS, r1=CODED)


def test_coders_are_those_that_statements_and_versions_name() -> None:
    assert names_of(coded()) == ("ada", "bo", "cy")


def test_a_coder_has_the_statements_that_name_it() -> None:
    of = coded()
    held = coding([part(name, of) for name in names_of(of)], Selection())
    assert variable(held, "pay").units == {Unit("r1", "north", "pay"): (5, 6, 7)}


def test_what_is_asked_for_is_compared_and_nothing_else() -> None:
    said = {"r1": "north: {pay: 5, venue: coast}\nsouth: {pay: 9}"}
    coders = (whole("ada", record(TALKS, **said)), whole("bo", record(TALKS, **said)))
    assert coding(coders, Selection(parties=("south",))).units == (Unit("r1", "south", "pay"),)
    assert len(coding(coders, Selection(issues=("pay",))).units) == 2


def test_what_one_record_withholds_is_withheld_of_the_other() -> None:
    secret = record(TALKS, r1="north: {pay: {value: 5, confidential: true}, venue: coast}")
    known = record(TALKS, r1="north: {pay: 5, venue: coast}")
    coders = (whole("now", secret.without_confidential()), whole("then", known))
    for pair in (coders, coders[::-1]):
        assert coding(visible(pair), Selection()).units == (Unit("r1", "north", "venue"),)
        assert all(len(one.coded) == 1 for one in visible(pair))
