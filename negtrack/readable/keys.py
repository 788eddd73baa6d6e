"""Every key that a file may say, in plain words: for each kind of thing its keys, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from negtrack.readable.lines import each, either, indented, told, wrapped
from negtrack.text import one_line
from negtrack.yamltext import Tree

Teller = Callable[[str, Tree], Iterator[str]]
"""Makes the lines of one key, given its name and its value."""


def fields(value: dict[str, Tree], keys: Mapping[str, Teller]) -> Iterator[str]:
    """The lines of every key, those that have words first and in their own order."""
    known = [key for key in keys if key in value]
    for key in (*known, *(key for key in value if key not in keys)):
        if key == "disputed" and key in keys:
            yield from _disputed(value, keys)
        else:
            yield from keys.get(key, told)(one_line(key) or "(no name)", value[key])


def said(value: dict[str, Tree]) -> Iterator[str]:
    """What is asked or offered: the stance and the value, in one line where that is possible."""
    stance = value.get("stance", "demand")
    if isinstance(stance, str) and stance in _VERBS:
        if "value" in value:
            yield from told(_VERBS[stance], value["value"])
        elif "stance" in value or not ("rejects" in value or "accepts" in value):
            yield f"{_VERBS[stance].removesuffix(' for')}, without a value"
        return
    if isinstance(stance, str) and stance in _QUIET:
        yield _QUIET[stance]
    else:
        yield from told("stance", stance)
    if "value" in value:
        yield from told("value", value["value"])


def _disputed(value: dict[str, Tree], keys: Mapping[str, Teller]) -> Iterator[str]:
    """Other versions of the same thing, each with what it tells otherwise; the stance is shared."""
    versions = value["disputed"]
    if not isinstance(versions, list) or not versions:
        yield from told("told otherwise", versions)
        return
    for version in versions:
        yield "told otherwise:"
        if not isinstance(version, dict):
            yield from indented(told("says", version))
            continue
        if keys is STATEMENT and version.keys() & {"value", "stance"}:
            yield from indented(said({"stance": value.get("stance", "demand"), **version}))
        yield from indented(fields(version, keys))


def _delegations(name: str, value: Tree) -> Iterator[str]:
    """A line for each delegate, so that one who comes or goes is one line."""
    if not isinstance(value, dict) or not value:
        yield from told(name, value)
        return
    for party, people in value.items():
        yield from each(f"for {one_line(party)}", people)


def _nothing(_name: str, _value: Tree) -> Iterator[str]:
    return iter(())


def _named(words: str) -> Teller:
    return lambda _, value: told(words, value)


def _each(words: str) -> Teller:
    return lambda _, value: each(words, value)


def _flag(yes: str, no: str) -> Teller:
    return lambda name, value: either(name, value, {"true": yes, "false": no})


def _word(words: str, known: Mapping[str, str]) -> Teller:
    def tell(_name: str, value: Tree) -> Iterator[str]:
        return told(words, known.get(value, value) if isinstance(value, str) else value)

    return tell


def _quote(_name: str, value: Tree) -> Iterator[str]:
    """Words as they were spoken, in quotation marks."""
    return wrapped(f"quote: “{value.strip()}”") if isinstance(value, str) else told("quote", value)


def _conditions(name: str, value: Tree) -> Iterator[str]:
    """A condition a line: `only if: A is x`, `and B is y`, `or if: C is z`."""
    alternatives = [value] if isinstance(value, dict) else value
    if not isinstance(alternatives, list) or not alternatives:
        yield from told("only if", value)
        return
    for number, needs in enumerate(alternatives):
        start = "or if" if number else "only if"
        if not isinstance(needs, dict) or not needs:
            yield from told(start, needs)
            continue
        for place, (issue, wanted) in enumerate(needs.items()):
            lines = told(f"{one_line(issue)} is", wanted, sign="")
            first, *rest = lines
            yield f"  and {first}" if place else f"{start}: {first}"
            yield from (f"  {line}" for line in rest)


def _reply(_name: str, value: Tree) -> Iterator[str]:
    """Whose position is replied to, and as of which round."""
    if not isinstance(value, dict) or "party" not in value:
        yield from told("in reply to", value)
        return
    yield from told("in reply to", value["party"])
    rest = {key: one for key, one in value.items() if key != "party"}
    yield from (line for key, one in rest.items() for line in told(f"  as of {key}", one))


def _inside(words: str, keys: Mapping[str, Teller]) -> Teller:
    """A mapping by name: a line for each name, and its keys under it."""

    def tell(name: str, value: Tree) -> Iterator[str]:
        if not isinstance(value, dict) or not value:
            yield from told(name, value)
            return
        for label, one in value.items():
            if keys and isinstance(one, dict):
                yield f"{words} {one_line(label)}:"
                yield from indented(fields(one, keys))
            else:
                yield from told(f"{words} {one_line(label)}", one)

    return tell


def _deliveries(name: str, value: Tree) -> Iterator[str]:
    """Each delivery by its day, with how much it was and where that was read."""
    if not isinstance(value, list) or not value:
        yield from told(name, value)
        return
    for one in value:
        if not isinstance(one, dict):
            yield from told("delivered", one)
            continue
        yield "delivered:"
        yield from indented(fields(one, _DELIVERY))


_VERBS = {"demand": "asks for", "offer": "offers", "accept": "accepts"}
_QUIET = {
    "reserve": "reserves its position",
    "no-answer": "gives no answer",
    "withdraw": "withdraws its position",
}
_REPORTERS = {
    "self": "the party itself",
    "counterpart": "the counterpart",
    "mediator": "the mediator",
    "press": "the press",
    "leak": "a leak",
}
_ANSWERS = {
    "accept": "accepted",
    "reject": "rejected",
    "reserve": "position reserved",
    "no-answer": "no answer given",
}
_SCALES = {
    "ladder": "steps from one end to the other (ladder)",
    "choice": "options in no order (choice)",
    "quantity": "a number (quantity)",
    "text": "free words (text)",
}

_SOURCED: Mapping[str, Teller] = {
    "date": _named("date"),
    "quote": _quote,
    "speaker": _named("said by"),
    "stated_by": _word("reported by", _REPORTERS),
    "published": _named("made public on"),
    "source": _each("source"),
    "confidence": _named("confidence"),
    "note": _named("note"),
    "disputed": told,
}
"""Who said it, when, and where it was read: last under everything."""

STATEMENT: Mapping[str, Teller] = {
    "value": _nothing,
    "stance": _nothing,
    "unconditional": _flag("without any condition", "not without condition"),
    "rejects": _named("refuses"),
    "accepts": _named("could accept"),
    "only_if": _conditions,
    "of": _each("asked of"),
    "red_line": _flag("a red line", "no red line"),
    "salience": _named("importance, of 100"),
    "basis": _named("counted as"),
    "package": _named("part of package"),
    "by": _named("asked by the day"),
    "replies_to": _reply,
    "confidential": _flag("confidential", "not confidential"),
    "coder": _named("coded by"),
    **_SOURCED,
}
_PACKAGE: Mapping[str, Teller] = {
    "title": _named("title"),
    "by": _each("by"),
    "final": _flag("final", "not final"),
    "expires": _named("expires on"),
    **_SOURCED,
}
_ANSWER: Mapping[str, Teller] = {"stance": _word("answer", _ANSWERS), **_SOURCED}
_EVENT: Mapping[str, Teller] = {"title": _named("what"), "by": _each("by"), **_SOURCED}
_DELIVERY: Mapping[str, Teller] = {
    "date": _named("date"),
    "amount": _named("amount"),
    **_SOURCED,
}
_TERMS: Mapping[str, Teller] = {
    "title": _named("title"),
    "issue": _named("issue"),
    "value": _named("agreed"),
    "terms": _inside("agreed on", {}),
}
_AGREEMENT: Mapping[str, Teller] = {
    **_TERMS,
    "between": _each("between"),
    "status": _named("status"),
    "part": _flag("settles a part only", "settles the whole"),
    "versions": _inside("as told by", {**_TERMS, **_SOURCED}),
    "carried_out": _deliveries,
    **_SOURCED,
}
_PARTY: Mapping[str, Teller] = {
    "name": _named("name"),
    "role": _named("role"),
    "side": _named("side"),
    "power": _named("power, of 100"),
    "members": _each("member"),
    "note": _named("note"),
}
_OPTION: Mapping[str, Teller] = {"label": _named("meaning"), "at": _named("at, of 100")}
_ISSUE: Mapping[str, Teller] = {
    "title": _named("title"),
    "group": _named("group"),
    "scale": _word("measured in", _SCALES),
    "options": _inside("option", _OPTION),
    "reference": _named("if nothing is agreed"),
    "unit": _named("unit"),
    "min": _named("least"),
    "max": _named("most"),
    "words": _inside("the word", {}),
    "basis": _named("counted as"),
    "note": _named("note"),
}
_SOURCE: Mapping[str, Teller] = {
    "publisher": _named("publisher"),
    "title": _named("title"),
    "date": _named("date"),
    "url": _named("address"),
    "note": _named("note"),
}

ABOUT: Mapping[str, Teller] = {
    "title": _named("title"),
    "date": _named("began on"),
    "end": _named("ended on"),
    "venue": _named("place"),
    "mediator": _each("mediator"),
    "delegations": _delegations,
    "coder": _named("coded by"),
    "note": _named("note"),
}
"""What a file says about itself: a negotiation's title, a round's days and place."""

SECTIONS: Mapping[str, tuple[str, Mapping[str, Teller]]] = {
    "parties": ("party ", _PARTY),
    "issues": ("issue ", _ISSUE),
    "sources": ("source ", _SOURCE),
    "events": ("event", _EVENT),
    "agreements": ("agreement ", _AGREEMENT),
    "packages": ("package ", _PACKAGE),
    "answers": ("answer to ", _ANSWER),
    "positions": ("", STATEMENT),
}
"""What else stands at the top of a file: what its entries are called, and the keys of each."""
