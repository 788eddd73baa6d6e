"""Annotations: one command a problem, which no text of a record can leave."""

from typing import NamedTuple

import pytest

from negtrack.formats import render
from negtrack.page import Page
from negtrack.problems import Stop
from negtrack.report import Json, Rows


class Checked(NamedTuple):
    problem: dict[str, Json]

    @property
    def found(self) -> bool:
        return True

    def data(self) -> dict[str, Json]:
        return {"problems": [self.problem], "counts": {"error": 1, "warning": 0}}

    def page(self) -> Page:
        return Page("", ())

    def rows(self) -> Rows:
        return Rows((), ())


PLAIN: dict[str, Json] = {
    "code": "unknown-option",
    "level": "error",
    "message": "no option 'ful'",
    "file": "positions/x/a.yaml",
    "line": 6,
    "column": 12,
    "hint": "did you mean 'full'?",
    "related": [],
}


def shown(**changed: Json) -> str:
    return render("github", Checked(PLAIN | changed), None, False)


def test_a_problem_is_an_annotation_on_its_line() -> None:
    assert shown() == (
        "::error file=positions/x/a.yaml,line=6,col=12,title=unknown-option"
        "::no option 'ful'; did you mean 'full'?\n"
        "::notice::1 errors, 0 warnings\n"
    )


def test_no_message_can_begin_another_command() -> None:
    text = shown(message="x\n::set-output name=a::b\r::stop-commands::t 100 %", hint=None)
    assert text.count("\n") == 2
    assert "x%0A::set-output name=a::b%0D::stop-commands::t 100 %25" in text


def test_no_file_name_can_add_a_property() -> None:
    assert "file=a%2Cline=1%3A%3A.yaml,line=6" in shown(file="a,line=1::.yaml")


def test_hidden_characters_are_spelled_out() -> None:
    assert "a<U+001B>[31m<U+202E>" in shown(message="a\x1b[31m\u202e")


def test_what_has_no_problems_is_refused_with_what_to_type() -> None:
    class Other(Checked):
        def data(self) -> dict[str, Json]:
            return {"changes": []}

    with pytest.raises(Stop, match="problems only") as stop:
        render("github", Other(PLAIN), None, False)
    assert stop.value.hint == "negtrack check -f github"
