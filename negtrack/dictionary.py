"""The dictionary of the tables, as docs/data.md has it: every column, its type, unit, meaning.

`python -m negtrack.dictionary` prints it; a test holds the document to it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from negtrack.tables import SHAPES, Field, Foreign, Shape


def dictionary() -> str:
    """Every table as Markdown, the register's order kept."""
    return "\n".join(line for shape in SHAPES for line in _table(shape))


def _table(shape: Shape) -> Iterator[str]:
    yield from (f"### {shape.name}", "", shape.description, "")
    refers = "; ".join(map(_reference, shape.foreign))
    yield f"Key: {_names(shape.key)}." + (f" Refers to {refers}." if refers else "")
    yield from ("", "| column | type | unit | meaning |", "|---|---|---|---|")
    yield from (f"| {' | '.join(_cells(field))} |" for field in shape.fields)
    yield ""


def _reference(one: Foreign) -> str:
    """The table that columns refer to, by which of them where they are named otherwise."""
    own = [name for name, other in zip(one.fields, one.keys, strict=True) if name != other]
    return f"`{one.table}`" + (f" by {_names(tuple(own))}" if own else "")


def _cells(field: Field) -> Iterator[str]:
    words = f" One of {', '.join(field.enum)}." if field.enum else ""
    kind = f"{field.type}, always" if field.required else field.type
    yield from (f"`{field.name}`", kind, field.unit, f"{field.description}{words}")


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    sys.stdout.write(dictionary())
