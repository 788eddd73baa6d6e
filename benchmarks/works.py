"""What is measured side by side: for each piece of work, negtrack and whoever else can do it."""

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypedDict

from benchmarks import inputs
from benchmarks.bed import BARE, Bed
from benchmarks.inputs import Pair
from benchmarks.records import NEGOTIATION
from benchmarks.timing import Command
from benchmarks.tools import ROOT

REAL = "-n istanbul-2025"


PARTIES_ASKED = 10
"""At most so many are asked for, evenly spread, to compare what was found."""


class Compared(TypedDict):
    """The parts of a work that are there to compare what was found."""

    asked: Command
    parties: tuple[str, ...]


class Work(NamedTuple):
    """Commands that are run in turns, what it is that they do, and the rounds that they compare.

    `asked` is not timed: it makes negtrack tell what changed, in a form to compare; of `parties`
    where it is not asked of all.
    """

    title: str
    commands: tuple[Command, ...]
    pair: Pair | None = None
    asked: Command | None = None
    parties: tuple[str, ...] = ()


def start(bed: Bed) -> Work:
    """Saying no more than what there is."""
    completion = f"complete zsh diff {REAL} --issue c"
    typer = bed.tool("negtrack", "typer_alone.py", "--help", as_="typer alone, --help")
    return Work(
        "Start: help, version, completion",
        (
            bed.bare(),
            bed.negtrack("negtrack --help", "--help"),
            bed.negtrack("negtrack --version", "--version"),
            bed.negtrack("negtrack completion", completion),
            typer,
            bed.tool("beancount", "--help", as_="bean-check --help"),
            bed.tool("doorstop", "--help", as_="doorstop --help"),
            bed.tool("deepdiff", "--help", as_="deepdiff --help"),
            bed.tool("dvc", "--version", as_="dvc --version"),
            bed.tool("graphtage", "--help", as_="graphtage --help"),
        ),
    )


def real(bed: Bed) -> Work:
    """What moved in the last round of a real record."""
    pair = inputs.pair(ROOT, "istanbul-2025", bed.work / "values" / "real")
    piped = (
        bed.negtrack(f"negtrack diff -f {name}, piped", f"diff {REAL} -f {name}")
        for name in ("json", "csv", "md", "table")
    )
    in_terminal = bed.negtrack("negtrack diff, in a terminal", f"diff {REAL}")
    cold = bed.negtrack("negtrack diff, piped, cold", f"diff {REAL}", cache="cold")
    own = (*piped, in_terminal._replace(terminal=True), cold)
    others = generic(bed, pair)
    told = Work("diff of positions/istanbul-2025", (bed.bare(), *own, *others), pair)
    return told._replace(**compared(bed, pair, ROOT, REAL))


def medium(bed: Bed) -> Work:
    """What moved in the last round of a medium record."""
    size = bed.size("medium")
    root = inputs.record(bed.work / "records", size)
    pair = inputs.pair(root, NEGOTIATION, bed.work / "values" / root.name)
    own = (
        bed.negtrack("negtrack diff, warm", "diff", root),
        bed.negtrack("negtrack diff -f json, warm", "diff -f json", root),
        bed.negtrack("negtrack diff, cold", "diff", root, "cold"),
    )
    told = Work(f"diff: {size}", (bed.bare(), *own, *generic(bed, pair)), pair)
    return told._replace(**compared(bed, pair, root))


def large(bed: Bed) -> Work:
    """The questions on a large record, warm; and where one file has changed since."""
    size = bed.size("large")
    root = inputs.record(bed.work / "records", size)
    pair = inputs.pair(root, NEGOTIATION, bed.work / "values" / root.name)
    words = ("diff", "gaps", "stalemate", "check")
    own = (bed.negtrack(f"negtrack {word}, warm", word, root) for word in words)
    copy = inputs.repository(bed.work / "copies" / root.name, root, bed.environment())
    changed = bed.negtrack("negtrack diff, one file changed", "diff", copy, "changed")
    changed = changed._replace(before=Edit(last_file(copy, 1)).again)
    commands = (bed.bare(), *own, changed, *generic(bed, pair))
    told = Work(f"diff, gaps, stalemate, check: {size}", commands, pair)
    return told._replace(**compared(bed, pair, root))


