"""From a tree of files to records: each negotiation as values, with every place beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from negtrack.contents import Content, Files, files_of
from negtrack.draft import Draft, Opening, unheard
from negtrack.folder import HEAD, ROUND
from negtrack.heard import Heard, Hearing, Notes, OnDemand
from negtrack.model import BY_ANSWER, Agreement, Negotiation, Round, Statement
from negtrack.problems import Place, Problem
from negtrack.spoken import openly_read
from negtrack.validation import validate
from negtrack.yamltext import Document, Path, Tree, read

__all__ = ["HEAD", "ROUND", "Reading", "Record", "read_all"]


class Record(NamedTuple):
    """One negotiation, and the documents that tell where each part of it stands.

    `folder` is the path of the negotiation's folder; documents are keyed by their path in it, and
    so is `data`: what each says, with its types, less what is at fault. `unread` are the texts of
    those that are no YAML at all. `withheld` are the confidential statements and versions that were
    left out of it. `heard` are the files in which nothing is wrong by itself: their documents and
    data are made when somebody asks for one; `notes` are what is known of all of them.
    """

    negotiation: Negotiation
    folder: str
    documents: Mapping[str, Document]
    data: Mapping[str, dict[str, Any]]
    unread: Mapping[str, str]
    withheld: tuple[Statement, ...] = ()
    heard: Mapping[str, Heard] = {}
    notes: Notes | None = None

    def at(self, file: str, path: Path = (), *, key: bool = False) -> Place:
        """Where something stands in a file of the negotiation's folder."""
        return self.documents[file].place(path, key=key)

    def wrote(self, file: str, path: Path) -> Tree:
        """What stands at a path as it was written, faults and all; nothing if it is not there."""
        here = self.documents[file].tree if file in self.documents else None
        for step in path:
            if isinstance(here, dict) and isinstance(step, str):
                here = here.get(step)
            elif isinstance(here, list) and isinstance(step, int) and step < len(here):
                here = here[step]
            else:
                return None
        return here

    def spoken_on(self, file: str) -> tuple[str, ...]:
        """The issues under which a party's file says anything, be it rightly written or not."""
        if file in self.heard:
            return self.heard[file].issues
        said = self.wrote(file, ("positions",))
        return (
            tuple(issue for issue, raw in said.items() if raw is not None)
            if isinstance(said, dict)
            else ()
        )

    def may_say(self, word: str, until: Round | None = None) -> bool:
        """Whether a file that could not be read, of a round up to this one, has the word in it."""
        rounds = self.negotiation.rounds[: until.number if until else None]
        folders = {one.id for one in rounds}
        return any(
            word in text for file, text in self.unread.items() if file.partition("/")[0] in folders
        )

    def place(self, statement: Statement) -> Place:
        """Where a statement stands: its item in a list, or else the key of its issue."""
        file = f"{statement.round}/{statement.party}.yaml"
        if file in self.heard and statement.nth != BY_ANSWER:
            return Place(f"{self.folder}/{file}", *self._known_place(file, statement))
        path, listed = self._route(file, statement)
        return self.at(file, path, key=not listed)

    def _known_place(self, file: str, statement: Statement) -> tuple[int, int]:
        """The line and the column of a statement of which it is known without the file."""
        return self.heard[file].statements.said.places[statement.issue, statement.nth]

    def place_of_agreement(self, agreement: Agreement, up_to: Round) -> Place:
        """Where a round last told of an agreement, no later than another round."""
        told = [
            one.id
            for one in self.negotiation.rounds[: up_to.number]
            if any(other.id == agreement.id for other in one.agreements)
        ]
        return self.at(f"{told[-1]}/{ROUND}", ("agreements", agreement.id), key=True)

    def route(self, statement: Statement) -> tuple[str, Path]:
        """The file of a statement, and the path to what it says."""
        file = f"{statement.round}/{statement.party}.yaml"
        return file, self._route(file, statement)[0]

    def _route(self, file: str, statement: Statement) -> tuple[Path, bool]:
        if statement.nth == BY_ANSWER:
            return ("answers", statement.package), False
        path: Path = ("positions", statement.issue)
        listed = isinstance(self.wrote(file, path), list)
        return ((*path, statement.nth), True) if listed else (path, False)

    def round(self, name: str) -> Round:
        """The round with this id."""
        return next(one for one in self.negotiation.rounds if one.id == name)

    def said_by(self, party: str, one: Round) -> Sequence[Statement]:
        """What stands in a party's file of a round, and perhaps in those of others."""
        heard = self.heard.get(f"{one.id}/{party}.yaml")
        return heard.statements if heard else self.round(one.id).statements

    @property
    def private(self) -> bool:
        """Whether anything confidential is in it."""
        return any(
            one.confidential or any(version.confidential for version in one.disputed)
            for held in self.negotiation.rounds
            for one in openly_read(held.statements)
        )

    def read_at(self, rev: str) -> Record:
        """The record with the revision that it was read at; empty for the files as they are."""
        rounds = tuple(one._replace(rev=rev) for one in self.negotiation.rounds)
        return self._replace(negotiation=self.negotiation._replace(rounds=rounds))

    def viewed(self, negotiation: Negotiation) -> Record:
        """The record with another view of its negotiation, of which nothing is known before."""
        if negotiation is self.negotiation:
            return self
        return self._replace(negotiation=negotiation, notes=None)

    def without_confidential(self) -> Record:
        """The record as everybody may see it: without confidential statements and versions."""
        if not self.private:
            return self
        said = [statement for one in self.negotiation.rounds for statement in one.statements]
        withheld = tuple(one for statement in said for one in _confidential(statement))
        return self._saying(_public)._replace(withheld=withheld)

    def without_withheld(self, later: Record) -> Record:
        """The record as far as a later one lets everybody see it.

        Where that withholds what this one does not, of what the party said on the issue in that
        round only what both say openly is left.
        """
        known = {_bare(one) for one in self.withheld}
        newly = {_key(one) for one in later.withheld if _bare(one) not in known}
        if not newly:
            return self
        openly = {
            _bare(one): one.disputed for held in later.negotiation.rounds for one in held.statements
        }

        def left(statements: Iterable[Statement]) -> Iterator[Statement]:
            for one in statements:
                if _key(one) not in newly:
                    yield one
                elif _bare(one) in openly:
                    yield one._replace(disputed=openly[_bare(one)])

        return self._saying(left)

    def _saying(self, left: Callable[[Iterable[Statement]], Iterable[Statement]]) -> Record:
        """The record with what is left of the statements of each round."""
        rounds = tuple(
            one._replace(statements=tuple(left(one.statements))) for one in self.negotiation.rounds
        )
        return self.viewed(self.negotiation._replace(rounds=rounds))


