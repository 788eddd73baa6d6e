"""`negtrack distance` as it is typed, and where what finds coalitions is not installed."""

import json
from typing import Any

import pytest
from program import ROOT, in_terminal, piped

from negtrack import extras
from negtrack.cli import run

TEN = ROOT / "tests/records/wages"


def test_it_says_what_is_missing_and_does_the_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = extras.find_spec

    def without(name: str, package: str | None = None) -> Any:
        return None if name == "scipy" else real(name, package)

    monkeypatch.setattr(extras, "find_spec", without)
    assert run(["distance", "2", "-C", str(TEN)]) == 0
    told = capsys.readouterr().out
    assert "northport  62.5 (3)" in told
    assert "Coalitions need the extra 'stats', which is not installed" in told
    assert run(["distance", "2", "-C", str(TEN), "-f", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["coalitions"], data["coalitions_unknown"]) == ([], "extra")


def test_the_answer_names_the_round_and_says_whether_there_is_something_to_see() -> None:
    answer = piped("distance", "1", "--exit-code", "-f", "json", folder=TEN)
    assert answer.code == 1
    assert json.loads(answer.out)["number"] == 1


@pytest.mark.parametrize("columns", [60, 200])
def test_the_page_in_a_terminal(columns: int) -> None:
    told = in_terminal("distance", "2", folder=TEN, columns=columns, NO_COLOR="1").out
    assert "northport and southport: 0 apart; they meet on term and automation." in " ".join(
        told.split()
    )
