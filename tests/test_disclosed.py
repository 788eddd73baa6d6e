"""Which change of a party's file may be told by the party's name."""

import pytest

from negtrack.disclosed import may_be_told

OPEN = "positions:\n  pay: 3\n"
OTHER = "positions:\n  pay: 4\n"
HIDDEN = "positions:\n  pay: {value: 3, confidential: true}\n"
HIDDEN_OTHER = "positions:\n  pay: {value: 4, confidential: true}\n"
BOTH = "positions:\n  pay: [3, {value: 4, confidential: true}]\n"
BOTH_OTHER = "positions:\n  pay: [3, {value: 5, confidential: true}]\n"
VERSIONS = "positions:\n  pay: {value: 3, disputed: [{value: 4}, {value: 5, confidential: true}]}\n"
COMMENTS = "# to fill in\npositions:\n  # pay: 3\n"
CODER = "coder: ak\nnote: to do\npositions:\n  pay:\n"
BROKEN = "positions: [\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, OPEN),
        (OPEN, None),
        (OPEN, OTHER),
        (OPEN, OPEN + "# seen\n"),
        (COMMENTS, OPEN),
        (BOTH, BOTH.replace("[3", "[5")),
        (BOTH, OTHER),
        (VERSIONS, VERSIONS.replace("value: 4", "value: 6")),
        (None, BOTH),
        (BROKEN, OPEN),
        (None, "answers: {plan: accept}\n"),
        (None, "packages: {plan: {title: A plan}}\n"),
        (None, HIDDEN + "packages: {plan: {title: A plan}}\n"),
        (None, BOTH + "# a note \u00fc\r\n"),
    ],
)
def test_what_is_open_may_be_told(before: str | None, after: str | None) -> None:
    for pair in ((before, after), (after, before)):
        assert may_be_told(*(None if one is None else one.encode() for one in pair))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, COMMENTS),
        (None, ""),
        (None, CODER),
        (COMMENTS, CODER),
        (None, HIDDEN),
        (COMMENTS, HIDDEN),
        (HIDDEN, HIDDEN_OTHER),
        (HIDDEN, HIDDEN + "# seen\n"),
        (OPEN, BOTH),
        (OPEN, HIDDEN.replace("pay: {", "pay: 3\n  cranes: {")),
        (BOTH, BOTH_OTHER),
        (VERSIONS, VERSIONS.replace("value: 5", "value: 6")),
        (None, "- a list\n"),
    ],
)
def test_what_is_confidential_or_no_statement_may_not(
    before: str | None, after: str | None
) -> None:
    for pair in ((before, after), (after, before)):
        assert not may_be_told(*(None if one is None else one.encode() for one in pair))


@pytest.mark.parametrize(
    ("hidden", "openly"),
    [
        (HIDDEN, OPEN),
        (HIDDEN, OTHER),
        (HIDDEN, HIDDEN.replace("true", "false")),
        (HIDDEN, BOTH),
        (HIDDEN, "positions:\n  pay: {value: 3, note: seen}\n"),
        (VERSIONS.replace("value: 4", "value: 4, confidential: true"), VERSIONS),
        (BOTH, "positions:\n  pay: [3, 4]\n"),
    ],
)
def test_what_becomes_open_may_be_told_and_what_becomes_confidential_may_not(
    hidden: str, openly: str
) -> None:
    assert may_be_told(hidden.encode(), openly.encode())
    assert not may_be_told(openly.encode(), hidden.encode())


def test_what_else_is_said_openly_may_be_told_of_a_file_where_something_became_confidential() -> (
    None
):
    before = "positions:\n  pay: 3\n  cranes: 4\n"
    after = "positions:\n  pay: {value: 3, confidential: true}\n  cranes: 5\n"
    assert may_be_told(before.encode(), after.encode())
