"""A merge judged by values: what must be in it, what must not, and in which order."""

import pytest

from negtrack.keeping import Versions, kept
from negtrack.yamltext import Tree


def positions(**issues: Tree) -> Tree:
    return {"positions": dict(issues)}


A, B, C = ({"value": one} for one in "abc")
BASE = positions(x=A, y=[A, B])


def judged(ours: Tree, theirs: Tree, result: Tree, chosen: str = "") -> bool:
    """The same for both sides turned round."""
    turned = {"ours": "theirs", "theirs": "ours"}.get(chosen, "")
    found = kept(Versions(BASE, ours, theirs, result, chosen))
    assert found == kept(Versions(BASE, theirs, ours, result, turned))
    return found


RIGHT = {
    "nothing changed": (BASE, BASE, BASE),
    "one side": (BASE, positions(x=B), positions(x=B)),
    "both alike": (positions(x=B), positions(x=B), positions(x=B)),
    "two issues": (positions(x=B, y=[A, B]), positions(x=A, y=[B]), positions(x=B, y=[B])),
    "one added": (BASE, positions(x=A, y=[A, B], z=C), positions(x=A, z=C, y=[A, B])),
    "two added": (
        positions(x=A, y=[A, B], v=A),
        positions(x=A, y=[A, B], z=C),
        positions(x=A, y=[A, B], v=A, z=C),
    ),
    "one removed": (positions(x=A), BASE, positions(x=A)),
    "one becomes several": (
        positions(x=[A, B], y=[A, B]),
        positions(x=[A, C], y=[A, B]),
        positions(x=[A, C, B], y=[A, B]),
    ),
    "one changed, and several": (
        positions(x=[A, B], y=[A, B]),
        positions(x=C, y=[A, B]),
        positions(x=[C, B], y=[A, B]),
    ),
    "another section": (
        {**BASE, "answers": {"p": "accept"}},
        {**BASE, "answers": {"q": "accept"}},
        {**BASE, "answers": {"p": "accept", "q": "accept"}},
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_is_right(name: str) -> None:
    assert judged(*RIGHT[name])


WRONG = {
    "a change lost": (BASE, positions(x=B, y=[A, B]), BASE),
    "an issue lost": (positions(x=A, y=[A, B], z=C), BASE, BASE),
    "an issue come back": (positions(x=A), BASE, BASE),
    "an issue of nobody": (BASE, BASE, positions(x=A, y=[A, B], z=C)),
    "both changed": (positions(x=B, y=[A, B]), positions(x=C, y=[A, B]), positions(x=B, y=[A, B])),
    "keys mixed": (
        positions(x={"value": "a", "note": "n"}),
        positions(x={"value": "a", "quote": "q"}),
        positions(x={"value": "a", "note": "n", "quote": "q"}),
    ),
    "an item lost": (positions(x=A, y=[A, B, C]), positions(x=A, y=[B]), positions(x=A, y=[B])),
    "an item twice": (
        positions(x=A, y=[A, B, C]),
        positions(x=A, y=[B, C]),
        positions(x=A, y=[B, C, C]),
    ),
    "an item come back": (
        positions(x=A, y=[A, B, C]),
        positions(x=A, y=[B]),
        positions(x=A, y=[A, B, C]),
    ),
    "items out of order": (
        positions(x=A, y=[A, B, C]),
        positions(x=A, y=["d", A, B]),
        positions(x=A, y=["d", C, A, B]),
    ),
    "the order of keys in a statement": (
        positions(x={"a": "1", "b": "2"}),
        positions(x={"a": "1", "b": "2"}),
        positions(x={"b": "2", "a": "1"}),
    ),
    "a section lost": ({}, positions(x=B, y=[A, B]), {}),
    "another shape": (BASE, BASE, ["positions"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_is_wrong(name: str) -> None:
    ours, theirs, result = WRONG[name]
    assert not judged(ours, theirs, result)


def test_in_a_conflict_a_side_may_be_taken_whole() -> None:
    ours, theirs = positions(x=B, y=[A, B]), positions(x=C, y=[A, B])
    assert judged(ours, theirs, ours, "ours")
    assert judged(ours, theirs, theirs, "theirs")
    assert not judged(ours, theirs, ours, "theirs")
    listed = positions(x=A, y=[A, B, C]), positions(x=A, y=[A, B, "d"])
    assert judged(*listed, listed[0], "ours")
    assert judged(*listed, positions(x=A, y=[A, B, C, "d"]), "ours")
    assert not judged(*listed, positions(x=A, y=[A, B]), "ours")
    assert not judged(*listed, positions(x=A, y=[A, B, C, "e"]), "ours")


def test_of_an_agreement_the_deliveries_are_merged() -> None:
    def agreed(status: str, *deliveries: str) -> Tree:
        return {"agreements": {"swap": {"status": status, "carried_out": list(deliveries)}}}

    base = agreed("agreed", "1")
    parts = agreed("agreed", "1", "2"), agreed("lapsed", "1", "3")
    assert kept(Versions(base, *parts, agreed("lapsed", "1", "2", "3")))
    assert not kept(Versions(base, *parts, agreed("agreed", "1", "2", "3")))
    assert not kept(Versions(base, *parts, agreed("lapsed", "1", "2")))
