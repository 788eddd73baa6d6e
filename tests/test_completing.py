"""What can stand at the cursor, for every parameter; and what real shells make of it."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from gitrepo import script, write
from program import ROOT

from negtrack import shells, spelling
from negtrack.completing import answer
from negtrack.typed import split

HEAD = """\
title: The river talks
parties:
  north: {name: North}
  south: {name: "South; rm -rf ~"}
  "bad$(id)": {name: Bad}
issues:
  truce: {title: Truce, group: arms, scale: ladder, options: {none: N, local: L, full: F}}
  venue: {title: Venue, scale: choice, options: [coast, hills]}
  pay: {title: Pay, scale: quantity, words: {all: 50, "two words": 2, "-x": 1}}
sources: {wire: {publisher: The Wire, title: "Line\\none"}}
"""
ROUNDS = ("2025-01-10", "2025-02-01", "first", "prev", "last")
ISSUES, PARTIES = ("truce", "venue", "pay"), ("north", "south")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path / "positions/river/negotiation.yaml", HEAD)
    for name in ROUNDS[:2]:
        write(tmp_path / f"positions/river/{name}/round.yaml", f"date: {name}\n")
    write(tmp_path / "positions/river/.hidden/round.yaml", "")
    (tmp_path / "positions/.schema").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def words(*typed: str) -> tuple[str, ...]:
    """What may stand for the last of these words."""
    return tuple(line.split("\t")[0] for line in answer(("zsh", *typed)).splitlines())


def in_bash(line: str, part: str) -> tuple[str, ...]:
    told = answer(("bash", f"negtrack {line}", part))
    return tuple(one.split("\t")[0] for one in told.splitlines())


def test_what_can_be_typed_is_what_the_commands_take() -> None:
    """After a change of a command: python -m negtrack.spelling > negtrack/shells/commands.json."""
    assert shells.commands().decode() == spelling.text()


class TestWords:
    def test_commands_come_first_with_what_they_do(self) -> None:
        told = answer(("zsh", "")).splitlines()
        assert "diff\tWhat moved between two rounds.\t" in told
        assert words("ga") == ("gaps",)
        assert words("--v") == ("--version",)
        assert words("nonsense", "") == ()

    def test_options_of_a_command_that_are_not_there_yet(self, root: Path) -> None:
        assert words("diff", "--i") == ("--issue",)
        assert "--format" not in words("diff", "-f", "md", "-")
        assert "--issue" in words("diff", "--issue", "pay", "-")
        assert words("diff", "--", "-") == ()

    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("show ", ROUNDS),
            ("diff ", ROUNDS),
            ("diff first ", ROUNDS),
            ("diff first last ", ()),
            ("diff --exit-code 2025-0", ROUNDS[:2]),
            ("diff HEAD~1:l", ("HEAD~1:last",)),
            ("show --at ", ()),
            ("show --issue ", ISSUES),
            ("show --issue=t", ("--issue=truce",)),
            ("show --party ", PARTIES),
            ("show --group ", ("arms",)),
            ("show -n ", ("river",)),
            ("show -f ", ("table", "md", "json", "csv", "html", "svg", "png")),
            ("gaps -f ", ("table", "md", "json", "csv", "html")),
            ("check -f g", ("github",)),
            ("show -o ", (":files",)),
            ("show -C ", (":folders",)),
            ("blame ", PARTIES),
            ("blame north ", ISSUES),
            ("blame north pay ", ROUNDS),
            ("record s", ("south",)),
            ("record north ", ISSUES),
            ("record north truce ", ("none", "local", "full")),
            ("record north venue ", ("coast", "hills")),
            ("record north pay ", ("all",)),
            ("record north nothing ", ()),
            ("record north truce --rejects f", ("full",)),
            ("record north truce --round 2", ROUNDS[:2]),
            ("record north truce --only-if v", ("venue=",)),
            ("record north truce --only-if venue=", ("venue=coast", "venue=hills")),
            ("record north truce --only-if=venue=h", ("--only-if=venue=hills",)),
            ("record north truce --stance w", ("withdraw",)),
            ("record north truce --source ", ("wire",)),
            (
                "record north truce --stated-by ",
                ("self", "counterpart", "mediator", "press", "leak", *PARTIES),
            ),
            ("record north truce --of ", PARTIES),
            ("record north truce --quote ", ()),
            ("record north truce --confidence h", ("high",)),
            ("source w", ("wire",)),
            ("new --from ", ROUNDS),
            ("init ", ()),
            ("init talks --party ", ()),
            ("rules broken", ("broken-yaml",)),
            ("schema par", ("party",)),
            ("git ", ("setup", "unset")),
            ("completion ", ("bash", "zsh", "fish")),
        ],
    )
    def test_every_parameter_has_its_own(
        self, root: Path, typed: str, found: tuple[str, ...]
    ) -> None:
        assert words(*typed.split(" ")) == found

    def test_meanings_are_told_on_one_line(self, root: Path) -> None:
        assert "wire\tLine one\t\n" in answer(("zsh", "source", ""))
        assert "truce=\tTruce\topen\n" in answer(("zsh", "record", "north", "pay", "--only-if", ""))

    def test_from_below_and_from_a_folder_that_is_named(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(root / "positions/river/2025-01-10")
        assert words("show", "--party", "") == PARTIES
        monkeypatch.chdir("/")
        assert words("show", "-C", str(root), "--party", "") == PARTIES
        monkeypatch.setenv("HOME", str(root))
        assert words("show", "-C", "~/", "--party", "") == PARTIES

    def test_of_several_negotiations_all_or_the_one_that_is_named(self, root: Path) -> None:
        text = HEAD.replace("north", "east")
        write(root / "positions/lake/negotiation.yaml", text)
        assert words("show", "--party", "") == ("east", "south", "north")
        assert words("show", "-n", "river", "--party", "") == PARTIES
        assert words("show", "--negotiation=lake", "--party", "") == ("east", "south")

    @pytest.mark.parametrize(
        ("line", "part", "found"),
        [
            ("diff HEAD~1:la", "la", ("last",)),
            ("diff HEAD~1:", ":", ROUNDS),
            ("show --issue=tr", "tr", ("truce",)),
            ("show --issue=", "=", ISSUES),
            ("show --issue tr", "tr", ("truce",)),
            ("show --party 'no", "'no", ("north",)),
            ("record north truce --only-if venue=h", "h", ("hills",)),
            ('record "north" tr', "tr", ("truce",)),
            ("show ", "", ROUNDS),
        ],
    )
    def test_bash_ends_words_at_colons_and_equals_signs(
        self, root: Path, line: str, part: str, found: tuple[str, ...]
    ) -> None:
        assert in_bash(line, part) == found

    @pytest.mark.parametrize(
        ("line", "found"),
        [
            ("a b", ["a", "b"]),
            ("a b ", ["a", "b", ""]),
            ("a 'b c' d\\ e", ["a", "b c", "d e"]),
            ("a 'b c", ["a", "b c"]),
            ('a "b\\"c', ["a", 'b"c']),
            ("", [""]),
        ],
    )
    def test_a_line_in_words(self, line: str, found: list[str]) -> None:
        assert split(line) == found


def program(*typed: str, folder: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "negtrack", "complete", *typed],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("text", ["parties: [", "a\0b", "- list", "parties: {north", "<<<<<<< a"])
def test_a_record_that_is_broken_says_nothing(root: Path, text: str) -> None:
    (root / "positions/river/negotiation.yaml").write_text(text)
    assert program("zsh", "show", "--party", "", folder=root) == (0, "", "")
    assert program("zsh", "show", "--par", folder=root)[1].startswith("--party\t")


def test_no_record_no_folder_and_no_sense_say_nothing(root: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    shutil.rmtree(root / "positions")
    for typed in (("zsh", "show", ""), ("bash",), (), ("zsh", "show", "-C", "/nowhere", "")):
        assert program(*typed, folder=tmp_path / "empty") == (0, "", "")


# Real shells


@pytest.fixture
def home(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path with the program in it, a home, and the scripts of every shell."""
    call = f'PYTHONPATH="{ROOT}" exec "{sys.executable}" -m negtrack "$@"'
    script(tmp_path / "bin" / "negtrack", call)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for shell in shells.NAMES:
        write(tmp_path / f"script.{shell}", shells.script(shell))
    return tmp_path


