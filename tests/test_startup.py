"""What each command loads: no library, and no part of the program, that it can do without.

Modules are counted, not seconds, so that the test says the same on every machine; the seconds are
in `benchmarks/RESULTS.md`.
"""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from gitrepo import WorkTree, isolate
from program import ROOT

PROGRAM = """
import sys
bare = set(sys.modules)
sys.path.insert(0, sys.argv[1])
from negtrack.cli import run
code = run(sys.argv[2:])
sys.stdout.flush()
sys.stderr.write("\\n".join(("", *sorted(set(sys.modules) - bare), str(code))))
"""

RECORD = "-n istanbul-2025"
QUESTIONS = tuple(f"{word} {RECORD}" for word in ("diff", "gaps", "stalemate", "show", "check"))
HEAVY = {"pydantic", "pydantic_core", "rich", "pygments", "yaml", "decimal", "fractions"}
"""Libraries that take long to load, or that only a record needs."""

READING = {"yaml", "pydantic_core", "decimal"}


@cache
def loaded(typed: str) -> frozenset[str]:
    """Every module that a run in a pipe loads, in an interpreter of its own."""
    command = [sys.executable, "-I", "-c", PROGRAM, str(ROOT), *typed.split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    *modules, code = done.stderr.split()
    assert code == "0", done.stderr
    return frozenset(modules)


def libraries(typed: str) -> set[str]:
    """The libraries that a run loads, each by its first name."""
    return {module.partition(".")[0] for module in loaded(typed)}


def own(typed: str) -> set[str]:
    """The modules of the program that a run loads."""
    prefix = "negtrack."
    return {one.removeprefix(prefix) for one in loaded(typed) if one.startswith(prefix)}


@pytest.mark.parametrize("typed", ["diff --help", "schema --help"])
def test_help_loads_no_more_than_the_command_line(typed: str) -> None:
    assert not libraries(typed) & HEAVY
    beyond = {one for one in own(typed) if not one.startswith("commands")}
    assert beyond == {"cli", "problems", "text"}


@pytest.mark.parametrize("typed", ["--help", "--version"])
def test_the_commands_are_listed_without_any_of_them(typed: str) -> None:
    assert not libraries(typed) & HEAVY
    assert own(typed) == {"cli", "problems", "text", "shells"}


def test_a_command_loads_no_other_command() -> None:
    assert {one for one in own("diff --help") if one.startswith("commands.")} == {
        "commands.ask",
        "commands.asking",
        "commands.diff",
        "commands.progress",
        "commands.telling",
    }


@pytest.mark.parametrize("typed", QUESTIONS)
def test_a_question_in_a_pipe_loads_what_reading_needs(typed: str) -> None:
    assert libraries(typed) & HEAVY == {*READING, "fractions"}
    assert "pydantic_core" in loaded(typed)


@pytest.mark.parametrize("typed", QUESTIONS)
def test_a_question_that_was_asked_before_loads_nothing_that_reads(typed: str) -> None:
    loaded.__wrapped__(typed)
    again = loaded.__wrapped__(typed)
    assert not {one.partition(".")[0] for one in again} & {*HEAVY, "hashlib", "json", "sqlite3"}
    assert {one.removeprefix("negtrack.") for one in again if one.startswith("negtrack.")} == {
        *("cli", "problems", "text", "cache", "contents", "folder", "identity", "commands"),
        *("commands.answered", "commands.ask", "commands.asking", "commands.progress"),
        *("commands.telling", "commands.versions"),
        f"commands.{typed.partition(' ')[0]}",
    }


def test_a_question_of_a_revision_that_was_asked_before_loads_nothing_that_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isolate(monkeypatch, tmp_path / "home")
    tree = WorkTree.start(tmp_path / "talks")
    shutil.copytree(ROOT / "positions" / "istanbul-2025", tree.root / "positions/istanbul-2025")
    tree.git("add", "-A")
    tree.git("commit", "-q", "-m", "begin")
    typed = f"gaps --at HEAD -C {tree.root}"
    assert "yaml" in libraries(typed)
    again = loaded.__wrapped__(typed)
    assert not {one.partition(".")[0] for one in again} & HEAVY
    assert {one for one in again if one.startswith("negtrack.git")} == {
        *("negtrack.git", "negtrack.git.program", "negtrack.git.trees")
    }


@pytest.mark.parametrize("typed", QUESTIONS)
def test_a_question_loads_one_analysis_and_one_format(typed: str) -> None:
    word = typed.split(maxsplit=1)[0]
    assert {one for one in own(typed) if one.startswith("analyses.")} == {f"analyses.{word}"}
    assert {one for one in own(typed) if one.startswith("formats.")} == {
        "formats.plain",
        "formats.flow",
    }


@pytest.mark.parametrize(
    ("name", "module"), [("json", "json"), ("csv", "csv"), ("md", "markdown"), ("table", "plain")]
)
def test_a_format_loads_no_other_format(name: str, module: str) -> None:
    typed = f"diff {RECORD} -f {name}"
    some = {one for one in own(typed) if one.startswith("formats.")}
    assert some - {"formats.flow"} == {f"formats.{module}"}
    assert not libraries(typed) & {"rich", "pygments", "pydantic"}


@pytest.mark.parametrize("typed", [*QUESTIONS, "rules", "schema", "--help"])
def test_nobody_but_commit_loads_git(typed: str) -> None:
    assert not any(
        one.startswith("git") for one in own(typed)
    )  # subprocess itself is loaded by typer
    assert "message" not in own(typed)


@pytest.mark.parametrize("typed", [*QUESTIONS, "schema"])
def test_the_catalogue_is_for_rules(typed: str) -> None:
    assert "catalogue" not in own(typed)


@pytest.mark.parametrize("typed", ["diff --iss", "diff -n istanbul-2025 --issue cease"])
def test_completion_loads_no_command_and_nothing_that_checks(typed: str) -> None:
    code = PROGRAM.replace("from negtrack.cli import run", "from negtrack.__main__ import main")
    code = code.replace("code = run(sys.argv[2:])", "sys.argv[1:2] = []; code = main() or 0")
    words = ["complete", "zsh", *typed.split()]
    command = [sys.executable, "-I", "-c", code, str(ROOT), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.startswith(("--issue\t", "ceasefire\t"))
    modules = {one.partition(".")[0] for one in done.stderr.split()}
    assert not modules & {"typer", "pydantic", "pydantic_core", "rich", "decimal", "inspect"}
    assert ("yaml" in modules) == ("-n" in typed)
    assert "negtrack.commands" not in done.stderr


def test_what_finds_rings_is_loaded_only_where_statements_wait_for_each_other() -> None:
    assert "networkx" in libraries(f"linkage {RECORD}")
    assert "networkx" in libraries(f"stalemate {RECORD}")
    assert "networkx" not in libraries(f"stalemate 1 {RECORD}")
    others = (typed for typed in QUESTIONS if not typed.startswith("stalemate"))
    assert not any("networkx" in libraries(typed) for typed in others)


def test_what_answers_queries_is_loaded_in_a_process_of_its_own() -> None:
    assert "duckdb" not in libraries(f"sql VALUES(1) {RECORD}")
    assert "sandbox" in own(f"sql VALUES(1) {RECORD}")
    assert not any("multiprocessing" in libraries(typed) for typed in QUESTIONS)


def test_what_finds_coalitions_is_loaded_only_where_three_parties_have_a_distance() -> None:
    pytest.importorskip("scipy", reason="the extra 'stats' is not installed")
    assert {"scipy", "numpy"} <= libraries("distance -C tests/records/cop29")
    for typed in (f"distance {RECORD}", f"forecast {RECORD}", f"polarisation {RECORD}"):
        assert not libraries(typed) & {"scipy", "numpy"}


def test_rules_reads_no_record() -> None:
    assert "catalogue" in own("rules")
    assert not own("rules") & {"record", "folder", "schema", "rules", "measures"}
    assert not libraries("rules") & {"pydantic", "pydantic_core", "rich"}


@pytest.mark.parametrize("kind", ["negotiation", "round", "party"])
def test_the_schema_of_a_file_is_read_not_made(kind: str) -> None:
    assert "editors" in own(f"schema {kind}")
    assert not own(f"schema {kind}") & {"contracts", "schema", "selection"}
    assert not libraries(f"schema {kind}") & HEAVY


@pytest.mark.parametrize("typed", ["schema", "schema diff"])
def test_only_schema_loads_pydantic(typed: str) -> None:
    assert "pydantic" in libraries(typed)
    assert "contracts" in own(typed)
    assert "contracts.files" not in own(typed)
    assert not own(typed) & {"record", "folder", "yamltext", "rules"}


def test_a_file_for_git_is_told_with_no_more_than_the_reader_of_yaml() -> None:
    typed = "textconv positions/istanbul-2025/negotiation.yaml"
    assert libraries(typed) & HEAVY == {"yaml"}
    assert not {one for one in own(typed) if one.startswith(("git", "record", "schema"))}
    assert "commands.asking" not in own(typed)


def test_merging_for_git_loads_no_schema() -> None:
    merge = "merge-driver pyproject.toml pyproject.toml pyproject.toml"
    assert "merging" in own(merge)
    assert not own(merge) & {"record", "folder", "schema", "model", "rules"}
    assert libraries(merge) & HEAVY == {"yaml"}


def test_tables_as_text_load_no_library_of_an_extra() -> None:
    typed = f"export --table gaps {RECORD}"
    assert not libraries(typed) & {"duckdb", "openpyxl", "networkx", "pydantic", "rich"}
    assert {one for one in own(typed) if one.startswith("exports.")} == {
        *("exports.archive", "exports.lines", "exports.target")
    }


def test_a_report_draws_its_charts_without_the_engine_of_chart_files() -> None:
    assert "jinja2" in libraries(f"report {RECORD}")
    assert not libraries(f"report {RECORD}") & {"vl_convert"}
