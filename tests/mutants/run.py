"""Change one thing at a time in a part of the program, and see whether its tests notice.

    python -m tests.mutants.run PART [--share 0.25] [--session FILE] [--only MODULE]

The changes are cosmic-ray's, which is not among what the tests need: `pip install cosmic-ray`. What
came of each is kept in the session, from which `cr-html` makes a page. Copies of the tree are
changed, one for each core, and never the tree itself; a test process is forked for each mutant from
one that has loaded the libraries, and nothing of negtrack.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import cosmic_ray.commands
import cosmic_ray.plugins
import pytest
from cosmic_ray.mutating import mutate_code
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkerOutcome, WorkResult
from hypothesis import Phase, settings

from tests.mutants.parts import PARTS, Part

ROOT = Path(__file__).parent.parent.parent
LIBRARIES = ("networkx", "pydantic", "rich.console", "typer", "yaml")
NOT_TRIED = {
    f"core/ReplaceComparisonOperator_{name}" for name in ("Is_Eq", "IsNot_NotEq", "Eq_Is")
} | {"core/ReplaceComparisonOperator_NotEq_IsNot"}
"""What changes nothing in what is compared here: None, short texts and members of enumerations."""
OPTIONS = (
    *("-x", "-p", "no:cacheprovider", "-p", "no:randomly", "--hypothesis-seed=0"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)
PASSED, FAILED, ERRORS = 0, 1, (2, 3)
"""What pytest ends with: all passed, one failed, or the tests could not even be loaded."""


class Mutant(NamedTuple):
    """One change in one module, and the id by which the session knows it."""

    id: str
    spec: MutationSpec
    before: str
    after: str

    @property
    def told(self) -> str:
        """Where it is, and what the line was and became."""
        pairs = zip(self.before.splitlines(), self.after.splitlines(), strict=False)
        old, new = next(((old, new) for old, new in pairs if old != new), ("", ""))
        return f"{self.spec.module_path}:{self.spec.start_pos[0]}: {old.strip()} → {new.strip()}"


def main() -> int:
    """Try all mutants of a part, or a share of them, and tell which lived."""
    asked = _asked()
    part = PARTS[asked.part]
    if asked.only:
        part = part._replace(modules=(asked.only,))
    os.chdir(ROOT)
    with use_db(asked.session) as session, tempfile.TemporaryDirectory() as folder:
        mutants = list(_mutants(session, part, asked.share))
        trees = [_copy(Path(folder, str(number))) for number in range(asked.cores)]
        for name in LIBRARIES:
            importlib.import_module(name)
        seconds = [_clean(tree, part) for tree in trees][-1]
        print(f"{len(mutants)} mutants; their tests take {seconds:.1f} s", flush=True)
        limit = int(10 + 5 * seconds)
        _tell(_tried(session, mutants, part, trees, limit))
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=sorted(PARTS))
    parser.add_argument("--share", type=float, default=1.0, help="of the mutants, by chance")
    parser.add_argument("--session", default=":memory:", help="where the outcome is kept")
    parser.add_argument("--only", default="", help="one module of the part")
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def _mutants(session: WorkDB, part: Part, share: float) -> Iterator[Mutant]:
    """The mutants of a part, less what is only an annotation; the same share every time."""
    paths = [Path("negtrack", f"{name}.py") for name in part.modules]
    cosmic_ray.commands.init(paths, session, {})
    sources = {path: path.read_text() for path in paths}
    annotated = {path: list(_annotations(text)) for path, text in sources.items()}
    found = [(one.job_id, one.mutations[0]) for one in session.work_items]
    found.sort(key=lambda one: (str(one[1].module_path), one[1].operator_name, one[1].occurrence))
    chance = random.Random(0)
    for name, spec in found:
        path = Path(spec.module_path)
        inside = any(low <= spec.start_pos < high for low, high in annotated[path])
        if inside or spec.operator_name in NOT_TRIED or chance.random() >= share:
            continue
        operator = cosmic_ray.plugins.get_operator(spec.operator_name)(**spec.operator_args)
        after = mutate_code(sources[path], operator, spec.occurrence)
        if after is not None and _is_another(sources[path], after):
            yield Mutant(name, spec, sources[path], after)


def _is_another(before: str, after: str) -> bool:
    """Whether a change makes another program; it may make none where a sign is no operator."""
    try:
        return ast.dump(ast.parse(before)) != ast.dump(ast.parse(after))
    except SyntaxError:
        return False


def _annotations(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """From where to where there are annotations, as lines from 1 and columns from 0."""
    for node in ast.walk(ast.parse(text)):
        for name in ("annotation", "returns"):
            told = getattr(node, name, None)
            if isinstance(told, ast.expr):
                low, high = told.lineno, told.end_lineno or told.lineno
                yield (low, told.col_offset), (high, told.end_col_offset or told.col_offset)


def _copy(folder: Path) -> Path:
    """The files of the tree that git knows, in another folder."""
    known = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    for name in filter(None, known.split("\0")):
        if Path(name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(name, folder / name)
    return folder


def _clean(tree: Path, part: Part) -> float:
    """How long the tests take where nothing is changed; they must pass.

    What is compiled on the way is kept, and used by all that come after.
    """
    begun = time.monotonic()
    status = os.waitpid(_forked(tree, list(part.turns("")), 600, keeps=True), 0)[1]
    if os.waitstatus_to_exitcode(status) != PASSED:
        sys.exit("the tests do not pass where nothing is changed")
    return time.monotonic() - begun


def _tried(
    session: WorkDB, mutants: Sequence[Mutant], part: Part, trees: Sequence[Path], limit: int
) -> Iterator[tuple[Mutant, int]]:
    """Each mutant with what its tests ended with; below zero where they ran for too long."""
    free, running, waiting = list(trees), {}, list(reversed(mutants))
    while waiting or running:
        while free and waiting:
            mutant, tree = waiting.pop(), free.pop()
            _write(tree / mutant.spec.module_path, mutant.after)
            words = list(part.turns(Path(mutant.spec.module_path).stem))
            running[_forked(tree, words, limit)] = mutant, tree
        pid, status = os.wait()
        if pid not in running:
            continue
        mutant, tree = running.pop(pid)
        _end(pid)
        _write(tree / mutant.spec.module_path, mutant.before)
        free.append(tree)
        code = os.waitstatus_to_exitcode(status)
        session.set_result(mutant.id, _result(mutant, code))
        yield mutant, code


def _write(path: Path, text: str) -> None:
    path.write_text(text)
    for old in path.parent.glob(f"__pycache__/{path.stem}.*"):
        old.unlink()


def _end(group: int) -> None:
    """End what the tests of a mutant may have started and left."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _forked(tree: Path, turns: Iterable[Sequence[str]], limit: int, *, keeps: bool = False) -> int:
    """Run pytest in a tree with these words, turn by turn, in a process that ends after a limit."""
    pid = os.fork()
    if pid:
        return pid
    os.setsid()
    signal.alarm(limit)
    os.chdir(tree)
    sys.path[:] = [str(tree) if os.path.abspath(one) == str(ROOT) else one for one in sys.path]
    sys.dont_write_bytecode = not keeps
    os.environ.update(PYTHONPATH=str(tree), PYTHONDONTWRITEBYTECODE="" if keeps else "1")
    for name in [one for one in sys.modules if one.partition(".")[0] == "tests"]:
        del sys.modules[name]
    nothing = os.open(os.devnull, os.O_RDWR)
    if "MUTANTS_ALOUD" not in os.environ:
        for stream in range(3):
            os.dup2(nothing, stream)
    unchanged = settings(phases=(Phase.explicit, Phase.generate), database=None)
    settings.register_profile("mutants", unchanged)  # nothing is made small that was found
    settings.load_profile("mutants")
    code: int = PASSED
    for words in turns:
        code = code or pytest.main([*OPTIONS, *words])
    os._exit(code)


