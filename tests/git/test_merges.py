"""Two people on two branches, merged by git itself: right, or told by `check`; never less."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from base_record import BASE, FOLDER
from gitrepo import WorkTree, isolate
from program import ROOT, piped

ROUND = "2025-02-01"
NORTH = f"{ROUND}/north.yaml"
LAST = "      source: wire\n"
"""The last line of what the north says in that round: a list of two statements on prisoners."""


class Record(WorkTree):
    """The base record in a repository, with a branch of each of two people."""

    def change(self, *pairs: str, file: str = NORTH) -> None:
        """Replace the first of each two in a file, and commit."""
        path = f"{FOLDER}/{file}"
        text = (self.root / path).read_text(encoding="utf-8")
        for old, new in zip(pairs[::2], pairs[1::2], strict=True):
            assert old in text, text
            text = text.replace(old, new, 1)
        self.put(text, file=file)

    def put(self, text: str, file: str = NORTH) -> None:
        """Write a file whole, and commit."""
        self.write(f"{FOLDER}/{file}", text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", f"{file} changed")

    def on(self, branch: str) -> None:
        """Go to a branch; a new one begins at main."""
        known = self.git("branch", "--list", branch)
        self.git("switch", "-q", *((branch,) if known else ("-c", branch, "main")))

    def merge(self, branch: str = "bo", *, fails: bool = False) -> str:
        """Merge a branch into that of the first person; the north's file then."""
        self.on("ak")
        self.git("merge", "-q", "--no-edit", branch, fails=fails)
        return self.north()

    def north(self) -> str:
        return (self.root / FOLDER / NORTH).read_text(encoding="utf-8")

    def problems(self) -> list[str]:
        """What `check` tells, less places."""
        told = piped("check", folder=self.root).out.splitlines()
        return [line.split(": ", 1)[1] for line in told if line.startswith("positions/")]


@pytest.fixture
def plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Record:
    """The record as git alone merges it."""
    isolate(monkeypatch, tmp_path / "own-home")
    record = Record(tmp_path / "a récord")
    record.root.mkdir()
    record.git("init", "-q")
    for path, text in BASE.items():
        record.write(f"{FOLDER}/{path}", text)
    record.git("add", ".")
    record.git("commit", "-q", "-m", "begun")
    record.on("bo")
    record.on("ak")
    return record


@pytest.fixture
def driven(plain: Record, tmp_path: Path) -> Record:
    """The record as git merges it with the driver, which leaves a line wherever it ran."""
    seen, words = shlex.quote(str(tmp_path / "seen")), "merge-driver %O %A %B %L %P"
    program = f"PYTHONPATH={shlex.quote(str(ROOT))} {shlex.quote(sys.executable)} -m negtrack"
    plain.git("config", "merge.negtrack.driver", f"echo %P >> {seen}; {program} {words}")
    attributes = plain.root / ".git" / "info" / "attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("positions/**/*.yaml merge=negtrack\n")
    return plain


@pytest.fixture
def seen(driven: Record, tmp_path: Path) -> Iterator[Path]:
    """The file in which the driver's runs are counted; it must have run."""
    yield tmp_path / "seen"
    assert (tmp_path / "seen").exists()


ONE, OTHER = (
    "    - {date: 2025-01-31, value: 850, source: wire}\n",
    "    - {value: 1, source: wire}\n",
)
LATER = "    - {date: 2025-02-01, value: 700, source: wire}\n"


def test_two_parties_on_two_branches(plain: Record) -> None:
    plain.put("positions: {venue: {value: full, source: wire}}\n", f"{ROUND}/league.yaml")
    plain.change("value: 900", "value: 901")
    plain.on("bo")
    plain.change("stance: offer", "stance: demand", file=f"{ROUND}/south.yaml")
    plain.merge()
    assert "value: 901" in plain.north()
    assert plain.git("status", "--porcelain") == ""
    assert [one for one in plain.problems() if "conflict" in one] == []


