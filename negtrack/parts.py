"""The parts of a record, each built from what its file says: statements, packages, agreements.

A builder takes data that `validation.validate` let through, and tolerates what it cut out of it; a
part is built as far as it is right. Faults go to the `Faults` of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

from negtrack.fields import Fault, near, shortened
from negtrack.model import (
    VALUELESS,
    Answer,
    Condition,
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
    Value,
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
        statement(
            issues,
            base._replace(nth=nth) if nth else base,
            one,
            (*path, nth) if several else path,
            faults,
        )
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
    if not raw.get("disputed"):
        return built
    versions = []
    for place, entry in enumerate(raw["disputed"]):
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
    named: dict[str, Value] = {}
    for key in ("value", "rejects", "accepts"):
        if key in raw:
            named[key], found = read_value(about, raw[key], (*path, key), bound=bound)
            faults += found
    told = raw.get
    reply = told("replies_to")
    return Statement(
        *base[:4],  # whose, on what, in which round and place
        told("stance", base.stance),
        named.get("value", ()),
        told("unconditional", False),
        named.get("rejects", ()),
        named.get("accepts", ()),
        _conditions(issues, told("only_if"), (*path, "only_if"), faults),
        many(told("of")),
        told("red_line", False),
        told("salience"),
        told("basis", ""),
        told("package", ""),
        told("by"),
        Reply(**reply) if reply and "party" in reply else None,
        told("coder", base.coder),
        told("confidential", False),
        provenance(raw),
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
    hint = near(issues, name) or "declare it under 'issues' in negotiation.yaml"
    return Fault("unknown-issue", path, f"no issue '{shortened(name)}'", hint, True)


def provenance(raw: Any, earlier: Provenance = Provenance()) -> Provenance:  # noqa: B008
    """Who said it, when, where it was read; what is not given here is as it was earlier."""
    told = raw.get
    return Provenance(
        told("date", earlier.date),
        told("published", earlier.published),
        told("quote", earlier.quote),
        told("speaker", earlier.speaker),
        many(raw["source"]) if "source" in raw else earlier.source,
        told("stated_by", earlier.stated_by),
        told("confidence", earlier.confidence),
        told("note", earlier.note),
    )


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
