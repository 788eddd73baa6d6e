"""`negtrack reliability`: do coders agree, and where do they not."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument

from negtrack.commands.asking import Ask, question
from negtrack.problems import Stop

if TYPE_CHECKING:
    from negtrack.coders import Coder
    from negtrack.record import Record

_KINDS = {"coder": "a coder", "dir": "a folder", "rev": "a revision"}


@question()
def reliability(
    ask: Ask,
    words: Annotated[
        list[str],
        Argument(metavar="A B [C…]", help="A coder, a folder, or a revision, be it as rev:main."),
    ],
) -> int:
    """Do coders agree? Krippendorff's alpha, and every disagreement.

    Coders are names after `coder:` in the record, folders that hold a record, or revisions of it.
    """
    if len(words) < 2 or len(set(words)) < len(words):
        raise Stop("it takes two coders to compare, each named once", "name another one")
    from negtrack.analyses.reliability import reliability as analysis

    coders = _openly(ask, tuple(_coders(ask, words)))
    return ask.answer(analysis(coders, ask.selection(*(one.record for one in coders))))


def _coders(ask: Ask, words: list[str]) -> Iterator["Coder"]:
    """Each coder's work; all of it is on the negotiation that the first is on."""
    from negtrack.coders import part, whole

    named = _named(ask)
    for word in words:
        kind, name = _kind(ask, word, named)
        where = _where(ask, kind, name)
        record = where.record()
        ask = ask._replace(negotiation=record.negotiation.id)
        yield part(name, record) if kind == "coder" else whole(name, record)


def _openly(ask: Ask, coders: tuple["Coder", ...]) -> tuple["Coder", ...]:
    """What everybody may see of it: what any of the records withholds is withheld of all."""
    from negtrack.coders import visible

    return coders if ask.private else visible(coders)


def _named(ask: Ask) -> "Record | Stop":
    """The record whose coders may be meant; or why there is none, for whoever means one."""
    try:
        return ask.record()
    except Stop as stop:
        return stop


def _kind(ask: Ask, word: str, named: "Record | Stop") -> tuple[str, str]:
    """What a word names, and the name in it; Stop where it names nothing, or several things."""
    kind, colon, name = word.partition(":")
    if colon and kind in _KINDS and name:
        return kind, name
    found = [kind for kind in _KINDS if _names(ask, kind, word, named)]
    if len(found) == 1:
        return found[0], word
    if found:
        told = " and ".join(_KINDS[kind] for kind in found)
        raise Stop(f"'{word}' is {told}", f"say which: {' or '.join(f'{k}:{word}' for k in found)}")
    if isinstance(named, Stop):
        raise named
    raise _unknown(word, named)


def _names(ask: Ask, kind: str, word: str, named: "Record | Stop") -> bool:
    """Whether a word names a coder of the record, a folder, or a revision."""
    from negtrack.coders import names_of

    if kind == "coder":
        return not isinstance(named, Stop) and word in names_of(named)
    if kind == "dir":
        return Path(word).is_dir()
    from negtrack.git import history

    try:
        return bool(history.resolve(history.repository_of(ask.root()), word))
    except Stop:
        return False


def _unknown(word: str, record: "Record") -> Stop:
    from negtrack.coders import names_of

    known = ", ".join(names_of(record)) or "nobody"
    told = f"'{word}' is no coder of {record.negotiation.id}, no folder and no revision"
    return Stop(told, f"the record names {known} as coder; see revisions with: git log --oneline")


def _where(ask: Ask, kind: str, name: str) -> Ask:
    """The question put to where a coder's work is."""
    from negtrack.folder import HEAD, POSITIONS

    if kind == "coder":
        return ask
    if kind == "rev":
        return ask.at(name)
    folder = Path(name)
    if (folder / POSITIONS).is_dir():
        return ask._replace(directory=folder)
    if (folder / HEAD).is_file() and folder.absolute().parent.name == POSITIONS:
        here = folder.absolute()
        return ask._replace(directory=here.parent.parent, negotiation=here.name)
    raise Stop(f"{name} holds no record", f"name a folder that holds {POSITIONS}/")
