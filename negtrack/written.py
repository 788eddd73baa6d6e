"""Statements and values as a file holds them, from what a person types or where a party stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from negtrack.emitting import Bare, Out
from negtrack.fields import Fault
from negtrack.model import Condition, Element, Issue, Negotiation, Statement, Value
from negtrack.problems import Stop
from negtrack.selection import unknown
from negtrack.values import read_value, spelled_number
from negtrack.yamltext import Tree, read

_RANGE = re.compile(r"(.*?)\.\.(.*)")
_NEXT_NEED = re.compile(r";\s*(?=[a-z0-9-]+\s*=)")
_TYPED = re.compile(r"-?\d+(?:\.\d+)?|\d{4}-\d\d(?:-\d\d)?")


_BARE = ("date", "published", "salience", "by")
_MANY = ("rejects", "accepts", "of", "source")
_ORDER = (
    *("date", "value", "stance", "unconditional", "rejects", "accepts", "only_if", "of"),
    *("by", "red_line", "salience", "basis", "package", "replies_to", "published", "quote"),
    *("speaker", "source", "stated_by", "confidence", "coder", "confidential", "note"),
)
"""The keys of a statement in the order in which a new one has them."""


def statement(
    issues: Mapping[str, Issue], about: Issue, value: str, said: Mapping[str, Any]
) -> Out:
    """A statement as a file holds it, from the words typed for each of its keys.

    `said` has texts, lists of texts and flags by key, and the alternatives to `only_if` under
    `or_if`; what is empty is left out. A value alone is its own shorthand.
    """
    bound = said.get("basis") in (None, "", about.basis)
    whole: dict[str, Out] = {key: _field(key, one) for key, one in said.items() if one}
    for key in ("rejects", "accepts"):
        if key in whole:
            whole[key] = _any_of(typed(about, one, bound=bound) for one in said[key])
    if value:
        whole["value"] = typed(about, value, bound=bound)
    whole.pop("or_if", None)
    if said.get("replies_to"):
        party, _, one = str(said["replies_to"]).partition(":")
        whole["replies_to"] = {"party": party, **({"round": bare(one)} if one else {})}
    prices = [said.get("only_if") or (), *([one] for one in said.get("or_if") or ())]
    conditions = [typed_condition(issues, texts) for texts in prices if texts]
    if conditions:
        whole["only_if"] = conditions[0] if len(conditions) == 1 else conditions
    return _shortest({key: whole[key] for key in _ORDER if key in whole})


def _shortest(said: dict[str, Out]) -> Out:
    """A value alone as its shorthand; a range or list would be taken for statements."""
    value = said.get("value")
    return value if isinstance(value, str) and len(said) == 1 else said


def _field(key: str, said: Any) -> Out:
    if key in _MANY or isinstance(said, list):
        return _any_of(said)
    if said is True:
        return Bare("true")
    return bare(said) if key in _BARE else str(said)


def _any_of(values: Iterable[Out]) -> Out:
    """One value as itself, several as a list; a value that is a list itself joins in."""
    found = [one for value in values for one in (value if isinstance(value, list) else [value])]
    return found[0] if len(found) == 1 else found


def typed(issue: Issue, text: str, *, bound: bool = True) -> Out:
    """A value on an issue from what a person types; Stop where the issue has no such value.

    On a ladder or choice `a,b` is any of these; on a quantity `20..30` is a range and `30..` "at
    least 30". What begins with a bracket is read as it would stand in a file.
    """
    value = text if issue.scale == "text" else _shorthand(issue, text.strip())
    _, faults = read_value(issue, value, ("value",), bound=bound)
    if faults:
        raise _refused(faults[0])
    return value


def _shorthand(issue: Issue, text: str) -> Out:
    if text[:1] in ("{", "["):
        return _as_in_a_file(text)
    if issue.scale != "quantity":
        options = [one.strip() for one in text.split(",")]
        return options[0] if len(options) == 1 else options
    ends = _RANGE.fullmatch(text)
    if ends is None:
        return bare(text)
    named = zip(("min", "max"), ends.groups(), strict=True)
    return {name: bare(end.strip()) for name, end in named if end.strip()}


def _as_in_a_file(text: str) -> Out:
    reading = read("", text.encode("utf-8", "surrogatepass"))
    if reading.document is None or reading.problems:
        raise Stop(f"the value {text} is no YAML", "put it in quotes: '{min: 20, max: 30}'")
    return _out(reading.document.tree)


def _out(tree: Tree) -> Out:
    if isinstance(tree, dict):
        return {key: _out(one) for key, one in tree.items()}
    return [_out(one) for one in tree] if isinstance(tree, list) else bare(tree or "")


def bare(text: str) -> str:
    """The text, free of quotes where it is a number or a date."""
    return Bare(text) if _TYPED.fullmatch(text) else text


def typed_condition(issues: Mapping[str, Issue], texts: Iterable[str]) -> dict[str, Out]:
    """Needs that must be met together, from `ISSUE=VALUE` each, or several joined by `; `."""
    needs: dict[str, Out] = {}
    for text in texts:
        for need in _NEXT_NEED.split(text):
            name, equals, value = (part.strip() for part in need.partition("="))
            if not equals or not value:
                raise Stop(f"'{need}' is no condition", "write ISSUE=VALUE: withdrawal=full")
            if name not in issues:
                raise unknown("issue", name, issues)
            if name in needs:
                told = f"'{name}' is named twice in one condition"
                raise Stop(told, "an alternative is --or-if ISSUE=VALUE")
            needs[name] = typed(issues[name], value)
    return needs


def _refused(fault: Fault) -> Stop:
    return Stop(fault.message, fault.hint)


def standing_tree(negotiation: Negotiation, held: Statement) -> Out:
    """A position as a party's file would say it again; a plain demand is its value alone."""
    issue = negotiation.issues[held.issue]
    basis = held.basis if held.basis != issue.basis else ""
    said: dict[str, Out] = {}
    for key, value in (("value", held.value), ("rejects", held.rejects), ("accepts", held.accepts)):
        if value:
            said[key] = value_tree(issue, value)
    if held.only_if:
        said["only_if"] = _conditions(negotiation, held.only_if)
    words = {"stance": held.stance if held.stance != "demand" else "", "basis": basis}
    flags = {"unconditional": held.unconditional, "red_line": held.red_line}
    said |= {key: word for key, word in words.items() if word}
    said |= {key: Bare("true") for key, flag in flags.items() if flag}
    if held.by:
        said["by"] = Bare(held.by.isoformat())
    if held.of:
        said["of"] = held.of[0] if len(held.of) == 1 else list(held.of)
    if held.salience is not None:
        said["salience"] = Bare(f"{held.salience:f}")
    return _shortest(said)


def value_tree(issue: Issue, value: Value) -> Out:
    """A value as a file holds it: numbers exact, dates as ISO days, words as they were written."""
    elements = [_element(issue, one) for one in value]
    return elements[0] if len(elements) == 1 else elements


def _element(issue: Issue, element: Element) -> Out:
    if isinstance(element, str):
        return element
    if element.word:
        return element.word
    ends = {
        name: Bare(spelled_number(issue, end).replace(",", ""))
        for name, end in (("min", element.low), ("max", element.high))
        if end is not None
    }
    return ends["min"] if element.low == element.high else ends


def _conditions(negotiation: Negotiation, alternatives: tuple[Condition, ...]) -> Out:
    told = [
        {need.issue: value_tree(negotiation.issues[need.issue], need.value) for need in condition}
        for condition in alternatives
    ]
    return told[0] if len(told) == 1 else told
