"""What each tool is given: the same two rounds of a record, in the form that it reads.

Tools that know no record are given the values alone, extracted beforehand and not counted: the last
value of each party on each issue, a range as one text. That is the least that they could read.
"""

import csv
import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

from benchmarks.records import NEGOTIATION, Size, write

Cells = Mapping[tuple[str, str], str]
"""The value of each party on each issue, as one text."""


class Pair(NamedTuple):
    """The last two rounds of a record: the folder of the record, and the rounds by their folders.

    `values` is the folder that holds them in other forms: a.json and b.json, a.csv and b.csv, and
    a repository for dvc.
    """

    root: Path
    before: Path
    after: Path
    values: Path

    def cells(self) -> tuple[Cells, Cells]:
        """What stands in both rounds."""
        return _cells(self.before), _cells(self.after)

    @property
    def changed(self) -> set[tuple[str, str]]:
        """The party and issue of every value that stands in both rounds and is another."""
        before, after = self.cells()
        return {cell for cell in before.keys() & after.keys() if before[cell] != after[cell]}


def record(folder: Path, size: Size) -> Path:
    """A made-up record of a size, made only if it is not there yet; the folder that holds it."""
    top = folder / f"{size.parties}x{size.issues}x{size.rounds}"
    if not (top / ".whole").exists():
        shutil.rmtree(top, ignore_errors=True)
        write(top, size)
        (top / ".whole").touch()
    return top


def pair(root: Path, negotiation: str, values: Path) -> Pair:
    """The last two rounds of a record, with their values in every form below a folder."""
    top = root / "positions" / negotiation
    before, after = sorted(one for one in top.iterdir() if one.is_dir())[-2:]
    found = Pair(root, before, after, values)
    if not (values / ".whole").exists():
        shutil.rmtree(values, ignore_errors=True)
        values.mkdir(parents=True)
        for name, cells in zip("ab", found.cells(), strict=True):
            _as_json(values / f"{name}.json", cells)
            _as_csv(values / f"{name}.csv", cells)
        (values / ".whole").touch()
    return found


def _cells(folder: Path) -> Cells:
    found: dict[tuple[str, str], str] = {}
    for file in sorted(folder.glob("*.yaml")):
        said = yaml.load(file.read_bytes(), yaml.CBaseLoader) or {}
        for issue, many in (said.get("positions") or {}).items() if file.stem != "round" else ():
            last = many[-1] if isinstance(many, list) else many
            value = last.get("value") if isinstance(last, dict) else last
            if value:
                found[file.stem, issue] = _text(value)
    return found


def _text(value: Any) -> str:
    """A value as one text, without signs that a table would take for its own."""
    if isinstance(value, list):
        return " or ".join(map(_text, value))
    if isinstance(value, dict):
        return f"{value.get('min', '')}..{value.get('max', '')}"
    return str(value).replace(",", ";")


def _nested(cells: Cells) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for (party, issue), value in cells.items():
        found.setdefault(party, {})[issue] = value
    return found


def _as_json(file: Path, cells: Cells) -> None:
    file.write_text(json.dumps(_nested(cells), indent=1) + "\n", encoding="utf-8")


def _as_csv(file: Path, cells: Cells) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream, lineterminator="\n")
        lines.writerow(("party", "issue", "value"))
        lines.writerows((*cell, value) for cell, value in cells.items())


def dvc(pair: Pair, program: Path, environment: Mapping[str, str]) -> Path:
    """A repository in which dvc has the values of the one round committed, and of the other not."""
    folder = pair.values / "dvc"
    if not (folder / ".whole").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        texts = []
        for name in "ab":
            values = json.loads((pair.values / f"{name}.json").read_text(encoding="utf-8"))
            texts.append(yaml.dump(values, Dumper=yaml.CSafeDumper))
        (folder / "params.yaml").write_text(texts[0], encoding="utf-8")
        for command in (("git", "init", "-q"), (str(program), "init", "-q"), *COMMIT):
            _run(command, folder, environment)
        (folder / "params.yaml").write_text(texts[1], encoding="utf-8")
        (folder / ".whole").touch()
    return folder


COMMIT = (("git", "add", "."), ("git", "commit", "-q", "-m", "Begin"))


def repository(folder: Path, origin: Path, environment: Mapping[str, str]) -> Path:
    """A copy of a record with all of it committed, on which commands that write are run."""
    if not (folder / ".whole").exists():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(origin, folder, ignore=shutil.ignore_patterns(".whole"))
        for command in (("git", "init", "-q"), *COMMIT):
            _run(command, folder, environment)
        (folder / ".git" / "info" / "exclude").write_text(".whole\n", encoding="utf-8")
        (folder / ".whole").touch()
    return folder


def _run(command: tuple[str, ...], folder: Path, environment: Mapping[str, str]) -> None:
    subprocess.run(command, cwd=folder, env=dict(environment), check=True, capture_output=True)


class Transaction(NamedTuple):
    """A payment from one account to another, in cents."""

    day: str
    number: int
    payer: str
    payee: str
    cents: int


def _transactions(count: int) -> list[Transaction]:
    chance = Random(f"transactions {count}")
    found = []
    for number in range(count):
        month, day = divmod(number * 360 // count, 30)
        when = f"2024-{month % 12 + 1:02d}-{min(day + 1, 28):02d}"
        payer, payee = chance.sample(range(40), 2)
        amount = chance.randint(100, 99999)
        found.append(Transaction(when, number, account(payer), account(payee), amount))
    return found


def account(number: int) -> str:
    """An account by its number, in the words of all three programs."""
    return f"{('Assets', 'Expenses', 'Income', 'Liabilities')[number % 4]}:Account{number}"


def beancount(folder: Path, count: int) -> Path:
    """So many transactions as beancount has them; a copy, as its cache lies beside the file."""
    file = folder / f"{count}.beancount"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        lines = [f"2023-01-01 open {account(number)} EUR\n" for number in range(40)]
        for one in _transactions(count):
            amount = f"{one.cents / 100:.2f} EUR"
            lines.append(
                f'\n{one.day} * "Payment {one.number}"\n'
                f"  {one.payee}  {amount}\n  {one.payer}  -{amount}\n"
            )
        file.write_text("".join(lines), encoding="utf-8")
    return file


def journal(folder: Path, count: int) -> Path:
    """The same transactions as hledger and ledger have them."""
    file = folder / f"{count}.journal"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        lines = [f"account {account(number)}\n" for number in range(40)]
        for one in _transactions(count):
            lines.append(
                f"\n{one.day} * Payment {one.number}\n"
                f"    {one.payee}  {one.cents / 100:.2f} EUR\n    {one.payer}\n"
            )
        file.write_text("".join(lines), encoding="utf-8")
    return file


def of_size(name: str) -> str:
    """The negotiation of a made-up record, or of the real one."""
    return "istanbul-2025" if name == "real" else NEGOTIATION
