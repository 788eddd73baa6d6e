"""What a change of the record coded: statements stated, recoded or removed, and what else changed.

To state is to code what a party said in a round for the first time: it is told as the move against
the round before. To recode is to say otherwise what was coded already: nobody moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Literal, NamedTuple

from negtrack.between import Between
from negtrack.model import Agreement, Negotiation, Package, Round, Statement
from negtrack.moves import Change
from negtrack.record import Record
from negtrack.standing import Standing, nothing_before, spoken
from negtrack.text import counted, listed
from negtrack.wording import round_words, standing_words

_NONE = "no position"

_FEW = 5
"""As many are told by name; of more, how many they are."""


class Coding(NamedTuple):
    """One party's position on one issue in one round, and what became of it.

    `pair` is what it is compared between: the round before and this one where it was stated, else
    two revisions of the round. A `change` is None where it stands as it stood, in other words.
    """

    pair: Between
    party: str
    issue: str
    how: Literal["stated", "recoded", "removed"]
    change: Change | None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Which coding of which negotiation it is."""
        return self.pair.record.negotiation.id, self.pair.end.id, self.party, self.issue

    @property
    def kind(self) -> str:
        """The kind of its change."""
        return self.change.kind if self.change else "wording"

    def before(self) -> str:
        """Where the party stood, in words; empty where it had no position."""
        return _standing(self.pair.origin, self.change and self.change.before)

    def after(self) -> str:
        """Where the party stands, in words; empty where it has no position."""
        return _standing(self.pair.record, self.change and self.change.after)

    def words(self) -> str:
        """The coding in one phrase: `russia · ceasefire recoded in round 2: none → full`."""
        about, one = f"{self.party} · {self.issue}", f"round {self.pair.end.number}"
        if self.how == "stated":
            return f"{about} stated in {one}: {self.move()}"
        verb = "removed from" if self.how == "removed" else f"{self.how} in"
        if self.how == "recoded" and self.before() == self.after():
            return f"{about} reworded in {one}"
        return f"{about} {verb} {one}: {self.before() or _NONE} → {self.after() or _NONE}"

    def move(self) -> str:
        """What changed, in one phrase: `concession, none → full`."""
        changed = self.change.aspects if self.change else ()
        aspects = f" ({', '.join(changed)})" if changed else ""
        before, after = self.before(), self.after()
        stood = before in ("", after) or self.kind == "insistence"
        return f"{self.kind}{aspects}, {after if stood else f'{before} → {after}'}"


def _standing(record: Record, standing: Standing | None) -> str:
    return standing_words(record.negotiation, standing) if standing else ""


def codings(was: Record | None, now: Record) -> Iterator[Coding]:
    """Every statement that one record has otherwise than an earlier one, round by round."""
    for one in now.negotiation.rounds:
        held = _said(now.negotiation, one)
        earlier = _same_round(was, one)
        if was is None or earlier is None:
            yield from _stated(now, one, held.keys())
            continue
        known = _said(was.negotiation, earlier)
        if held != known:
            yield from _stated(now, one, held.keys() - known.keys())
            yield from _recoded(Between(was, earlier, now, one), known, held)


Said = Mapping[tuple[str, str], tuple[Statement, ...]]
"""What was said in a round, by party and issue."""


def _said(negotiation: Negotiation, one: Round) -> Said:
    found: dict[tuple[str, str], tuple[Statement, ...]] = {}
    for statement in spoken(negotiation, one):
        key = statement.party, statement.issue
        found[key] = (*found.get(key, ()), statement)
    return found


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
            yield Coding(pair, change.party, change.issue, "stated", change)


def _recoded(pair: Between, known: Said, held: Said) -> Iterator[Coding]:
    """What was coded in the round already and is coded otherwise now, or no longer."""
    changed = {(one.party, one.issue): one for one in pair.changes()}
    for key, said in known.items():
        if held.get(key) != said:
            how: Literal["recoded", "removed"] = "recoded" if key in held else "removed"
            yield Coding(pair, *key, how, changed.get(key))


def notes(was: Record | None, now: Record) -> Iterator[str]:
    """What else one record has otherwise than an earlier one, a phrase each."""
    new = now.negotiation
    if was is None:
        counts = (counted(len(new.parties), "party", "parties"), counted(len(new.issues), "issue"))
        yield f"begun, with {listed([*counts, counted(len(new.rounds), 'round')])}"
        return
    old = was.negotiation
    if old.title != new.title:
        yield "title changed"
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
) -> Iterator[str]:
    """Which entries were added, changed and removed."""
    told = (
        ("added", [name for name in now if name not in was]),
        ("changed", [name for name in now if name in was and now[name] != was[name]]),
        ("removed", [name for name in was if name not in now]),
    )
    for verb, names in told:
        if names:
            which = f" {', '.join(names)}" if len(names) <= _FEW else ""
            number = what if len(names) == 1 else counted(len(names), what, many)
            yield f"{number}{which} {verb}"


def _in_round(was: Round, now: Round) -> Iterator[str]:
    """What changed in a round besides statements: agreements, packages, answers, events."""
    where = f" in {round_words(now)}"
    for told in (
        *_differences("agreement", _by_id(was.agreements), _by_id(now.agreements)),
        *_differences("package", _by_id(was.packages), _by_id(now.packages)),
        *_differences("answer", _answers(was), _answers(now)),
        *(["events changed"] if was.events != now.events else []),
    ):
        yield f"{told}{where}"


def _by_id(told: Iterable[Agreement | Package]) -> dict[str, object]:
    return {one.id: one for one in told}


def _answers(one: Round) -> dict[str, object]:
    return {f"{answer.party} to {answer.package}": answer for answer in one.answers}
