"""The made-up record that speed is measured on: sound, realistic, and always the same."""

import hashlib
from pathlib import Path

import pytest
from program import piped

from benchmarks.records import SIZES, Size, main, write
from negtrack import folder
from negtrack.model import Statement
from negtrack.record import Record, read_all
from negtrack.standing import moments

SMALL, MEDIUM = SIZES["small"], SIZES["medium"]


def digest(top: Path) -> dict[str, str]:
    """Every file below a folder, with the digest of its bytes."""
    return {
        file.relative_to(top).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(top.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def medium(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the medium record was written to."""
    top = tmp_path_factory.mktemp("medium")
    write(top, MEDIUM)
    return top


@pytest.fixture(scope="module")
def record(medium: Path) -> Record:
    """The medium record as negtrack reads it, without any problem."""
    reading = read_all(folder.read(medium).files)
    assert reading.problems == ()
    return reading.records[0]


def statements(record: Record) -> list[Statement]:
    return [said for one in record.negotiation.rounds for said in one.statements]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_small_record_is_without_any_problem(tmp_path: Path, seed: int) -> None:
    write(tmp_path, SMALL, seed)
    answer = piped("check", "--directory", str(tmp_path))
    assert answer.out == "21 files in 1 negotiation: no problems.\n"
    assert answer.code == 0


@pytest.mark.parametrize("size", [Size(1, 1, 1), Size(2, 1, 3), Size(1, 30, 2), Size(45, 3, 9)])
def test_a_record_of_any_size_has_no_error(tmp_path: Path, size: Size) -> None:
    write(tmp_path, size)
    answer = piped("check", "--directory", str(tmp_path))
    assert "error" not in answer.out.replace("0 errors", "")
    assert answer.code == 0


def test_a_medium_record_is_without_any_problem(medium: Path) -> None:
    assert piped("check", "--directory", str(medium)).out.endswith(": no problems.\n")


def test_the_same_seed_writes_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write(tmp_path / name, SMALL, seed)
    one, again, other = (digest(tmp_path / name) for name in ("one", "again", "other"))
    assert one == again
    assert one.keys() == other.keys()
    assert one != other


def test_a_longer_record_begins_as_a_shorter_one(tmp_path: Path) -> None:
    write(tmp_path / "short", SMALL)
    write(tmp_path / "long", SMALL._replace(rounds=9))
    short, long = digest(tmp_path / "short"), digest(tmp_path / "long")
    assert {file for file in short if short[file] != long[file]} == {
        "positions/made-up/negotiation.yaml"
    }


def test_what_a_record_holds_is_of_the_size_that_was_asked_for(record: Record) -> None:
    told = record.negotiation
    assert (len(told.parties), len(told.issues), len(told.rounds)) == MEDIUM
    cells = MEDIUM.parties * MEDIUM.issues * MEDIUM.rounds
    assert len(statements(record)) == pytest.approx(cells, rel=0.02)


def test_every_kind_of_thing_that_is_said_is_there(record: Record) -> None:
    said = statements(record)
    assert {one.scale for one in record.negotiation.issues.values()} == {
        *("ladder", "quantity", "choice", "text")
    }
    assert {one.stance for one in said} == {
        *("demand", "offer", "accept", "reserve", "no-answer", "withdraw")
    }
    assert 0 < sum(bool(one.said.quote) for one in said) < len(said)
    for key in ("only_if", "disputed", "package", "rejects", "accepts", "red_line", "salience"):
        share = sum(bool(getattr(one, key)) for one in said) / len(said)
        assert 0 < share < 1, key
    agreements = [one for held in record.negotiation.rounds for one in held.agreements]
    assert any(one.deliveries for one in agreements)
    assert any(one.terms and one.part for one in agreements)


def test_a_few_positions_in_a_hundred_move(record: Record) -> None:
    before, after = moments(record.negotiation)[-2:]
    both = before.stands.keys() & after.stands.keys()
    moved = sum(before.stands[cell].value != after.stands[cell].value for cell in both)
    assert 0.01 < moved / len(both) < 0.06


def test_it_does_not_write_over_a_record(tmp_path: Path) -> None:
    write(tmp_path, SMALL)
    with pytest.raises(FileExistsError):
        write(tmp_path, SMALL)


def test_the_command_says_what_it_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["records", str(tmp_path), "--parties", "3", "--rounds", "2"])
    main()
    assert capsys.readouterr().out.startswith("3 parties × 12 issues × 2 rounds: 9 files, ")
