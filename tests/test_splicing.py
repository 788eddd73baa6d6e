"""One statement is changed, and no other byte: in every layout, generated, written by hand, real.

What a text says is read here by PyYAML's own parser in Python, not by the one negtrack uses.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from program import ROOT
from yamlfiles import ISSUES, Layout, layouts

from negtrack.emitting import Bare, Out
from negtrack.splicing import Refusal, put
from negtrack.yamltext import read

SHORT = {"value": "full", "source": "daily"}
LONG = {
    "date": Bare("2025-06-02"),
    "value": {"min": Bare("20"), "max": Bare("30")},
    "only_if": [{"venue": "istanbul", "language": ["a", "b"]}, {"prisoners": Bare("1000")}],
    "quote": "“Not one metre”: #1, {never}, \\ said: the 'minister' \"twice\", так, про це",
    "source": ["daily", "weekly"],
}
VALUES: tuple[Out, ...] = ("full", "NO", "про це", SHORT, LONG)


def says(text: str) -> Any:
    """What a text says, every scalar as its text; the tabs here are between parts of it only."""
    return yaml.load(text.replace("\t", " "), yaml.BaseLoader)


def meant(before: Any, issue: str, value: Any, replace: bool) -> Any:
    """What a file is to say, worked out once more and apart from the program."""
    after = deepcopy(before) or {}
    positions = after["positions"] = after.get("positions") or {}
    old = positions.get(issue) or None
    if old is None:
        positions[issue] = value
    elif isinstance(old, list):
        positions[issue] = [*(old[:-1] if replace else old), value]
    else:
        positions[issue] = value if replace else [old, value]
    return after


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else str(value)


def endings(text: str) -> set[str]:
    return {line[len(line.rstrip("\r\n")) :] for line in text.splitlines(keepends=True)[:-1]}


def bones(text: str) -> str:
    """A text less all that a list needs around what stood alone."""
    return "".join(one for one in text if one not in " \t\r\n-[],")


def readable(text: str) -> bool:
    found = read("", text.encode())
    return found.document is not None and not [x for x in found.problems if x.level == "error"]


def lost(before: str, after: str) -> list[str]:
    there = after.split("\n")
    missing = []
    for line in before.split("\n"):
        if line in there:
            there.remove(line)
        else:
            missing.append(line)
    return missing


def check_added(before: str, after: str) -> None:
    """Nothing went: the old text is the new one less one piece, and few lines were touched."""
    old, new = bones(before), bones(after)
    pairs = enumerate(zip(old, new, strict=False))
    start = next((at for at, (a, b) in pairs if a != b), len(old))
    assert new.endswith(old[start:]), "more than one piece is new"
    assert len(lost(before, after)) <= 2


@settings(max_examples=600)
@given(
    layout=layouts(),
    issue=st.sampled_from([*ISSUES, "new-one"]),
    value=st.sampled_from(VALUES),
    replace=st.booleans(),
)
def test_any_file_says_one_thing_more_or_stays(
    layout: Layout, issue: str, value: Out, replace: bool
) -> None:
    if not readable(layout.text):
        return
    after = put(layout.text, "positions", issue, value, replace=replace)
    if isinstance(after, Refusal):
        return
    before = says(layout.text)
    assert says(after) == meant(before, issue, plain(value), replace)
    assert all(after.count(one) == layout.text.count(one) for one in layout.comments)
    assert endings(after) == endings(layout.text) or not endings(layout.text)
    if layout.text and says(layout.text):
        assert after.endswith("\n") == layout.text.endswith("\n")
    said = (before.get("positions") or {}).get(issue) if before else None
    if not (replace and said):
        check_added(layout.text, after)


NEW = {"value": "full", "source": "daily"}
ONE_LINE = "{value: full, source: daily}"

ADDED = {
    "an empty file": ("", f"positions:\n  ceasefire: {ONE_LINE}\n"),
    "comments alone": ("# a", f"# a\npositions:\n  ceasefire: {ONE_LINE}\n"),
    "comments alone, with CRLF": (
        "# a\r\n",
        f"# a\r\npositions:\r\n  ceasefire: {ONE_LINE}\r\n",
    ),
    "a section with nothing in it": (
        "positions:  # c\nnote: x\n",
        f"positions:  # c\n  ceasefire: {ONE_LINE}\nnote: x\n",
    ),
    "no such section": (
        "coder: ak  # c\n\n# end\n",
        f"coder: ak  # c\npositions:\n  ceasefire: {ONE_LINE}\n\n# end\n",
    ),
    "a comment that keeps its place": (
        "positions:\n  # ceasefire: local  # since 2\n  # venue: x\n",
        f"positions:\n  # ceasefire: local  # since 2\n  ceasefire: {ONE_LINE}\n  # venue: x\n",
    ),
    "behind the last issue, before what follows": (
        "positions:\n    venue: x  # c\n\n# end\nanswers: {}",
        f"positions:\n    venue: x  # c\n    ceasefire: {ONE_LINE}\n\n# end\nanswers: {{}}",
    ),
    "no newline at the end": (
        "positions:\n  venue: x",
        f"positions:\n  venue: x\n  ceasefire: {ONE_LINE}",
    ),
    "a block of text with blank lines that count": (
        "positions:\n  venue:\n    quote: |+\n      a\n\n\n",
        f"positions:\n  venue:\n    quote: |+\n      a\n\n\n  ceasefire: {ONE_LINE}\n",
    ),
    "a block of text with blank lines that do not": (
        "positions:\n  venue:\n    quote: |\n      a\n\n\ncoder: x\n",
        f"positions:\n  venue:\n    quote: |\n      a\n  ceasefire: {ONE_LINE}\n\n\ncoder: x\n",
    ),
    "a mapping in brackets": (
        "positions: {venue: x, }  # c\n",
        f"positions: {{venue: x, ceasefire: {ONE_LINE}, }}  # c\n",
    ),
    "empty brackets": ("positions: {}\n", f"positions: {{ceasefire: {ONE_LINE}}}\n"),
    "a whole file in brackets": ("{}", f"{{positions: {{ceasefire: {ONE_LINE}}}}}"),
    "a key with nothing after it": (
        "positions:\n  ceasefire:   # to do\n  venue: x\n",
        f"positions:\n  ceasefire: {ONE_LINE}   # to do\n  venue: x\n",
    ),
    "a key in brackets with nothing after it": (
        "positions: {ceasefire, venue: x}\n",
        f"positions: {{ceasefire: {ONE_LINE}, venue: x}}\n",
    ),
    "a value becomes a list": (
        "positions:\n  ceasefire: local  # c\n  venue: x\n",
        f"positions:\n  ceasefire:\n    - local  # c\n    - {ONE_LINE}\n  venue: x\n",
    ),
    "a value on two lines becomes a list": (
        "positions:\n  ceasefire: in the\n    air\n",
        f"positions:\n  ceasefire:\n  - in the\n    air\n  - {ONE_LINE}\n",
    ),
    "a statement on lines of its own becomes a list": (
        "positions:\n  ceasefire:  # c\n    # d\n    value: local  # e\n    quote: >\n      a\n"
        "  v: x\n",
        "positions:\n  ceasefire:  # c\n    # d\n  - value: local  # e\n    quote: >\n      a\n"
        f"  - {ONE_LINE}\n  v: x\n",
    ),
    "a statement indented by four": (
        "positions:\n    ceasefire:\n        value: local\n",
        f"positions:\n    ceasefire:\n      - value: local\n      - {ONE_LINE}\n",
    ),
    "a value in brackets becomes a list": (
        "positions: {ceasefire: local}\r\n",
        f"positions: {{ceasefire: [local, {ONE_LINE}]}}\r\n",
    ),
    "a list grows": (
        "positions:\n  ceasefire:\n    - local\n    # c\n    - a: b\n      # d\n\n  venue: x\n",
        f"positions:\n  ceasefire:\n    - local\n    # c\n    - a: b\n    - {ONE_LINE}\n"
        "      # d\n\n  venue: x\n",
    ),
    "a list at the column of its key grows": (
        "positions:\r\n  ceasefire:\r\n  - local\r\n  venue: x",
        f"positions:\r\n  ceasefire:\r\n  - local\r\n  - {ONE_LINE}\r\n  venue: x",
    ),
    "a list in brackets grows": (
        "positions:\n  ceasefire: [local, # c\n    none,]\n",
        f"positions:\n  ceasefire: [local, # c\n    none, {ONE_LINE},]\n",
    ),
    "a key spelled as YAML's long form": (
        "positions:\n  ? ceasefire\n  : local  # c\n",
        f"positions:\n  ? ceasefire\n  : [local, {ONE_LINE}]  # c\n",
    ),
    "another key by the same word elsewhere": (
        "ceasefire: x\nanswers:\n  # ceasefire: y\n  ceasefire: accept\npositions:\n  venue: x\n",
        "ceasefire: x\nanswers:\n  # ceasefire: y\n  ceasefire: accept\npositions:\n  venue: x\n"
        f"  ceasefire: {ONE_LINE}\n",
    ),
}


@pytest.mark.parametrize("what", ADDED)
def test_adds_to(what: str) -> None:
    before, after = ADDED[what]
    assert put(before, "positions", "ceasefire", NEW) == after


REPLACED = {
    "a value": (
        "positions:\n  ceasefire: local  # c\n  v: x\n",
        f"positions:\n  ceasefire: {ONE_LINE}  # c\n  v: x\n",
    ),
    "a statement on its own lines": (
        "positions:\n  ceasefire:\n    value: local\n    note: x  # c\n  # d\n  v: x\n",
        f"positions:\n  ceasefire: {ONE_LINE}  # c\n  # d\n  v: x\n",
    ),
    "a statement below a comment": (
        "positions:\n  ceasefire:  # c\n    value: local\n  v: x\n",
        f"positions:\n  ceasefire:  # c\n    {ONE_LINE}\n  v: x\n",
    ),
    "the last of a list": (
        "positions:\n  ceasefire:\n  - local # c\n  - value: x\n    quote: |\n      a\n  v: x",
        f"positions:\n  ceasefire:\n  - local # c\n  - {ONE_LINE}\n  v: x",
    ),
    "the last of a list in brackets": (
        "positions: {ceasefire: [a, {value: b}, ]}",
        f"positions: {{ceasefire: [a, {ONE_LINE}, ]}}",
    ),
    "the only one of a list": (
        "positions:\n  ceasefire:\n    - local\n",
        f"positions:\n  ceasefire:\n    - {ONE_LINE}\n",
    ),
    "nothing": ("positions:\n  ceasefire:\n", f"positions:\n  ceasefire: {ONE_LINE}\n"),
}


@pytest.mark.parametrize("what", REPLACED)
def test_replaces(what: str) -> None:
    before, after = REPLACED[what]
    assert put(before, "positions", "ceasefire", NEW, replace=True) == after


REFUSED = {
    "what has a comment in it": (
        "positions:\n  ceasefire:\n    value: x  # why\n    note: y\n",
        True,
        "what would be replaced has comments, which would be lost",
    ),
    "what has a comment in its last": (
        "positions:\n  ceasefire:\n    - a\n    - value: x  # why\n      note: y\n",
        True,
        "what would be replaced has comments, which would be lost",
    ),
    "a block of text that begins with a comment": (
        "positions:\n  ceasefire: |  # why\n    x\n",
        True,
        "what would be replaced has comments, which would be lost",
    ),
    "an indent of one": (
        "positions:\n  ceasefire:\n   value: a\n   note: b\n",
        False,
        "the layout of the file here is too unusual to be changed safely",
    ),
    "a section that is a list": ("positions: [a]\n", False, "'positions' has no keys there"),
    "a file that is a text": ("positions\n", False, "'positions' has no keys there"),
    "a file with errors": ("positions: {a: 1, a: 2}\n", False, "the file has errors of its own"),
    "a file that is no YAML": ("positions: [\n", False, "the file has errors of its own"),
    "a file with a conflict": (
        "<<<<<<< a\npositions:\n=======\n>>>>>>> b\n",
        False,
        "the file has errors of its own",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refuses(what: str) -> None:
    before, replace, why = REFUSED[what]
    assert put(before, "positions", "ceasefire", NEW, replace=replace) == Refusal(why)


def test_leaves_a_doubtful_comment_as_doubtful_as_it_was() -> None:
    before = "positions:\n  venue: point #4\n"
    after = put(before, "positions", "ceasefire", "full")
    assert after == "positions:\n  venue: point #4\n  ceasefire: full\n"


REAL = sorted(ROOT.glob("positions/*/*/*.yaml"))


@pytest.mark.parametrize("file", REAL, ids=lambda file: "/".join(file.parts[-3:]))
def test_every_issue_of_the_real_record_can_be_added_to(file: Any) -> None:
    """Every statement that stands there stays, and one more is said, whole and last."""
    text = file.read_text(encoding="utf-8")
    for issue in says(text).get("positions") or {}:
        for value in (SHORT, LONG):
            after = put(text, "positions", issue, value)
            assert isinstance(after, str), (issue, after)
            assert says(after) == meant(says(text), issue, plain(value), False)
            check_added(text, after)


WIDE = {"value": "full", "quote": "x" * 90}
BELOW = f"  ceasefire:\n    value: full\n    quote: {'x' * 90}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"positions:\n{BELOW}"),
        ("note: a\n", f"note: a\npositions:\n{BELOW}"),
        ("positions:\nnote: a\n", f"positions:\n{BELOW}note: a\n"),
        ("positions:\n  venue: x\n", f"positions:\n  venue: x\n{BELOW}"),
        (
            "positions:\n  ceasefire:  # why\n  venue: x\n",
            "positions:\n  ceasefire:  # why\n" + BELOW.partition("\n")[2] + "  venue: x\n",
        ),
    ],
)
def test_what_is_too_long_for_a_line_stands_below_its_key(before: str, after: str) -> None:
    assert put(before, "positions", "ceasefire", WIDE) == after
