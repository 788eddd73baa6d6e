"""`negtrack linkage` as it is typed: formats of its own, rounds of revisions, exit codes."""

import json

import pytest
from program import in_terminal, piped

RECORD = ("-n", "istanbul-2025")


@pytest.mark.parametrize(("name", "start"), [("dot", "digraph"), ("mermaid", "flowchart LR")])
def test_graphs_are_formats_of_its_own(name: str, start: str) -> None:
    answer = piped("linkage", *RECORD, "-f", name)
    assert answer.code == 0
    assert answer.out.startswith(start)
    assert piped("gaps", *RECORD, "-f", name).code == 2


def test_the_answer_for_programs_names_the_round() -> None:
    data = json.loads(piped("linkage", "2", *RECORD, "-f", "json").out)
    assert (data["schema"], data["number"]) == ("negtrack.linkage/1", 2)


def test_somebody_waits() -> None:
    assert piped("linkage", *RECORD, "--exit-code").code == 1
    assert piped("linkage", *RECORD, "--party", "turkiye", "--exit-code").code == 0


@pytest.mark.parametrize("columns", [60, 200])
def test_the_page_in_a_terminal(columns: int) -> None:
    told = in_terminal("linkage", *RECORD, columns=columns, NO_COLOR="1").out
    assert "Lock of substance" in told
    assert "└─ × settlement is signed-first: blocked" in told
    assert "It is no advice." in " ".join(told.split())
