"""What is mutated is there, and so are the tests that are to notice."""

import ast
from pathlib import Path

import pytest
from mutants.parts import PARTS, Part

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("name", PARTS)
def test_every_module_and_every_test_of_a_part_is_there(name: str) -> None:
    part = PARTS[name]
    files = [f"negtrack/{one}.py" for one in part.modules] + [
        f"tests/{one}.py" for one in part.tests
    ]
    assert [one for one in files if not (ROOT / one).is_file()] == []


@pytest.mark.parametrize("name", PARTS)
def test_what_is_slow_is_one_of_the_tests_and_there(name: str) -> None:
    for slow in PARTS[name].slow:
        file, _, test = slow.partition("::")
        assert file.removesuffix(".py") in PARTS[name].tests
        tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
        named = {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}
        assert not test or test in named


def test_its_own_tests_come_first_and_what_is_slow_after_all_else() -> None:
    part = Part(("a/one", "two"), ("test_one", "test_two_ends"), ("test_two_ends.py::test_late",))
    late = "tests/test_two_ends.py::test_late"
    for module, first in (("two", ["two_ends", "one"]), ("a/one", ["one", "two_ends"])):
        files = [f"tests/test_{name}.py" for name in first]
        assert list(part.turns(module)) == [[*files, f"--deselect={late}"], [late]]
    assert list(Part(("one",), ("test_one",)).turns("one")) == [["tests/test_one.py"]]
