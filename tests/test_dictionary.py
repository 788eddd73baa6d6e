"""docs/data.md says of every table and column what the program says."""

import re

import pytest
from program import ROOT

from negtrack.dictionary import dictionary
from negtrack.formulas import guarded
from negtrack.tables import SHAPES, Shape

TEXT = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")


def test_the_document_has_the_dictionary_as_it_is() -> None:
    head, _, rest = TEXT.partition("<!-- tables: begin (python -m negtrack.dictionary) -->\n")
    told, _, _ = rest.partition("\n<!-- tables: end -->")
    assert head.startswith("# The record as tables\n")
    assert told == dictionary()


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_column_is_in_it_with_its_unit(shape: Shape) -> None:
    (section,) = re.findall(rf"^### {shape.name}\n(.*?)(?=^##|\Z)", dictionary(), re.M | re.S)
    rows = [line.split(" | ") for line in section.splitlines() if line.startswith("| `")]
    assert [row[0] for row in rows] == [f"| `{name}`" for name in shape.header]
    assert [row[2] for row in rows] == [field.unit for field in shape.fields]


def test_no_cell_of_it_breaks_its_table() -> None:
    rows = [line for line in dictionary().splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} == {5}


def test_the_rule_to_undo_the_guard_is_the_one_that_is_written_there() -> None:
    (pattern, put) = re.findall(r're\.sub\("(.*?)", r"(.*?)", text\)', TEXT)[0]
    for text in ("=1", "'=1", "a;=1\n @x", "-5", "\uff1d", "'", "plain"):
        assert re.sub(pattern, put, guarded(text)) == text
