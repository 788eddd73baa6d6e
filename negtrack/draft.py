"""One negotiation while it is read: from the bytes of its files to values, faults on the side."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from negtrack import parts
from negtrack.contents import Files
from negtrack.fields import SLUG, Fault, day, near, shortened
from negtrack.folder import HEAD, ROUND
from negtrack.heard import Heard, Hearing, Hearsay, Notes, Occasion
from negtrack.model import Agreement, Issue, Negotiation, Round, Statement
from negtrack.problems import Place, Problem
from negtrack.spoken import together
from negtrack.terms import agreement
from negtrack.validation import validate
from negtrack.yamltext import Document, Path, Reading, read

Opening = Callable[[str, bytes], Reading]
"""How one file is read, by its path and bytes."""


def unheard(_: object) -> Hearsay:
    """Nothing is known of any file yet."""
    return Hearsay({})


class Draft:
    """One negotiation while it is read: its files, what they say, and what is wrong with them.

    `folder` is the path of its folder. Documents, data and what is wrong are keyed by the files'
    paths in it, as are the `unread` texts of those that are no YAML, and what was `heard` of those
    that are read only when a place in them is asked for; texts by their whole paths.
    """

    def __init__(
        self,
        folder: str,
        files: Files,
        opening: Opening = read,
        hearing: Hearing = unheard,
    ) -> None:
        self.folder = folder
        self.opening = opening
        self.hearing = hearing
        self.files = files
        self.heard: Mapping[str, Heard] = {}
        self.notes: Notes | None = None
        self.documents: dict[str, Document] = {}
        self.data: dict[str, dict[str, Any]] = {}
        self.wrong: dict[str, tuple[Fault, ...]] = {}
        self.texts: dict[str, str] = {}
        self.unread: dict[str, str] = {}
        self.problems: list[Problem] = []

    def negotiation(self, name: str) -> Negotiation | None:
        """The negotiation as far as it can be read.

        Nothing where its head does not say who the parties are and what is negotiated: without
        that, every party and issue named elsewhere would be unknown.
        """
        self._check_slug(name)
        if HEAD not in self.files:
            hint = "every negotiation has one: its parties, issues and sources"
            self._problem("missing-file", HEAD, f"there is no {HEAD}", hint)
            head = None
        else:
            head = self._open(HEAD, "negotiation")
        folders = self._round_folders()
        if head is None or not {"parties", "issues"} <= head.keys():
            self._only_validate(folders)
            return None
        negotiation = self._head(name, head)
        return negotiation._replace(rounds=self._rounds(negotiation, folders))

    def _round_folders(self) -> dict[str, list[str]]:
        """The files of each round's folder; whatever else lies in the negotiation is told."""
        folders: dict[str, list[str]] = {}
        for file in self.files:
            folder, slash, name = file.partition("/")
            if slash and "/" not in name and name.endswith(".yaml"):
                folders.setdefault(folder, []).append(name)
            elif file != HEAD:
                hint = f"a record has {HEAD}, and a folder per round with .yaml files in it"
                self._problem("stray-file", file, "this is not read", hint)
        for folder in folders:
            self._check_slug(folder, folder)
        return folders

    def _only_validate(self, folders: Mapping[str, list[str]]) -> None:
        for folder, names in folders.items():
            for name in names:
                self._open(f"{folder}/{name}", "round" if name == ROUND else "party")

    def _head(self, name: str, data: dict[str, Any]) -> Negotiation:
        faults: list[Fault] = []
        parties = {key: parts.party(key, raw) for key, raw in (data.get("parties") or {}).items()}
        issues = {
            key: parts.issue(key, raw, ("issues", key), faults)
            for key, raw in (data.get("issues") or {}).items()
        }
        sources = {key: parts.source(key, raw) for key, raw in (data.get("sources") or {}).items()}
        self._faults(HEAD, faults)
        return Negotiation(name, data.get("title", name), parties, issues, sources, ())

    def _rounds(
        self, negotiation: Negotiation, folders: Mapping[str, list[str]]
    ) -> tuple[Round, ...]:
        """The rounds in order of date, then of folder name."""
        heads = [self._round_head(folder, names) for folder, names in folders.items()]
        heads = [
            (head._replace(number=number), data)
            for number, (head, data) in enumerate(sorted(heads, key=_by_date), 1)
        ]
        self._hear(negotiation, [head for head, _ in heads], folders)
        latest: dict[str, Agreement] = {}
        rounds = []
        for empty, data in heads:
            agreed = self._agreements(negotiation.issues, empty, data, latest)
            full = self._said(negotiation, empty, folders[empty.id])
            rounds.append(full._replace(agreements=agreed))
        return tuple(rounds)

    def _round_head(self, folder: str, names: list[str]) -> tuple[Round, dict[str, Any]]:
        data: dict[str, Any] = {}
        if ROUND in names:
            data = self._open(f"{folder}/{ROUND}", "round") or {}
        else:
            hint = "it holds at least the round's date"
            self._problem("missing-file", f"{folder}/{ROUND}", f"there is no {ROUND}", hint)
        date = data.get("date") or data.get("end") or _date_in(folder)
        delegations = data.get("delegations") or {}
        head = Round(
            folder,
            0,
            date,
            data.get("end") or date,
            data.get("venue", ""),
            parts.many(data.get("mediator")),
            tuple((party, parts.many(names)) for party, names in delegations.items()),
            tuple(parts.event(raw) for raw in data.get("events") or () if raw is not None),
        )
        return head, data

    def _agreements(
        self,
        issues: Mapping[str, Issue],
        head: Round,
        data: dict[str, Any],
        latest: dict[str, Agreement],
    ) -> tuple[Agreement, ...]:
        faults: list[Fault] = []
        told = []
        for name, raw in (data.get("agreements") or {}).items():
            earlier = latest.get(name) or Agreement(name, head.id)
            said = raw or {}
            if {"issue", "value", "terms"} & said.keys():
                earlier = earlier._replace(round=head.id)
            path = ("agreements", name)
            latest[name] = agreement(issues, earlier, said, path, faults)
            told.append(latest[name])
        self._faults(f"{head.id}/{ROUND}", faults)
        return tuple(told)

    def _hear(
        self, negotiation: Negotiation, heads: list[Round], folders: Mapping[str, list[str]]
    ) -> None:
        """Keep what is heard of the parties' files; not where what these rest on has a fault."""
        if self.hearing is unheard:
            return
        faulty = {one.place.file.removeprefix(f"{self.folder}/") for one in self.problems}
        asked = []
        for place, one in enumerate(heads):
            rounds = tuple(heads[max(place - 1, 0) : place + 1])
            rests_on = [HEAD, *(f"{each.id}/{ROUND}" for each in rounds)]
            if faulty.isdisjoint(rests_on):
                known = {file: self._rests_on(file) for file in rests_on}
                now = negotiation._replace(rounds=rounds)
                occasion = Occasion(now, self.folder, self.documents[HEAD], known)
                names = [f"{one.id}/{name}" for name in folders[one.id] if name != ROUND]
                asked.append((occasion, self.files.some(names)))
        self.heard, notes = self.hearing(asked)
        self.notes = notes if len(asked) == len(heads) else None

    def _rests_on(self, file: str) -> dict[str, Any]:
        """What of a head the files of a round are judged by; of a round's, its dates alone."""
        data = self.data[file]
        return data if file == HEAD else {key: data[key] for key in ("date", "end") if key in data}

    def document(self, file: str) -> Document:
        """The document of a file that was only heard so far."""
        document = read(f"{self.folder}/{file}", self.files[file]).document
        assert document is not None  # nothing is wrong with a file that is heard
        return document

    def _said(self, negotiation: Negotiation, head: Round, names: list[str]) -> Round:
        """The round with what every party's file says."""
        told: list[Round | Heard] = []
        for name in sorted(names):
            party = name.removesuffix(".yaml")
            if name == ROUND:
                continue
            file = f"{head.id}/{name}"
            if file in self.heard:
                told.append(self.heard[file])
                continue
            data = self._open(file, "party") or {}
            full, faults = party_file(negotiation.issues, head, party, data)
            self._faults(file, faults)
            if party in negotiation.parties:
                told.append(full)
                continue
            hint = near(negotiation.parties, party)
            hint = hint or f"declare it under 'parties' in {HEAD}"
            self._problem("unknown-party-file", file, f"no party '{shortened(party)}'", hint)
        return head._replace(
            statements=together([one.statements for one in told]),
            packages=tuple(package for one in told for package in one.packages),
            answers=tuple(answer for one in told for answer in one.answers),
        )

    def _open(self, file: str, kind: str) -> dict[str, Any] | None:
        """What of a file is right; every problem of it is kept."""
        path = f"{self.folder}/{file}"
        document, problems, self.texts[path] = self.opening(path, self.files[file])
        self.problems += problems
        if document is None:
            self.unread[file] = self.files[file].decode("utf-8", "replace")
            return None
        self.documents[file] = document
        self.data[file], self.wrong[file] = validate(kind, document.tree)
        self._tell(file, self.wrong[file])
        return self.data[file]

    def _faults(self, file: str, faults: Iterable[Fault]) -> None:
        """Keep what the parts of a file say wrongly, less what only misses what was cut out."""
        cut = {
            one.path[:end] for one in self.wrong.get(file, ()) for end in range(len(one.path) + 1)
        }
        self._tell(file, (one for one in faults if not self._follows(cut, one)))

    def _follows(self, cut: set[Path], one: Fault) -> bool:
        """Whether something seems to be missing because it is at fault, or in an unread file."""
        if one.code == "missing-key":
            named = str(one.path[1])
            return one.path[:2] in cut or any(named in text for text in self.unread.values())
        return one.code == "empty-value" and one.path in cut

    def _tell(self, file: str, faults: Iterable[Fault]) -> None:
        for code, path, message, hint, key in faults:
            place = self.documents[file].place(path, key=key)
            self.problems.append(Problem(code, place, message, hint))

    def _check_slug(self, name: str, folder: str = "") -> None:
        if not SLUG.fullmatch(name):
            hint = "name the folder with a–z, 0–9 and single hyphens"
            self._problem("not-a-slug", folder, f"'{shortened(name)}' is no id", hint)

    def _problem(self, code: str, file: str, message: str, hint: str) -> None:
        path = f"{self.folder}/{file}" if file else self.folder
        self.problems.append(Problem(code, Place(path), message, hint))


