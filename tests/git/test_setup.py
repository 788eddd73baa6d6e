"""The settings of git, on real repositories: what is written, what is left, and that git obeys."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from gitrepo import WorkTree, isolate, script
from program import ROOT

from negtrack.git import setup
from negtrack.git.attributes import with_block
from negtrack.git.program import Repository
from negtrack.problems import GIT_REFUSED, Stop

PARTY = "positions/river/2025-01-10/north.yaml"
OURS = setup.settings(["/usr/bin/negtrack"], "1")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkTree:
    isolate(monkeypatch, tmp_path / "own-home")
    return WorkTree.start(tmp_path / "work")


@pytest.fixture
def repository(tree: WorkTree) -> Repository:
    return Repository(tree.root)


def held(tree: WorkTree) -> dict[str, str]:
    entries = tree.git("config", "--local", "-z", "--list").split("\0")[:-1]
    pairs = (entry.partition("\n")[::2] for entry in entries)
    return {key: value for key, value in pairs if "negtrack" in key}


def test_in_and_out_again(tree: WorkTree, repository: Repository) -> None:
    config = tree.root / ".git" / "config"
    before = config.read_bytes()
    changed = setup.install(repository, OURS)
    assert dict(changed) == OURS == held(tree)
    assert setup.install(repository, OURS) == []
    gone, kept = setup.remove(repository, OURS)
    assert {one.key for one in gone} == set(OURS)
    assert kept == []
    assert config.read_bytes() == before
    assert setup.remove(repository, OURS) == ([], [])


@pytest.mark.parametrize("key", OURS)
def test_what_another_has_set_is_refused_and_stays(
    tree: WorkTree, repository: Repository, key: str
) -> None:
    if key == "diff.negtrack.version":
        return
    tree.git("config", key, "mine")
    with pytest.raises(Stop, match="with the value 'mine'") as stopped:
        setup.refuse_foreign(repository, OURS)
    assert stopped.value.code == GIT_REFUSED
    assert stopped.value.hint.endswith(f"--unset-all {key}")
    assert setup.remove(repository, OURS) == ([], [key])
    assert held(tree) == {key: "mine"}


def test_one_value_of_ones_own_among_ours_is_refused(
    tree: WorkTree, repository: Repository
) -> None:
    setup.install(repository, OURS)
    tree.git("config", "--add", "diff.negtrack.textconv", "mine")
    with pytest.raises(Stop, match="mine"):
        setup.refuse_foreign(repository, OURS)


OLDER = (
    setup.settings(["/home/ä b/.venv/bin/negtrack"], "0.9"),
    setup.settings(["/it's 50%/python3", "-P", "-m", "negtrack"], "0.9"),
)


@pytest.mark.parametrize("older", OLDER)
def test_a_negtrack_of_another_place_gives_way(
    tree: WorkTree, repository: Repository, older: dict[str, str]
) -> None:
    setup.install(repository, older)
    setup.refuse_foreign(repository, OURS)
    changed = {one.key for one in setup.install(repository, OURS)}
    assert changed == {key for key in OURS if older[key] != OURS[key]}
    assert held(tree) == OURS
    assert setup.remove(repository, older) == ([setup.Changed(key, None) for key in OURS], [])


@pytest.mark.parametrize(
    "value",
    [
        *("cat", "/usr/bin/negtrack", "/usr/bin/negtrack show", "mynegtrack textconv", ""),
        *("python -m negtrack textconv", "sh -P -m other textconv", "'negtrack textconv"),
    ],
)
def test_what_only_looks_like_ours_is_somebody_elses(
    tree: WorkTree, repository: Repository, value: str
) -> None:
    tree.git("config", "diff.negtrack.textconv", value)
    with pytest.raises(Stop):
        setup.refuse_foreign(repository, OURS)


def test_a_setting_without_a_value_is_somebody_elses(
    tree: WorkTree, repository: Repository
) -> None:
    with (tree.root / ".git" / "config").open("a") as file:
        file.write('[diff "negtrack"]\n\tcachetextconv\n')
    with pytest.raises(Stop, match="cachetextconv already"):
        setup.refuse_foreign(repository, OURS)


def test_a_configuration_that_cannot_be_written_is_told_in_the_words_of_git(
    tree: WorkTree, repository: Repository
) -> None:
    (tree.root / ".git" / "config.lock").write_text("")
    with pytest.raises(Stop, match=r"cannot change its configuration:.*config"):
        setup.install(repository, OURS)


@pytest.mark.parametrize("name", ["plain", "it's a “földer” $HOME `x` 50%O %% \\ &;", "-n \n x"])
def test_git_runs_the_program_wherever_it_lies(
    tree: WorkTree, repository: Repository, tmp_path: Path, name: str
) -> None:
    script(tmp_path / name / "negtrack", 'echo "$1:$(cat "$2" | tr a-z A-Z)"')
    setup.install(repository, setup.settings([str(tmp_path / name / "negtrack")], "1"))
    tree.write(".gitattributes", with_block(None).decode())
    tree.write(PARTY, "one\n")
    tree.git("add", ".")
    tree.git("commit", "-q", "-m", "one")
    tree.write(PARTY, "two\n")
    assert tree.git("diff").splitlines()[-2:] == ["-textconv:ONE", "+textconv:TWO"]


@pytest.mark.parametrize("name", ["plain", "it's 50%O %% %"])
def test_git_merges_with_the_program_wherever_it_lies(
    tree: WorkTree, repository: Repository, tmp_path: Path, name: str
) -> None:
    said = tmp_path / "said"
    script(tmp_path / name / "negtrack", f'echo "$1 $6 $7" >> {said}', 'echo merged > "$4"')
    setup.install(repository, setup.settings([str(tmp_path / name / "negtrack")], "1"))
    tree.write(".gitattributes", with_block(None).decode())
    tree.write(PARTY, "base\n")
    tree.git("add", ".")
    tree.git("commit", "-q", "-m", "base")
    tree.git("checkout", "-q", "-b", "other")
    tree.write(PARTY, "theirs\n")
    tree.git("commit", "-qam", "theirs")
    tree.git("checkout", "-q", "main")
    tree.write(PARTY, "ours\n")
    tree.git("commit", "-qam", "ours")
    tree.git("merge", "-q", "-m", "both", "other")
    assert said.read_text() == f"merge-driver 7 {PARTY}\n"
    assert tree.text(PARTY) == "merged\n"


@pytest.mark.parametrize("program", ["/nowhere/negtrack", "/bin/false"])
def test_where_the_program_is_gone_git_merges_by_itself_and_drops_nothing(
    tree: WorkTree, repository: Repository, tmp_path: Path, program: str
) -> None:
    if program == "/bin/false":
        program = str(script(tmp_path / "broken" / "negtrack", "exit 70"))
    setup.install(repository, setup.settings([program], "1"))
    tree.write(".gitattributes", with_block(None).decode())
    base = "a\n" * 9
    tree.write(PARTY, base)
    tree.git("add", ".")
    tree.git("commit", "-q", "-m", "base")
    tree.git("checkout", "-q", "-b", "other")
    tree.write(PARTY, f"theirs\n{base}")
    tree.git("commit", "-qam", "theirs")
    tree.git("checkout", "-q", "main")
    tree.write(PARTY, f"ours\n{base}")
    tree.git("commit", "-qam", "ours")
    tree.git("merge", "-q", "-m", "both", "other", fails=True)
    text = (tree.root / PARTY).read_text()
    assert text.startswith("<<<<<<< ours\nours\n=======\ntheirs\n>>>>>>> theirs\n")
    tree.git("merge", "--abort")
    tree.write(PARTY, f"{base}ours\n")
    tree.git("commit", "-qa", "--amend", "-m", "ours")
    tree.git("merge", "-q", "-m", "both", "other")
    assert tree.text(PARTY) == f"theirs\n{base}ours\n"


def shown(tree: WorkTree) -> str:
    return tree.git("log", "-p", "-1", "--format=")


def test_what_git_has_kept_goes_with_another_version_and_at_the_end(
    tree: WorkTree, repository: Repository, tmp_path: Path
) -> None:
    program = script(tmp_path / "negtrack", "echo first")
    first, second = (setup.settings([str(program)], version) for version in "12")
    setup.install(repository, first)
    tree.write(".gitattributes", with_block(None).decode())
    tree.write(PARTY, "one\n")
    tree.git("add", ".")
    tree.git("commit", "-q", "-m", "one")
    assert "+first" in shown(tree)
    script(tmp_path / "negtrack", "echo second")
    assert setup.install(repository, first) == []
    assert "+first" in shown(tree)
    assert setup.install(repository, second) == [setup.Changed("diff.negtrack.version", "2")]
    assert "+second" in shown(tree)
    assert setup.forget(repository)
    assert not setup.forget(repository)
    assert setup.CACHE not in tree.git("for-each-ref")


def test_the_line_above_a_change_is_the_heading(
    tree: WorkTree, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    program = [sys.executable, "-P", "-m", "negtrack"]
    setup.install(repository, setup.settings(program, "1"))
    tree.write(".gitattributes", with_block(None).decode())
    text = "positions:\n  pay:\n    value: 3\n    note: a\n    coder: b\n    speaker: c\n"
    tree.write(PARTY, text.replace("\n", "\n# x\n", 1))
    tree.git("add", ".")
    tree.git("commit", "-q", "-m", "one")
    tree.git("config", "diff.context", "0")
    tree.write(PARTY, text.replace("note: a", "note: z").replace("\n", "\n# x\n", 1))
    assert tree.git("diff").splitlines()[-3:] == [*("@@ -6 +6 @@ pay", "-  note: a", "+  note: z")]


def test_the_rules_that_git_follows_for_a_path(tree: WorkTree, repository: Repository) -> None:
    assert setup.attributes(repository, PARTY) == {"diff": "unspecified", "merge": "unspecified"}
    tree.write(".gitattributes", with_block(None).decode())
    assert setup.attributes(repository, PARTY) == {"diff": "negtrack", "merge": "negtrack"}
    top = "positions/river/negotiation.yaml"
    assert set(setup.attributes(repository, top).values()) == {"negtrack"}
    tree.write("positions/.gitattributes", "*.yaml -diff\n")
    assert setup.attributes(repository, PARTY) == {"diff": "unset", "merge": "negtrack"}
    other = setup.attributes(repository, "notes/positions/river/x.yaml")
    assert set(other.values()) == {"unspecified"}