def cold(bed: Bed) -> Work:
    """A large record read for the first time, on all cores."""
    size = bed.size("large")
    root = inputs.record(bed.work / "records", size)
    commands = (bed.bare(), bed.negtrack("negtrack check, cold", "check", root, "cold"))
    return Work(f"cold check: {size}", commands)


def check(bed: Bed) -> Work:
    """Whether all is right, beside accounting programs with as many transactions."""
    size = bed.size("100k")
    count = size.parties * size.issues * size.rounds
    root = inputs.record(bed.work / "records", size)
    ledger = str(inputs.journal(bed.work / "ledgers", count))
    bean = str(inputs.beancount(bed.work / "ledgers", count))
    return Work(
        f"check: {count:,} positions, and as many transactions",
        (
            bed.bare(),
            bed.negtrack("negtrack check, cold", "check", root, "cold"),
            bed.negtrack("negtrack check, warm", "check", root),
            bed.tool("beancount", "-C", bean, as_="bean-check -C"),
            bed.tool("beancount", bean, as_="bean-check, with its cache")._replace(keeps=True),
            bed.tool("hledger", "-f", ledger, "check", as_="hledger check"),
            bed.tool("ledger", "-f", ledger, "balance", as_="ledger balance"),
            bed.tool(
                *("pydantic", "pydantic_check.py", str(root / "positions" / NEGOTIATION)),
                as_="pydantic + CSafeLoader",
            ),
        ),
    )


def first(bed: Bed) -> Work:
    """A long table in a terminal: when its first line is there."""
    size = bed.size("wide")
    root = inputs.record(bed.work / "records", size)
    anew = bed.negtrack("negtrack diff, anew", "diff", root, "anew")
    commands = (
        bed.negtrack("negtrack --version", "--version"),
        bed.negtrack("negtrack diff, kept", "diff", root),
        anew._replace(before=bed.unanswered("anew")),
        bed.negtrack("negtrack diff, cold", "diff", root, "cold-first"),
    )
    return Work(
        f"a diff of {size.parties * size.issues:,} rows, in a terminal",
        (bed.bare(), *(one._replace(terminal=True, alone=True) for one in commands)),
    )


def reading(bed: Bed) -> Work:
    """YAML read on one core; and a first question to a record, on one core or all."""
    root = inputs.record(bed.work / "records", bed.size("medium"))
    whole = inputs.record(bed.work / "records", bed.size("100k"))

    def alone(tool: str, reader: str, name: str) -> Command:
        command = bed.tool(tool, "load_yaml.py", reader, str(root / "positions"), as_=name)
        return command._replace(cpu=0, codes=(0,))

    return Work(
        f"reading: {bed.size('medium')} on one core; cold diff: {bed.size('100k')}",
        (
            bed.bare(),
            alone("negtrack", "negtrack", "negtrack, values and places"),
            alone("negtrack", "csafe", "yaml.load(CSafeLoader)"),
            alone("negtrack", "pure", "yaml.load(SafeLoader), pure Python"),
            alone("ruamel.yaml", "ruamel", "ruamel.yaml, round trip"),
            bed.negtrack("negtrack diff, cold, one core", "diff", whole, "cold-one")._replace(
                cpu=0
            ),
            bed.negtrack("negtrack diff, cold, all cores", "diff", whole, "cold-all"),
        ),
    )


