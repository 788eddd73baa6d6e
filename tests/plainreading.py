"""The reading of YAML as plainly as it can be written, for tests to compare with: slow, and whole.

Every scalar is looked at, every mark is a line and a column, and the events are always searched.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from negtrack.yamltext import DEEPEST, Path, Tree

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|\r(?!\n)")


class Plain(NamedTuple):
    """What a text says, the line and column of each key and value in it, and what is refused."""

    tree: Tree
    keys: dict[Path, tuple[int, int]]
    values: dict[Path, tuple[int, int]]
    problems: list[tuple[str, int, int]]


def plain(text: str) -> Plain | None:
    """The text as a document; None where it is none."""
    found = Plain(None, {}, {}, list(_refused(text)))
    if any(code in ("alias", "too-deep") for code, _, _ in found.problems):
        return None
    node = yaml.compose(text, Loader=yaml.CBaseLoader)
    if node is None:
        return found
    tree = _walk(text, node, (), found)
    deep = any(code == "too-deep" for code, _, _ in found.problems)
    return None if deep else found._replace(tree=tree)


def _at(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def _within(text: str, mark: Any) -> tuple[int, int]:
    """A place in the text: libyaml puts nothing at all on a line more where no line ends."""
    last = text.removeprefix("\ufeff").rpartition("\n")[2]
    beyond = last and mark.line > text.count("\n")
    return (mark.line, len(last) + 1) if beyond else _at(mark)


def _refused(text: str) -> Iterator[tuple[str, int, int]]:
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.AliasEvent):
            yield ("alias", *_at(event.start_mark))
        elif getattr(event, "anchor", None) is not None:
            yield ("anchor", *_at(event.start_mark))
        if getattr(event, "tag", None) is not None:
            yield ("tag", *_at(event.start_mark))


def _walk(text: str, node: Any, path: Path, found: Plain) -> Tree:
    found.values[path] = _within(text, node.start_mark)
    found.keys.setdefault(path, found.values[path])
    if isinstance(node, yaml.ScalarNode):
        found.problems.extend(_of_scalar(text, node))
        return node.value if node.style else node.value or None
    assert len(path) < DEEPEST, "the texts of the tests are never as deep"
    if isinstance(node, yaml.SequenceNode):
        return [_walk(text, item, (*path, nth), found) for nth, item in enumerate(node.value)]
    values: dict[str, Tree] = {}
    for key, item in node.value:
        wrong = ""
        if not isinstance(key, yaml.ScalarNode):
            wrong = "wrong-type"
        elif key.value in values:
            wrong = "duplicate-key"
        if wrong:
            found.problems.append((wrong, *_at(key.start_mark)))
            _walk(text, item, (*path, object()), found)  # type: ignore[arg-type]
            continue
        found.keys[*path, key.value] = _at(key.start_mark)
        values[key.value] = _walk(text, item, (*path, key.value), found)
    return values


def _of_scalar(text: str, node: yaml.ScalarNode) -> Iterator[tuple[str, int, int]]:
    if node.style == '"' and CONTROL.search(node.value):
        yield ("control-character", *_at(node.start_mark))
    lines, end = text.removeprefix("\ufeff").split("\n"), node.end_mark
    if node.style or not node.value or end.line >= len(lines):
        return
    cut = re.compile(r"[ \t]+(#[^\s#!])").match(lines[end.line], end.column)
    if cut:
        yield "cut-text", end.line + 1, cut.start(1) + 1
