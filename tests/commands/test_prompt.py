"""The prompt of `negtrack sql`, typed at in a terminal."""

import codecs
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Iterator
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path

import pytest
from program import COMMAND, ROOT

WAGES = ROOT / "tests" / "records" / "wages"
PROMPT, MORE = "negtrack> ", "     ...> "
ENDLESS = (
    "SELECT max(levenshtein(repeat('x', 100000), repeat('y', 100000 + range::INT))) FROM range(9);"
)


class Terminal:
    """The program in a terminal of 100 columns, and what it has said so far."""

    def __init__(self, *typed: str) -> None:
        self.screen, child = pty.openpty()
        ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb", "NO_COLOR": "1"}
        self.process = subprocess.Popen(
            [*COMMAND, "sql", *typed],
            cwd=WAGES,
            env=environment,
            stdin=child,
            stdout=child,
            stderr=child,
            start_new_session=True,
            preexec_fn=lambda: ioctl(child, termios.TIOCSCTTY, 0),  # noqa: PLW1509  # one thread
        )
        os.close(child)
        self.decoder = codecs.getincrementaldecoder("utf-8")()  # a letter may come in two parts
        self.said = ""

    def type(self, text: str) -> None:
        os.write(self.screen, text.encode())

    def until(self, wanted: str, seconds: float = 20) -> str:
        """What is said up to these words, which must come."""
        end = time.monotonic() + seconds
        while wanted not in self.said:
            assert time.monotonic() < end, self.said
            if select.select([self.screen], [], [], 0.2)[0]:
                said = self.decoder.decode(os.read(self.screen, 65536))
                self.said = (self.said + said).replace("\r\n", "\n")
        found, _, self.said = self.said.partition(wanted)
        return found

    def interrupt(self) -> None:
        """Ctrl-C until there is a prompt: one may come before readline listens, and be lost."""
        for _ in range(10):
            self.type("\x03")
            with suppress(AssertionError):
                self.until(PROMPT, 2)
                return
        raise AssertionError(self.said)

    def answer(self, text: str) -> str:
        """What a line brings up to the next prompt."""
        self.type(f"{text}\n")
        self.until("\n")
        return self.until(PROMPT)

    def end(self) -> int:
        try:
            return self.process.wait(20)
        finally:
            self.process.kill()
            os.close(self.screen)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    found = Terminal()
    found.until(PROMPT)
    yield found
    found.process.kill()
    found.process.wait()


def test_queries_are_answered_until_the_end_and_no_history_is_kept(
    terminal: Terminal, own_home: Path
) -> None:
    assert terminal.answer("SELECT count(*) AS n FROM rounds;") == "n\n─\n3\n\n1 row.\n"
    terminal.type("SELECT count(*) AS n\n")
    terminal.until(MORE)
    assert terminal.answer("FROM rounds -- all of them\n;").endswith("n\n─\n3\n\n1 row.\n")
    assert "gap_pairs" in terminal.answer(".tables")
    assert "DOUBLE" in terminal.answer(".schema gaps")
    assert ".schema TABLE" in terminal.answer(".help")
    assert terminal.answer("") == ""
    terminal.type("\x04")
    assert terminal.end() == 0
    assert not [file for file in own_home.rglob("*") if file.is_file()]


def test_what_is_wrong_is_told_and_ends_nothing(terminal: Terminal) -> None:
    assert "did you mean 'gaps'?" in terminal.answer("FROM gasp;")
    assert "only questions" in terminal.answer("DROP TABLE gaps;")
    assert "there is no '.bogus'" in terminal.answer(".bogus")
    assert "Traceback" not in terminal.answer("SELECT 'a' FROM;")
    assert "1 row." in terminal.answer("SELECT 1;")
    terminal.type(".quit\n")
    assert terminal.end() == 0


def test_ctrl_c_drops_the_lines_that_were_typed(terminal: Terminal) -> None:
    terminal.type("SELECT nonsense\n")
    terminal.until(MORE)
    terminal.interrupt()
    assert "1 row." in terminal.answer("SELECT 1;")
    terminal.type("SELECT more nonsense")
    terminal.until("nonsense")
    terminal.interrupt()
    assert "1 row." in terminal.answer("SELECT 1;")


def test_ctrl_c_stops_a_query_and_nothing_else(terminal: Terminal) -> None:
    assert "1 row." in terminal.answer("SELECT count(*) FROM rounds;")
    terminal.type(f"{ENDLESS}\n")
    time.sleep(1)
    begun = time.monotonic()
    terminal.type("\x03")
    assert "stopped\n" in terminal.until(PROMPT)
    assert time.monotonic() - begun < 5
    assert "\n3\n" in terminal.answer("SELECT count(*) AS n FROM rounds;")


def test_ctrl_c_ends_a_single_query_with_its_own_code() -> None:
    terminal = Terminal(ENDLESS)
    time.sleep(2)
    terminal.type("\x03")
    assert terminal.end() == 130


def test_answers_come_in_the_format_that_was_asked_for() -> None:
    terminal = Terminal("-f", "csv")
    terminal.until(PROMPT)
    assert terminal.answer("SELECT 1 AS n, NULL AS m;") == "n,m\n1,\n"
    terminal.type("\x04")
    assert terminal.end() == 0
