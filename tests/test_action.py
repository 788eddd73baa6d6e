"""What runs on other machines: the hook for pre-commit, and the script of the GitHub Action."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from gitrepo import WorkTree, isolate, script
from program import ROOT, Answer, piped

WAGES = ROOT / "tests" / "records" / "wages" / "positions"
UNION = "positions/wages-2026/2026-03-02/union.yaml"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


class Checkout(NamedTuple):
    """A clone as an action finds it, of a repository with a branch `main`."""

    tree: WorkTree
    shared: WorkTree

    def run(self, base: str = "main", directory: str = ".", program: str = "") -> Answer:
        """Run the script; its output is the log, and `err` the summary of the job."""
        summary = self.tree.root.parent / "summary"
        summary.write_text("before\n")
        given = {
            "NEGTRACK": program or str(self.tree.root.parent / "bin" / "negtrack"),
            "NEGTRACK_DIRECTORY": directory,
            "NEGTRACK_BASE": base,
            "GITHUB_STEP_SUMMARY": str(summary),
        }
        done = subprocess.run(
            [str(ROOT / ".ci" / "action")],
            cwd=self.tree.root,
            env={**os.environ, "PYTHONPATH": str(ROOT), **given},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        told = summary.read_text(encoding="utf-8")
        assert told.startswith("before\n")
        return Answer(done.returncode, done.stdout, told.removeprefix("before\n"))

    def say(self, before: str = "value: 8", after: str = "value: 7", at: str = UNION) -> None:
        """Commit a change of a file, as a pull request does."""
        text = (self.tree.root / at).read_text(encoding="utf-8")
        assert before in text
        self.tree.write(at, text.replace(before, after))
        self.tree.git("commit", "-qam", "a change")


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkTree:
    isolate(monkeypatch, tmp_path / "own-home")
    script(tmp_path / "bin" / "negtrack", f'exec {sys.executable} -P -m negtrack "$@"')
    tree = WorkTree.start(tmp_path / "shared")
    shutil.copytree(WAGES, tree.root / "positions")
    tree.git("add", ".")
    tree.git("commit", "-q", "-m", "the talks so far")
    return tree


def cloned(shared: WorkTree, *options: str) -> Checkout:
    root = shared.root.parent / "checkout"
    shared.git("clone", "-q", *options, f"file://{shared.root}", str(root))
    return Checkout(WorkTree(root), shared)


@pytest.fixture
def checkout(shared: WorkTree) -> Checkout:
    return cloned(shared)


def recorder(checkout: Checkout, code: int = 0) -> tuple[str, Path]:
    """A program that checks as negtrack does, and writes down whatever else it is asked."""
    asked = checkout.tree.root.parent / "asked"
    real = checkout.tree.root.parent / "bin" / "negtrack"
    program = script(
        checkout.tree.root.parent / "bin" / "recorder",
        f'test "$1" = check && exec {real} "$@"',
        f'echo "$@" >> {asked}',
        "echo '| a | table |'",
        f"test {code} = 0 || printf '```\\n<b>no\\n' >&2",
        f"exit {code}",
    )
    return str(program), asked


def test_an_unchanged_record_is_checked_and_said_to_be_as_it_was(checkout: Checkout) -> None:
    answer = checkout.run()
    assert answer.code == 0
    assert "::notice::0 errors" in answer.out
    assert answer.err == "The record has no errors, and is as on the base branch.\n"


def test_what_moved_is_asked_of_each_negotiation_that_changed(checkout: Checkout) -> None:
    shutil.copytree(WAGES / "wages-2026", checkout.tree.root / "positions" / "other")
    checkout.tree.git("add", ".")
    checkout.say()
    program, asked = recorder(checkout)
    answer = checkout.run(program=program)
    assert (answer.code, answer.err) == (0, "| a | table |\n\n" * 2)
    assert asked.read_text() == "show -n other -f md\ndiff origin/main: -n wages-2026 -f md\n"


def test_the_summary_tells_what_moved_against_the_base(checkout: Checkout) -> None:
    checkout.say()
    told = checkout.run().err
    assert re.search(r"pay.*union.*7", told)
    assert "|" in told


def test_a_first_pull_request_tells_where_everyone_stands(shared: WorkTree) -> None:
    shared.git("checkout", "-q", "--orphan", "empty")
    shared.git("rm", "-rq", "--cached", ".")
    shared.git("commit", "-q", "--allow-empty", "-m", "empty")
    shared.git("checkout", "-qf", "main")
    answer = cloned(shared).run(base="empty")
    assert answer.code == 0
    assert "who stands where" in answer.err
    assert "cannot be told" not in answer.err


def test_errors_become_annotations_and_fail_it(checkout: Checkout) -> None:
    checkout.say("value: 8", "valeu: 8")
    answer = checkout.run()
    assert answer.code == 1
    assert f"::error file={UNION},line=2,col=" in answer.out
    assert "unknown-key" in answer.err
    assert "no errors" not in answer.err


def test_annotations_of_a_record_in_a_folder_name_the_file_from_the_top(shared: WorkTree) -> None:
    folder = "50%, a:b"
    (shared.root / folder).mkdir()
    shared.git("mv", "positions", f"{folder}/positions")
    shared.git("commit", "-q", "-m", "moved")
    checkout = cloned(shared)
    checkout.say("value: 8", "valeu: 8", at=f"{folder}/{UNION}")
    answer = checkout.run(directory=folder)
    assert answer.code == 1
    assert f"::error file=50%25%2C a%3Ab/{UNION},line=2," in answer.out


def test_a_record_in_a_folder_is_compared_with_that_folder(shared: WorkTree) -> None:
    (shared.root / "talks").mkdir()
    shared.git("mv", "positions", "talks/positions")
    shared.git("commit", "-q", "-m", "moved")
    checkout = cloned(shared)
    assert "is as on the base branch" in checkout.run(directory="talks").err
    checkout.say(at=f"talks/{UNION}")
    program, asked = recorder(checkout)
    checkout.run(directory="talks", program=program)
    assert asked.read_text() == "diff origin/main: -n wages-2026 -f md\n"


def test_a_shallow_clone_fetches_the_base(shared: WorkTree) -> None:
    shared.git("checkout", "-q", "-b", "change")
    shared.write(UNION, (shared.root / UNION).read_text().replace("value: 8", "value: 7"))
    shared.git("commit", "-qam", "seven")
    checkout = cloned(shared, "--depth=1", "--branch=change")
    checkout.tree.git("rev-parse", "-q", "--verify", "origin/main", fails=True)
    program, asked = recorder(checkout)
    assert checkout.run(program=program).code == 0
    assert asked.read_text() == "diff origin/main: -n wages-2026 -f md\n"


@pytest.mark.parametrize("base", ["", "gone", "$(touch pwned)", "-x", "`touch pwned`", "a b; c"])
def test_without_a_base_the_record_is_checked_all_the_same(checkout: Checkout, base: str) -> None:
    answer = checkout.run(base=base)
    assert answer.code == 0
    assert answer.err.startswith("The record has no errors.\n")
    assert ("no branch of that name" in answer.err) == bool(base)
    assert not (checkout.tree.root / "pwned").exists()


def test_what_cannot_be_compared_is_told_and_is_no_markup(checkout: Checkout) -> None:
    checkout.say()
    program, _ = recorder(checkout, code=3)
    answer = checkout.run(program=program)
    assert answer.code == 0
    assert "What moved in `wages-2026` cannot be told:\n\n    ```\n    <b>no\n" in answer.err


def test_a_folder_without_a_record_fails_it(checkout: Checkout) -> None:
    shutil.rmtree(checkout.tree.root / "positions")
    assert checkout.run().code == 3


def steps() -> list[dict[str, Any]]:
    return list(ACTION["runs"]["steps"])


def test_nothing_from_outside_is_put_into_the_text_of_a_command() -> None:
    assert ACTION["runs"]["using"] == "composite"
    ran = [step["run"] for step in steps() if "run" in step]
    assert len(ran) == 2
    assert not [text for text in ran if "${{" in text]
    assert all(step["shell"] == "bash" for step in steps() if "run" in step)


def test_every_input_is_used_and_every_variable_is_one_that_the_script_reads() -> None:
    whole = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", whole)) == set(ACTION["inputs"])
    given = {name for step in steps() for name in step.get("env", {})}
    text = (ROOT / ".ci" / "action").read_text(encoding="utf-8")
    assert set(re.findall(r"\$\{(NEGTRACK\w*):-", text)) == given


def test_the_action_installs_and_runs_what_is_there() -> None:
    for name in re.findall(r"\$GITHUB_ACTION_PATH/([^\"\s]+)", (ROOT / "action.yml").read_text()):
        assert (ROOT / name).is_file()
    assert os.access(ROOT / ".ci" / "action", os.X_OK)
    subprocess.run(["bash", "-n", str(ROOT / ".ci" / "action")], check=True)


def test_the_hook_runs_a_command_that_there_is_on_the_files_of_a_record() -> None:
    program, *typed = HOOK["entry"].split()
    assert program == "negtrack"
    assert piped(*typed).code == 0
    assert piped(*typed, folder=ROOT / "tests" / "records" / "broken").code == 1
    assert re.search(HOOK["files"], UNION)
    assert not re.search(HOOK["files"], "docs/positions/x.yaml")
    assert HOOK["pass_filenames"] is False
    assert HOOK["language"] == "python"


PAGE = (ROOT / "docs" / "git.md").read_text(encoding="utf-8")


def test_the_page_has_every_input_of_the_action() -> None:
    assert re.findall(r"^\| `([\w-]+)` \|", PAGE, re.MULTILINE) == list(ACTION["inputs"])


def test_the_configurations_on_the_page_name_what_there_is() -> None:
    blocks = [yaml.safe_load(text) for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)]
    hooks, folder, workflow = blocks
    assert hooks["repos"][0]["hooks"] == [{"id": HOOK["id"]}]
    assert folder[0].keys() <= HOOK.keys() | {"args"}
    assert folder[0]["id"] == HOOK["id"]
    assert len(workflow["jobs"]["record"]["steps"]) == 2


def test_the_history_on_the_page_is_what_git_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isolate(monkeypatch, tmp_path / "own-home")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    tree = WorkTree.start(tmp_path / "work")
    shutil.copytree(ROOT / "positions", tree.root / "positions")
    tree.git("add", ".")
    tree.git("commit", "-q", "-m", "the talks so far")
    assert piped("git", "setup", folder=tree.root).code == 0
    name = "positions/istanbul-2025/2025-06-02/russia.yaml"
    text = (tree.root / name).read_text(encoding="utf-8")
    tree.write(name, text.replace("value: 30\n", "value: 60\n"))
    told = tree.git("diff")
    assert told[told.index("@@") :] == PAGE.split("```diff\n")[1].split("```")[0]
