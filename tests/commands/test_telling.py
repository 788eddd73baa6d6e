"""What a terminal that has no signs of its own is told."""

import json

import pytest
from program import ROOT, piped

from negtrack.commands import telling
from negtrack.grid import SIGNS

WAGES = ROOT / "tests" / "records" / "wages"


class Stream:
    """A stream that has nothing but its encoding."""

    def __init__(self, encoding: str | None) -> None:
        self.encoding = encoding


def sayable(text: str, encoding: str | None, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("sys.stdout", Stream(encoding))
    return telling.sayable(text)


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "× ≈ 5 – 9 “Türkiye” … ↩1"),
        (None, "× ≈ 5 – 9 “Türkiye” … ↩1"),
        ("latin-1", '× ~ 5 - 9 "Türkiye" ... ^1'),
        ("cp1252", "× ~ 5 – 9 “Türkiye” … ^1"),
        ("ascii", 'x ~ 5 - 9 "Türkiye" ... ^1'),
    ],
)
def test_signs_are_put_in_ascii_where_they_cannot_be_said_and_no_letter_is(
    encoding: str | None, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sayable("× ≈ 5 – 9 “Türkiye” … ↩1", encoding, monkeypatch) == told


@pytest.mark.parametrize(
    "typed",
    [
        *("show", "diff", "gaps", "stalemate", "history", "linkage", "agreements", "moves"),
        *("pending", "forecast", "polarisation", "distance"),
    ],
)
def test_no_sign_of_a_page_falls_to_a_question_mark(typed: str) -> None:
    whole = piped(typed, folder=WAGES)
    plain = piped(typed, folder=WAGES, PYTHONIOENCODING="ascii:replace")
    assert (plain.code, plain.err) == (whole.code, whole.err) == (0, "")
    assert plain.out.isascii()
    assert plain.out.count("?") == whole.out.count("?")


def test_formulas_are_told_in_letters() -> None:
    told = piped("forecast", folder=WAGES, PYTHONIOENCODING="ascii").out
    assert "O = sum csx / sum cs" in " ".join(told.split())
    far = " ".join(piped("distance", folder=WAGES, PYTHONIOENCODING="ascii").out.split())
    assert "sqrt(sum (s_ik . |x_ik - x_jk| / 100)^2 / sum s_ik^2)" in far


def test_bounds_keep_their_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sayable("│ ≥ 390 │ ≤ 10 │", "ascii", monkeypatch) == "| >=390 | <=10 |"


def test_no_two_signs_of_the_grid_become_one(monkeypatch: pytest.MonkeyPatch) -> None:
    signs = [*(sign for sign, _ in SIGNS.values() if sign), "↩", "↻", "⇠"]
    told = [sayable(sign, "ascii", monkeypatch) for sign in signs]
    assert all(one.isascii() and len(one) == 1 for one in told)
    assert len(set(told)) == len(signs)


def test_a_page_keeps_its_columns() -> None:
    whole = piped("show", "2", folder=WAGES).out.splitlines()
    plain = piped("show", "2", folder=WAGES, PYTHONIOENCODING="ascii").out.splitlines()
    (row,) = [line for line in whole if line.startswith("automation")]
    (told,) = [line for line in plain if line.startswith("automation")]
    assert row == "automation  ≠ agree         ≠ offers consult              ≠ consult ↩1"
    assert told == "automation  # agree         # offers consult              # consult ^1"
    assert all(line.isascii() for line in plain)


def test_a_drawing_keeps_its_columns() -> None:
    told = piped("history", "pay", folder=WAGES, PYTHONIOENCODING="ascii").out.splitlines()
    assert " 8 | :::::   UC" in told
    assert " 3 |     S---s" in told
    assert "   `-------------" in told


def test_data_are_never_put_in_ascii() -> None:
    told = piped("show", "-f", "csv", folder=WAGES, PYTHONIOENCODING="latin-1:strict").out
    assert "RECOGNISE" in told
    quoted = piped("linkage", "-f", "json", "-n", "istanbul-2025", PYTHONIOENCODING="ascii").out
    assert json.loads(quoted)["schema"] == "negtrack.linkage/1"
