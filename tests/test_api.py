"""The API: a record loaded once, each question as a function, and one exception."""

import ast
import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import TALKS
from gitrepo import WorkTree, isolate
from program import ROOT, piped

import negtrack
from negtrack.cli import COMMANDS

REAL = ROOT / "positions" / "istanbul-2025"
QUESTIONS = (
    *("show", "diff", "gaps", "stalemate", "linkage"),
    *("history", "agreements", "moves", "pending", "forecast", "polarisation", "distance"),
)
BEYOND = {
    *("init", "new", "record", "source", "commit", "git"),  # write
    *("log", "blame"),  # are about commits
    *("rules", "schema", "cache", "completion"),  # are about negtrack
    *("report", "brief", "export", "import", "sql"),  # make files for others, or take theirs
    "check",  # is no question of a record that was loaded
}
"""The commands that are no function of a record."""

FIRST = "positions: {pay: 10, venue: {value: coast, confidential: true}}\n"
SECOND = "positions: {pay: 20}\n"


def ask(name: str) -> Callable[..., negtrack.Answer]:
    """A function of the API."""
    found: Callable[..., negtrack.Answer] = getattr(negtrack, name)
    return found


def files(**parties: str) -> dict[str, str]:
    """The files of the river talks, with a round of these parties."""
    below = "positions/talks"
    rounds = {f"{below}/2025-02-01/{party}.yaml": text for party, text in parties.items()}
    head = {f"{below}/negotiation.yaml": TALKS, f"{below}/2025-02-01/round.yaml": ""}
    return {**head, f"{below}/2025-02-01/round.yaml": "date: 2025-02-01\n", **rounds}


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkTree:
    """A repository with two commits: north asked for 10, and then for 20."""
    isolate(monkeypatch, tmp_path / "own-home")
    tree = WorkTree.start(tmp_path / "work")
    for north in (FIRST, SECOND):
        for path, text in files(north=north, south="positions: {pay: 40}\n").items():
            tree.write(path, text)
        tree.git("add", ".")
        tree.git("commit", "-q", "-m", "one")
    return tree


# What is offered


def test_every_question_of_the_program_is_a_function() -> None:
    """A new command joins as docs/api.md says, or stands above in BEYOND with its reason."""
    assert set(COMMANDS) - BEYOND == {*QUESTIONS, "reliability"}  # of coders, so tested below
    assert set(QUESTIONS) < set(negtrack.API)
    others = {"load", "check", "reliability", "Record", "Answer", "Stop"}
    assert others == set(negtrack.API) - set(QUESTIONS)


def test_type_checkers_see_what_is_offered() -> None:
    tree = ast.parse((ROOT / "negtrack" / "__init__.pyi").read_text(encoding="utf-8"))
    seen = {
        (one.name, one.asname)
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for one in node.names
    }
    assert seen == {(name, name) for name in negtrack.API}
    assert set(negtrack.API) <= set(dir(negtrack))
    assert set(negtrack.__all__) == {"__version__", *negtrack.API}


