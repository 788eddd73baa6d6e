"""What the benchmarks say of a run, of many, and of what a tool found; no time is judged here."""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks import gauge
from benchmarks.answers import READERS, agrees
from benchmarks.bed import BARE
from benchmarks.fitting import fit
from benchmarks.gauge import Run, Task
from benchmarks.goals import GOALS, Goal, What
from benchmarks.growth import Row
from benchmarks.inputs import Pair, pair, record
from benchmarks.records import NEGOTIATION, Size
from benchmarks.run import arguments
from benchmarks.tables import goals, markdown, timings
from benchmarks.timing import Bench, Command, Timing
from benchmarks.works import WORKS, Edit


def task(
    folder: Path, code: str, limit: float = 60, *, terminal: bool = False, alone: bool = False
) -> Task:
    argv = (sys.executable, "-I", "-c", code)
    told = Task(argv, folder, dict(os.environ), folder / "out", limit, terminal)
    return told._replace(alone=alone)


def test_a_run_is_measured_from_outside(tmp_path: Path) -> None:
    busy = "import time; end = time.process_time() + 0.2\nwhile time.process_time() < end: pass"
    done = gauge.run(task(tmp_path, f"held = b'x' * 50_000_000; print('said')\n{busy}"))
    assert done.code == 0
    assert done.clock >= 0.2
    assert done.processor >= 0.2
    assert 50_000_000 < done.memory * 1024 < 150_000_000
    assert (tmp_path / "out").read_text() == "said\n"


def test_the_memory_of_whoever_measures_is_not_that_of_the_run(tmp_path: Path) -> None:
    held = b"x" * 100_000_000
    assert gauge.run(task(tmp_path, "pass")).memory * 1024 < len(held)


def test_a_run_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    child = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(60)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    done = gauge.run(task(tmp_path, code, limit=1))
    assert done.code == -9
    assert done.clock < 30
    stat = Path("/proc") / (tmp_path / "pid").read_text() / "stat"
    assert not stat.exists() or stat.read_text().split()[2] == "Z"


def test_an_exit_code_is_told(tmp_path: Path) -> None:
    assert gauge.run(task(tmp_path, "raise SystemExit(3)")).code == 3


def test_a_terminal_is_one_of_a_known_size(tmp_path: Path) -> None:
    code = "import os, sys; print(sys.stdout.isatty(), os.get_terminal_size().columns)"
    assert gauge.run(task(tmp_path, code, terminal=True)).code == 0
    assert (tmp_path / "out").read_text().split() == ["True", str(gauge.COLUMNS)]
    gauge.run(task(tmp_path, "import sys; print(sys.stdout.isatty())"))
    assert (tmp_path / "out").read_text() == "False\n"


def test_the_first_of_the_output_is_told_apart_from_the_end(tmp_path: Path) -> None:
    code = "import sys, time; print('wait', file=sys.stderr, flush=True); time.sleep(0.2)\n"
    code += "print('first', flush=True); time.sleep(0.5)"
    done = gauge.run(task(tmp_path, code, terminal=True, alone=True))
    assert 0.2 <= done.first <= done.clock - 0.5
    assert (tmp_path / "out").read_text().split() == ["first"]
    gauge.run(task(tmp_path, code, terminal=True))
    assert (tmp_path / "out").read_text().split() == ["wait", "first"]
    assert gauge.run(task(tmp_path, "print('said')")).first == 0


def command(name: str, folder: Path, code: str, **more: object) -> Command:
    told = Command(name, (sys.executable, "-I", "-c", code), folder, dict(os.environ))
    return told._replace(**more)


def test_commands_take_turns_after_a_run_that_is_not_counted(tmp_path: Path) -> None:
    order: list[str] = []
    commands = [
        command(name, tmp_path, "pass", before=lambda name=name: order.append(name))
        for name in ("one", "two", "three")
    ]
    found = Bench(3, tmp_path, 60).measure(commands)
    assert order[:3] == ["one", "two", "three"]
    assert order[3:] == ["one", "two", "three", "two", "three", "one", "three", "one", "two"]
    assert {len(one.runs) for one in found.values()} == {3}


