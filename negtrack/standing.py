"""Where every party stands in every round, by all that it has said up to then (DESIGN §3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from negtrack.heard import OnDemand
from negtrack.measures import same
from negtrack.model import Negotiation, Package, Round, Statement, Value
from negtrack.sayings import spoken, unnumbered

_ASKING = ("demand", "offer")
"""The stances that are a position even where no figure is named."""

_ENDING = ("reserve", "withdraw")
"""The stances that end what stood before."""


class Standing(NamedTuple):
    """Where one party stands on one issue, by all that it has said up to a round.

    `held` is the position in effect: the last statement with a value, and what later statements
    without one added to it. `source` is the statement that the position comes from, be it one
    without a figure, and None where none stands; `last` is the last statement of any kind.
    `expired` is the package whose time ran out, `inherited` the bloc that spoke for the party.
    """

    held: Statement
    source: Statement | None
    last: Statement
    expired: str = ""
    inherited: str = ""

    @property
    def value(self) -> Value:
        """The value that stands; empty where none does."""
        return self.held.value

    @property
    def versions(self) -> tuple[Statement, ...]:
        """The position and its disputed versions, as far as they name a value."""
        return tuple(one for one in (self.held, *self.held.disputed) if one.value)

    @property
    def has_position(self) -> bool:
        """Whether the party asks for or offers something, be it without a figure."""
        return self.source is not None

    @property
    def engaged(self) -> bool:
        """Whether the party has a position, or refuses somebody else's."""
        return self.has_position or bool(self.held.rejects)

    @property
    def said_in(self) -> str:
        """The round in which the position was stated."""
        return (self.source or self.last).round

    def unnumbered(self) -> Standing:
        """The standing wherever its statements stand in their lists: another may come before."""
        source = self.source and unnumbered(self.source)
        return self._replace(held=unnumbered(self.held), source=source, last=unnumbered(self.last))


Stands = Mapping[tuple[str, str], Standing]
"""The standings of one round, by party and issue; a party that never spoke has none."""


NOWHERE: tuple[int, Stands] = 0, {}
"""Before the first round, when nobody had spoken."""


Rivals = Mapping[str, tuple[str, ...]]
"""The principals that are counterparts of each party, in the record's order."""


class Moment(NamedTuple):
    """A negotiation as of one of its rounds: what two answers are computed between."""

    negotiation: Negotiation
    round: Round
    stands: Stands
    rivals: Rivals

    def is_beside_bloc(self, party: str, issue: str) -> bool:
        """Whether a party stands where its bloc does, and that bloc is a principal itself.

        Then only the bloc is counted, so that nobody's position counts twice.
        """
        standing = self.stands.get((party, issue))
        if standing is None or not standing.inherited:
            return False
        return self.negotiation.parties[standing.inherited].role == "principal"

    def addressees(self, party: str, issue: str, of: tuple[str, ...]) -> tuple[str, ...]:
        """Of whom a party asks something: those it names, else its counterparts, a bloc once."""
        return of or tuple(one for one in self.rivals[party] if not self.is_beside_bloc(one, issue))

    def pairs(self, issue: str) -> Iterator[tuple[str, str]]:
        """Every two counterparts between whom a gap is counted on an issue, in record order."""
        names = [one.id for one in self.negotiation.principals]
        through = {one for one in names if self._inherits(one, issue)}
        seen: set[str] = set()
        for one in names:
            seen.add(one)
            for other in self.rivals[one]:
                if other not in seen and (
                    through.isdisjoint((one, other)) or self.counts(one, other, issue)
                ):
                    yield one, other

    def _inherits(self, party: str, issue: str) -> bool:
        standing = self.stands.get((party, issue))
        return standing is not None and bool(standing.inherited)

    def counts(self, one: str, other: str, issue: str) -> bool:
        """Whether a gap is counted between two counterparts: not beside or within their bloc."""
        blocs = [self.stands[p, issue].inherited for p in (one, other) if (p, issue) in self.stands]
        if len(blocs) == 2 and blocs[0] and blocs[0] == blocs[1]:
            return False
        return not self.is_beside_bloc(one, issue) and not self.is_beside_bloc(other, issue)


def moments(negotiation: Negotiation) -> tuple[Moment, ...]:
    """The negotiation as of each of its rounds, in order."""
    against = rivals(negotiation)
    return tuple(
        Moment(negotiation, one, {**stands, **_inherited(negotiation, stands)}, against)
        for one, stands in _standing(negotiation, len(negotiation.rounds))
    )


def last_moment(negotiation: Negotiation) -> Moment | None:
    """The negotiation as of its last round; None where it has none."""
    return moment(negotiation, len(negotiation.rounds)) if negotiation.rounds else None


def moment(negotiation: Negotiation, number: int, since: tuple[int, Stands] = NOWHERE) -> Moment:
    """The negotiation as of the round of a number.

    `since` is an earlier round, or the same, and where all stood after it by what they said
    themselves; no round is looked at before that.
    """
    stands = dict(since[1])
    for _, now in _standing(negotiation, number, since):
        stands = now
    whole = {**stands, **_inherited(negotiation, stands)}
    return Moment(negotiation, negotiation.rounds[number - 1], whole, rivals(negotiation))


