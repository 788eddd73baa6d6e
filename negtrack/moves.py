"""What moved between two moments: one kind of change per party and issue, and the move itself.

The move of party i against counterpart j, from a to b, is measured from where j stood in a, so
that nobody gets credit for the other's step: C_ij = d(x_i(a), x_j(a)) − d(x_i(b), x_j(a)), after
Jensen, "Negotiating Strategic Arms Control, 1969-1979" (1984). See DESIGN §3 for every rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from negtrack.camps import NO_STEPS, Field, Steps
from negtrack.comparison import Comparison, Others, is_said_again, steps
from negtrack.measures import Distance, Scale
from negtrack.model import Issue, Negotiation
from negtrack.scaling import scales_of
from negtrack.standing import Moment, Standing

KINDS: tuple[str, ...] = (
    "withdrawal",
    "non-answer",
    "reservation",
    "new",
    "acceptance",
    "concession",
    "retraction",
    "shift",
    "rejection",
    "conditions",
    "emphasis",
    "insistence",
    "silence",
    "wording",
    "removed",
)
"""Every kind of change, in the order in which they are told."""

UNCHANGED = ("insistence", "silence")
"""The kinds in which nothing changed at all."""

SAME_VALUE = (*UNCHANGED, "conditions", "emphasis")
"""The kinds in which the value stood, whatever else was said with it."""

STEPS = ("acceptance", "concession")
"""The kinds that bring a party nearer to another."""

STEP_ASPECTS = ("acceptance", "conditions-eased", "rejection-eased")
"""The aspects of a change that bring a party nearer to another."""


class Change(NamedTuple):
    """What changed for one party on one issue: the first kind that fits, the rest as aspects.

    `movement` is the mean of C over the counterparts that it can be measured against.
    """

    party: str
    issue: str
    kind: str
    aspects: tuple[str, ...]
    before: Standing | None
    after: Standing | None
    steps: Steps = NO_STEPS

    @property
    def movement(self) -> Distance:
        """−100 to 100, or None where no counterpart's distance is known on both sides."""
        return self.steps.taken.movement

    @property
    def is_step(self) -> bool:
        """Whether it brings the party nearer: by its value, or by asking or refusing less."""
        if self.kind in UNCHANGED:
            return False
        if self.kind in STEPS or "acceptance" in self.aspects:
            return True
        if self.steps.taken.approaches:
            return True
        if "retraction" in (self.kind, *self.aspects):
            return False
        return bool(set(STEP_ASPECTS) & set(self.aspects))

    @property
    def held(self) -> bool:
        """Whether the party stayed where it was, and asked or refused no less."""
        return self.kind in SAME_VALUE and not self.is_step


def scales(negotiation: Negotiation) -> dict[str, Scale]:
    """How each issue is measured, over the whole record."""
    return scales_of(negotiation, negotiation.issues.values())


def scales_between(a: Negotiation, b: Negotiation) -> dict[str, Scale]:
    """How each issue is measured between two revisions of a negotiation, over both records.

    An issue is measured as the later has it; not at all where it counts in another unit now.
    """
    both = b._replace(rounds=(*a.rounds, *b.rounds))
    found = {**scales(a), **scales(both)}
    for name in a.issues.keys() & b.issues.keys():
        if _counts_in(a.issues[name]) != _counts_in(b.issues[name]):
            found[name] = Scale(b.issues[name], {}, {}, {}, measured=False)
    return found


def _counts_in(issue: Issue) -> tuple[str, str, str]:
    return issue.scale, issue.unit, issue.basis


def changes(a: Moment, b: Moment, measured: Mapping[str, Scale]) -> tuple[Change, ...]:
    """What changed from one moment to another, in the record's order of issues and parties.

    Of two revisions of a record, what only the earlier one has comes last.
    """
    found = (
        _change(field, b, party, measured[field.issue])
        for field in (Field(a, issue) for issue in {**b.negotiation.issues, **a.negotiation.issues})
        for party in {**b.negotiation.parties, **a.negotiation.parties}
    )
    return tuple(change for change in found if change is not None)


def _change(field: Field, b: Moment, party: str, scale: Scale) -> Change | None:
    a, issue = field.moment, field.issue
    before, after = a.stands.get((party, issue)), b.stands.get((party, issue))
    own = before is not None and not before.inherited
    if after is None or (after.inherited and own):
        return Change(party, issue, "removed", (), before, after) if own else None
    if after.inherited and not _speaks_through_bloc(b, party, issue):
        return None
    revised = a.round.id == b.round.id
    if before == after or (revised and before and before.unnumbered() == after.unnumbered()):
        silent = after.engaged and not revised
        return Change(party, issue, "silence", (), before, after) if silent else None
    taken = steps(field, before, after, scale)
    if before is not None and is_said_again(before, after):
        return Change(
            party, issue, "wording" if revised else "insistence", (), before, after, taken
        )
    kind, aspects = _told(Comparison(before, after, taken, Others(field, b, after), scale))
    if kind == "insistence" and revised:
        kind = "wording"
    return Change(party, issue, kind, aspects, before, after, taken)


def _speaks_through_bloc(b: Moment, party: str, issue: str) -> bool:
    """Whether what a bloc says counts as what its silent member says, as nobody else counts it."""
    principal = b.negotiation.parties[party].role == "principal"
    return principal and not b.is_beside_bloc(party, issue)


def _told(comparison: Comparison) -> tuple[str, tuple[str, ...]]:
    """The first kind that fits, and everything else that changed."""
    found = dict.fromkeys(comparison.words())
    kind = min((one for one in found if one in KINDS), key=KINDS.index)
    return kind, tuple(one for one in found if one not in (kind, "emphasis", "insistence"))