class TestOneParty:
    NEW = "  venue: {value: hills, source: wire}\n", "  language: {value: Both, source: wire}\n"

    def both_add(self, record: Record) -> None:
        record.change("positions:\n", "positions:\n" + self.NEW[0])
        record.on("bo")
        record.change("positions:\n", "positions:\n" + self.NEW[1])

    def test_git_alone_leaves_a_conflict_that_check_tells(self, plain: Record) -> None:
        self.both_add(plain)
        told = plain.merge(fails=True)
        assert all(one in told for one in self.NEW)
        (problem,) = [one for one in plain.problems() if "[conflict-marker]" in one]
        assert problem.startswith("error: a merge left a conflict between 'HEAD' and 'bo'")

    @pytest.mark.usefixtures("seen")
    def test_the_driver_puts_two_issues_together(self, driven: Record) -> None:
        self.both_add(driven)
        told = driven.merge()
        assert told == BASE[NORTH].replace("positions:\n", "positions:\n" + "".join(self.NEW))
        assert driven.problems() == []
        assert driven.git("status", "--porcelain") == ""

    @pytest.mark.usefixtures("seen")
    def test_and_two_statements_on_one_issue(self, driven: Record) -> None:
        driven.change("    - date: 2025-02-01\n", ONE + "    - date: 2025-02-01\n")
        driven.on("bo")
        driven.change("value: 900", "value: 901")
        driven.on("third")
        driven.change("value: 800", "value: 801")
        driven.merge("bo")
        told = driven.merge("third")
        values = [line.split("value: ")[1][:3] for line in told.splitlines() if "value: " in line]
        assert values == ["901", "850", "801"]
        assert driven.problems() == []

    @pytest.mark.usefixtures("seen")
    def test_the_same_statement_coded_differently_stays_both_ways(self, driven: Record) -> None:
        driven.change("value: 900", "value: 901, coder: ak")
        driven.on("bo")
        driven.change("value: 900", "value: 902, coder: bo")
        told = driven.merge(fails=True)
        item = "    - {date: 2025-01-30, value: %s, source: wire}\n"
        sides = item % "901, coder: ak", item % "902, coder: bo"
        block = f"<<<<<<< ours\n{sides[0]}=======\n{sides[1]}>>>>>>> theirs\n"
        assert told == BASE[NORTH].replace(item % "900", block)
        (problem,) = driven.problems()
        assert problem.startswith("error: a merge left a conflict between 'ours' and 'theirs'")
        driven.put(told.replace(block, sides[0]))
        assert driven.problems() == []

    @pytest.mark.usefixtures("seen")
    def test_new_statements_that_may_be_one_stay_both_ways(self, driven: Record) -> None:
        driven.change(LAST, LAST + OTHER)
        driven.on("bo")
        driven.change(LAST, LAST + LATER)
        told = driven.merge(fails=True)
        assert told == BASE[NORTH] + f"<<<<<<< ours\n{OTHER}=======\n{LATER}>>>>>>> theirs\n"

    def test_the_same_on_both_sides(self, driven: Record) -> None:
        for branch in ("ak", "bo"):
            driven.on(branch)
            driven.change(LAST, LAST + LATER)
        assert driven.merge() == BASE[NORTH] + LATER
        assert driven.problems() == []

    @pytest.mark.usefixtures("seen")
    def test_removed_here_and_changed_there(self, driven: Record) -> None:
        driven.change("    - {date: 2025-01-30, value: 900, source: wire}\n", "")
        driven.on("bo")
        driven.change("value: 900", "value: 902")
        told = driven.merge(fails=True)
        assert "<<<<<<< ours\n=======\n    - {date: 2025-01-30, value: 902" in told

    @pytest.mark.usefixtures("seen")
    def test_a_file_that_both_begin(self, driven: Record) -> None:
        file = f"{ROUND}/envoy.yaml"
        driven.put("positions:\n  venue: {value: hills, source: wire}\n", file)
        driven.on("bo")
        driven.put("positions:\n  ceasefire: {value: full, source: wire}\n", file)
        driven.merge()
        assert (driven.root / FOLDER / file).read_text() == (
            "positions:\n  venue: {value: hills, source: wire}\n"
            "  ceasefire: {value: full, source: wire}\n"
        )

    def test_a_file_removed_here_and_changed_there_stays(self, driven: Record) -> None:
        driven.git("rm", "-q", f"{FOLDER}/{NORTH}")
        driven.git("commit", "-q", "-m", "gone")
        driven.on("bo")
        driven.change("value: 900", "value: 902")
        assert "value: 902" in driven.merge(fails=True)

    @pytest.mark.usefixtures("seen")
    def test_round_and_head(self, driven: Record) -> None:
        head, file = "negotiation.yaml", f"{ROUND}/round.yaml"
        sources = "sources:\n"
        for branch, name in (("ak", "daily"), ("bo", "weekly")):
            driven.on(branch)
            new = f"  {name}: {{publisher: The {name.title()}}}\n"
            driven.change(sources, sources + new, file=head)
            agreed = f"  {name}-talks: {{title: Talks, source: {name}}}\n"
            driven.change("source: wire}\n", "source: wire}\n" + agreed, file=file)
        driven.merge()
        assert driven.problems() == []
        made = (driven.root / FOLDER / file).read_text()
        assert made.index("daily-talks") < made.index("weekly-talks")


