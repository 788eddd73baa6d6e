"""Where all stood, kept and told again: the same as is found from the first round on."""

import pytest
from many_records import RECORDS

from negtrack import standing, stood
from negtrack.record import Record


class Notes:
    """Notes that are kept for as long as the test lasts."""

    def __init__(self) -> None:
        self.kept: dict[int, bytes] = {}
        self.recalled: list[int] = []

    def recall(self, number: int) -> bytes | None:
        self.recalled.append(number)
        return self.kept.get(number)

    def keep(self, number: int, told: bytes) -> None:
        assert number not in self.kept
        self.kept[number] = told


@pytest.fixture(params=RECORDS)
def record(request: pytest.FixtureRequest) -> Record:
    found: Record = RECORDS[request.param]()
    return found


def test_it_is_the_same_from_the_notes(record: Record) -> None:
    plain = standing.moments(record.negotiation)
    notes = Notes()
    noted = record._replace(notes=notes)
    for _ in ("kept", "known"):
        for one, expected in zip(record.negotiation.rounds, plain, strict=True):
            assert stood.moment(noted, one) == expected
    assert sorted(notes.kept) == [one.number for one in record.negotiation.rounds[:-1]]
