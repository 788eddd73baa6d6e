"""The pairs of an issue: those who stand alike are compared but once, and told as each is.

That they are told as if each were alone is a law, in `test_laws.py`.
"""

from builders import THREE, record, status

from negtrack.values import spelled


def test_who_stands_alike_is_still_told_in_its_own_figures() -> None:
    said = "north: {pay: 1.0}\nsouth: {pay: 1}\neast: {pay: 1.0}"
    found = status(record(THREE, r1=said).negotiation, "pay")
    told = [spelled(found.issue, pair.overlap or ()) for pair in found.pairs]
    assert told == ["1.0", "1.0", "1"]


def test_who_stands_alike_has_the_same_gap_to_a_third() -> None:
    said = "north: {pay: {value: 5, disputed: [{value: 7}]}}\n"
    said += "south: {pay: {value: 5, accepts: 9}}\neast: {pay: 5}"
    found = status(record(THREE, r1=said).negotiation, "pay")
    assert [(one.gap, one.least, one.most) for one in found.pairs] == [
        (0, 0, 4),
        (0, 0, 4),
        (0, 0, 0),
    ]
