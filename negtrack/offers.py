"""Words of the record that may stand at the cursor of a shell, for each parameter that has some.

No more is read than the folders and negotiation.yaml, and nothing is checked. Only words that mean
nothing to a shell are offered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from negtrack import folder, yamltext
from negtrack.typed import Candidate, Typed

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


Teller = Callable[[Typed], Iterator[Candidate]]
"""Gives the words for one parameter."""


def offers(typed: Typed) -> Iterator[Candidate]:
    """What the record has for the parameter at the cursor, all of it."""
    tell = _TELLERS.get(f"{typed.command}.{typed.wanted}", _TELLERS.get(typed.wanted))
    if tell is not None:
        yield from tell(typed)


def _rounds(typed: Typed) -> Iterator[Candidate]:
    """Every round, and the words for some, also after a revision."""
    rev, colon, _ = typed.current.rpartition(":")
    root = _root(typed)
    for name in _negotiations(typed):
        for path in sorted((root / folder.POSITIONS / name).iterdir()):
            if path.is_dir() and _PLAIN.fullmatch(path.name):
                yield Candidate(f"{rev}{colon}{path.name}", f"a round of {name}")
    for word, told in (("first", "first"), ("prev", "last but one"), ("last", "last")):
        yield Candidate(f"{rev}{colon}{word}", f"the {told} round")


def _negotiation(typed: Typed) -> Iterator[Candidate]:
    for name in folder.negotiations(_root(typed)):
        yield Candidate(name, _text(_head(typed, name), "title"))


def _section(section: str, told: str) -> Teller:
    def tell(typed: Typed) -> Iterator[Candidate]:
        for name, entry in _entries(typed, section):
            yield Candidate(name, _text(entry, told))

    return tell


def _groups(typed: Typed) -> Iterator[Candidate]:
    groups = {_text(entry, "group") for _, entry in _entries(typed, "issues")}
    yield from map(Candidate, sorted(groups - {""}))


def _of_issue(typed: Typed) -> Iterator[Candidate]:
    """The options of the issue that is typed, or the words that stand for a number of it."""
    yield from _options_of(typed, typed.last("issue"))


def _options_of(typed: Typed, wanted: str) -> Iterator[Candidate]:
    for name, entry in _entries(typed, "issues"):
        if name == wanted and isinstance(entry, dict):
            for key in ("options", "words"):
                for option, told in _pairs(entry.get(key)):
                    meaning = told if isinstance(told, str) else _text(told, "label")
                    yield Candidate(option, meaning)


def _prices(typed: Typed) -> Iterator[Candidate]:
    """First the issues that a price may name, then what they may come to."""
    issue, equals, _ = typed.current.partition("=")
    if equals:
        for one in _options_of(typed, issue):
            yield one._replace(word=f"{issue}={one.word}")
        return
    for name, entry in _entries(typed, "issues"):
        yield Candidate(f"{name}=", _text(entry, "title"), open=True)


def _new(_typed: Typed) -> Iterator[Candidate]:
    return iter(())


_parties = _section("parties", "name")
_issues = _section("issues", "title")
_sources = _section("sources", "title")

_TELLERS: Mapping[str, Teller] = {
    "accepts": _of_issue,
    "at": _rounds,
    "end": _rounds,
    "group": _groups,
    "init.issue": _new,
    "init.negotiation": _new,
    "init.party": _new,
    "issue": _issues,
    "negotiation": _negotiation,
    "of": _parties,
    "only_if": _prices,
    "or_if": _prices,
    "party": _parties,
    "rejects": _of_issue,
    "source": _sources,
    "source.name": _sources,
    "start": _rounds,
    "stated_by": _parties,
    "value": _of_issue,
}
"""How a parameter is completed, by its name, or by a command's and its name."""


def _root(typed: Typed) -> Path:
    directory = typed.last("directory")
    return folder.find(Path(directory).expanduser() if directory else None)


def _negotiations(typed: Typed) -> list[str]:
    """The one that is named, or all that there are."""
    named = typed.last("negotiation")
    known = folder.negotiations(_root(typed))
    return [name for name in known if name == named] if named else known


def _head(typed: Typed, name: str) -> object:
    file = _root(typed) / folder.POSITIONS / name / folder.HEAD
    document = yamltext.read("", file.read_bytes()).document
    return document.tree if document else None


def _entries(typed: Typed, section: str) -> Iterator[tuple[str, object]]:
    """The entries of a section of negotiation.yaml, each once, with what they say."""
    seen: set[str] = set()
    for name in _negotiations(typed):
        head = _head(typed, name)
        for key, entry in _pairs(head.get(section) if isinstance(head, dict) else None):
            if key not in seen:
                seen.add(key)
                yield key, entry


def _pairs(told: object) -> Iterator[tuple[str, object]]:
    """The entries of a mapping, or the items of a list, that a shell takes for plain words."""
    pairs = told.items() if isinstance(told, dict) else ((one, "") for one in _listed(told))
    for key, entry in pairs:
        if isinstance(key, str) and _PLAIN.fullmatch(key):
            yield key, entry


def _listed(told: object) -> list[object]:
    return told if isinstance(told, list) else []


def _text(entry: object, key: str) -> str:
    told = entry.get(key) if isinstance(entry, dict) else None
    return told if isinstance(told, str) else ""
