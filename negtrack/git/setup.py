"""The settings with which git asks negtrack to show and to merge the files of a record.

They are kept in the configuration of the repository, which all its work trees share. What git has
shown once it keeps in notes; they go where another version of negtrack would show another text.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from negtrack.git.program import Repository, act, listed, refusal, run
from negtrack.problems import GIT_REFUSED, Stop

CACHE = "refs/notes/textconv/negtrack"
"""Where git keeps the texts that it was given, for the next time."""

_VERSION = "diff.negtrack.version"
_TEXTCONV, _DRIVER = "diff.negtrack.textconv", "merge.negtrack.driver"

_CALLS = {
    _TEXTCONV: ("", " textconv"),
    _DRIVER: (
        "f() { ",
        ' merge-driver -- "$@"; s=$?; test $s -gt 1 || exit $s; git merge-file -L ours -L base'
        ' -L theirs --marker-size="$4" "$2" "$1" "$3"; }; f %O %A %B %L %P',
    ),
}
"""The settings that are a call of negtrack: what stands before and after the words that run it.

Where it cannot be run git merges by itself; or it would take one side for the whole.
"""


class Changed(NamedTuple):
    """A setting that was written, or with None taken away."""

    key: str
    value: str | None


def settings(program: Sequence[str], version: str) -> dict[str, str]:
    """Every setting, for a program that is run by these words."""
    call = shlex.join(program)
    return {
        _TEXTCONV: call.join(_CALLS[_TEXTCONV]),
        "diff.negtrack.cachetextconv": "true",
        "diff.negtrack.xfuncname": "^[^[:space:]#].*$",
        _VERSION: version,
        "merge.negtrack.name": "statement by statement, by negtrack",
        _DRIVER: call.replace("%", "%%").join(_CALLS[_DRIVER]),
    }


def refuse_foreign(repository: Repository, wanted: Mapping[str, str]) -> None:
    """Stop where a setting stands already that negtrack did not write."""
    held = _held(repository)
    for key, value in wanted.items():
        others = [one for one in held.get(key, ()) if one != value and not _is_ours(key, one)]
        if others:
            sentence = f"git has {key} already, with the value '{others[0]}'"
            hint = f"if nobody needs it: git config --local --unset-all {key}"
            raise Stop(sentence, hint, GIT_REFUSED)


def install(repository: Repository, wanted: Mapping[str, str]) -> list[Changed]:
    """Write every setting that is not so yet, and drop the texts of another version; what changed.

    What stands there already is overwritten: see `refuse_foreign`.
    """
    held = _held(repository)
    changed = [Changed(key, value) for key, value in wanted.items() if held.get(key) != [value]]
    if any(one.key.startswith("diff.") for one in changed):
        forget(repository)
    for key, value in changed:
        _config(repository, "--replace-all", key, str(value))
    return changed


def remove(repository: Repository, known: Mapping[str, str]) -> tuple[list[Changed], list[str]]:
    """Take away every setting that is negtrack's; what went, and which keys are somebody else's."""
    held = _held(repository)
    gone: list[Changed] = []
    kept: list[str] = []
    for key in known:
        values = held.get(key, [])
        if values and all(one == known[key] or _is_ours(key, one) for one in values):
            _config(repository, "--unset-all", key)
            gone.append(Changed(key, None))
        elif values:
            kept.append(key)
    return gone, kept


def forget(repository: Repository) -> bool:
    """Drop the texts that git has kept; whether there were any."""
    if run(repository.root, "rev-parse", "--verify", "--quiet", CACHE).returncode != 0:
        return False
    answer = act(repository.root, "update-ref", "-d", CACHE)
    if answer.returncode != 0:
        raise refusal("git cannot drop the texts it has kept", answer)
    return True


def attributes(repository: Repository, path: str) -> dict[str, str]:
    """What git takes `diff` and `merge` to be for a path, after all its files of rules."""
    fields = listed(repository, "check-attr", "-z", "diff", "merge", "--", path)
    return dict(zip(fields[1::3], fields[2::3], strict=True))


class Override(NamedTuple):
    """A setting that another file of settings has otherwise, and git goes by that."""

    key: str
    value: str
    file: str


def overridden(repository: Repository, wanted: Mapping[str, str]) -> list[Override]:
    """What git does otherwise than was written, as a work tree's own settings or a variable win."""
    fields = iter(listed(repository, "config", "-z", "--show-origin", "--list"))
    found: dict[str, Override] = {}
    for file, entry in zip(fields, fields, strict=True):
        key, _, value = entry.partition("\n")
        found[key] = Override(key, value, file)  # the last one wins
    return [one for key, one in found.items() if key in wanted and one.value != wanted[key]]


def _is_ours(key: str, value: str) -> bool:
    """Whether a value is one that some negtrack wrote, perhaps from another place."""
    if key == _VERSION:
        return True
    start, end = _CALLS.get(key, ("", ""))
    if not end or not value.startswith(start) or not value.endswith(end):
        return False
    try:
        words = shlex.split(value.removeprefix(start).removesuffix(end).replace("%%", "%"))
    except ValueError:
        return False
    return _is_negtrack(words)


def _is_negtrack(words: Sequence[str]) -> bool:
    """Whether words run negtrack: its script, or its module with some Python."""
    if len(words) == 1:
        return os.path.basename(words[0]) in ("negtrack", "negtrack.exe")
    return list(words[1:]) == ["-P", "-m", "negtrack"]


def _held(repository: Repository) -> dict[str, list[str]]:
    """Every setting of the repository's own, with all its values."""
    held: dict[str, list[str]] = {}
    for entry in listed(repository, "config", "--local", "-z", "--list"):
        key, _, value = entry.partition("\n")
        held.setdefault(key, []).append(value)
    return held


def _config(repository: Repository, *arguments: str) -> None:
    answer = act(repository.root, "config", "--local", *arguments)
    if answer.returncode != 0:
        raise refusal("git cannot change its configuration", answer)