def party_file(
    issues: Mapping[str, Issue], head: Round, party: str, data: dict[str, Any]
) -> tuple[Round, list[Fault]]:
    """The round with what one party's file says and nothing else, and what it says wrongly."""
    said: list[Statement] = []
    faults: list[Fault] = []
    for issue, raw in (data.get("positions") or {}).items():
        path = ("positions", issue)
        if issue not in issues:
            faults.append(parts.unknown_issue(issue, issues, path))
            continue
        base = Statement(party, issue, head.id, 0, coder=data.get("coder", ""))
        built, found = parts.statements(issues, base, raw, path)
        said += built
        faults += found
    packages = (data.get("packages") or {}).items()
    answers = (data.get("answers") or {}).items()
    full = head._replace(
        statements=tuple(said),
        packages=tuple(parts.package(key, party, raw) for key, raw in packages),
        answers=tuple(parts.answer(party, key, raw) for key, raw in answers),
    )
    return full, faults


def _date_in(folder: str) -> datetime.date:
    """The date that a round's folder is named by; the last day of all where it is another name."""
    try:
        return day(folder)
    except ValueError:  # what pydantic's errors are
        return datetime.date.max


def _by_date(head: tuple[Round, dict[str, Any]]) -> tuple[datetime.date, str]:
    return head[0].date, head[0].id
