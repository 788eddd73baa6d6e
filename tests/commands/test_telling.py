"""What a terminal that has no signs of its own is told."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from program import COMMAND, ROOT, piped

from negtrack.commands import telling
from negtrack.commands.ask import Ask
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


class Pieces(Iterator[str]):
    """Pieces of an answer, and how many of them were asked for."""

    def __init__(self, number: int, size: int = 10_000) -> None:
        self.number, self.made, self.text = number, 0, "x" * (size - 1) + "\n"

    def __next__(self) -> str:
        if self.made == self.number:
            raise StopIteration
        self.made += 1
        return self.text


@contextmanager
def piped_stdout() -> Iterator[int]:
    """The end of a pipe at which is read what is written to stdout; within a test, not before it.

    pytest puts its own stdout in place between the two.
    """
    reading, writing = os.pipe()
    with os.fdopen(writing, "w", closefd=False) as stdout:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stdout", stdout)
            yield reading
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, writing)  # what is left to be written goes there
        os.close(nowhere)
    os.close(writing)


def test_the_first_piece_is_out_before_the_second_is_made() -> None:
    with piped_stdout() as read_end:

        def answer() -> Iterator[str]:
            yield "title\n"
            assert os.read(read_end, 100) == b"title\n"
            yield "row\n"
            yield "another\n"

        telling.tell(answer())
        assert os.read(read_end, 100) == b"row\nanother\n"
        os.close(read_end)


@pytest.mark.parametrize("told", [telling.tell, telling.heard])
def test_nothing_more_is_made_for_a_reader_who_has_gone(told: Callable[[Pieces], object]) -> None:
    answer = Pieces(1000)
    with piped_stdout() as read_end:
        os.close(read_end)
        with pytest.raises(BrokenPipeError):
            told(answer)
    assert answer.made == 1


def test_what_is_heard_is_what_was_told(capsys: pytest.CaptureFixture[str]) -> None:
    held = telling.heard(Pieces(3))
    assert held == Pieces(1).text * 3
    assert capsys.readouterr().out == held
    assert telling.heard("one") == capsys.readouterr().out == "one"


def test_no_more_is_held_than_may_be(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "HELD", 20_000)
    assert telling.heard(Pieces(2)) is not None
    held = telling.Held()
    assert len([*held.each(Pieces(3))]) == 3
    assert held.pieces == []
    assert telling.heard(Pieces(3)) is None
    assert len(capsys.readouterr().out) == 50_000


def test_a_file_is_replaced_only_when_all_of_the_answer_is_made(tmp_path: Path) -> None:
    path = tmp_path / "answer.txt"
    path.write_text("as it was")
    ask = Ask(None, None, [], [], [], "", None, path, private=False, exit_code=False)

    def broken() -> Iterator[str]:
        yield "half"
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        ask.write(broken())
    assert path.read_text() == "as it was"
    ask.write(iter(["all", " of it"]))
    assert path.read_text() == "all of it"


@pytest.mark.parametrize("form", ["table", "csv", "json", "md", "html"])
@pytest.mark.parametrize("more", [(), ("--no-cache",), ("--exit-code", "--no-cache")])
def test_a_closed_pipe_ends_quietly(form: str, more: tuple[str, ...], tmp_path: Path) -> None:
    command = [*COMMAND, "gaps", "-n", "istanbul-2025", "-f", form, *more]
    reading, writing = os.pipe()
    os.close(reading)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path)}
    run = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (run.returncode, run.stderr) == (1, b"")  # as typer has it: not all was told
    assert not list(tmp_path.rglob("negtrack/*"))
