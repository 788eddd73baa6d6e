"""The JSON Schemas of a record's files, made of their classes, for `negtrack/schemas/` to keep.

A choice between shapes becomes one schema of several types, in place of `anyOf`. Most keywords of
JSON Schema bind one type only, so that both say the same; but of one schema an editor can complete
the keys, and say which of them is wrong. Where what is kept is not what is made here, the test that
compares the two says what to type.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from negtrack.contracts.keys import ID_ADVICE, Keys
from negtrack.contracts.negotiation import Negotiation
from negtrack.contracts.party import PartyFile
from negtrack.contracts.round import Round
from negtrack.contracts.shapes import AsWritten

KINDS: Mapping[str, tuple[type[Keys], str]] = {
    "negotiation": (Negotiation, "negtrack: negotiation.yaml"),
    "round": (Round, "negtrack: round.yaml"),
    "party": (PartyFile, "negtrack: a party's file"),
}
"""Every kind of file by its name in `negtrack.schema.FILES`, with the title of its schema."""


def text(kind: str) -> str:
    """The whole text of a kind's schema, as it is kept."""
    return json.dumps(json_schema(kind), indent=2, ensure_ascii=False) + "\n"


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a file, which allows no key that it does not describe."""
    model, title = KINDS[kind]
    made = _one_shape(model.model_json_schema(schema_generator=_Optional))
    told = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:negtrack:{kind}",
        "$comment": f"Generated: `negtrack schema {kind}` prints it.",
        "title": title,
        "description": made["description"],
        "type": "object" if "required" in made else ["object", "null"],
    }
    return told | {key: value for key, value in made.items() if key not in told}


class _Optional(AsWritten):
    """Tells no default of a key that may be left out, and refuses keys that are no ids."""

    def default_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: Any) -> dict[str, Any]:
        made = super().dict_schema(schema)
        # pydantic's `patternProperties` would let any other key be
        for pattern, values in made.pop("patternProperties", {}).items():
            names = {"pattern": pattern, "patternErrorMessage": ID_ADVICE}
            made |= {"propertyNames": names, "additionalProperties": values}
        return made


def _one_shape(node: Any) -> Any:
    """A schema with every `anyOf` as one schema, and every description on one line.

    What is referred to tells no type of its own: whoever refers to it does.
    """
    if isinstance(node, list):
        return [_one_shape(one) for one in node]
    if not isinstance(node, dict):
        return " ".join(node.split()) if isinstance(node, str) else node
    made = {key: _one_shape(value) for key, value in node.items()}
    if "$ref" in made:
        made["type"] = "object"
    for one in made.get("$defs", {}).values():
        del one["type"]
    return _united(made.pop("anyOf")) | made if "anyOf" in made else made


def _united(shapes: list[dict[str, Any]]) -> dict[str, Any]:
    """One schema for all these shapes, no two of which may be of one type or use one keyword.

    Words stay a choice beside the other types, because `enum` alone would bind every type. Where a
    text will do, lists and mappings stand apart: else an editor would begin one for each new key.
    """
    made: dict[str, Any] = {"type": []}
    apart: list[dict[str, Any]] = []
    for one in sorted(shapes, key=lambda one: "enum" in one):
        types = one["type"] if isinstance(one["type"], list) else [one["type"]]
        own = {key: value for key, value in one.items() if key != "type"}
        if "enum" in one:
            own = {"anyOf": [own, {"type": made["type"]}]}
        assert not set(types) & set(made["type"]), f"two shapes of one key are {types}"
        assert not own.keys() & made.keys(), f"two shapes of one key both have {sorted(own)}"
        if types in (["object"], ["array"]):
            apart.append(own)
        else:
            made |= own
        made["type"] = [*made["type"], *types]
    if "string" in made["type"]:
        return made | ({"allOf": apart} if apart else {})
    return {key: value for one in (*apart, made) for key, value in one.items()}
