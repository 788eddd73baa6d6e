"""What everybody may see of a party's file, and so whether a change of it may be told."""

from __future__ import annotations

from collections.abc import Mapping

from negtrack.yamltext import Tree, read

_SAYING = ("positions", "packages", "answers")
"""The parts of a party's file that say what the party said."""


def may_be_told(before: bytes | None, after: bytes | None) -> bool:
    """Whether a party may be named for a change of its file; None is no file.

    Not where the file says nothing openly, before or after: it holds comments only, or all of it is
    confidential. Nor where nothing changed but what is confidential.
    """
    whole = [_tree(before), _tree(after)]
    openly = [_openly(tree) for tree in whole]
    if not any(_says(tree) for tree in openly):
        return False
    return openly[0] != openly[1] or whole[0] == whole[1]


def _tree(raw: bytes | None) -> Mapping[str, Tree]:
    """What a file says; of one that is broken, as one word, all of its text."""
    if raw is None:
        return {}
    document = read("", raw).document
    if document is None:
        return {"positions": {"?": raw.decode("utf-8", "replace")}}
    return document.tree if isinstance(document.tree, dict) else {}


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