class Reading(NamedTuple):
    """Every record that could be read, the texts of all files, and every problem of all of them.

    `negotiations` are the ids of all that there are, those that could not be read among them;
    `rev` is the revision that all was read at, empty for the files as they are.
    """

    records: tuple[Record, ...]
    texts: Mapping[str, str]
    problems: tuple[Problem, ...]
    negotiations: tuple[str, ...] = ()
    rev: str = ""


def read_all(
    files: Mapping[str, bytes],
    top: str = "positions",
    opening: Opening = read,
    hearing: Hearing = unheard,
) -> Reading:
    """Read every negotiation below `top`; `files` maps paths, with forward slashes, to bytes.

    `opening` reads one of them, and may remember what it has read before; `hearing` may know what
    is said in many of them, which are then read only where somebody asks for a place in them.
    """
    contents = files_of(files).contents
    folders: dict[str, dict[str, Content]] = {}
    records: list[Record] = []
    problems: list[Problem] = []
    for file in sorted(contents):
        folder, inside, name = file.removeprefix(f"{top}/").partition("/")
        if inside:
            folders.setdefault(folder, {})[name] = contents[file]
        else:
            hint = f"{top}/ has a folder per negotiation, and no files of its own"
            problems.append(Problem("stray-file", Place(file), "this is not read", hint))
    texts: Mapping[str, str] = {}
    heard: dict[str, Content] = {}
    for folder, found in folders.items():
        draft = Draft(f"{top}/{folder}", Files(found), opening, hearing)
        told = draft.negotiation(folder)
        if told is not None:
            records.append(_record(told, draft))
        problems += draft.problems
        texts = {**texts, **draft.texts}
        heard |= {f"{top}/{folder}/{name}": found[name] for name in draft.heard}
    if heard:
        texts = OnDemand(texts, heard, lambda file: read(file, heard[file].raw).text)
    return Reading(tuple(records), texts, tuple(problems), tuple(folders))


def _record(told: Negotiation, draft: Draft) -> Record:
    """A record with all that was read of it, and the rest as it will be asked for."""
    if not draft.heard:
        return Record(told, draft.folder, draft.documents, draft.data, draft.unread)
    documents = OnDemand(draft.documents, draft.heard, draft.document)
    data = OnDemand(draft.data, draft.heard, lambda file: _data(documents[file]))
    return Record(told, draft.folder, documents, data, draft.unread, (), draft.heard, draft.notes)


def _data(document: Document) -> dict[str, Any]:
    """What a party's file says, with its types."""
    return validate("party", document.tree).data


def _key(one: Statement) -> tuple[str, str, str]:
    return one.round, one.party, one.issue


def _bare(one: Statement) -> Statement:
    """A statement wherever it stands in its list, and whether it is confidential or not."""
    return one._replace(nth=0, confidential=False, disputed=())


def _confidential(statement: Statement) -> Iterable[Statement]:
    """What is left out of a statement: all of it, or some of its versions."""
    if statement.confidential:
        return (statement,)
    return (one for one in statement.disputed if one.confidential)


def _public(statements: Iterable[Statement]) -> Iterable[Statement]:
    for one in statements:
        if not one.confidential:
            open_versions = tuple(other for other in one.disputed if not other.confidential)
            yield one._replace(disputed=open_versions)
