"""How each issue is measured: by its options, its declared ends, or by what was said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from negtrack.measures import Scale, Span
from negtrack.model import Issue, Negotiation, Range, Statement, Value
from negtrack.spoken import Ends, Spoken, parts_of


def scale_of(negotiation: Negotiation, issue: Issue) -> Scale:
    """How an issue of the negotiation is measured."""
    return scales_of(negotiation, [issue])[issue.id]


def scales_of(negotiation: Negotiation, issues: Iterable[Issue]) -> dict[str, Scale]:
    """How some issues of the negotiation are measured, over the whole record."""
    found = {issue.id: issue for issue in issues}
    counted = {name: issue for name, issue in found.items() if issue.scale == "quantity"}
    known = _known_ends(negotiation, counted) if counted else {}
    return {name: _scale(issue, known.get(name, {})) for name, issue in found.items()}


def _scale(issue: Issue, known: Mapping[str, set[Decimal]]) -> Scale:
    at = _places(issue) if issue.scale == "ladder" else {}
    return Scale(issue, at, {basis: _span(issue, basis, known[basis]) for basis in known}, {})


def _known_ends(
    negotiation: Negotiation, issues: Mapping[str, Issue]
) -> dict[str, dict[str, set[Decimal]]]:
    """The ends of numbers that tell how each of some quantities is measured, by basis."""
    known: dict[str, dict[str, set[Decimal]]] = {
        name: {issue.basis: set()} for name, issue in issues.items()
    }
    for part in (part for one in negotiation.rounds for part in parts_of(one.statements)):
        found = part.ends if isinstance(part, Spoken) else ends_in(issues, part)
        for (name, basis), ends in found.items():
            if name in known:
                known[name].setdefault(basis, set()).update(ends)
    return known


def ends_in(issues: Mapping[str, Issue], statements: Iterable[Statement]) -> Ends:
    """The finite ends of all numbers that may tell how a quantity is measured."""
    found: dict[tuple[str, str], set[Decimal]] = {}
    for said in statements:
        issue = issues.get(said.issue)
        if issue is None or issue.scale != "quantity":
            continue
        for one in (said, *said.disputed):
            basis = one.basis or issue.basis
            if not _is_declared(issue, basis):
                found.setdefault((issue.id, basis), set()).update(_ends(one.value))
    return {key: _few(ends) for key, ends in found.items()}


def _ends(value: Value) -> Iterator[Decimal]:
    for element in value:
        if isinstance(element, Range):
            yield from (end for end in (element.low, element.high) if end is not None)


def _few(ends: set[Decimal]) -> frozenset[Decimal]:
    """As many numbers as tell the span of all of them, and whether there are three."""
    if len(ends) < 4:
        return frozenset(ends)
    least, another, *_, greatest = sorted(ends)
    return frozenset((least, another, greatest))


def _is_declared(issue: Issue, basis: str) -> bool:
    return issue.minimum is not None and issue.maximum is not None and basis == issue.basis


def _places(issue: Issue) -> dict[str, Fraction]:
    """Where each option stands on the ladder, 0–100: at its `at`, or evenly spaced."""
    steps = max(len(issue.options) - 1, 1)
    return {
        option.id: Fraction(100 * place, steps) if option.at is None else Fraction(option.at)
        for place, option in enumerate(issue.options)
    }


def _span(issue: Issue, basis: str, known: set[Decimal]) -> Span:
    if _is_declared(issue, basis):
        return Span(issue.minimum, issue.maximum, False)
    if len(known) < 3:  # two would be 100 apart whatever they are
        return Span(None, None, True)
    return Span(min(known), max(known), True)
