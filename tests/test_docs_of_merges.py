"""What docs/several-people.md shows and names is what the program does and knows."""

import re

from base_record import problems
from program import ROOT

from negtrack.catalogue import catalogue
from negtrack.merging import merge
from negtrack.yamltext import read

TEXT = (ROOT / "docs" / "several-people.md").read_text(encoding="utf-8")
YAML = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
PLAIN = re.findall(r"```\n(positions:\n.*?)```", TEXT, re.DOTALL)


def test_every_code_in_its_table_is_known() -> None:
    table = TEXT.partition("## What `check` catches")[2]
    codes = [
        code
        for row in re.findall(r"\| ([^|]*) \|$", table, re.MULTILINE)
        for code in re.findall(r"`([a-z-]+)`", row)
    ]
    assert len(codes) >= 10
    assert set(codes) <= set(catalogue())


def test_its_example_is_without_problems() -> None:
    (text,) = YAML
    assert problems({"2025-02-01/north.yaml": text.replace("daily-2025-06-02", "wire")}) == ()


def test_its_conflict_is_what_a_merge_leaves() -> None:
    (shown,) = PLAIN
    base = "positions:\n  ceasefire: {value: none, source: daily-2025-06-02}\n"
    ours = re.sub(r"(?s)<<<<<<< ours\n|=======.*", "", shown)
    theirs = re.sub(r"(?s)<<<<<<<.*=======\n|>>>>>>> theirs\n", "", shown)
    result = merge(base.encode(), ours.encode(), theirs.encode())
    assert result is not None
    assert result.raw.decode() == shown
    told = [one.message for one in read("x.yaml", result.raw).problems]
    assert told == ["a merge left a conflict between 'ours' and 'theirs'"]
