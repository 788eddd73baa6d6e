"""The parts of a record, each built from what its file says: statements, packages, agreements.

A builder takes data that `validation.validate` let through, and tolerates what it cut out of it; a
part is built as far as it is right. Faults go to the `Faults` of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

from negtrack.fields import Fault, shortened, suggestion
from negtrack.model import (
    VALUELESS,
    Agreement,
    Answer,
    Condition,
    Delivery,
    Event,
    Issue,
    Need,
    Option,
    Package,
    Party,
    Provenance,
    Reply,
    Source,
    Statement,
    Term,
    Value,
    Version,
)
from negtrack.values import read_number, read_value
from negtrack.yamltext import Path

Issues = Mapping[str, Issue]
Faults = list[Fault]


def many(raw: Any) -> tuple[str, ...]:
    """One text or a list of texts, as a tuple; items that were at fault are left out."""
    if raw is None:
        return ()
    return (raw,) if isinstance(raw, str) else tuple(item for item in raw if item is not None)


def party(name: str, raw: Any) -> Party:
    """A party of negotiation.yaml."""
    raw = raw or {}
    known = {key: raw[key] for key in ("role", "side", "power", "note") if key in raw}
    return Party(name, raw.get("name", name), members=many(raw.get("members")), **known)


def source(name: str, raw: Any) -> Source:
    """A source of negotiation.yaml."""
    return Source(name, **({"publisher": ""} | (raw or {})))


def issue(name: str, raw: Any, path: Path, faults: Faults) -> Issue:
    """An issue of negotiation.yaml, with its scale; its numbers are read in its own unit.

    The scale is empty where it, or a word that stands for a number, is at fault: then no value
    on the issue can be judged.
    """
    raw = raw or {}
    known = {key: raw[key] for key in ("group", "unit", "basis", "note") if key in raw}
    options = tuple(_option(key, option) for key, option in (raw.get("options") or {}).items())
    built = Issue(name, raw.get("title", name), raw.get("scale", ""), options=options, **known)
    low, high = (_number(built, raw.get(end), (*path, end), faults) for end in ("min", "max"))
    spoken = {
        word: _number(built, text, (*path, "words", word), faults)
        for word, text in raw.get("words", {}).items()
    }
    words = tuple((word, number) for word, number in spoken.items() if number is not None)
    scale = built.scale if len(words) == len(spoken) else ""
    built = built._replace(scale=scale, words=words, minimum=low, maximum=high)
    if "reference" in raw:
        reference, found = read_value(built, raw["reference"], (*path, "reference"))
        faults += found
        built = built._replace(reference=reference)
    return built


def _option(name: str, raw: Any) -> Option:
    if isinstance(raw, str):
        return Option(name, raw)
    raw = raw or {}
    return Option(name, raw.get("label", name), raw.get("at"))


def _number(built: Issue, text: str | None, path: Path, faults: Faults) -> Decimal | None:
    if text is None:
        return None
    try:
        return read_number(built, text)
    except PydanticCustomError as error:
        context: Any = error.context
        faults.append(Fault(error.type, path, context["message"], context["hint"]))
        return None


def statements(issues: Issues, base: Statement, raw: Any, path: Path) -> tuple[Any, Faults]:
    """Every statement of one party on one issue in one round, oldest first.

    `base` names party, issue and round; `path` leads to the issue's key in the party's file.
    """
    faults: Faults = []
    several = isinstance(raw, list)
    built = [
        statement(issues, base._replace(nth=nth), one, (*path, nth) if several else path, faults)
        for nth, one in enumerate(raw if several else [raw])
        if one is not None
    ]
    return tuple(built), faults


def statement(issues: Issues, base: Statement, raw: Any, path: Path, faults: Faults) -> Statement:
    """One statement with its disputed versions; a scalar is a demand for that value."""
    if isinstance(raw, str):
        value, found = read_value(issues[base.issue], raw, path)
        faults += found
        return base._replace(value=value)
    built = _one_version(issues, base, raw, path, faults)
    versions = []
    for place, entry in enumerate(raw.get("disputed") or ()):
        if entry is not None:
            own = _inherited(raw, entry)
            here = (*path, "disputed", place)
            checked: Faults = []
            versions.append(_one_version(issues, base, own, here, checked))
            faults += [one for one in checked if one.path[len(here)] in entry]
    return built._replace(disputed=tuple(versions))


def _inherited(parent: Any, entry: Any) -> dict[str, Any]:
    """A disputed version whole: its own keys, and the rest from the statement that it disputes."""
    own = {key: value for key, value in (parent | entry).items() if key != "disputed"}
    if own.get("stance") in VALUELESS and "value" not in entry:
        own.pop("value", None)
    return own


def _one_version(
    issues: Issues, base: Statement, raw: Any, path: Path, faults: Faults
) -> Statement:
    about = issues[base.issue]
    bound = raw.get("basis", about.basis) == about.basis
    named: dict[str, Any] = {}
    for key in ("value", "rejects", "accepts"):
        if key in raw:
            named[key], found = read_value(about, raw[key], (*path, key), bound=bound)
            faults += found
    keys = ("stance", "unconditional", "red_line", "salience", "basis", "by", "package", "coder")
    plain = {key: raw[key] for key in (*keys, "confidential") if key in raw}
    if raw.get("replies_to", {}).get("party"):
        plain["replies_to"] = Reply(**raw["replies_to"])
    conditions = _conditions(issues, raw.get("only_if"), (*path, "only_if"), faults)
    return base._replace(
        **named, **plain, only_if=conditions, of=many(raw.get("of")), said=provenance(raw)
    )


def _conditions(issues: Issues, raw: Any, path: Path, faults: Faults) -> tuple[Condition, ...]:
    if raw is None:
        return ()
    if isinstance(raw, dict):
        return (_condition(issues, raw, path, faults),)
    return tuple(
        _condition(issues, alternative, (*path, place), faults)
        for place, alternative in enumerate(raw)
        if alternative is not None
    )


def _condition(issues: Issues, raw: Any, path: Path, faults: Faults) -> Condition:
    needs = []
    for name, wanted in raw.items():
        if name not in issues:
            faults.append(unknown_issue(name, issues, (*path, name)))
            continue
        value, found = read_value(issues[name], wanted, (*path, name))
        faults += found
        if value:
            needs.append(Need(name, value))
    return tuple(needs)


def unknown_issue(name: str, issues: Issues, path: Path) -> Fault:
    """The fault of naming an issue that negotiation.yaml does not declare."""
    hint = suggestion(name, issues) or "declare it under 'issues' in negotiation.yaml"
    return Fault("unknown-issue", path, f"no issue '{shortened(name)}'", hint, True)


def _delivery(raw: Any, whole: Delivery = Delivery(None)) -> Delivery:  # noqa: B008
    """A delivery with its disputed versions; one takes from the first what it leaves out."""
    built = Delivery(raw.get("amount", whole.amount), provenance(raw, whole.said))
    versions = (one for one in raw.get("disputed") or () if one is not None)
    return built._replace(disputed=tuple(_delivery(one, built) for one in versions))


def provenance(raw: Any, earlier: Provenance = Provenance()) -> Provenance:  # noqa: B008
    """Who said it, when, where it was read; what is not given here is as it was earlier."""
    keys = ("date", "published", "quote", "speaker", "stated_by", "confidence", "note")
    known = {key: raw[key] for key in keys if key in raw}
    if "source" in raw:
        known["source"] = many(raw["source"])
    return earlier._replace(**known)


def package(name: str, owner: str, raw: Any) -> Package:
    """A package of a party's file; by that party where it does not say by whom."""
    raw = raw or {}
    known = {key: raw[key] for key in ("title", "final", "expires") if key in raw}
    by = many(raw.get("by")) or (owner,)
    return Package(name, owner, by=by, said=provenance(raw), **known)


