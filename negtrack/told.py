"""Every part of a record that somebody told, with the file and path where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from negtrack.model import Negotiation, Round
from negtrack.problems import Place, Problem
from negtrack.record import ROUND, Record
from negtrack.standing import last_moment
from negtrack.yamltext import Path


class Told(NamedTuple):
    """A mapping of a file that may carry provenance, and where it stands.

    `data` is what it says, with its types, less what is at fault. `kind` is the word for it;
    `dated_within` is whether its date must lie within its round.
    """

    record: Record
    round: Round
    file: str
    path: Path
    data: dict[str, Any]
    kind: str
    dated_within: bool = False

    @property
    def party(self) -> str:
        """The party in whose file it stands, be it declared or not; empty for what a round says."""
        name = self.file.rpartition("/")[2]
        return "" if name == ROUND else name.removesuffix(".yaml")

    def place(self, *steps: str | int, key: bool = False) -> Place:
        """Where something in it stands; itself without steps."""
        return self.record.at(self.file, (*self.path, *steps), key=key)

    def problem(self, code: str, message: str, hint: str = "", *steps: str | int) -> Problem:
        """A problem with something in it, at the value that the steps lead to."""
        return Problem(code, self.place(*steps), message, hint)

    def wrote(self, key: str) -> bool:
        """Whether the key is there, be what stands under it right or not."""
        here = self.record.wrote(self.file, self.path)
        return isinstance(here, dict) and key in here

    def names(self, key: str) -> Iterator[tuple[int, str]]:
        """One name or a list of names under a key, each with its place in the list."""
        yield from each(self.data.get(key))

    def conditions(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        """Each alternative of its `only_if`, with the steps that lead to it."""
        needs = self.data.get("only_if")
        if isinstance(needs, dict):
            yield ("only_if",), needs
        for nth, alternative in _items(needs):
            yield ("only_if", nth), alternative


class Evidence(NamedTuple):
    """A record, and every part of it that somebody told: what a rule judges by.

    `speakers` tells who has spoken on each issue, and finds it out but once.
    """

    record: Record
    parts: tuple[Told, ...]
    speakers: Callable[[], Mapping[str, set[str]]]

    def of_file(self, file: str) -> Evidence:
        """The parts of one file."""
        return self._replace(parts=tuple(one for one in self.parts if one.file == file))

    def by_file(self) -> Evidence:
        """The parts of files in which there may be a fault that one file shows by itself."""
        heard = self.record.heard
        return self._replace(parts=tuple(one for one in self.parts if one.file not in heard))

    def asking(self) -> Iterator[Told]:
        """The statements with conditions, those of files that were only heard among them."""
        yield from (part for part in self.parts if "only_if" in part.data)
        for one in self.record.negotiation.rounds:
            for party in self.record.negotiation.parties:
                file = f"{one.id}/{party}.yaml"
                if file in self.record.heard:
                    for linked in self.record.heard[file].statements.said.asking:
                        yield Told(self.record, one, file, linked.path, linked.data, linked.kind)

    def of_kind(self, *kinds: str) -> Iterator[Told]:
        """The parts of these kinds."""
        return (part for part in self.parts if part.kind in kinds)


def evidence(record: Record) -> Evidence:
    """Statements, packages, answers, events, agreements with versions and deliveries, disputes.

    Of files that were only heard, those that hang together with other files, and of these no more.
    """
    files: dict[str, list[str]] = {}
    for file in sorted(record.data):
        files.setdefault(file.partition("/")[0], []).append(file)
    return Evidence(
        record,
        tuple(
            told
            for one in record.negotiation.rounds
            for file in files.get(one.id, ())
            for told in _told(record, one, file)
        ),
        cache(lambda: _speakers(record)),
    )


def _speakers(record: Record) -> dict[str, set[str]]:
    """Who has spoken on each issue, be it rightly written or not; nobody for what was agreed."""
    spoken: dict[str, set[str]] = {}
    for file in record.documents:
        party = file.rpartition("/")[2].removesuffix(".yaml")
        spoken.setdefault(party, set()).update(record.spoken_on(file))
    moment = last_moment(record.negotiation) if _speak_for_others(record.negotiation) else None
    for party, issue in moment.stands if moment else ():
        spoken.setdefault(party, set()).add(issue)
    speakers: dict[str, set[str]] = {}
    for party, issues in spoken.items():
        for issue in issues:
            speakers.setdefault(issue, set()).add(party)
    for one in record.negotiation.rounds:
        for agreement in one.agreements:
            for term in agreement.terms:
                speakers.setdefault(term.issue, set()).add("")
    return speakers


def _speak_for_others(negotiation: Negotiation) -> bool:
    """Whether anybody says what stands in no file of its own: by a bloc, or by taking a package."""
    taken = (answer.stance == "accept" for one in negotiation.rounds for answer in one.answers)
    return any(party.members for party in negotiation.parties.values()) or any(taken)


def _told(record: Record, one: Round, file: str) -> Iterator[Told]:
    """Every part of a file."""
    if file in record.heard:
        for kind, path, data in record.heard[file].linked:
            yield Told(record, one, file, path, data, kind)
        return
    for part in (_in_round if file.endswith(f"/{ROUND}") else _in_party)(record, one, file):
        yield part
        yield from _disputes(part)


def each(raw: Any) -> Iterator[tuple[int, str]]:
    """One text or a list of texts, each with its place; items that were at fault are left out."""
    for place, item in enumerate(raw if isinstance(raw, list) else [raw]):
        if isinstance(item, str):
            yield place, item


def _disputes(part: Told) -> Iterator[Told]:
    kind = f"disputed {part.kind}"
    for place, data in _items(part.data.get("disputed")):
        path = (*part.path, "disputed", place)
        yield part._replace(path=path, data=data, kind=kind, dated_within=False)


def _in_party(record: Record, one: Round, file: str) -> Iterator[Told]:
    data = record.data[file]
    for issue, said in (data.get("positions") or {}).items():
        path: Path = ("positions", issue)
        many = isinstance(said, list)
        for place, item in enumerate(said if many else [said]):
            here = (*path, place) if many else path
            if item is not None:
                whole = item if isinstance(item, dict) else {"value": item}
                yield Told(record, one, file, here, whole, "statement", True)
    for group, kind, scalar in (("packages", "package", ""), ("answers", "answer", "stance")):
        for name, item in (data.get(group) or {}).items():
            whole = {scalar: item} if isinstance(item, str) else item or {}
            yield Told(record, one, file, (group, name), whole, kind, True)


def _in_round(record: Record, one: Round, file: str) -> Iterator[Told]:
    data = record.data[file]
    for place, event in _items(data.get("events")):
        yield Told(record, one, file, ("events", place), event, "event", True)
    for name, raw in (data.get("agreements") or {}).items():
        path: Path = ("agreements", name)
        agreed = raw or {}
        yield Told(record, one, file, path, agreed, "agreement")
        for party, version in agreed.get("versions", {}).items():
            yield Told(record, one, file, (*path, "versions", party), version or {}, "version")
        for place, delivery in _items(agreed.get("carried_out")):
            yield Told(record, one, file, (*path, "carried_out", place), delivery, "delivery")


def _items(raw: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    for place, item in enumerate(raw if isinstance(raw, list) else []):
        if isinstance(item, dict):
            yield place, item
