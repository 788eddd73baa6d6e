"""The record as of a revision, on real repositories: read from git, and nothing checked out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from gitrepo import WorkTree, isolate, script
from program import ROOT, Answer, piped

WAGES = ROOT / "tests" / "records" / "wages" / "positions"
UNION = "positions/wages-2026/2026-03-02/union.yaml"
HEAD = "positions/wages-2026/negotiation.yaml"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkTree:
    """A record with two commits, the second of which recoded round 3, and an edit on the disk."""
    isolate(monkeypatch, tmp_path / "own-home")
    tree = WorkTree.start(tmp_path / "a récord")
    shutil.copytree(WAGES, tree.root / "positions")
    text = file(tree).read_text(encoding="utf-8")
    file(tree).write_text(
        text.replace(
            "value: 8, source: union-press, stance: accept", "value: 9, source: union-press"
        ),
        encoding="utf-8",
    )
    save(tree, "first")
    file(tree).write_text(text, encoding="utf-8")
    save(tree, "second")
    return tree


def file(tree: WorkTree, name: str = UNION) -> Path:
    return tree.root / name


def save(tree: WorkTree, subject: str) -> None:
    tree.git("add", "-A")
    tree.git("commit", "-q", "--allow-empty", "-m", subject)


def short(tree: WorkTree, rev: str = "HEAD") -> str:
    return tree.git("rev-parse", "--short", rev).strip()


def run(tree: WorkTree, *typed: str, code: int = 0, folder: str = ".", **more: str) -> Answer:
    answer = piped(*typed, folder=tree.root / folder, **more)
    assert answer.code == code, (answer.out, answer.err)
    return answer


def data(tree: WorkTree, *typed: str) -> Any:
    return json.loads(run(tree, *typed, "-f", "json").out)


class TestAt:
    def test_every_question_can_be_asked_of_a_revision(self, tree: WorkTree) -> None:
        file(tree).write_text("positions: {", encoding="utf-8")
        at = short(tree, "HEAD~1")
        for word in ("show", "gaps", "stalemate"):
            assert data(tree, word, "--at", "HEAD~1")["rev"] == at
            assert f"at {at})" in run(tree, word, "--at", "HEAD~1").out
        assert {one["rev"] for one in ends(data(tree, "diff", "--at", "HEAD~1"))} == {at}
        assert f"at {at}: no problems." in run(tree, "check", "--at", "HEAD~1").out
        assert run(tree, "check", code=1).out

    def test_the_answer_is_that_of_a_checkout(self, tree: WorkTree, tmp_path: Path) -> None:
        tree.git("worktree", "add", "-q", str(tmp_path / "old"), "HEAD~1")
        for word in ("show", "gaps", "stalemate", "diff"):
            there = json.loads(piped(word, "-f", "json", folder=tmp_path / "old").out)
            here = data(tree, word, "--at", "HEAD~1")
            assert without_rev(here) == without_rev(there)

    @pytest.mark.parametrize(
        "rev", ["HEAD~1", "a tag", "main~1", "HEAD^{/first}", ":/first", "v1", "full"]
    )
    def test_a_revision_is_whatever_git_takes_for_one(self, tree: WorkTree, rev: str) -> None:
        tree.git("tag", "v1", "HEAD~1")
        tree.git("tag", "-a", "-m", "a tag", "v2", "HEAD~1")
        named = {"a tag": "v2", "full": tree.git("rev-parse", "HEAD~1").strip()}.get(rev, rev)
        assert data(tree, "show", "--at", named)["rev"] == short(tree, "HEAD~1")

    def test_a_detached_head_and_a_subfolder(self, tree: WorkTree) -> None:
        tree.git("checkout", "-q", "--detach", "HEAD~1")
        assert data(tree, "show", "--at", "main")["rev"] == short(tree, "main")
        answer = run(tree, "show", "--at", "HEAD", folder="positions/wages-2026")
        assert short(tree) in answer.out

    def test_a_record_in_a_subfolder_of_the_work_tree(self, tree: WorkTree) -> None:
        (tree.root / "deep [a]*" / "er").mkdir(parents=True)
        tree.git("mv", "positions", "deep [a]*/er/positions")
        save(tree, "moved")
        assert run(tree, "show", "--at", "HEAD", folder="deep [a]*/er").out
        told = run(tree, "show", "--at", "HEAD~1", folder="deep [a]*/er", code=3)
        assert "there was no positions/ at HEAD~1" in told.err

    def test_a_record_that_is_only_on_another_branch(self, tree: WorkTree) -> None:
        tree.git("checkout", "-q", "--orphan", "empty")
        tree.git("rm", "-rfq", ".")
        assert short(tree, "main") in run(tree, "show", "--at", "main").out
        assert run(tree, "show", code=3).err

    def test_of_several_negotiations_the_one_that_was_there(self, tree: WorkTree) -> None:
        shutil.copytree(WAGES / "wages-2026", tree.root / "positions" / "wages-2027")
        save(tree, "another")
        assert "there are several negotiations" in run(tree, "show", "--at", "HEAD", code=2).err
        assert run(tree, "show", "--at", "HEAD~1").out
        told = run(tree, "show", "--at", "HEAD~1", "-n", "wages-2027", code=2).err
        assert "there is no negotiation 'wages-2027' at " + short(tree, "HEAD~1") in told

    @pytest.mark.parametrize(("more", "most"), [((), 9), (("--no-cache",), 5)])
    def test_one_process_reads_all_files(
        self, tree: WorkTree, tmp_path: Path, more: tuple[str, ...], most: int
    ) -> None:
        """What is kept is asked for by two processes, and by two whether it is still the same."""
        log = tmp_path / "log"
        real = shutil.which("git")
        script(tmp_path / "bin" / "git", f'echo "$*" >> "{log}"', f'exec "{real}" "$@"')
        path = f"{tmp_path / 'bin'}:/usr/bin:/bin"
        assert run(tree, "show", "--at", "HEAD~1", *more, PATH=path).out
        ran = log.read_text().splitlines()
        assert sum(" cat-file " in one for one in ran) == 1
        assert not any(" checkout " in one for one in ran)
        assert len(ran) <= most

    def test_a_question_of_the_files_needs_no_git(self, tree: WorkTree, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        assert run(tree, "show", PATH=str(tmp_path / "empty")).out
        told = run(tree, "show", "--at", "HEAD", PATH=str(tmp_path / "empty"), code=4).err
        assert "the program git cannot be run" in told


class TestRefusals:
    @pytest.mark.parametrize(
        ("rev", "sentence"),
        [
            ("nowhere", "git knows no revision 'nowhere'"),
            ("HEAD~9", "git knows no revision 'HEAD~9'"),
            (" ", "--at names no revision"),
            ("", "--at names no revision"),
            ("--all", "'--all' is no revision"),
            (f"HEAD:{HEAD}", f"git knows no revision 'HEAD:{HEAD}'"),
            ("HEAD^{tree}", "git knows no revision"),
            ("a\x1b[31m", "git knows no revision 'a<U+001B>[31m'"),
        ],
    )
    def test_what_names_no_commit(self, tree: WorkTree, rev: str, sentence: str) -> None:
        told = run(tree, "show", f"--at={rev}", code=2).err
        assert told.startswith(f"negtrack: {sentence}")

    def test_outside_of_git(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        isolate(monkeypatch, tmp_path / "own-home")
        shutil.copytree(WAGES, tmp_path / "plain" / "positions")
        answer = piped("show", "--at", "HEAD", folder=tmp_path / "plain")
        assert answer.code == 4
        assert "is in no git work tree" in answer.err

    def test_before_the_first_commit(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        isolate(monkeypatch, tmp_path / "own-home")
        tree = WorkTree.start(tmp_path / "new")
        shutil.copytree(WAGES, tree.root / "positions")
        assert "git knows no revision 'HEAD'" in run(tree, "show", "--at", "HEAD", code=2).err

    def test_a_shallow_clone_says_that_it_is_one(self, tree: WorkTree, tmp_path: Path) -> None:
        tree.git("clone", "-q", "--depth", "1", f"file://{tree.root}", str(tmp_path / "flat"))
        flat = WorkTree(tmp_path / "flat")
        assert run(flat, "show", "--at", "HEAD").out
        assert "git fetch --unshallow" in run(flat, "show", "--at", "HEAD~1", code=2).err

    def test_a_record_that_had_errors_then(self, tree: WorkTree) -> None:
        file(tree).write_text("positions: {pay: [}\n", encoding="utf-8")
        save(tree, "broken")
        tree.git("revert", "--no-edit", "HEAD")
        told = run(tree, "show", "--at", "HEAD~1", code=3).err
        assert f"has errors at {short(tree, 'HEAD~1')}" in told
        assert f"{UNION}:1:" in told
        assert "negtrack check --at HEAD~1" in told
        assert run(tree, "check", "--at", "HEAD~1", code=1).out.startswith(f"{UNION}:1:")

    def test_links_other_repositories_and_giants(self, tree: WorkTree) -> None:
        folder = tree.root / "positions" / "wages-2026"
        (folder / "2026-03-02" / "state.yaml").symlink_to("union.yaml")
        (folder / "2026-03-02" / "big.yaml").write_text("# " + "x" * (1 << 20), encoding="utf-8")
        (folder / ".hidden").mkdir()
        (folder / ".hidden" / "a.yaml").write_text("{", encoding="utf-8")
        save(tree, "odd")
        inner = WorkTree.start(folder / "inner.yaml")
        inner.save(a_yaml="a: 1\n")
        tree.git("add", "-A")
        save(tree, "odder")
        problems = data_of_check(tree, "--at", "HEAD")
        found = {f"{one['file'].rpartition('/')[2]} {one['code']}" for one in problems}
        assert found >= {"state.yaml unreadable-file", "inner.yaml unreadable-file"}
        assert "big.yaml too-large" in found
        assert not any(one.startswith("a.yaml") for one in found)


class TestRounds:
    def test_a_round_of_a_revision_stands_for_a_round_everywhere(self, tree: WorkTree) -> None:
        at = short(tree, "HEAD~1")
        for word in ("show", "gaps", "stalemate"):
            assert data(tree, word, "HEAD~1:2")["rev"] == at
            assert data(tree, word, "HEAD~1:2")["number"] == 2
            assert data(tree, word, "HEAD~1:")["number"] == 3

    def test_how_one_round_was_recoded(self, tree: WorkTree) -> None:
        found = data(tree, "diff", "HEAD~1:3", "3")
        assert [(one["party"], one["kind"], one["before"]) for one in found["changes"]] == [
            ("union", "acceptance", 9)
        ]
        assert ends(found)[0] == {**ends(found)[1], "rev": short(tree, "HEAD~1")}
        assert data(tree, "diff", "HEAD~1:3") == found
        assert data(tree, "diff", "HEAD~1:", "last") == found
        assert data(tree, "diff", "HEAD~1:last") == found

    def test_both_ends_may_have_a_revision(self, tree: WorkTree) -> None:
        found = data(tree, "diff", "HEAD~1:3", "HEAD:3")
        assert [one["rev"] for one in ends(found)] == [short(tree, "HEAD~1"), short(tree)]
        assert data(tree, "diff", "HEAD~1:3", "--at", "HEAD") == found
        assert data(tree, "diff", "HEAD~1:1", "HEAD~1:2")["changes"]

    def test_another_branch(self, tree: WorkTree) -> None:
        tree.git("checkout", "-q", "-b", "work")
        shutil.rmtree(tree.root / "positions" / "wages-2026" / "2026-03-02")
        save(tree, "dropped")
        found = data(tree, "diff", "main:")
        assert [one["number"] for one in ends(found)] == [3, 2]
        assert data(tree, "diff", "work:", "main:")["changes"]

    def test_a_revision_without_the_round(self, tree: WorkTree) -> None:
        told = run(tree, "diff", "HEAD~1:9", "last", code=2).err
        assert "there is no round '9'" in told
        assert f"at {short(tree, 'HEAD~1')}" in told
        assert "names no revision" in run(tree, "show", ":2", code=2).err

    def test_a_negotiation_that_was_not_there(self, tree: WorkTree) -> None:
        shutil.copytree(WAGES / "wages-2026", tree.root / "positions" / "wages-2027")
        told = run(tree, "diff", "HEAD:", "-n", "wages-2027", code=2).err
        assert "there is no negotiation 'wages-2027' at" in told

    def test_a_party_that_only_the_other_has(self, tree: WorkTree) -> None:
        text = file(tree, HEAD).read_text(encoding="utf-8")
        file(tree, HEAD).write_text(
            text.replace("parties:\n", "parties:\n  guest: {name: Guest, role: observer}\n"),
            encoding="utf-8",
        )
        assert run(tree, "diff", "HEAD:", "--party", "guest").out
        assert run(tree, "diff", ":".join(("HEAD", "")), "--party", "gust", code=2).err

    def test_what_is_confidential_stays_so(self, tree: WorkTree) -> None:
        text = file(tree).read_text(encoding="utf-8")
        file(tree).write_text(
            text.replace("value: 8,", "value: 8, confidential: true,"), encoding="utf-8"
        )
        save(tree, "secret")
        told = run(tree, "show", "--at", "HEAD", "--party", "union", "--issue", "pay").out
        assert "8 %" not in told
        told = run(tree, "show", "--at", "HEAD", "--party", "union", "--issue", "pay", "--private")
        assert "8 %" in told.out


def ends(found: Any) -> list[Any]:
    return [found["from"], found["to"]]


def without_rev(one: Any) -> Any:
    if isinstance(one, dict):
        return {key: without_rev(value) for key, value in one.items() if key != "rev"}
    return [without_rev(item) for item in one] if isinstance(one, list) else one


def data_of_check(tree: WorkTree, *typed: str) -> Any:
    return json.loads(run(tree, "check", *typed, "-f", "json", code=1).out)["problems"]
