"""Whose value changed between two rounds, by pandas, from YAML: `pandas_yaml.py A B` (folders)."""

import sys
from pathlib import Path

import pandas
import yaml


def table(folder: str) -> pandas.DataFrame:
    """The last statement of each party on each issue that has a value."""
    rows = []
    for file in sorted(Path(folder).glob("*.yaml")):
        said = yaml.load(file.read_bytes(), yaml.CSafeLoader)
        for issue, found in (said.get("positions") or {}).items():
            last = found[-1] if isinstance(found, list) else found
            last = last if isinstance(last, dict) else {"value": last}
            if "value" in last:
                rows.append((file.stem, issue, str(last["value"])))
    return pandas.DataFrame(rows, columns=["party", "issue", "value"])


before, after = (table(folder) for folder in sys.argv[1:3])
both = before.merge(after, on=["party", "issue"], suffixes=("_before", "_after"))
moved = both[both["value_before"] != both["value_after"]]
moved.to_csv(sys.stdout, index=False)