def at_prompt(command: list[str], *lines: str, until: str) -> str:
    """What a shell shows in a terminal when these are typed, until a text is there."""
    pid, terminal = pty.fork()
    if not pid:
        os.environ.update(TERM="dumb", PS1="$ ")
        os.execvp(command[0], command)
    shown = ""
    try:
        for line in lines:
            os.write(terminal, line.encode())
            shown += _read(terminal, until if line is lines[-1] else "", 1.0)
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(terminal)
    return shown


def _read(terminal: int, until: str, quiet: float) -> str:
    """What comes until a text is there, or nothing came for a while."""
    shown, end = "", time.monotonic() + 20
    while time.monotonic() < end and not (until and until in shown):
        ready, _, _ = select.select([terminal], [], [], 10.0 if until else quiet)
        if not ready:
            break
        shown += os.read(terminal, 4096).decode("utf-8", "replace")
    return shown


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("show --issue tru\t", "show --issue truce "),
        ("diff HEAD~1:la\t", "diff HEAD~1:last "),
        ("show --issue=ve\t", "show --issue=venue "),
        ("record north truce --only-if ven\t", "--only-if venue="),
        ("record north truce --only-if venue=h\t", "--only-if venue=hills "),
    ],
)
def test_bash_completes_at_the_prompt(home: Path, typed: str, becomes: str) -> None:
    command = ["bash", "--noprofile", "--norc", "-i"]
    shown = at_prompt(command, f"source {home}/script.bash\n", f"negtrack {typed}", until=becomes)
    assert becomes in shown


@pytest.mark.skipif(not shutil.which("zsh"), reason="there is no zsh here")
@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("show --issue tru\t", "truce "),
        ("diff HEAD~1:la\t", "~1:last "),
        ("record north truce --only-if venue=h\t", "venue=hills "),
        ("record north truce --only-if ven\t", "venue="),
    ],
)
def test_zsh_completes_at_the_prompt(home: Path, typed: str, becomes: str) -> None:
    begin = f"autoload -U compinit; compinit -u -D; source {home}/script.zsh\n"
    shown = at_prompt(["zsh", "-f", "-i"], begin, f"negtrack {typed}", until=becomes)
    assert becomes in shown


@pytest.mark.skipif(not shutil.which("fish"), reason="there is no fish here")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("show --issue tru", "truce\tTruce"),
        ("diff HEAD~1:la", "HEAD~1:last\tthe last round"),
        ("record north truce --only-if ven", "venue=\tVenue"),
        ("gap", "gaps\tHow far apart the parties are."),
    ],
)
def test_fish_completes(home: Path, typed: str, found: str) -> None:
    asked = f"source {home}/script.fish; complete -C 'negtrack {typed}'"
    told = subprocess.run(
        ["fish", "--no-config", "-c", asked], capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert told.splitlines() == [found]
