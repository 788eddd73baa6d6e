"""What docs/api.md shows is what Python answers, and its tables are of what there is."""

import doctest
import inspect
import re

import pytest
from program import ROOT

import negtrack
from negtrack import api

TEXT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
SESSION = "\n".join(re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL))
FUNCTIONS = [name for name in negtrack.API if inspect.isfunction(getattr(api, name))]


def test_its_examples_come_out_as_they_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = doctest.DocTestParser().get_doctest(SESSION, {}, "docs/api.md", None, None)
    assert len(examples.examples) >= 15
    told: list[str] = []
    result = doctest.DocTestRunner().run(examples, out=told.append)
    assert result.failed == 0, "".join(told)


def test_every_example_is_run() -> None:
    assert TEXT.count(">>> ") == SESSION.count(">>> ")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_it_shows_each_function_with_what_it_takes(name: str) -> None:
    taken = inspect.signature(getattr(api, name)).parameters.values()
    shown = re.findall(rf"`(?:negtrack\.)?{name}\(([^`]*)\)`", TEXT)
    assert shown
    words = set(re.findall(r"[a-z]+(?==)|^[a-z]+|(?<=, )[a-z]+|(?<=\*)[a-z]+", ", ".join(shown)))
    own = {one.name for one in taken if one.kind is not one.VAR_KEYWORD}
    assert own <= words


@pytest.mark.parametrize("name", FUNCTIONS)
def test_it_shows_the_defaults_that_there_are(name: str) -> None:
    taken = inspect.signature(getattr(api, name)).parameters
    shown = ", ".join(re.findall(rf"`(?:negtrack\.)?{name}\(([^`]*)\)`", TEXT))
    for word, value in re.findall(r'([a-z]+)=("[a-z]*"|\w+)', shown):
        assert str(taken[word].default) == value.strip('"'), (name, word)


def test_it_tells_every_member_of_an_answer_and_a_record() -> None:
    members = {*vars(api.Answer), *vars(api.Record)}
    for name in sorted(one for one in members if not one.startswith("_")):
        assert re.search(rf"`\.?{name}(?:\(\))?`", TEXT), name
