"""New YAML, always written in the same way: values in, the text of a file out.

What is written means the same to negtrack and to any other reader of YAML: a text that another
reader would take for a number, a date or a truth value is put in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import yaml

WIDTH = 100
"""Columns above which a mapping or list gets lines of its own."""

_EMITTER = yaml.emitter.Emitter(None, allow_unicode=True)  # type: ignore[arg-type]
_RESOLVER = yaml.resolver.Resolver()
_TEXT = "tag:yaml.org,2002:str"
_NUMERIC = re.compile(r"[-+.]?\d[\da-fA-Fxo_.:eE+-]*")
"""What some version of YAML reads as a number, though not the one at hand."""


class Bare(str):
    """A number, date or truth value as it is written: it has no need of quotes."""


Out = str | Sequence["Out"] | Mapping[str, "Out"]
"""What can be written: a text, a list, or a mapping with text keys."""


def scalar(text: str) -> str:
    """One text on one line, in quotes where it needs them anywhere in YAML."""
    looks = _EMITTER.analyze_scalar(text)
    if looks.allow_flow_plain and not looks.multiline and _is_plain(text):
        return str(text)
    node = yaml.ScalarNode(_TEXT, str(text), style='"')
    width = float("inf")
    return str(yaml.serialize(node, width=width, allow_unicode=True)).removesuffix("\n")


def _is_plain(text: str) -> bool:
    """Whether every reader takes the bare text for what is meant."""
    if isinstance(text, Bare):
        return True
    resolved = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return bool(resolved == _TEXT) and not _NUMERIC.fullmatch(text) and text not in ("=", "<<")


def flow(value: Out) -> str:
    """A value on one line: `{value: full, source: [a, b]}`."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{scalar(key)}: {flow(one)}' for key, one in value.items())}}}"
    return f"[{', '.join(map(flow, value))}]"


def entry(key: str, value: Out, column: int) -> list[str]:
    """A key with its value as lines that begin in a column, the first without its indent."""
    name = f"{scalar(key)}:"
    if isinstance(value, str) or not value or _fits(value, column + len(name) + 1):
        return [f"{name} {flow(value)}"]
    return [name, *_indented(_block(value, column + 2), column + 2)]


def item(value: Out, column: int) -> list[str]:
    """An item of a list as lines that begin in a column, the first without its indent."""
    first, *rest = lines(value, column + 2)
    return [f"- {first}", *rest]


def lines(value: Out, column: int) -> list[str]:
    """A value as lines that begin in a column, the first without its indent."""
    if isinstance(value, str) or not value or _fits(value, column):
        return [flow(value)]
    return _block(value, column)


def _block(value: Sequence[Out] | Mapping[str, Out], column: int) -> list[str]:
    if isinstance(value, Mapping):
        found = [entry(key, one, column) for key, one in value.items()]
    else:
        found = [item(one, column) for one in value]
    whole = found[0]
    for more in found[1:]:
        whole = [*whole, *_indented(more, column)]
    return whole


def _indented(written: list[str], column: int) -> list[str]:
    return [" " * column + written[0], *written[1:]]


def _fits(value: Out, column: int) -> bool:
    """Whether a value is short enough for one line; a quote gets its own in a longer statement."""
    return column + len(flow(value)) <= WIDTH