def writing(bed: Bed) -> Work:
    """One position written into a large record, and one file of it committed, beside git."""
    origin = inputs.record(bed.work / "records", bed.size("large"))
    root = inputs.repository(bed.work / "copies" / origin.name, origin, bed.environment())
    file = last_file(root, 0)
    position = f"record {file.stem} ceasefire --stance no-answer --source wire-{file.parent.name}"
    environment = bed.environment("changed")

    def restored() -> None:
        command = ("git", "checkout", "-q", "HEAD", "--", "positions")
        subprocess.run(command, cwd=root, env=dict(environment), check=True)

    edit = Edit(file, restored)
    path = str(file.relative_to(root))
    by_git = ("sh", "-c", 'git add -- "$1" && git commit -q -m Again --only -- "$1"', "sh", path)
    record = bed.negtrack("negtrack record", position, root, "changed")
    commit = bed.negtrack("negtrack commit", "commit", root, "changed")
    return Work(
        f"record and commit: {bed.size('large')}",
        (
            bed.bare(),
            record._replace(before=restored),
            commit._replace(before=edit.again),
            Command("git add, git commit", by_git, root, environment, edit.again),
        ),
    )


def generic(bed: Bed, pair: Pair) -> tuple[Command, ...]:
    """Every other tool that tells two states apart, on the same two rounds.

    For some, to have found a difference is an exit code of its own.
    """
    values = pair.values
    one, two, a, b = (str(values / name) for name in ("a.json", "b.json", "a.csv", "b.csv"))
    repository = values
    if not bed.tools["dvc"].missing:
        repository = inputs.dvc(pair, bed.tools["dvc"].program, bed.environment())
    folders = (str(pair.before), str(pair.after))
    commands = (
        bed.tool("git", "diff", "--no-index", *folders, as_="git diff --no-index"),
        bed.tool("jsondiff", one, two),
        bed.tool("json-diff", "-j", one, two),
        bed.tool("daff", "--id", "party", "--id", "issue", a, b),
        bed.tool("polars", "polars_csv.py", a, b),
        bed.tool("duckdb", "duckdb_csv.py", a, b),
        bed.tool("pandas", "pandas_csv.py", a, b),
        bed.tool("pandas", "pandas_yaml.py", *folders, as_="pandas, YAML"),
        bed.tool("deepdiff", "diff", one, two),
        bed.tool("graphtage", "--no-status", "--no-color", one, two),
        bed.tool("dvc", "params", "diff", "--json")._replace(folder=repository),
    )
    told = ("git diff --no-index", "json-diff", "graphtage")
    return tuple(one._replace(codes=(0, 1)) if one.name in told else one for one in commands)


def compared(bed: Bed, pair: Pair, root: Path, more: str = "") -> Compared:
    """What makes negtrack tell what changed: of ten parties, as JSON tells of every counterpart."""
    parties = sorted({party for party, _ in pair.cells()[1]})
    some = tuple(parties[:: len(parties) // PARTIES_ASKED + 1])
    words = " ".join(("diff -f json", more, *(f"--party {party}" for party in some)))
    asked = bed.negtrack("negtrack", words, root)
    return {"asked": asked, "parties": some if len(some) < len(parties) else ()}


class Edit:
    """A change of one file: a note at its end that is another one each time."""

    def __init__(self, file: Path, before: Callable[[], None] = lambda: None) -> None:
        self.file, self.before, self.times = file, before, 0

    def again(self) -> None:
        """Change it once more, and nothing else."""
        self.before()
        self.times += 1
        text, _, _ = self.file.read_text(encoding="utf-8").partition("\nnote: run ")
        number = f"{self.times} of {id(self)}"
        self.file.write_text(f"{text.rstrip()}\n\nnote: run {number}\n", encoding="utf-8")


def last_file(root: Path, nth: int) -> Path:
    """A party's file of the last round of a made-up record."""
    held = sorted(one for one in (root / "positions" / NEGOTIATION).iterdir() if one.is_dir())[-1]
    return sorted(file for file in held.glob("*.yaml") if file.stem != "round")[nth]


WORKS: Mapping[str, Callable[[Bed], Work]] = {
    "start": start,
    "real": real,
    "medium": medium,
    "large": large,
    "cold": cold,
    "check": check,
    "first": first,
    "reading": reading,
    "writing": writing,
}
__all__ = ["BARE", "WORKS", "Edit", "Work", "last_file"]
