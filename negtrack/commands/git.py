"""`negtrack git setup` and `unset`: git shows and merges the record by statements, or as before."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument

from negtrack.commands.asking import ON_DISK, Ask, question
from negtrack.problems import DONE, GIT_REFUSED, Stop
from negtrack.text import visible

if TYPE_CHECKING:
    from negtrack.git.program import Repository

Action = Annotated[str, Argument(metavar="setup|unset", help="Set git up, or back as it was.")]

_TELLS = {
    "diff.negtrack.textconv": "git diff, git log -p and git show tell the record in words",
    "merge.negtrack.driver": "git merge and git rebase merge the record by statements",
}
"""What the settings are for that a user would notice."""


@question(*ON_DISK, "negotiation")
def git(ask: Ask, action: Action) -> int:
    """Have git show and merge the record by statements.

    setup writes .gitattributes beside positions/ and the repository's own configuration; unset
    takes both back. Neither commits anything.
    """
    from negtrack.git import program

    if action not in ("setup", "unset"):
        raise Stop(f"there is no negtrack git {action}", "negtrack git setup, negtrack git unset")
    root = ask.root()
    repository = program.find(root)
    if repository is None:
        raise Stop(f"{root} is in no git work tree", "make one: git init", GIT_REFUSED)
    told = _setup(root, repository) if action == "setup" else _unset(root, repository)
    sys.stdout.write("".join(f"{visible(line)}\n" for line in told))
    return DONE


def _setup(root: Path, repository: "Repository") -> list[str]:
    from negtrack import __version__, storage
    from negtrack.git import attributes, setup

    wanted = setup.settings(_program(), __version__)
    setup.refuse_foreign(repository, wanted)
    path = root / attributes.NAME
    old = storage.read(path)
    changed = _write(path, old, attributes.with_block(old))
    told = [f"{changed}: {rule}" for rule in attributes.RULES] if changed else []
    for one in setup.install(repository, wanted):
        told.append(f"git config: {one.key} = {one.value}")
        told += [_TELLS[one.key]] if one.key in _TELLS else []
    told = told or ["Nothing to do: git is set up."]
    if changed:
        told.append(f"Commit {attributes.NAME} for all; everybody runs negtrack git setup once.")
    told += [
        f"Another setting wins: git has {one.key} = {one.value}, by {one.file}"
        for one in setup.overridden(repository, wanted)
    ]
    return told + _overruled(root, repository)


def _overruled(root: Path, repository: "Repository") -> list[str]:
    """What keeps the rules from working: others that git prefers."""
    from negtrack.git import setup

    start = repository.path_of(root)
    path = f"{'' if start == '.' else f'{start}/'}positions/any/negotiation.yaml"
    return [
        f"Another rule wins: git has {name}={value} for the record; see git check-attr -a {path}"
        for name, value in setup.attributes(repository, path).items()
        if value != "negtrack"
    ]


def _unset(root: Path, repository: "Repository") -> list[str]:
    from negtrack import __version__, storage
    from negtrack.git import attributes, setup

    path = root / attributes.NAME
    old = storage.read(path)
    changed = _write(path, old, attributes.without_block(old))
    told = [f"{changed}: without the lines of negtrack"] if changed else []
    gone, kept = setup.remove(repository, setup.settings(_program(), __version__))
    told += [f"git config: without {one.key}" for one in gone]
    if setup.forget(repository):
        told.append(f"git notes: without {setup.CACHE}, the texts that git had kept")
    told = told or ["Nothing to do: git is not set up."]
    return told + [f"Left as it is, as negtrack did not write it: git config {key}" for key in kept]


def _write(path: Path, old: bytes | None, new: bytes | None) -> str:
    """Change .gitattributes, or remove it; its name, or empty where it is right already."""
    from negtrack import storage

    if new == old:
        return ""
    if old is None:
        storage.write(path, new or b"")
    elif not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        raise Stop(f"{path} may not be written", f"allow it: chmod u+w {path.name}", GIT_REFUSED)
    elif new is None:
        storage.remove(path, old)
    else:
        storage.write(path, new, old)
    return path.name


def _program() -> list[str]:
    """The words that run this very negtrack from any folder, whatever that folder holds."""
    typed = Path(sys.argv[0])
    if typed.name in ("negtrack", "negtrack.exe") and typed.is_file():
        return [str(typed.absolute())]
    return [sys.executable, "-P", "-m", "negtrack"]