def _standing(
    negotiation: Negotiation, stop: int, since: tuple[int, Stands] = NOWHERE
) -> Iterator[tuple[Round, dict[tuple[str, str], Standing]]]:
    """Each round, and what all stand for by what they said themselves: one mapping, which grows."""
    start, known = since
    earlier = negotiation.rounds[:start]
    packages = {package.id: package for one in earlier for package in one.packages}
    stands = dict(known)
    for one in negotiation.rounds[start:stop]:
        packages |= {package.id: package for package in one.packages}
        for statement in spoken(negotiation, one):
            key = statement.party, statement.issue
            stands[key] = _after(stands.get(key), statement)
        for key, standing in stands.items():
            stands[key] = _expired(standing, packages, one)
        yield one, stands


def nothing_before(negotiation: Negotiation) -> Moment:
    """The moment before the first round of a negotiation that has one, when nobody had spoken."""
    before = negotiation.rounds[0]._replace(id="", number=0)
    return Moment(negotiation, before, {}, rivals(negotiation))


def rivals(negotiation: Negotiation) -> Rivals:
    """The counterparts of every party, found for a party once somebody asks."""
    principals = [one.id for one in negotiation.principals]

    def of(party: str) -> tuple[str, ...]:
        return tuple(other for other in principals if negotiation.counterparts(party, other))

    return OnDemand({}, negotiation.parties, of)


def _after(before: Standing | None, said: Statement) -> Standing:
    """Where a party stands once it has said one thing more."""
    if said.value:
        return Standing(said, said, said)
    asking = said if said.stance in _ASKING and not said.rejects else None
    if before is None or _begins(said):
        return Standing(said, asking, said)
    source = before.source if before.value or asking is None else asking
    held = _merged(before.held, said)
    if before.source is None or source is asking:
        held = held._replace(stance=said.stance)
    return Standing(held, source, said, "" if source else before.expired)


def _begins(said: Statement) -> bool:
    """Whether a statement leaves nothing of what its party has said before."""
    return bool(said.value) or said.stance in _ENDING


def rests_on(negotiation: Negotiation, until: Round, party: str, issue: str) -> Iterator[Statement]:
    """The statements that a party's own standing is made of, up to a round, oldest first."""
    said = [
        statement
        for one in negotiation.rounds[: until.number]
        for statement in spoken(negotiation, one)
        if (statement.party, statement.issue) == (party, issue)
    ]
    yield from since_begun(said)


def since_begun(said: Sequence[Statement]) -> Sequence[Statement]:
    """Of all that a party has said on an issue, oldest first, what its standing is made of."""
    starts = [nth for nth, statement in enumerate(said) if _begins(statement)]
    return said[max(starts, default=0) :]


def _merged(held: Statement, said: Statement) -> Statement:
    """A position with what a statement without a value adds: it changes no value or condition."""
    return held._replace(
        rejects=held.rejects + tuple(one for one in said.rejects if one not in held.rejects),
        accepts=said.accepts or held.accepts,
        only_if=held.only_if if held.value else said.only_if or held.only_if,
        unconditional=held.unconditional or said.unconditional,
        of=said.of or held.of,
        red_line=held.red_line or said.red_line,
        by=said.by or held.by,
        replies_to=said.replies_to or held.replies_to,
        salience=held.salience if said.salience is None else said.salience,
    )


def _expired(standing: Standing, packages: Mapping[str, Package], one: Round) -> Standing:
    """The standing without an offer whose package has run out by the end of the round.

    What the offer asked in return, and what it would have left open, goes with it.
    """
    held = standing.held
    package = packages.get(held.package)
    if package is None or package.expires is None or held.stance != "offer" or not held.value:
        return standing
    if one.end <= package.expires:
        return standing
    over = held._replace(value=(), disputed=(), only_if=(), accepts=(), unconditional=False)
    return Standing(over, None, standing.last, package.id)


def _inherited(negotiation: Negotiation, stands: Stands) -> dict[tuple[str, str], Standing]:
    """What silent members have from their blocs, on each issue on which these do not differ."""
    found: dict[tuple[str, str], list[Standing]] = {}
    for (party, issue), standing in stands.items():
        for member in negotiation.parties[party].members if standing.engaged else ():
            if (member, issue) not in stands:
                found.setdefault((member, issue), []).append(standing)
    return {
        (member, issue): first._replace(
            held=first.held._replace(party=member), inherited=first.held.party
        )
        for (member, issue), (first, *others) in found.items()
        if all(_alike(first.held, other.held) for other in others)
    }


def _alike(one: Statement, other: Statement) -> bool:
    """Whether two blocs ask the same, on the same basis and conditions, and refuse the same."""
    if (one.basis, one.only_if) != (other.basis, other.only_if):
        return False
    return same(one.value, other.value) and same(one.rejects, other.rejects)