def _result(mutant: Mutant, code: int) -> WorkResult:
    outcome = TestOutcome.SURVIVED if code == PASSED else TestOutcome.KILLED
    return WorkResult(
        worker_outcome=WorkerOutcome.NORMAL,
        output="too long" if code < 0 else "",
        test_outcome=outcome,
        diff=mutant.told,
    )


def _tell(tried: Iterator[tuple[Mutant, int]]) -> None:
    """Who lived, as soon as it is known; then how many of each module were noticed."""
    counts: Counter[tuple[str, str]] = Counter()
    for mutant, code in tried:
        module = str(mutant.spec.module_path)
        if code == PASSED:
            print(f"lived: {mutant.told}", flush=True)
        elif code not in (FAILED, *ERRORS) and code >= 0:
            sys.exit(f"pytest ended with {code} on {mutant.told}")
        counts[module, "lived" if code == PASSED else "noticed" if code >= 0 else "too long"] += 1
    print("\n| module | mutants | noticed | too long | lived | share |\n|---|--:|--:|--:|--:|--:|")
    for module in sorted({module for module, _ in counts}):
        kinds = [counts[module, kind] for kind in ("noticed", "too long", "lived")]
        whole = sum(kinds)
        share = 100 * (whole - kinds[-1]) / whole
        print(f"| {module} | {whole} | {' | '.join(map(str, kinds))} | {share:.1f} % |")


if __name__ == "__main__":
    sys.exit(main())