def test_what_cannot_be_run_says_why(tmp_path: Path) -> None:
    commands = [
        command("fails", tmp_path, "raise SystemExit(7)"),
        command("differs", tmp_path, "raise SystemExit(1)", codes=(0, 1)),
        command("slow", tmp_path, "import time; time.sleep(60)"),
        command("absent", tmp_path, "", argv=(), missing="could not be installed"),
    ]
    found = Bench(2, tmp_path, 1).measure(commands)
    assert found["fails"].missing == "ended with exit code 7"
    assert len(found["differs"].runs) == 2
    assert found["slow"].missing == "not done in 1 s"
    assert found["absent"].missing == "could not be installed"


def test_what_takes_long_is_run_less_often(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    takes = {"quick": 1.0, "long": 11.0, "very long": 61.0}
    monkeypatch.setattr(Bench, "once", lambda _, one: Run(takes[one.name], 0, 0, 0))
    found = Bench(9, tmp_path, 600).measure([command(name, tmp_path, "") for name in takes])
    assert [len(one.runs) for one in found.values()] == [9, 3, 1]


def test_a_first_run_that_fills_a_cache_is_not_told_as_one_that_uses_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    takes = {"kept": [100.0, *[1.0] * 9], "still long": [200.0, 61.0], "other": [100.0]}
    monkeypatch.setattr(Bench, "once", lambda _, one: Run(takes[one.name].pop(0), 0, 0, 0))
    commands = [command(name, tmp_path, "", keeps=name != "other") for name in takes]
    found = Bench(8, tmp_path, 600).measure(commands)
    assert {name: [one.clock for one in told.runs] for name, told in found.items()} == {
        "kept": [1.0] * 8,
        "still long": [61.0],
        "other": [100.0],
    }


def test_one_run_that_is_asked_for_is_not_the_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    takes = [2.0, 1.0]
    monkeypatch.setattr(Bench, "once", lambda *_: Run(takes.pop(0), 0, 0, 0))
    found = Bench(1, tmp_path, 600).measure([command("one", tmp_path, "")])
    assert [one.clock for one in found["one"].runs] == [1.0]


def timing(name: str, *clocks: float, memory: int = 20_000) -> Timing:
    return Timing(name, tuple(Run(clock, clock, memory, 0) for clock in clocks))


def test_medians_and_quartiles() -> None:
    one = timing("one", 1, 2, 3, 4, 9)
    assert one.clock == 3
    assert one.spread == (2, 4)
    assert one.memory == pytest.approx(20.48)
    assert timing("one", 5).spread == (5, 5)


MEASURED: Mapping[str, Timing] = {
    BARE: timing(BARE, 0.01),
    "ours": timing("ours", 0.06),
    "theirs": timing("theirs", 0.03),
    "absent": Timing("absent", (), "not done in 1 s"),
    "table": Timing("table", (Run(0.5, 0.5, 20_000, 0, first=0.06),)),
}


@pytest.mark.parametrize(
    ("goal", "reached", "met"),
    [
        (Goal("w", "ours", What.TIME, 6.5), 6, True),
        (Goal("w", "ours", What.TIME, 5.9), 6, False),
        (Goal("w", "ours", What.TIME, 1.3, "theirs"), 2, False),
        (Goal("w", "ours", What.BEYOND, 3, "theirs"), 3, True),
        (Goal("w", "ours", What.THROUGHPUT, 0.6, "theirs"), 0.5, False),
        (Goal("w", "theirs", What.THROUGHPUT, 1.8, "ours"), 2, True),
        (Goal("w", "ours", What.MEMORY, 20.4), 20.48, False),
        (Goal("w", "table", What.FIRST, 1.5, "theirs"), 2, False),
    ],
)
def test_a_goal_is_met_or_short(goal: Goal, reached: float, met: bool) -> None:
    assert goal.reached(MEASURED) == pytest.approx(reached)
    assert goal.met(goal.limit)
    found = goal.reached(MEASURED)
    assert found is not None
    assert goal.met(round(found, 6)) == met


def test_a_goal_that_was_not_measured_is_not_met() -> None:
    wanted = (Goal("w", "absent", What.TIME, 5), Goal("v", "ours", What.TIME, 5))
    lines = list(goals(wanted, {"w": MEASURED}))
    assert "not done in 1 s | **not measured**" in lines[2]
    assert "not run | **not measured**" in lines[3]


def test_what_went_to_a_file_has_no_first_line() -> None:
    assert Goal("w", "ours", What.FIRST, 2, "theirs").reached(MEASURED) is None


def test_every_goal_belongs_to_a_work() -> None:
    assert {one.work for one in GOALS} == set(WORKS)


def test_a_table_has_the_bare_interpreter_on_top_and_what_is_missing_at_the_end() -> None:
    lines = list(timings(MEASURED, {"ours": "all 3"}))
    names = [line.split("|")[1].strip() for line in lines[2:]]
    assert names == [BARE, "theirs", "ours", "table", "absent"]
    assert "| ours | 6 | 60.0 ms |" in lines[4]
    assert lines[4].endswith("| all 3 |")


def test_a_cell_cannot_end_its_column() -> None:
    assert next(markdown([("a", "b|c")])) == "| a | b/c |"


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Two rounds in which something has changed."""
    folder = tmp_path_factory.mktemp("pair")
    found = pair(record(folder, Size(4, 25, 3)), NEGOTIATION, folder / "values")
    assert found.changed
    return found


def test_what_changed_is_what_the_files_say(rounds: Pair) -> None:
    before, after = rounds.cells()
    told = [json.loads((rounds.values / f"{side}.json").read_text()) for side in "ab"]
    cells = [
        {(party, issue): value for party, said in one.items() for issue, value in said.items()}
        for one in told
    ]
    assert cells == [before, after]
    for party, issue in rounds.changed:
        assert before[party, issue] != after[party, issue]


def as_json_diff(changed: set[tuple[str, str]]) -> str:
    found: dict[str, dict[str, object]] = {}
    for party, issue in changed:
        found.setdefault(party, {})[issue] = {"__old": "a", "__new": "b"}
    return json.dumps(found)


def as_deepdiff(changed: set[tuple[str, str]]) -> str:
    values = {"old_value": "a", "new_value": "b"}
    return json.dumps({"values_changed": {f"root['{p}']['{i}']": values for p, i in changed}})


def as_dvc(changed: set[tuple[str, str]]) -> str:
    return json.dumps({"params.yaml": {f"{p}.{i}": {"old": "a", "new": "b"} for p, i in changed}})


def as_table(changed: set[tuple[str, str]]) -> str:
    return "\n".join(("party,issue,value", *(f"{p},{i},a" for p, i in changed)))


def as_daff(changed: set[tuple[str, str]]) -> str:
    return "\n".join(("@@,party,issue,value", *(f"->,{p},{i},a->b" for p, i in changed)))


def as_negtrack(changed: set[tuple[str, str]], rounds: Pair) -> str:
    sides = {
        side: {"value": side, "said_in": held.name}
        for side, held in (("before", rounds.before), ("after", rounds.after))
    }
    return json.dumps({"changes": [{"party": p, "issue": i, "details": sides} for p, i in changed]})


FORMS = {
    "json-diff": as_json_diff,
    "jsondiff": as_json_diff,
    "deepdiff": as_deepdiff,
    "dvc": as_dvc,
    "daff": as_daff,
    **dict.fromkeys(("pandas", "pandas, YAML", "polars", "duckdb"), as_table),
}


@pytest.mark.parametrize("tool", READERS)
def test_what_a_tool_found_is_held_against_the_files(
    tool: str, rounds: Pair, tmp_path: Path
) -> None:
    def said(changed: set[tuple[str, str]]) -> str:
        text = as_negtrack(changed, rounds) if tool == "negtrack" else FORMS[tool](changed)
        (tmp_path / "out").write_text(text)
        return agrees(tool, tmp_path / "out", rounds)

    right, count = rounds.changed, len(rounds.changed)
    same = next(cell for cell in rounds.cells()[0].keys() & rounds.cells()[1].keys() - right)
    assert said(right) == f"all {count}"
    assert said(right - {next(iter(right))}) == "0 too many, 1 missed"
    assert said(right | {same}) == "1 too many, 0 missed"
    assert said(right | {("nobody", "nothing")}) == f"all {count}"


def test_an_answer_that_is_none_is_told(rounds: Pair, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("no JSON")
    assert agrees("dvc", tmp_path / "out", rounds) == "cannot be read: JSONDecodeError"
    assert agrees("git diff --no-index", tmp_path / "out", rounds) == "–"


def test_deepdiff_may_tell_of_a_party_as_a_whole(rounds: Pair, tmp_path: Path) -> None:
    before, after = rounds.cells()
    parties = {party for party, _ in rounds.changed}
    whole = {
        f"root['{party}']": {
            "old_value": {issue: value for (one, issue), value in before.items() if one == party},
            "new_value": {issue: value for (one, issue), value in after.items() if one == party},
        }
        for party in parties
    }
    (tmp_path / "out").write_text(json.dumps({"values_changed": whole}))
    assert agrees("deepdiff", tmp_path / "out", rounds) == f"all {len(rounds.changed)}"


def test_an_edit_is_another_one_each_time(tmp_path: Path) -> None:
    file = tmp_path / "one.yaml"
    file.write_text("positions:\n  pay: 3\n")
    edit = Edit(file)
    texts = []
    for _ in range(2):
        edit.again()
        texts.append(file.read_text())
    assert texts[0] != texts[1]
    assert all(text.startswith("positions:\n  pay: 3\n\nnote: run ") for text in texts)
    assert texts[1].count("note:") == 1


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_the_exponent_of_a_power_is_found(power: float) -> None:
    found = fit([(x, 10 + 5 * x**power) for x in (1, 10, 100, 1000)], 10)
    assert found is not None
    assert found.exponent == pytest.approx(power)
    assert (found.r2, found.n) == (pytest.approx(1), 4)


def test_what_hardly_grows_has_no_exponent() -> None:
    assert fit([(x, 10 + x / 10_000) for x in (1, 10, 100, 1000)], 10) is None
    assert fit([(1, 20), (10, 30)], 10) is None


@pytest.mark.parametrize(
    ("series", "command", "ends", "power", "verdict"),
    [
        ("issues", "diff, cold", (1, 9), 1, "linear or less"),
        ("issues", "diff, cold", (1, 99), 2, "**worse than linear**"),
        ("rounds", "diff, warm", (1, 1.2), 1, "flat"),
        ("rounds", "diff, warm", (1, 2), 0.5, "**grows with history**"),
        ("rounds", "check, warm", (1, 2), 1, "linear or less"),
        ("parties", "gaps, cold", (1, 99), 1, "linear or less"),
        ("parties", "gaps, cold", (1, 99), 2, "linear or less in pairs"),
        ("parties", "gaps, cold", (1, 999), 2.5, "**worse than linear**"),
        ("parties", "check, cold", (1, 99), 2, "**worse than linear**"),
        ("issues", "gaps, cold", (1, 99), 2, "**worse than linear**"),
    ],
)
def test_what_is_worse_than_it_should_be_is_told(
    series: str, command: str, ends: tuple[float, float], power: float, verdict: str
) -> None:
    time = fit([(x, 1 + x**power) for x in (1, 10, 100)], 1)
    assert Row(series, command, ends, time, None).verdict == verdict


def test_all_is_measured_unless_less_is_asked_for() -> None:
    told = arguments(["--work", "w"])
    assert told.only == list(WORKS)
    assert (told.size, told.rounds, told.output) == ("large", 9, None)
