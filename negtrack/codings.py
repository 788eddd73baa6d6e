"""What a change of the record coded: statements stated, recoded or removed, and what else changed.

To state is to code what a party said in a round for the first time: it is told as the move against
the round before. To recode is to say otherwise what was coded already: nobody moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import takewhile
from typing import Literal, NamedTuple

from negtrack.between import EARLIER, Between
from negtrack.model import Agreement, Package, Round
from negtrack.moves import Change
from negtrack.record import Record
from negtrack.sayings import Said, said
from negtrack.standing import Standing, nothing_before
from negtrack.stood import moment
from negtrack.text import counted, listed
from negtrack.wording import position, round_words, standing_words

_NONE = "no position"

_FEW = 5
"""As many are told by name; of more, how many they are."""


class Coding(NamedTuple):
    """One party's position on one issue in one round, and what became of it.

    `pair` is what it is compared between: the round before and this one where it was stated, else
    two revisions of the round; of a round that is gone, twice as it was.
    """

    pair: Between
    how: Literal["stated", "recoded", "removed"]
    change: Change

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Which coding of which negotiation it is."""
        return self.pair.record.negotiation.id, self.pair.end.id, self.party, self.issue

    @property
    def party(self) -> str:
        """The id of the party whose position it is."""
        return self.change.party

    @property
    def issue(self) -> str:
        """The id of the issue."""
        return self.change.issue

    def before(self) -> str:
        """Where the party stood, in words; empty where it had no position."""
        return _standing(self.pair.origin, self.change.before)

    def after(self) -> str:
        """Where the party stands, in words; empty where it has no position."""
        return _standing(self.pair.record, self.change.after)

    def words(self) -> str:
        """The coding in one phrase: `russia · ceasefire recoded in round 2: none → full`."""
        about, one = f"{self.party} · {self.issue}", f"round {self.pair.end.number}"
        if self.how == "stated":
            return f"{about} stated in {one}: {self.move()}"
        before, after = self.before() or _NONE, self.after() or _NONE
        if self.how == "recoded" and EARLIER in self.change.aspects:
            about, (before, after) = f"{about}, earlier statement,", self._earlier()
        if self.how == "recoded" and before == after:
            return f"{about} reworded in {one}"
        verb = "removed from" if self.how == "removed" else "recoded in"
        return f"{about} {verb} {one}: {before} → {after}"

    def _earlier(self) -> tuple[str, str]:
        """The statements of the round that only one of two revisions has, in words."""
        was, now = (one[self.party, self.issue] for one in self.pair.said())
        only = ([one for one in was if one not in now], [one for one in now if one not in was])
        records = (self.pair.origin, self.pair.record)
        before, after = (
            "; ".join(position(record.negotiation, one) for one in some) or "none"
            for record, some in zip(records, only, strict=True)
        )
        return before, after

    def move(self) -> str:
        """What changed, in one phrase: `concession, none → full`."""
        kind, changed = self.change.kind, self.change.aspects
        aspects = f" ({', '.join(changed)})" if changed else ""
        before, after = self.before(), self.after()
        stood = before in ("", after) or kind == "insistence"
        return f"{kind}{aspects}, {after if stood else f'{before} → {after}'}"


def _standing(record: Record, standing: Standing | None) -> str:
    return standing_words(record.negotiation, standing) if standing else ""


def codings(was: Record | None, now: Record) -> Iterator[Coding]:
    """Every statement that one record has otherwise than an earlier one, round by round.

    The rounds that are gone come last. Nothing is told of what the later withholds.
    """
    was = was and was.without_withheld(now)
    for one in now.negotiation.rounds[_unchanged(was, now) :]:
        held = said(now.negotiation, one)
        earlier = _same_round(was, one)
        if was is None or earlier is None:
            yield from _stated(now, one, held.keys())
            continue
        known = said(was.negotiation, earlier)
        if held != known:
            yield from _stated(now, one, held.keys() - known.keys())
            yield from _recoded(Between(was, earlier, now, one), known, held)
    for one in was.negotiation.rounds if was else ():
        if was and _same_round(now, one) is None:
            yield from _gone(was, one, now)


def _unchanged(was: Record | None, now: Record) -> int:
    """The number of rounds, from the first on, in which nothing is said otherwise."""
    rounds = was.negotiation.rounds if was else ()
    pairs = zip(rounds, now.negotiation.rounds, strict=False)
    return sum(1 for _ in takewhile(lambda pair: _says_the_same(*pair), pairs))


def _says_the_same(one: Round, other: Round) -> bool:
    """Whether two rounds have the same statements and answers, in the same places of lists."""
    if (one.id, one.answers) != (other.id, other.answers):
        return False
    return one.statements == other.statements


