"""The catalogue is whole and true: every code, its level, and examples that do what they say."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from base_record import FOLDER, files

from negtrack import folder
from negtrack.analyses.check import check
from negtrack.catalogue import catalogue
from negtrack.fields import SLUG
from negtrack.importers import IMPORTERS
from negtrack.importers.composed import Into, composed, refused
from negtrack.importers.sheet import Options, separated
from negtrack.problems import WARNINGS, Place, Problem
from negtrack.record import read_all
from negtrack.text import LARGEST

HEAD = "negotiation.yaml"
TELLERS = {"Problem", "Fault", "fault", "problem", "_problem", "_add", "_word", "tell"}
"""What takes the code of a problem as its first argument."""


def codes_in(tree: ast.AST) -> Iterator[str]:
    """Every code that a module can put into a problem."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0] if node.args else None
            if name in TELLERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
            yield from (x.value for x in ast.walk(node.value) if _code(x))


def _code(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and "-" in node.value


def test_every_code_of_the_program_is_in_it_and_none_besides() -> None:
    package = Path(folder.__file__).parent
    found: set[str] = set()
    for module in package.rglob("*.py"):
        if module.parent.name not in ("formats", "commands", "readable"):
            found |= {
                code
                for code in codes_in(ast.parse(module.read_text(encoding="utf-8")))
                if SLUG.fullmatch(code)
            }
    assert found == set(catalogue())


def test_the_search_for_codes_finds_them() -> None:
    text = 'Problem("a-b", x)\nself.problem("c-d")\ncode = "e-f" if x else "g-h"\nother("i-j")\n'
    assert set(codes_in(ast.parse(text))) == {"a-b", "c-d", "e-f", "g-h"}


def test_levels_are_those_of_the_problems() -> None:
    assert {code for code, entry in catalogue().items() if entry.level == "warning"} == WARNINGS
    assert {entry.level for entry in catalogue().values()} == {"error", "warning"}
    for code, entry in catalogue().items():
        assert Problem(code, Place("f"), "").level == entry.level


@pytest.mark.parametrize("code", catalogue())
def test_titles_and_explanations_are_sentences(code: str) -> None:
    entry = catalogue()[code]
    assert SLUG.fullmatch(code)
    assert len(entry.title) < 60
    assert entry.title[0].isupper()
    assert not entry.title.endswith(".")
    assert entry.explanation.endswith(".")
    assert "\n" not in entry.explanation
    assert entry.bad != entry.good or code == "not-utf8"


def bytes_of(code: str, text: str) -> bytes:
    """A bad example as bytes, where a text cannot show them."""
    if code == "not-utf8":
        return text.encode("latin-1")
    if code == "too-large":
        return text.encode() + b"#" * LARGEST
    return text.encode()


def found_on_disk(root: Path, file: str, text: str) -> list[Problem]:
    """The problems of the base record on a disk; a text `-> path` makes the file a link to it."""
    for path, raw in files({file: None}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(raw)
    where = root / FOLDER / file
    if text.startswith("-> "):
        where.symlink_to(text.strip().removeprefix("-> "))
    else:
        where.write_text(text, encoding="utf-8")
    return list(folder.read(root).problems)


def imported(file: str, text: str) -> list[Problem]:
    """The problems of a table, read as its ending tells, and of the record that it makes."""
    form, mark = ("decide", "\t") if file.endswith(".txt") else ("csv", "")
    sheet, problems = separated(f"{FOLDER}/{file}", text, mark)
    if problems:
        return problems
    told = IMPORTERS[form](sheet, Options())
    made = composed(told, Into("talks", None, "2025-01-10", {}))
    problems = [*told.problems, *made.problems]
    if not any(one.level == "error" for one in problems):
        after = check(read_all(made.files.texts())).problems
        problems += [refused(one, Place(sheet.name)) for one in after if one.level == "error"]
    return problems


def found(code: str, text: str, *, bad: bool = False) -> list[Problem]:
    """The problems of the base record with an example of the code laid over it."""
    entry = catalogue()[code]
    if not entry.file.endswith(".yaml"):
        return imported(entry.file, text)
    tree = files({entry.file: None})
    if text:
        tree[f"{FOLDER}/{entry.file}"] = bytes_of(code, text) if bad else text.encode()
    return list(check(read_all(tree)).problems)


@pytest.mark.parametrize("code", catalogue())
def test_the_bad_example_has_the_problem_in_its_file(code: str, tmp_path: Path) -> None:
    entry = catalogue()[code]
    if code == "unreadable-file":
        problems = found_on_disk(tmp_path, entry.file, entry.bad)
    else:
        problems = found(code, entry.bad, bad=True)
    assert (code, f"{FOLDER}/{entry.file}") in {(one.code, one.place.file) for one in problems}
    if entry.file != HEAD:
        assert {one.code for one in problems} == {code}


@pytest.mark.parametrize("code", catalogue())
def test_the_good_example_does_not_have_it(code: str, tmp_path: Path) -> None:
    entry = catalogue()[code]
    problems = found(code, entry.good)
    if code == "unreadable-file":
        problems += found_on_disk(tmp_path, entry.file, entry.good)
    assert code not in {one.code for one in problems}
    if entry.file != HEAD:
        assert problems == []


@pytest.mark.parametrize(
    "code", [code for code, entry in catalogue().items() if entry.file == HEAD]
)
def test_the_good_example_of_a_head_is_without_problems_by_itself(code: str) -> None:
    alone = {f"{FOLDER}/{HEAD}": catalogue()[code].good.encode()}
    assert check(read_all(alone)).problems == ()


def test_it_is_read_once() -> None:
    assert catalogue() is catalogue()