def test_importing_it_loads_nothing_that_reads() -> None:
    code = (
        "import sys; bare = set(sys.modules); import negtrack; negtrack.__version__\n"
        "print(sorted(one for one in set(sys.modules) - bare if 'negtrack.' in one))\n"
        "from negtrack.moves import KINDS; print(callable(negtrack.moves))\n"
        "from negtrack import moves, pending, load; print(moves is negtrack.moves)\n"
        "import negtrack.linkage; print(callable(negtrack.linkage), 'pandas' in sys.modules)\n"
        "print(hasattr(negtrack, 'nothing'))"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines() == ["[]", "True", "True", "True False", "False"]


# Loading


@pytest.mark.parametrize(
    ("path", "negotiation"),
    [
        (REAL, None),
        (ROOT, "istanbul-2025"),
        (ROOT / "positions", "istanbul-2025"),
        (REAL, REAL.name),
    ],
)
def test_a_record_is_found_by_its_folder_or_by_name(path: Path, negotiation: str | None) -> None:
    record = negtrack.load(path, negotiation)
    assert (record.id, record.rounds[0]) == ("istanbul-2025", "2025-05-16")
    assert repr(record) == "<Record istanbul-2025: 3 rounds, 11 parties, 51 issues>"


@pytest.mark.parametrize(
    ("here", "typed"),
    [(REAL, "."), (REAL / "2025-05-16", ".."), (ROOT, "tests/../positions/istanbul-2025")],
)
def test_a_path_may_be_relative(here: Path, typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here)
    assert negtrack.load(typed).id == "istanbul-2025"


@pytest.mark.parametrize("typed", ["nowhere", "positions/nowhere", "tests", "positions/x/y"])
def test_no_other_record_is_taken_for_one_that_is_not_there(typed: str) -> None:
    with pytest.raises(negtrack.Stop, match="there is no record in ") as stop:
        negtrack.load(ROOT / typed)
    assert stop.value.code == 3


def test_one_of_several_has_to_be_named() -> None:
    with pytest.raises(negtrack.Stop) as stop:
        negtrack.load(ROOT)
    assert stop.value.sentence == "there are several negotiations"
    assert stop.value.hint.startswith("name one: negotiation='istanbul-2022' or ")
    with pytest.raises(negtrack.Stop, match="there is no negotiation 'istanbul-2052'"):
        negtrack.load(ROOT, "istanbul-2052")
    with pytest.raises(negtrack.Stop, match="is the folder of istanbul-2025, and x is asked for"):
        negtrack.load(REAL, "x")


def test_a_record_is_read_at_a_revision(tree: WorkTree) -> None:
    record = negtrack.load(tree.root / "positions" / "talks", at="HEAD~1")
    rows = negtrack.show(record, issue="pay", party="north").to_dicts()
    assert [row["position"] for row in rows] == ["10 %"]
    assert " at HEAD~1: " in repr(record)
    tree.git("rm", "-rq", "positions")
    tree.git("commit", "-q", "-m", "gone")
    assert negtrack.load(tree.root, at="HEAD~1").id == "talks"
    assert negtrack.load(tree.root / "positions" / "talks", at="HEAD~1").id == "talks"
    with pytest.raises(negtrack.Stop):
        negtrack.load(tree.root)


def test_a_round_may_be_that_of_a_revision(tree: WorkTree) -> None:
    record = negtrack.load(tree.root)
    assert [row["after"] for row in negtrack.diff(record, "HEAD~1:1", 1).to_dicts()] == ["20 %"]
    assert negtrack.show(record, "HEAD~1:1").to_dicts()[0]["position"] == "10 %"


def test_what_is_confidential_is_left_out_unless_asked_for(tree: WorkTree) -> None:
    there = {"path": tree.root, "at": "HEAD~1"}
    record, private = negtrack.load(**there), negtrack.load(**there, private=True)
    assert (record.withheld, private.withheld) == (1, 0)
    assert len(negtrack.show(record).to_dicts()) + 1 == len(negtrack.show(private).to_dicts())


def test_an_answer_is_of_the_record_as_it_was_loaded(tree: WorkTree) -> None:
    record = negtrack.load(tree.root)
    before = negtrack.show(record).data()
    tree.write("positions/talks/2025-02-01/north.yaml", "positions: {pay: 30}\n")
    assert negtrack.show(record).data() == before
    assert negtrack.show(negtrack.load(tree.root)).data() != before


def test_a_record_with_errors_stops_with_all_of_them() -> None:
    with pytest.raises(negtrack.Stop) as stop:
        negtrack.load(ROOT / "tests" / "records" / "broken")
    assert [one.code for one in stop.value.problems] == ["unknown-option", "unknown-key"]
    assert stop.value.problems[0].place.line == 2
    assert stop.value.__notes__ == [stop.value.hint]


def test_check_tells_errors_and_warnings_and_does_not_stop() -> None:
    broken = negtrack.check(ROOT / "tests" / "records" / "broken")
    assert broken.found
    assert [row["code"] for row in broken.to_dicts()] == [
        *("unknown-option", "no-source", "unknown-key")
    ]
    clean = negtrack.check(negtrack.load(REAL))
    assert not clean.found
    assert clean.data() == negtrack.check(ROOT, "istanbul-2025").data()
    assert len(negtrack.check(ROOT).to_dicts()) >= len(clean.to_dicts()) > 0


# Asking


@pytest.mark.parametrize("name", [*QUESTIONS, "check"])
def test_an_answer_is_what_the_command_of_its_name_writes(name: str) -> None:
    record = negtrack.load(REAL)
    answer = ask(name)(record)
    typed = (name, "-n", "istanbul-2025")
    assert answer.data() == json.loads(piped(*typed, "-f", "json").out)
    assert repr(answer) + "\n" == piped(*typed).out
    header = piped(*typed, "-f", "csv").out.split("\n", 1)[0].split(",")
    assert all(list(row) == header for row in answer.to_dicts())


@pytest.mark.parametrize("word", [2, "2", "2025-06-02", "prev"])
def test_a_round_is_a_number_or_a_word(word: int | str) -> None:
    assert negtrack.gaps(negtrack.load(REAL), word).data()["round"] == "2025-06-02"


@pytest.mark.parametrize("word", [0, -1, 4, "", "x"])
def test_any_other_is_a_stop(word: int | str) -> None:
    with pytest.raises(negtrack.Stop, match="there is no round '"):
        negtrack.gaps(negtrack.load(REAL), word)


def test_an_answer_is_confined_to_ids_of_each_kind() -> None:
    record = negtrack.load(REAL)
    one = {row["issue"] for row in negtrack.show(record, issue="ceasefire").to_dicts()}
    two = {row["issue"] for row in negtrack.show(record, issue=["ceasefire", "wmd"]).to_dicts()}
    assert (one, two) == ({"ceasefire"}, {"ceasefire", "wmd"})
    parties = {row["party"] for row in negtrack.show(record, party=("russia",)).to_dicts()}
    assert parties == {"russia"}
    groups = {row["issue"] for row in negtrack.gaps(record, group="territory").to_dicts()}
    assert groups == {"withdrawal", "territory", "territory-start"}
    with pytest.raises(negtrack.Stop, match="there is no issue 'ceasefir'"):
        negtrack.show(record, issue="ceasefir")
    with pytest.raises(TypeError, match="isue"):
        negtrack.show(record, isue="ceasefire")  # type: ignore[call-arg]


def test_options_of_a_command_are_keywords() -> None:
    record = negtrack.load(REAL)
    assert negtrack.stalemate(record, after=2).data()["after"] == 2
    with pytest.raises(negtrack.Stop, match="after is 0"):
        negtrack.stalemate(record, after=0)
    (one,) = {row["issue"] for row in negtrack.history(record, "ceasefire").to_dicts()}
    assert one == "ceasefire"
    assert "\nCeasefire (ceasefire)\n" in repr(negtrack.history(record, whole=True))
    assert "\nCeasefire (ceasefire)\n" not in repr(negtrack.history(record))
    dated = negtrack.agreements(record, 1).to_dicts()
    assert len(dated) < len(negtrack.agreements(record).to_dicts())


def test_nothing_is_written_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    record = negtrack.load(REAL)
    for name in (*QUESTIONS, "check"):
        ask(name)(record)._repr_html_()
    assert capfd.readouterr() == ("", "")


def test_coders_are_named_in_the_record_or_are_folders_or_revisions(tree: WorkTree) -> None:
    coders = negtrack.load(ROOT / "tests" / "records" / "two-coders")
    answer = negtrack.reliability(coders, "ak", "bo", issue="hours")
    typed = ("reliability", "ak", "bo", "--issue", "hours", "-f", "json")
    folder = ROOT / "tests" / "records" / "two-coders"
    assert answer.data() == json.loads(piped(*typed, folder=folder).out)
    both = negtrack.reliability(negtrack.load(tree.root), f"dir:{tree.root}", "rev:HEAD~1")
    told = [one["codings"] for one in both.data()["disagreements"]]
    assert [[it["value"] for it in one] for one in told] == [[20, 10]]
    with pytest.raises(negtrack.Stop, match="it takes two coders"):
        negtrack.reliability(coders, "ak")


# Tables of other libraries


@pytest.mark.parametrize("name", QUESTIONS)
def test_tables_have_the_same_columns_and_rows(name: str) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    answer = ask(name)(negtrack.load(REAL))
    rows = answer.to_dicts()
    pandas, polars = answer.to_pandas(), answer.to_polars()
    assert list(pandas.columns) == list(polars.columns) == list(rows[0])
    assert len(pandas) == len(polars) == len(rows)
    assert polars.to_dicts() == rows


def test_an_empty_answer_keeps_its_columns() -> None:
    answer = negtrack.diff(negtrack.load(REAL), 1, 1)
    assert answer.to_dicts() == []
    assert not answer.found
    if importlib.util.find_spec("pandas"):
        assert list(answer.to_pandas().columns)[:2] == ["party", "issue"]
    if importlib.util.find_spec("polars"):
        assert answer.to_polars().columns[:2] == ["party", "issue"]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_missing_is_named(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    answer = negtrack.gaps(negtrack.load(REAL))
    with pytest.raises(negtrack.Stop) as stop:
        getattr(answer, f"to_{library}")()
    assert stop.value.sentence == f"to_{library}() needs {library}, which is not installed"
    assert stop.value.hint == f"install it: pip install {library}"
