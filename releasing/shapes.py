"""JSON Schemas as Markdown: a table of keys a shape, each with what it may be and what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

_TYPES = {"string": "text", "boolean": "true or false", "object": "mapping", "array": "list"}


def cell(text: str) -> str:
    """A text as a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def keys(schema: Schema, links: Mapping[str, str]) -> Iterator[str]:
    """The table of a shape's keys, with links to the shapes that it has by name."""
    required = schema.get("required", ())
    yield "| key | is | meaning |\n|---|---|---|\n"
    for key, one in schema["properties"].items():
        always = "" if key in required else ", or left out"
        told = f"{kind(one, links)}{always}"
        yield f"| `{key}` | {cell(told)} | {cell(one.get('description', ''))} |\n"


def kind(one: Schema, links: Mapping[str, str]) -> str:
    """What may stand after a key, in words."""
    if "$ref" in one:
        return links[one["$ref"].rpartition("/")[2]]
    if words := one.get("enum", [one["const"]] if "const" in one else []):
        return ", ".join(f"`{word}`" for word in words)
    if "anyOf" in one:
        return " or ".join(kind(other, links) for other in one["anyOf"])
    return _held(one, links) or _scalar(one)


def _held(one: Schema, links: Mapping[str, str]) -> str:
    """What a list or a mapping holds, in words; empty where it may be anything."""
    if "prefixItems" in one:
        return f"list: {', '.join(kind(other, links) for other in one['prefixItems'])}"
    if "items" in one:
        return f"list of: {kind(one['items'], links)}"
    inside = one.get("additionalProperties")
    return f"mapping to: {kind(inside, links)}" if isinstance(inside, dict) else ""


def _scalar(one: Schema) -> str:
    name = str(one.get("type", "anything"))
    if name in ("number", "integer"):
        ends = {"minimum": "from", "maximum": "to"}
        told = [f"{word} {one[key]:g}" for key, word in ends.items() if key in one]
        return " ".join((("whole " if name == "integer" else "") + "number", *told))
    return str(one["format"]) if "format" in one else _TYPES.get(name, name)


def written(one: Schema, links: Mapping[str, str]) -> str:
    """What may be written after a key of a file: its words, its shapes, or nothing to add.

    The schemas of files are for editors, which know what a scalar may look like: of these a reader
    is told what choice there is, and the rest by the meaning of the key.
    """
    found = [f"`{word}`" for word in _words(one)]
    found += [links[name] for name in _names(one)]
    return ", ".join(dict.fromkeys(found))


def _words(one: Any) -> Iterator[str]:
    if isinstance(one, dict):
        yield from map(str, one.get("enum", ()))
        for key in ("anyOf", "allOf", "items", "additionalProperties"):
            yield from _words(one.get(key))
    elif isinstance(one, list):
        for other in one:
            yield from _words(other)


def _names(one: Any) -> Iterator[str]:
    if isinstance(one, dict):
        if "$ref" in one:
            yield one["$ref"].rpartition("/")[2]
        for key in ("anyOf", "allOf", "items", "additionalProperties"):
            yield from _names(one.get(key))
    elif isinstance(one, list):
        for other in one:
            yield from _names(other)
