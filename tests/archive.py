"""An archive of several negotiations as Parquet, and the queries of it that docs/data.md shows."""

import re
import shutil
from pathlib import Path

from program import ROOT, piped

DATA = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
TEN, ARCHIVE = DATA.split("## Ten questions\n")[1].split("## An archive of negotiations\n")
PER_ROUND, SAME_GAPS = re.findall(r"```sql\n(.*?)```", ARCHIVE, re.DOTALL)
(SPARK,) = re.findall(r"```python\n(.*?)```", ARCHIVE, re.DOTALL)

HEAD = """\
title: Talks whose name looks like a number
parties: {north: {name: North}, south: {name: South}}
issues: {pay: {title: Pay, scale: quantity, unit: coins}}
"""


def archive(folder: Path) -> Path:
    """The real records, one of the tests, and one called 2025, exported together; the record."""
    root = folder / "record"
    shutil.copytree(ROOT / "positions", root / "positions")
    wages = ROOT / "tests" / "records" / "wages" / "positions"
    shutil.copytree(wages, root / "positions", dirs_exist_ok=True)
    only = root / "positions" / "2025" / "2025-01-01"
    only.mkdir(parents=True)
    (only.parent / "negotiation.yaml").write_text(HEAD, encoding="utf-8")
    (only / "round.yaml").write_text("date: 2025-01-01\n", encoding="utf-8")
    (only / "north.yaml").write_text("positions: {pay: 5}\n", encoding="utf-8")
    answer = piped("export", "-f", "parquet", "-o", str(folder / "archive"), folder=root)
    assert answer.code == 0, answer.err
    return root
