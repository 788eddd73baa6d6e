"""Many at once: who is told that it is done has done it; who is refused is told what to do."""

import random
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest
from commands.talks import BEGUN, Talks
from program import Answer
from together import Outcome, at_once

ROUND = "2026-01-12"
ISSUES = [f"issue-{nth:02}" for nth in range(20)]
SIDES = ("union", "northport", "southport", "state")
OFTEN = 500


@pytest.fixture
def talks(tmp_path: Path) -> Talks:
    """A record with many issues and four sides, a source and a round, with notes in its files."""
    talks = Talks(tmp_path / "talks")
    talks.root.mkdir()
    parties = [word for side in SIDES for word in ("--party", f"{side}={side.title()}")]
    issues = [word for issue in ISSUES for word in ("--issue", f"{issue}=quantity:%")]
    talks.run("init", "ports-2026", *parties, *issues)
    talks.run("source", "paper", "--publisher", "The Paper")
    talks.run("new", ROUND)
    for file in talks.file(ROUND).iterdir():
        file.write_text(f"# Coded by händ:\n#   and   kept  so\n{file.read_text()}# the end\n")
    return talks


def is_told(answer: Answer, reason: str) -> bool:
    """Whether it was refused for this reason, in one sentence and with what to do."""
    told, _, hint = answer.err.rstrip("\n").partition("\n  ")
    is_one = bool(hint) and "\n" not in hint
    return answer.code == 2 and told.endswith(f"{reason}; nothing was written") and is_one


def done(outcomes: list[Outcome]) -> None:
    """All were done in the end, and refused before only because another came between."""
    assert [one.last for one in outcomes if one.last.code] == []
    early = [answer for one in outcomes for answer in one.answers[:-1]]
    assert [one for one in early if not is_told(one, "was changed meanwhile") or one.out] == []


def without(text: str, *lines: str) -> str:
    """A text less some lines, each of which must be in it once."""
    counts = Counter(text.splitlines())
    assert {line: counts[line] for line in lines} == dict.fromkeys(lines, 1)
    return "".join(line for line in text.splitlines(keepends=True) if line.strip("\n") not in lines)


def left_beside(talks: Talks) -> list[str]:
    return [one for one in talks.files() if "/." in one and "/.schema/" not in one]


def test_fifty_record_into_the_same_and_into_different_files(talks: Talks) -> None:
    said = [("union", issue) for issue in ISSUES]
    said += [(side, issue) for side in SIDES[1:] for issue in ISSUES[:10]]
    random.shuffle(said)
    numbered = [(*one, str(nth)) for nth, one in enumerate(said)]
    assert len(numbered) == 50
    before = {side: talks.text(f"{ROUND}/{side}.yaml") for side in SIDES}
    commands = [("record", *one, "--source", "paper") for one in numbered]
    done(at_once(talks.root, commands, times=OFTEN))
    for side in SIDES:
        lines = [
            f"  {issue}: {{value: {value}, source: paper}}"
            for party, issue, value in numbered
            if party == side
        ]
        assert without(talks.text(f"{ROUND}/{side}.yaml"), *lines) == before[side]
    assert talks.run("check").err == ""
    assert left_beside(talks) == []


def test_many_add_sources_while_others_name_them(talks: Talks) -> None:
    """Who names a source that is not there yet is told to add it, and is right a moment later."""
    head = talks.text("negotiation.yaml")
    names = [f"daily-{nth}" for nth in range(8)]
    added = [("source", name, "--publisher", "Daily") for name in names]
    named = [("record", "union", ISSUES[nth], "7", "--source", names[nth]) for nth in range(8)]
    outcomes = at_once(talks.root, [*added, *named], times=OFTEN)
    assert [one.last for one in outcomes if one.last.code] == []
    for answer in (answer for one in outcomes for answer in one.answers[:-1]):
        is_missing = "add it first: negtrack source ID" in answer.err
        assert is_missing or is_told(answer, "was changed meanwhile")
    lines = [f"  {name}: {{publisher: Daily}}" for name in names]
    assert without(talks.text("negotiation.yaml"), *lines) == head
    talks.run("check")
    assert left_beside(talks) == []


