"""What a file of the record may say: its keys, their shapes, and the type of each field.

Written in the schema language of pydantic-core, the engine of pydantic, because building the same
from pydantic's classes takes longer than reading a whole record (see benchmarks/run.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic_core import CoreSchema
from pydantic_core import core_schema as core

from negtrack.fields import (
    day,
    fault,
    flag,
    number,
    one_of,
    part_of_day,
    shortened,
    slug,
    weight,
)
from negtrack.model import ANSWERS, CONFIDENCES, ROLES, SCALES, STANCES, STATUSES


def _word(code: str, what: str, known: tuple[str, ...]) -> CoreSchema:
    def read(text: str) -> str:
        if text not in known:
            raise fault(code, f"no {what} '{shortened(text)}'", one_of(known), text, known)
        return text

    return _leaf(read)


def _leaf(read: Callable[[str], Any]) -> CoreSchema:
    return core.no_info_after_validator_function(read, _TEXT)


def shape(value: object) -> str:
    """The name of a value's shape, as pydantic's locations carry it."""
    if isinstance(value, dict):
        return "<mapping>"
    return "<list>" if isinstance(value, list) else "<nothing>" if value is None else "<text>"


def _shaped(
    text: CoreSchema | None = None,
    many: CoreSchema | None = None,
    mapping: CoreSchema | None = None,
    nothing: CoreSchema | None = None,
) -> CoreSchema:
    """One of several shapes; what is wrong is told of the shape that was written."""
    shapes = {"<text>": text, "<list>": many, "<mapping>": mapping, "<nothing>": nothing}
    choices: dict[Any, CoreSchema] = {name: one for name, one in shapes.items() if one}
    return core.tagged_union_schema(choices, shape)


def _keys(name: str, needed: str, /, **fields: CoreSchema) -> CoreSchema:
    """A mapping with these keys and no others; the needed ones, split at spaces, must be there."""
    return core.typed_dict_schema(
        {
            key: core.typed_dict_field(schema, required=key in needed.split())
            for key, schema in fields.items()
        },
        extra_behavior="forbid",
        metadata={"name": name},
    )


def _by_id(values: CoreSchema) -> CoreSchema:
    """A mapping from ids, or nothing at all."""
    return _shaped(mapping=core.dict_schema(_ID, values), nothing=_NOTHING)


def _list(items: CoreSchema) -> CoreSchema:
    return core.list_schema(items)


_NOTHING = core.none_schema()
_TEXT = core.str_schema(min_length=1, pattern=r"\S")
_WORD = core.str_schema()
_ID = core.no_info_after_validator_function(slug, _WORD)
_NUMERIC = _leaf(number)
_DATE = _leaf(day)
_FLAG = _leaf(flag)
_WEIGHT = _leaf(weight)
_TEXTS = _shaped(text=_TEXT, many=_list(_TEXT))
_RANGE = _keys("a range", "", min=_TEXT, max=_TEXT)
_VALUE = _shaped(text=_TEXT, many=_list(_shaped(text=_TEXT, mapping=_RANGE)), mapping=_RANGE)
_NEEDS = core.dict_schema(_WORD, _VALUE, min_length=1)

_PROVENANCE = {
    "date": _DATE,
    "published": _DATE,
    "quote": _TEXT,
    "speaker": _TEXT,
    "source": _TEXTS,
    "stated_by": _TEXT,
    "confidence": _word("unknown-word", "confidence", CONFIDENCES),
    "note": _TEXT,
}


def _said(name: str, needed: str, /, **fields: CoreSchema) -> CoreSchema:
    """A mapping with provenance, and other versions of itself under `disputed`."""
    own = fields | _PROVENANCE
    versions = _list(_keys(f"a disputed version of {name}", "", **own))
    return _keys(name, needed, **own, disputed=versions)


_STATEMENT = _said(
    "a statement",
    "",
    value=_VALUE,
    stance=_word("unknown-stance", "stance", STANCES),
    unconditional=_FLAG,
    rejects=_VALUE,
    accepts=_VALUE,
    only_if=_shaped(mapping=_NEEDS, many=core.list_schema(_NEEDS, min_length=1)),
    of=_TEXTS,
    red_line=_FLAG,
    salience=_WEIGHT,
    basis=_TEXT,
    package=_TEXT,
    by=_DATE,
    replies_to=_keys("a reply", "party", party=_TEXT, round=_TEXT),
    coder=_TEXT,
    confidential=_FLAG,
)
_STATEMENTS = _shaped(
    text=_TEXT,
    mapping=_STATEMENT,
    many=_list(_shaped(text=_TEXT, mapping=_STATEMENT)),
    nothing=_NOTHING,
)
_PACKAGE = _said("a package", "", title=_TEXT, by=_TEXTS, final=_FLAG, expires=_DATE)
_ANSWER_STANCE = _word("unknown-stance", "answer", ANSWERS)
_ANSWER = _said("an answer", "stance", stance=_ANSWER_STANCE)
_EVENT = _said("an event", "title", title=_TEXT, by=_TEXTS)
_DELIVERY = _said("a delivery", "date", amount=_NUMERIC)
_TERMS = {"issue": _TEXT, "value": _VALUE, "terms": core.dict_schema(_WORD, _VALUE)}
_AGREEMENT = _said(
    "an agreement",
    "",
    title=_TEXT,
    **_TERMS,
    between=_TEXTS,
    versions=core.dict_schema(_WORD, _said("a version of an agreement", "", **_TERMS)),
    carried_out=_list(_DELIVERY),
    status=_word("unknown-word", "status", STATUSES),
    part=_FLAG,
)
_PARTY = _keys(
    "a party",
    "name",
    name=_TEXT,
    role=_word("unknown-word", "role", ROLES),
    side=_TEXT,
    power=_WEIGHT,
    members=_list(_TEXT),
    note=_TEXT,
)
_OPTION = _keys("an option", "label", label=_TEXT, at=_WEIGHT)
_ISSUE = _keys(
    "an issue",
    "title scale",
    title=_TEXT,
    group=_TEXT,
    scale=_word("unknown-word", "scale", SCALES),
    options=core.dict_schema(_ID, _shaped(text=_TEXT, mapping=_OPTION), min_length=1),
    reference=_VALUE,
    unit=_TEXT,
    min=_TEXT,
    max=_TEXT,
    words=core.dict_schema(_TEXT, _TEXT),
    basis=_TEXT,
    note=_TEXT,
)
_SOURCE = _keys(
    "a source",
    "publisher",
    publisher=_TEXT,
    title=_TEXT,
    date=_leaf(part_of_day),
    url=_TEXT,
    note=_TEXT,
)

FILES: dict[str, CoreSchema] = {
    "negotiation": _keys(
        "a negotiation",
        "title parties issues",
        title=_TEXT,
        parties=_by_id(_PARTY),
        issues=_by_id(_ISSUE),
        sources=_by_id(_SOURCE),
        note=_TEXT,
    ),
    "round": _keys(
        "a round",
        "date",
        date=_DATE,
        end=_DATE,
        venue=_TEXT,
        mediator=_TEXTS,
        delegations=core.dict_schema(_WORD, _TEXTS),
        events=_shaped(many=_list(_EVENT), nothing=_NOTHING),
        agreements=_by_id(_AGREEMENT),
        note=_TEXT,
    ),
    "party": _keys(
        "a party's file",
        "",
        positions=_shaped(mapping=core.dict_schema(_WORD, _STATEMENTS), nothing=_NOTHING),
        packages=_by_id(_PACKAGE),
        answers=_shaped(
            mapping=core.dict_schema(_WORD, _shaped(text=_ANSWER_STANCE, mapping=_ANSWER)),
            nothing=_NOTHING,
        ),
        coder=_TEXT,
        note=_TEXT,
    ),
}
