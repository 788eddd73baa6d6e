"""What everybody may see of a party's file, and so whether a change of it may be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from negtrack.yamltext import Tree, read

_SAYING = ("positions", "packages", "answers")
"""The parts of a party's file that say what the party said."""


def may_be_told(before: bytes | None, after: bytes | None) -> bool:
    """Whether a party may be named for a change of its file; None is no file.

    Not where the file says nothing openly, before or after: it holds comments only, or all of it is
    confidential. Nor where nothing changed but what is confidential, or has become so.
    """
    whole = [_tree(before), _tree(after)]
    was, now = (_openly(tree) for tree in whole)
    was = _without(was | {"positions": dict(_known(whole, was, now))})
    if not _says(was) and not _says(now):
        return False
    return was != now or whole[0] == whole[1]


def _known(
    whole: Sequence[Mapping[str, Tree]], was: Mapping[str, Tree], now: Mapping[str, Tree]
) -> Iterator[tuple[str, Tree]]:
    """What was said openly on each issue, as far as may be told."""
    before, after = (_said(tree) for tree in whole)
    for issue, value in _said(was).items():
        hidden, known = _hidden(after.get(issue)), _hidden(before.get(issue))
        yield issue, _left(value, _said(now).get(issue), hidden, known)


def _tree(raw: bytes | None) -> Mapping[str, Tree]:
    """What a file says; of one that is broken, as one word, all of its text."""
    if raw is None:
        return {}
    document = read("", raw).document
    if document is None:
        return {"positions": {"?": raw.decode("utf-8", "replace")}}
    return document.tree if isinstance(document.tree, dict) else {}


def _left(before: Tree, after: Tree, hidden: Sequence[Tree], known: Sequence[Tree]) -> Tree:
    """What was said openly on an issue, as far as what is hidden now allows to tell of it.

    Where something became confidential that is only what is still said openly, as it is said now.
    """
    if all(one in known for one in hidden):
        return before
    was = [_single(one) for one in before] if isinstance(before, list) else []
    now = after if isinstance(after, list) else []
    return [one for one in now if _single(one) in was] or None


def _single(statement: Tree) -> Tree:
    """A statement without its other versions."""
    if not isinstance(statement, dict):
        return statement
    return {key: value for key, value in statement.items() if key != "disputed"}


def _hidden(value: Tree) -> list[Tree]:
    """Everything confidential in what is said on an issue."""
    if isinstance(value, list):
        return [found for one in value for found in _hidden(one)]
    if not isinstance(value, dict):
        return []
    if value.get("confidential") == "true":
        return [value]
    return [found for one in value.values() for found in _hidden(one)]


def _said(tree: Mapping[str, Tree]) -> Mapping[str, Tree]:
    said = tree.get("positions")
    return said if isinstance(said, dict) else {}


def _openly(tree: Mapping[str, Tree]) -> dict[str, Tree]:
    """The tree without what is confidential, and without what says nothing; statements as lists."""
    said = tree.get("positions")
    if isinstance(said, dict):
        listed = {issue: _statements(value) for issue, value in said.items()}
        tree = {**tree, "positions": listed}
    return _without(tree)


def _statements(value: Tree) -> Tree:
    """What stands for an issue, whether short or long, as a list of mappings."""
    many = value if isinstance(value, list) else [value]
    return [{"value": one} if isinstance(one, str) else one for one in many]


def _without(tree: Mapping[str, Tree]) -> dict[str, Tree]:
    return {key: kept for key, value in tree.items() if (kept := _kept(value)) is not None}


def _kept(value: Tree) -> Tree:
    """What is left of a value; None where it is nothing."""
    if isinstance(value, list):
        return [kept for one in value if (kept := _kept(one)) is not None] or None
    if not isinstance(value, dict):
        return value
    return None if value.get("confidential") == "true" else _without(value) or None


def _says(tree: Mapping[str, Tree]) -> bool:
    return any(key in tree for key in _SAYING)