def _same_round(record: Record | None, one: Round) -> Round | None:
    rounds = record.negotiation.rounds if record else ()
    return next((other for other in rounds if other.id == one.id), None)


def _stated(now: Record, one: Round, keys: Set[tuple[str, str]]) -> Iterator[Coding]:
    """What is coded for the first time, as the moves against the round before."""
    rounds = now.negotiation.rounds
    before = rounds[one.number - 2] if one.number > 1 else nothing_before(now.negotiation).round
    pair = Between(now, before, now, one)
    for change in pair.changes() if keys else ():
        if (change.party, change.issue) in keys and change.kind != "silence":
            yield Coding(pair, "stated", change)


def _recoded(pair: Between, known: Said, held: Said) -> Iterator[Coding]:
    """What was coded in the round already and is coded otherwise now, or no longer."""
    changed = {(one.party, one.issue): one for one in pair.changes()}
    for key, statements in known.items():
        if held.get(key) != statements:
            yield Coding(pair, "recoded" if key in held else "removed", changed[key])


def _gone(was: Record, one: Round, now: Record) -> Iterator[Coding]:
    """What was said in a round that is no longer there."""
    stands = moment(was, one).stands
    for key in said(was.negotiation, one):
        yield Coding(
            Between(was, one, now, one), "removed", Change(*key, "removed", (), stands[key], None)
        )


class Note(NamedTuple):
    """What else a change of a record did: to `what`, with its `names`; none where it is no list.

    `many` is the plural of what, `where` what follows.
    """

    what: str
    verb: str
    names: tuple[str, ...] = ()
    many: str = ""
    where: str = ""

    def words(self) -> str:
        """The note in one phrase: `source wire added`, `6 sources added`."""
        which = f" {', '.join(self.names)}" if len(self.names) <= _FEW else ""
        one = len(self.names) < 2
        number = self.what if one else counted(len(self.names), self.what, self.many)
        return f"{number}{which.rstrip()} {self.verb}{self.where}"

    def shared(self, others: Iterable[Note]) -> Note | None:
        """What of it is among others as well; None where nothing is."""
        same = [one for one in others if one._replace(names=()) == self._replace(names=())]
        if not self.names:
            return self if same else None
        there = {name for one in same for name in one.names}
        names = tuple(name for name in self.names if name in there)
        return self._replace(names=names) if names else None


def notes(was: Record | None, now: Record) -> Iterator[Note]:
    """What else one record has otherwise than an earlier one."""
    new = now.negotiation
    if was is None:
        counts = (counted(len(new.parties), "party", "parties"), counted(len(new.issues), "issue"))
        yield Note("begun,", f"with {listed([*counts, counted(len(new.rounds), 'round')])}")
        return
    old = was.negotiation
    if old.title != new.title:
        yield Note("title", "changed")
    rounds = {one.id: _head(one) for one in old.rounds}, {one.id: _head(one) for one in new.rounds}
    yield from _differences("round", *rounds)
    yield from _differences("party", old.parties, new.parties, "parties")
    yield from _differences("issue", old.issues, new.issues)
    yield from _differences("source", old.sources, new.sources)
    for one in new.rounds:
        earlier = _same_round(was, one)
        if earlier is not None:
            yield from _in_round(earlier, one)


def _head(one: Round) -> tuple[object, ...]:
    return one.date, one.end, one.venue, one.mediator, one.delegations


def _differences(
    what: str, was: Mapping[str, object], now: Mapping[str, object], many: str = ""
) -> Iterator[Note]:
    """Which entries were added, changed and removed."""
    told = (
        ("added", tuple(name for name in now if name not in was)),
        ("changed", tuple(name for name in now if name in was and now[name] != was[name])),
        ("removed", tuple(name for name in was if name not in now)),
    )
    yield from (Note(what, verb, names, many) for verb, names in told if names)


def _in_round(was: Round, now: Round) -> Iterator[Note]:
    """What changed in a round besides statements: agreements, packages, answers, events."""
    for told in (
        *_differences("agreement", _by_id(was.agreements), _by_id(now.agreements)),
        *_differences("package", _by_id(was.packages), _by_id(now.packages)),
        *_differences("answer", _answers(was), _answers(now)),
        *([Note("events", "changed")] if was.events != now.events else []),
    ):
        yield told._replace(where=f" in {round_words(now)}")


def _by_id(told: Iterable[Agreement | Package]) -> dict[str, object]:
    return {one.id: one for one in told}


def _answers(one: Round) -> dict[str, object]:
    return {f"{answer.party} to {answer.package}": answer for answer in one.answers}