def answer(owner: str, name: str, raw: Any) -> Answer:
    """A party's answer to a package; a word is shorthand for its stance."""
    raw = {"stance": raw} if isinstance(raw, str) else raw or {}
    return Answer(owner, name, raw.get("stance", "no-answer"), provenance(raw))


def event(raw: Any) -> Event:
    """An event of round.yaml."""
    return Event(raw.get("title", ""), many(raw.get("by")), provenance(raw))


def agreement(
    issues: Issues, earlier: Agreement, raw: Any, path: Path, faults: Faults
) -> Agreement:
    """An agreement as a round leaves it: keys given there replace those of `earlier`.

    Deliveries add up. What a version or a later round says without an issue is on the issue
    of the agreement, where that has just one.
    """
    kept = {key: raw[key] for key in ("title", "status", "part") if key in raw}
    if "between" in raw:
        kept["between"] = many(raw["between"])
    terms = _terms(issues, raw, _only_issue(earlier.terms), path, faults) or earlier.terms
    named = raw.get("issue") or _only_issue(terms)
    versions = tuple(
        Version(
            name,
            _terms(issues, one or {}, named, (*path, "versions", name), faults),
            provenance(one or {}),
        )
        for name, one in raw.get("versions", {}).items()
    )
    told = (one for one in raw.get("carried_out") or () if one is not None)
    return earlier._replace(
        **kept,
        terms=terms,
        versions=versions or earlier.versions,
        deliveries=(*earlier.deliveries, *map(_delivery, told)),
        said=provenance(raw, earlier.said),
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
                unknown = unknown_issue(name, issues, where)
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
