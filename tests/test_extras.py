"""The sentence that is said where a library of an extra is missing."""

import sys

import pytest
from program import ROOT

from negtrack.extras import needed
from negtrack.problems import USAGE, Stop


def test_what_is_installed_is_no_reason_to_stop_and_is_not_loaded() -> None:
    needed("this test", "report", "this", "antigravity")
    assert "antigravity" not in sys.modules


def test_what_is_missing_is_told_with_what_to_type() -> None:
    with pytest.raises(Stop) as stop:
        needed("negtrack sql", "data", "json", "no_such_library")
    assert stop.value.code == USAGE
    assert stop.value.sentence == "negtrack sql needs the extra 'data', which is not installed"
    assert stop.value.hint == "install it: pip install 'negtrack[data]'"


@pytest.mark.parametrize("extra", ["report", "data", "stats"])
def test_every_extra_is_one_of_the_project(extra: str) -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"\n{extra} = [" in project
