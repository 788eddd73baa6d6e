"""Which issues conditions keep where they are: by waiting in a ring, or for what is not met."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from negtrack.linkage import Claim, Network, network
from negtrack.measures import Scale
from negtrack.model import Negotiation
from negtrack.openings import Lock
from negtrack.standing import Moment

Locks = Callable[[Network, Sequence[Claim]], Sequence[Lock]]
"""How the locks among statements with conditions are found."""


class Waiting(NamedTuple):
    """The statements of the principals, or of blocs for them, that wait for what is not met."""

    of: Network
    claims: tuple[Claim, ...]
    locks: tuple[Lock, ...]

    def on(self, issue: str) -> tuple[Claim, ...]:
        """Those on one issue, in the record's order of parties."""
        return tuple(claim for claim in self.claims if claim.key[1] == issue)

    def lock_on(self, issue: str) -> Lock | None:
        """The first lock that a statement on the issue is part of."""
        rings = (lock for lock in self.locks if any(about == issue for _, about in lock.statements))
        return next(rings, None)

    def rule(self, issue: str) -> str:
        """How conditions explain that an issue is open: `lock`, `condition`; empty where none."""
        if self.lock_on(issue):
            return "lock"
        return "condition" if self.on(issue) else ""

    def is_blocked(self, issue: str) -> bool:
        """Whether somebody stands against every alternative of a statement on the issue."""
        return any(
            all(any(wish.state == "blocked" for wish in one) for one in claim.alternatives)
            for claim in self.on(issue)
        )

    def waits_for(self, issue: str) -> tuple[str, ...]:
        """The issues on which something is not met that statements on this one wait for."""
        return tuple(
            dict.fromkeys(
                wish.need.issue
                for claim in self.on(issue)
                for one in claim.alternatives
                for wish in one
                if wish.state != "met"
            )
        )


def voices(negotiation: Negotiation) -> set[str]:
    """Those whose statements are a principal's: its own, and those of the blocs it belongs to."""
    principals = {party.id for party in negotiation.principals}
    return principals | {
        party.id for party in negotiation.parties.values() if principals & {*party.members}
    }


def waiting(moment: Moment, scales: Mapping[str, Scale], locks: Locks) -> Waiting:
    """What waits for what as of a moment, as far as it is a principal's."""
    whole = network(moment, scales)
    claims = whole.claims()
    heard = voices(moment.negotiation)
    unmet = tuple(claim for claim in claims if not claim.met and claim.key[0] in heard)
    rings = locks(whole, claims) if unmet else ()
    return Waiting(
        whole,
        unmet,
        tuple(lock for lock in rings if any(party in heard for party, _ in lock.statements)),
    )
