"""What was said in a round: by statements, and by taking a package as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from negtrack.model import BY_ANSWER, Negotiation, Round, Statement


def unnumbered(statement: Statement) -> Statement:
    """A statement wherever it stands in its list."""
    return statement._replace(nth=0)


def spoken(negotiation: Negotiation, one: Round) -> Iterator[Statement]:
    """What was said in a round, with what accepting a package says, by day where both have one."""
    own = list(one.statements)
    for answered in _answered(negotiation, one):
        later = [
            place
            for place, statement in enumerate(own)
            if (statement.party, statement.issue) == (answered.party, answered.issue)
            and _later(statement, answered)
        ]
        own.insert(min(later, default=len(own)), answered)
    yield from own


Said = Mapping[tuple[str, str], tuple[Statement, ...]]
"""What was said in a round, by party and issue, oldest first, wherever it stands in its list."""


def said(negotiation: Negotiation, one: Round) -> Said:
    """Everything that was said in a round."""
    found: dict[tuple[str, str], tuple[Statement, ...]] = {}
    for statement in spoken(negotiation, one):
        key = statement.party, statement.issue
        found[key] = (*found.get(key, ()), unnumbered(statement))
    return found


def _later(statement: Statement, answered: Statement) -> bool:
    if statement.said.date is None or answered.said.date is None:
        return True
    return statement.said.date > answered.said.date


def _answered(negotiation: Negotiation, one: Round) -> Iterator[Statement]:
    """The acceptance of every value in a package that a party accepted as a whole."""
    for answer in one.answers:
        if answer.stance != "accept":
            continue
        values = {
            statement.issue: statement
            for earlier in negotiation.rounds[: one.number]
            for statement in earlier.statements
            if statement.package == answer.package
            and statement.party != answer.party
            and statement.value
        }
        for issue, statement in values.items():
            yield Statement(
                answer.party,
                issue,
                one.id,
                BY_ANSWER,
                stance="accept",
                value=statement.value,
                basis=statement.basis,
                package=answer.package,
                said=answer.said,
            )
