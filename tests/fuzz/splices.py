"""A text and a change of it: refused, or all that was meant, with every other byte as it was."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, NamedTuple

import yaml
from fuzz.reading import accepts, composed, says

from negtrack.emitting import Out
from negtrack.splicing import Refusal, put
from negtrack.yamltext import Tree, read

SECTION = "positions"


class Change(NamedTuple):
    """What is to be said under a key of a text."""

    key: str
    value: Out
    replace: bool
    text: str


def splice(raw: bytes) -> None:
    """The first line is `+` to add or `=` to replace, the key, a tab, a value; then the text."""
    change = asked(raw)
    before, after = read("", change.text.encode()), spliced(change)
    if before.document is None or any(one.level == "error" for one in before.problems):
        assert after == Refusal("the file has errors of its own")
        return
    if isinstance(after, Refusal):
        return
    now = read("", after.encode())
    assert now.document is not None
    assert [one.code for one in now.problems] == [one.code for one in before.problems]
    meant = what_is_meant(before.document.tree, change)
    assert now.document.tree == meant
    if accepts(change.text) and accepts(after):
        assert says(composed(after)) == meant
        unchanged(change, after)


def asked(raw: bytes) -> Change:
    """The change that some bytes are."""
    text = raw.decode("utf-8", "replace").removeprefix("\ufeff")
    first, _, rest = text.partition("\n")
    key, _, value = first[1:].partition("\t")
    return Change(key, _value(value), first[:1] == "=", rest.removeprefix("\ufeff"))


def _value(text: str) -> Out:
    """A value: JSON where that is what can be written, else the text itself."""
    try:
        found = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return text
    whole = _text(found)
    return whole if whole else text


def _text(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _text(one) for key, one in data.items()}
    return [_text(one) for one in data] if isinstance(data, list) else str(data)


def spliced(change: Change) -> str | Refusal:
    """The text with the change, as the program makes it."""
    return put(change.text, SECTION, change.key, change.value, replace=change.replace)


def what_is_meant(tree: Tree, change: Change) -> Tree:
    """What the text is to say, worked out apart from the program."""
    whole: Any = tree or {}
    section = whole.get(SECTION) or {}
    old = section.get(change.key)
    new: Any = change.value
    if isinstance(old, list):
        new = [*(old[:-1] if change.replace else old), new]
    elif old is not None and not change.replace:
        new = [old, new]
    return {**whole, SECTION: {**section, change.key: new}}


def unchanged(change: Change, after: str) -> None:
    """What stands before and behind what was changed is there byte for byte, comments and all."""
    before = change.text
    start, end = place(change)
    only_added(before, after, start, end)
    if not change.replace:
        only_added(bones(before), bones(after), 0, 0)
    lost = comments(before) - comments(after)
    assert not lost, f"comments are lost: {lost}"
    if before.strip():
        assert endings(after) <= (endings(before) or {"\n"}), "lines end otherwise"


def only_added(before: str, after: str, start: int, end: int) -> None:
    """One piece came in, and nothing went but between two places."""
    same = common(before, after)
    assert same >= start, "something before the change is not as it was"
    assert after[same:].endswith(before[max(end, same) :]), "something behind it is not as it was"


def bones(text: str) -> str:
    """A text less all that a list needs around what stood alone."""
    return "".join(one for one in text if one not in " \t\r\n-[],")


def place(change: Change) -> tuple[int, int]:
    """Between which letters more may change than that something comes in: the value of the key."""
    node = composed(change.text)
    for name in (SECTION, change.key):
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        found = next(((key, value) for key, value in pairs if key.value == name), None)
        if found is None:
            return 0, 0
        key, node = found
    if isinstance(node, yaml.SequenceNode):
        return (node.value[-1].start_mark.index, node.end_mark.index) if change.replace else (0, 0)
    end = node.end_mark.index
    if not change.replace and "\n" in change.text[end:]:  # an item comes below a comment
        end = change.text.index("\n", end)
    return key.end_mark.index, end


def common(one: str, other: str) -> int:
    """How many letters two texts begin with that are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def comments(text: str) -> Counter[str]:
    """The comments of a text: what begins with `#` after a blank, outside of what a node says."""
    for event in reversed(_scalars(text)):
        start, end = _span(text, event)
        text = f"{text[:start]}{'x' * (end - start)}{text[end:]}"
    return Counter(one.rstrip() for one in re.findall(r"(?m)(?:^|(?<=\s))#.*$", text))


def _scalars(text: str) -> list[yaml.ScalarEvent]:
    """Every key and scalar of a text, in the order in which they stand."""
    found = yaml.parse(text, Loader=yaml.BaseLoader)
    return [one for one in found if isinstance(one, yaml.ScalarEvent)]


def _span(text: str, event: yaml.ScalarEvent) -> tuple[int, int]:
    """Where a scalar stands; of a block of text, all below its first line."""
    start, end = event.start_mark.index, event.end_mark.index
    if event.style in ("|", ">"):
        line_end = text.find("\n", start, end)
        start = end if line_end < 0 else line_end + 1
    return start, end


def endings(text: str) -> set[str]:
    """How the lines of a text end."""
    return set(re.findall(r"\r?\n", text))
