"""docs/tutorial.md, typed from its first line to its last: every answer is the one it shows."""

import re
import shlex
from pathlib import Path

import pytest
from consoles import blocks, said, turns
from gitrepo import WorkTree, isolate
from program import ROOT, piped

TEXT = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BEGIN, *STEPS = blocks(TEXT)


def edit(root: Path, text: str) -> None:
    """Put the line that a block of YAML shows in place of the line of its key."""
    named, line = text.splitlines()
    found = re.fullmatch(r"# (\S+), in place of the line of \w+", named)
    assert found
    file = root / found[1]
    key = line.partition(":")[0]
    new, count = re.subn(rf"(?m)^{key}:.*$", line, file.read_text(encoding="utf-8"))
    assert count == 1
    file.write_text(new, encoding="utf-8")


def test_every_step_comes_out_as_it_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isolate(monkeypatch, tmp_path / "own-home")
    assert BEGIN == ("sh", "git init river && cd river\n")
    tree = WorkTree.start(tmp_path / "river")
    for language, text in STEPS:
        if language == "yaml":
            edit(tree.root, text)
        elif language == "sh":
            for line in text.splitlines():
                answer = piped(*shlex.split(line)[1:], folder=tree.root)
                assert answer.code == 0, (line, answer.err)
        else:
            assert language == "console"
            for typed, shown in turns(text):
                assert said(*shlex.split(typed), folder=tree.root) == shown
    assert tree.git("log", "--format=%s").splitlines() == [
        "river-2026: round 2 (2026-04-13): downstream, upstream",
        "river-2026: round 1 (2026-03-02): downstream, upstream",
    ]
    assert "| flow | ▼ narrowing | 10 | 30 |" in (tree.root / "gaps.md").read_text("utf-8")


def test_it_goes_from_nothing_to_a_report_of_gaps() -> None:
    typed = [
        name
        for _, text in STEPS
        for name in re.findall(r"^(?:\$ )?negtrack (\w+)", text, re.MULTILINE)
    ]
    assert typed[0] == "init"
    assert typed[-1] == "gaps"
    assert {"new", "record", "source", "check", "commit", "show", "diff"} <= {*typed}