class TestOtherWays:
    """The driver serves rebase, cherry-pick, stash and criss-cross as it serves merge."""

    @staticmethod
    def both_add(record: Record) -> None:
        record.change("    - date: 2025-02-01\n", ONE + "    - date: 2025-02-01\n")
        record.on("bo")
        record.change("positions:\n", "positions:\n" + TestOneParty.NEW[0])
        record.change("value: 900", "value: 901")

    def right(self, record: Record) -> None:
        told = record.north()
        assert all(one in told for one in (ONE, TestOneParty.NEW[0], "value: 901", "value: 800"))
        assert record.problems() == []

    @pytest.mark.usefixtures("seen")
    def test_rebase(self, driven: Record) -> None:
        self.both_add(driven)
        driven.git("rebase", "-q", "ak")
        self.right(driven)

    @pytest.mark.usefixtures("seen")
    def test_cherry_pick(self, driven: Record) -> None:
        self.both_add(driven)
        driven.on("ak")
        driven.git("cherry-pick", "bo~1", "bo")
        self.right(driven)

    @pytest.mark.usefixtures("seen")
    def test_stash(self, driven: Record) -> None:
        self.both_add(driven)
        driven.git("reset", "-q", "--soft", "main")
        driven.git("stash", "-q")
        driven.on("ak")
        driven.git("stash", "pop", "-q")
        self.right(driven)

    @pytest.mark.usefixtures("seen")
    def test_three_at_once(self, driven: Record) -> None:
        self.both_add(driven)
        driven.on("third")
        driven.change("value: 800", "value: 801")
        driven.on("ak")
        driven.git("merge", "-q", "--no-edit", "bo")
        driven.git("merge", "-q", "--no-edit", "third")
        driven.change("value: 801", "value: 800")
        self.right(driven)

    @pytest.mark.usefixtures("seen")
    def test_criss_cross(self, driven: Record) -> None:
        """Two merges of the same two, one each way, of which both are the base of the next."""
        self.both_add(driven)
        ak, bo = (driven.git("rev-parse", name).strip() for name in ("ak", "bo"))
        for branch, other in (("ak", bo), ("bo", ak)):
            driven.on(branch)
            driven.git("merge", "-q", "--no-edit", other)
        driven.change(LAST, LAST + "  ceasefire: {value: full, source: wire}\n")
        driven.on("ak")
        driven.change("value: 800", "value: 801")
        driven.merge()
        assert "value: 801" in driven.north()
        assert "  ceasefire: {value: full" in driven.north()
        driven.change("value: 801", "value: 800")
        self.right(driven)

    @pytest.mark.usefixtures("seen")
    def test_criss_cross_of_conflicts(self, driven: Record) -> None:
        """Each resolves the same conflict in another way: the base has markers itself."""
        for branch, value in (("ak", "901"), ("bo", "902")):
            driven.on(branch)
            driven.change("value: 900", f"value: {value}")
        ak, bo = (driven.git("rev-parse", name).strip() for name in ("ak", "bo"))
        for branch, other, value in (("ak", bo, "903"), ("bo", ak, "904")):
            driven.on(branch)
            driven.git("merge", "-q", "--no-edit", other, fails=True)
            driven.put(BASE[NORTH].replace("value: 900", f"value: {value}"))
        told = driven.merge(fails=True)
        assert "value: 903" in told
        assert "value: 904" in told
        assert any("[conflict-marker]" in one for one in driven.problems())