def test_of_many_that_begin_one_round_one_does(talks: Talks) -> None:
    outcomes = at_once(talks.root, [("new", "2026-02-02", "--venue", str(nth)) for nth in range(8)])
    begun = [nth for nth, one in enumerate(outcomes) if one.last.code == 0]
    assert len(begun) == 1
    refused = [one.last for one in outcomes if one.last.code]
    assert [one for one in refused if not is_told(one, "is there already")] == []
    files = sorted(path.name for path in talks.file("2026-02-02").iterdir())
    assert files == sorted(["round.yaml", *(f"{side}.yaml" for side in SIDES)])
    assert f'venue: "{begun[0]}"\n' in talks.text("2026-02-02/round.yaml")
    talks.run("check")
    assert left_beside(talks) == []


def test_of_many_that_begin_one_negotiation_one_does(tmp_path: Path) -> None:
    commands = [("init", "ports-2026", *BEGUN[2:], "--title", f"Nth {nth}") for nth in range(8)]
    outcomes = at_once(tmp_path, commands)
    begun = [nth for nth, one in enumerate(outcomes) if one.last.code == 0]
    assert len(begun) == 1
    refused = [one.last for one in outcomes if one.last.code]
    assert [one for one in refused if not is_told(one, "is there already")] == []
    talks = Talks(tmp_path)
    assert f"title: Nth {begun[0]}\n" in talks.text("negotiation.yaml")
    assert left_beside(talks) == []


def test_many_begin_negotiations_and_rounds_of_their_own(tmp_path: Path) -> None:
    """All of them put the same schemas beside the record, and none is in the way of another."""
    named = [f"talks-{nth}" for nth in range(8)]
    for typed in (
        [("init", *(name, *BEGUN[2:])) for name in named],
        [("new", ROUND, "-n", name) for name in named],
    ):
        outcomes = at_once(tmp_path, typed)
        assert [one.last for one in outcomes if one.last.code] == []
    talks = Talks(tmp_path)
    talks.run("check")
    assert left_beside(talks) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only there files can be exchanged")
def test_what_an_editor_has_saved_last_is_never_replaced_by_what_is_older(talks: Talks) -> None:
    """An editor that saves whole files by a rename, asks for no lock, and looks at nobody."""
    file, saved = talks.file(f"{ROUND}/union.yaml"), 0
    stop = threading.Event()

    def edits() -> None:
        nonlocal saved
        beside = file.with_name("union.yaml~")
        while not stop.wait(0.003):
            lines = [one for one in file.read_text().splitlines() if not one.startswith("# saved")]
            saved += 1
            beside.write_text("\n".join([*lines, f"# saved {saved}", ""]))
            beside.replace(file)

    editor = threading.Thread(target=edits)
    editor.start()
    try:
        commands = [("record", "union", issue, "7", "--source", "paper") for issue in ISSUES[:12]]
        outcomes = at_once(talks.root, commands, times=10)
    finally:
        stop.set()
        editor.join()
    answers = [answer for one in outcomes for answer in one.answers]
    assert {one.code for one in answers} <= {0, 2}
    text = talks.text(f"{ROUND}/union.yaml")
    assert text.endswith(f"# saved {saved}\n")
    for issue, outcome in zip(ISSUES[:12], outcomes, strict=True):
        for one in outcome.answers:
            # the editor may have saved what it saw for the moment before an exchange was taken
            # back: then the statement is there, and was not lost
            is_there = "[duplicate-statement]" in one.err and f"\n  {issue}:" in text
            assert not one.code or is_told(one, "was changed meanwhile") or is_there
    talks.run("check")
    assert left_beside(talks) == []
