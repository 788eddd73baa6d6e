"""Agreements: what is agreed on each issue, by whose account, and how far it was carried out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from negtrack import parts
from negtrack.fields import Fault
from negtrack.model import Agreement, Delivery, Term, Value, Version
from negtrack.parts import Faults, Issues
from negtrack.values import read_value
from negtrack.yamltext import Path


def agreement(
    issues: Issues, earlier: Agreement, raw: Any, path: Path, faults: Faults
) -> Agreement:
    """An agreement as a round leaves it: keys given there replace those of `earlier`.

    Deliveries add up. What a version or a later round says without an issue is on the issue
    of the agreement, where that has just one.
    """
    kept = {key: raw[key] for key in ("title", "status", "part") if key in raw}
    if "between" in raw:
        kept["between"] = parts.many(raw["between"])
    terms = _terms(issues, raw, _only_issue(earlier.terms), path, faults) or earlier.terms
    named = raw.get("issue") or _only_issue(terms)
    versions = tuple(
        Version(
            name,
            _terms(issues, one or {}, named, (*path, "versions", name), faults),
            parts.provenance(one or {}),
        )
        for name, one in raw.get("versions", {}).items()
    )
    told = (one for one in raw.get("carried_out") or () if one is not None)
    return earlier._replace(
        **kept,
        terms=terms,
        versions=versions or earlier.versions,
        deliveries=(*earlier.deliveries, *map(_delivery, told)),
        said=parts.provenance(raw, earlier.said),
    )


def _only_issue(terms: tuple[Term, ...]) -> str | None:
    return terms[0].issue if len(terms) == 1 else None


def _terms(
    issues: Issues, raw: Any, named: str | None, path: Path, faults: Faults
) -> tuple[Term, ...]:
    """What is agreed, from `terms`, or from `value` on the named issue."""
    named = raw.get("issue") or named
    if "value" in raw and named is None:
        message = "a 'value' needs the 'issue' that it is on"
        faults.append(Fault("missing-key", path, message, "", True))
    terms = []
    for name, wanted, where, here in _told_terms(raw, named, path):
        if name not in issues:
            if where:
                unknown = parts.unknown_issue(name, issues, where)
                faults.append(unknown._replace(key=where == here))
            continue
        value: Value = ()
        if wanted is not None:
            value, wrong = read_value(issues[name], wanted, here)
            faults += wrong
        terms.append(Term(name, value))
    return tuple(terms)


def _told_terms(raw: Any, named: str | None, path: Path) -> Iterator[tuple[str, Any, Path, Path]]:
    """Each issue with what it comes to, and the paths of both; none where it is named elsewhere."""
    for name, value in raw.get("terms", {}).items():
        here = (*path, "terms", name)
        yield name, value, here, here
    if named and ("issue" in raw or "value" in raw):
        where = (*path, "issue") if "issue" in raw else ()
        yield named, raw.get("value"), where, (*path, "value")


def _delivery(raw: Any, whole: Delivery = Delivery(None)) -> Delivery:  # noqa: B008
    """A delivery with its disputed versions; one takes from the first what it leaves out."""
    built = Delivery(raw.get("amount", whole.amount), parts.provenance(raw, whole.said))
    versions = (one for one in raw.get("disputed") or () if one is not None)
    return built._replace(disputed=tuple(_delivery(one, built) for one in versions))
