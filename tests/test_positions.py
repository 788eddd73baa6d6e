"""The record that comes with negtrack keeps its own rules."""

from pathlib import Path

from negtrack import folder
from negtrack.analyses.check import check
from negtrack.record import read_all

ROOT = Path(__file__).parent.parent


def test_it_passes_check() -> None:
    found = folder.read(ROOT)
    report = check(read_all(found.files))
    assert found.problems == ()
    assert report.negotiations >= 2
    assert not report.found
    assert {one.code for one in report.problems} <= {"lonely-condition"}
