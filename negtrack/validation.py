"""One file against its schema: every fault of it, and all that is right beside them."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any, NamedTuple

from pydantic_core import SchemaValidator, ValidationError
from pydantic_core import core_schema as core

from negtrack.fields import Fault, shortened, suggestion
from negtrack.schema import FILES, shape
from negtrack.text import listed
from negtrack.yamltext import Path, Tree

_SHAPES = {
    "<text>": "a text",
    "<list>": "a list",
    "<mapping>": "keys with values",
    "<nothing>": "nothing",
}
_EXPECTED = {"string_type": "<text>", "dict_type": "<mapping>", "list_type": "<list>"}
_MOST = 1_000

_EMPTY = ("string_too_short", "string_pattern_mismatch", "too_short")


class Validated(NamedTuple):
    """What of a file is right, with its types; and what is not, left out of it.

    Items of a list keep their places, and what is declared under an id keeps its id: one that is
    at fault is `None` in the data. An id that is no slug stays as it is written.
    """

    data: dict[str, Any]
    faults: tuple[Fault, ...]


def validate(kind: str, tree: Tree) -> Validated:
    """Check one file of a kind in `FILES`; a fault hides nothing beside it.

    Every fault is found and left out; no more than the first thousand are told.
    """
    tree = {} if tree is None else tree
    try:
        return Validated(_validator(kind).validate_python(tree), ())
    except ValidationError as refusal:
        found = [(_spot(kind, one), one) for one in refusal.errors(include_url=False)]
    faults = tuple(_fault(spot, error) for spot, error in found[:_MOST])
    if not isinstance(tree, dict):
        return Validated({}, faults)
    right = deepcopy(tree)
    for spot, error in found:
        if error["type"] != "missing" and not spot.at_key:
            _cut(right, spot)
    return Validated(_lenient_validator(kind).validate_python(right), faults)


@cache
def _validator(kind: str) -> SchemaValidator:
    return SchemaValidator(FILES[kind])


@cache
def _lenient_validator(kind: str) -> SchemaValidator:
    return SchemaValidator(_lenient(FILES[kind]))


def _lenient(schema: Any) -> Any:
    """The same schema with no key needed, any id, and nothing where a part may be cut out."""
    if not isinstance(schema, dict):
        return schema
    lenient = {key: _lenient(value) for key, value in schema.items()}
    if schema.get("type") == "typed-dict-field":
        lenient["required"] = False
    if schema.get("type") == "list":
        lenient["items_schema"] = core.nullable_schema(lenient["items_schema"])
        lenient.pop("min_length", None)
    if schema.get("type") == "dict":
        lenient["keys_schema"] = core.str_schema()
        lenient["values_schema"] = core.nullable_schema(lenient["values_schema"])
        lenient.pop("min_length", None)
    return lenient


class _Spot(NamedTuple):
    """Where an error is: its path in the file, and the schema of what holds its last step.

    `at_key` is whether the last step itself is wrong, rather than what stands under it.
    """

    path: Path
    holder: Any
    at_key: bool


def _spot(kind: str, error: Any) -> _Spot:
    """Follow pydantic's location down the schema: shapes and `[key]` are no steps of the file."""
    schema = holder = FILES[kind]
    path: Path = ()
    steps = error["loc"]
    for place, step in enumerate(steps):
        if schema["type"] == "tagged-union":
            schema = schema["choices"][step]
            continue
        path, holder = (*path, step), schema
        at_key = steps[place + 1 :] == ("[key]",) and error["type"] != "extra_forbidden"
        if schema["type"] == "dict" and at_key:
            return _Spot(path, holder, True)
        schema = _inside(schema, step)
    return _Spot(path, holder, False)


def _inside(schema: Any, step: str | int) -> Any:
    """The part of a schema that a step of the path leads to; none for a key that it has not."""
    if schema["type"] == "typed-dict":
        return schema["fields"].get(step, {}).get("schema")
    return schema["values_schema" if schema["type"] == "dict" else "items_schema"]


def _cut(tree: Tree, spot: _Spot) -> None:
    """Leave a key with what stands under it; an item of a list and an id's part become nothing."""
    here: Any = tree
    for step in spot.path[:-1]:
        here = here.get(step) if isinstance(here, dict) else here[step]
        if here is None:
            return
    if spot.holder["type"] == "typed-dict":
        here.pop(spot.path[-1], None)
    else:
        here[spot.path[-1]] = None


def _fault(spot: _Spot, error: Any) -> Fault:
    """One of pydantic's errors in negtrack's words."""
    told, context = error["type"], error.get("ctx", {})
    path, holder, at_key = spot
    if "message" in context:
        hint = suggestion(*context["near"]) if "near" in context else ""
        hint = hint or context["hint"]
        return Fault(told, path, context["message"], hint, at_key)
    if told == "extra_forbidden":
        return _unknown_key(holder, path)
    if told == "missing":
        message = f"{holder['metadata']['name']} needs '{path[-1]}'"
        return Fault("missing-key", path[:-1], message, "", True)
    if at_key:
        return Fault("empty-value", path, "a key has no name", "", True)
    return _shape_fault(told, path, error["input"], context)


def _unknown_key(schema: Any, path: Path) -> Fault:
    name, known = schema["metadata"]["name"], list(schema["fields"])
    key = str(path[-1])
    hint = suggestion(key, known) or f"it has {', '.join(known)}"
    return Fault("unknown-key", path, f"no key '{shortened(key)}' in {name}", hint, True)


def _shape_fault(told: str, path: Path, found: Any, context: Any) -> Fault:
    """The fault of one shape being written where another is read."""
    if told in _EMPTY or found is None:
        code = "empty-quote" if path[-1:] == ("quote",) else "empty-value"
        return Fault(code, path, f"there is nothing in {_named(path)}")
    if told in _EXPECTED:
        wanted = [_EXPECTED[told]]
    else:
        tags = context["expected_tags"].replace("'", "").split(", ")
        wanted = [tag for tag in tags if tag != "<nothing>"]
    phrase = listed([_SHAPES[tag] for tag in wanted], "or")
    message = f"{_named(path)} is {phrase}, not {_SHAPES[shape(found)]}"
    return Fault("wrong-type", path, message)


def _named(path: Path) -> str:
    """What a path leads to, in words: `'quote'`, `item 2 of 'value'`."""
    if not path:
        return "the file"
    last = path[-1]
    if isinstance(last, int):
        return f"item {last + 1} of {_named(path[:-1])}"
    return f"'{shortened(last)}'"