LIST = """\
positions:
  ceasefire: {value: local, source: wire}
  venue:
    - {date: 2025-01-30, value: coast, source: wire}
    - {date: 2025-01-31, value: hills, source: wire}
  language: {value: Both, source: wire}
  bridge: {value: 2025-04-01, source: wire}
"""
AT_THE_TOP = "positions:\n"
AT_THE_END = "  bridge: {value: 2025-04-01, source: wire}\n"
SECOND = "    - {date: 2025-01-31, value: hills, source: wire}\n"
FIRST = "    - {date: 2025-01-30, value: coast, source: wire}\n"
ISSUE, ITEM = "  prisoners: {value: 900, source: wire}\n", "    - {value: coast, source: gazette}\n"

WRONG = {
    "an issue in two places": (
        (AT_THE_TOP, AT_THE_TOP + ISSUE),
        (AT_THE_END, AT_THE_END + ISSUE),
        ["duplicate-key"],
    ),
    "an issue twice, and differently": (
        (AT_THE_TOP, AT_THE_TOP + ISSUE),
        (AT_THE_END, AT_THE_END + ISSUE.replace("900", "800")),
        ["duplicate-key"],
    ),
    "a section in two places": (
        (AT_THE_TOP, "answers:\n  north-plan: accept\n" + AT_THE_TOP),
        (AT_THE_END, AT_THE_END + "answers:\n  north-plan: reject\n"),
        ["duplicate-key"],
    ),
    "an item in two places": (
        (FIRST, ITEM + FIRST),
        (SECOND, SECOND + ITEM),
        ["duplicate-statement"],
    ),
    "an item in two places by two coders": (
        (FIRST, ITEM.replace("}", ", coder: ak}") + FIRST),
        (SECOND, SECOND + ITEM.replace("}", ", coder: bo, note: n}")),
        ["coded-twice"],
    ),
    "an item out of order": (
        (FIRST, "    - {date: 2025-02-01, value: coast, source: wire}\n" + FIRST),
        (AT_THE_END, ""),
        ["out-of-order-date"],
    ),
}
"""What git merges cleanly and is wrong: a change of each side, and what check tells."""


@pytest.mark.parametrize("name", WRONG)
def test_what_git_alone_merges_wrongly_is_told(name: str, plain: Record) -> None:
    ours, theirs, codes = WRONG[name]
    begin(plain, LIST)
    plain.change(*ours)
    plain.on("bo")
    plain.change(*theirs)
    plain.merge()
    found = [one.rpartition("[")[2].rstrip("]") for one in plain.problems()]
    assert [code for code in found if code != "no-source"] == codes


@pytest.mark.parametrize("name", [name for name in WRONG if "place" in name or "differ" in name])
def test_the_driver_merges_it_rightly_or_leaves_a_conflict(name: str, driven: Record) -> None:
    ours, theirs, _ = WRONG[name]
    begin(driven, LIST)
    driven.change(*ours)
    driven.on("bo")
    driven.change(*theirs)
    driven.on("ak")
    driven.git("merge", "-q", "--no-edit", "bo", fails=name != "an issue in two places")
    codes = {one.rpartition("[")[2] for one in driven.problems() if "error" in one}
    assert codes == (set() if name == "an issue in two places" else {"conflict-marker]"})


