"""Conditions as graphs: Graphviz and Mermaid, with hostile texts as text."""

from __future__ import annotations

import re

import pytest
from builders import TALKS, record
from test_locks import MUTUAL

from negtrack.analyses.linkage import linkage
from negtrack.analyses.show import show
from negtrack.formats import render
from negtrack.problems import Stop
from negtrack.selection import Selection


def drawn(name: str, head: str = TALKS, said: str = MUTUAL) -> str:
    of = record(head, r1=said)
    return render(name, linkage(of, of.negotiation.rounds[0], Selection()), None, False)


def test_graphviz_has_a_box_around_a_lock() -> None:
    told = drawn("dot")
    assert told.startswith("digraph linkage {\n")
    assert 's0 [label="north · ceasefire"];' in told
    assert 'subgraph cluster_0 { label="lock of sequence"; s0; s1; }' in told
    assert 's0 -> s1 [label="coast: waiting", style=dashed];' in told
    assert told.count("{") == told.count("}")


def test_mermaid_has_a_box_around_a_lock() -> None:
    told = drawn("mermaid").splitlines()
    assert told[:2] == ["flowchart LR", '  subgraph l0["lock of sequence"]']
    assert '  s0 -.->|"coast: waiting"| s1' in told


def test_who_is_waited_for_without_a_word_is_a_node_too() -> None:
    said = "north: {ceasefire: {value: full, only_if: [{venue: coast}, {pay: {min: 5, max: 9}}]}}"
    told = drawn("dot", said=said)
    assert '[label="south · venue"]' in told
    assert '[label="min 5, max 9: open (or 2)", style=dotted]' in told


HOSTILE = (
    '"];x -> y["',
    "a\\",
    "<script>alert(1)</script>",
    "`a` #35; | [b] {c}",
    "\x1b[31m\u202e",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["dot", "mermaid"])
def test_a_hostile_text_stays_in_its_quotes(name: str, text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\x1b", "\\e")
    escaped = escaped.replace("\u202e", "\\u202e")
    head = TALKS.replace("title: The river talks", f'title: "{escaped}"')
    said = f'north: {{ceasefire: {{value: full, only_if: {{wording: "{escaped}"}}}}}}'
    if "\\e" in escaped:
        with pytest.raises(AssertionError):  # the record itself refuses control characters
            drawn(name, head, said)
        return
    told = drawn(name, head, said)
    strings = re.sub(r'"(?:[^"\\]|\\.)*"', '""', told)
    assert not re.search(r"[<>`|\[\]]\s*script|x -> y\[", strings)
    if name == "mermaid":
        quoted = re.findall(r'"([^"]*)"', told)
        assert not any(set(one) & set('<>`|[]{}"') for one in quoted)


def test_a_graph_is_of_conditions_only() -> None:
    of = record(TALKS, r1=MUTUAL)
    with pytest.raises(Stop, match="a graph is of conditions only"):
        render("dot", show(of, of.negotiation.rounds[0], Selection()), None, False)