def begin(record: Record, text: str) -> None:
    """Let both branches begin with a text of the north."""
    record.on("main")
    record.put(text)
    for branch in ("bo", "ak"):
        record.on(branch)
        record.git("reset", "-q", "--hard", "main")


def test_what_two_files_say_of_one_another_is_told(plain: Record) -> None:
    """Each branch is right by itself; git sees two files, and check one record."""
    plain.change("  wire: {publisher: The Wire, date: 2025-02}\n", "", file="negotiation.yaml")
    plain.on("bo")
    plain.put("positions: {venue: {value: hills, source: wire}}\n", "2025-01-10/league.yaml")
    plain.merge()
    assert any("[unknown-source]" in one for one in plain.problems())


def test_one_meeting_in_two_folders_is_told(plain: Record) -> None:
    for branch, folder in (("ak", "2025-03-01"), ("bo", "third-meeting")):
        plain.on(branch)
        plain.put("date: 2025-03-01\n", f"{folder}/round.yaml")
        plain.put("positions: {venue: {value: hills, source: wire}}\n", f"{folder}/north.yaml")
    plain.merge()
    (problem,) = [one for one in plain.problems() if "same-date" in one]
    assert problem.startswith("warning: the round 2025-03-01 has this date, too")


def test_one_delivery_in_two_rounds_is_told(plain: Record) -> None:
    swap = "agreements:\n  swap:\n    issue: prisoners\n    value: 900\n    source: wire\n{}"
    done = "    carried_out:\n      - {date: 2025-02-01, amount: 300, source: wire}\n"
    plain.on("main")
    plain.change("events:", swap.format("") + "events:", file="2025-01-10/round.yaml")
    for branch in ("ak", "bo"):
        plain.git("branch", "-q", "-D", branch)
        plain.on(branch)
    plain.change("events:", done + "events:", file="2025-01-10/round.yaml")
    plain.on("ak")
    plain.change("agreements:\n", f"agreements:\n  swap:\n{done}", file=f"{ROUND}/round.yaml")
    plain.merge()
    assert any("[duplicate-delivery]" in one for one in plain.problems())


def test_nothing_that_git_alone_merges_is_wrong_untold(plain: Record) -> None:
    """Every two of these changes: a clean merge has both, each once, or check tells of it."""
    changes = [
        (AT_THE_TOP, AT_THE_TOP + ISSUE),
        (AT_THE_END, AT_THE_END + ISSUE),
        (FIRST, ITEM + FIRST),
        (SECOND, ITEM + SECOND),
        (SECOND, SECOND + ITEM),
        (SECOND, SECOND.replace("hills", "coast")),
        ("value: local", "value: full"),
    ]
    begin(plain, LIST)
    path = plain.root / FOLDER / NORTH
    sides = {}
    for nth, (old, new) in enumerate(changes):
        plain.git("switch", "-q", "-c", f"c{nth}", "main")
        plain.put(LIST.replace(old, new, 1))
        sides[f"c{nth}"] = new.replace(old, "") or new
        assert plain.problems() == []
    clean = wrong = 0
    for one, other in combinations(sides, 2):
        plain.git("checkout", "-q", "--detach", one)
        merge = ["git", "-C", str(plain.root), "merge", "-q", "--no-edit", "--no-ff", other]
        done = subprocess.run(merge, capture_output=True, check=False)
        told = path.read_text(encoding="utf-8")
        plain.git("reset", "-q", "--hard")
        if done.returncode == 0:
            clean += 1
            right = all(side in told for side in (sides[one], sides[other]))
            twice = max(told.count(new) for new in (ISSUE, ITEM)) > 1
            wrong += twice or not right
            assert bool(plain.problems()) == (twice or not right), (one, other, told)
    assert clean > 15
    assert wrong > 1
