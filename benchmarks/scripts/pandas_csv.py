"""Whose value changed between two tables of positions, by pandas: `pandas_csv.py A.csv B.csv`."""

import sys

import pandas

before, after = (pandas.read_csv(file, dtype=str, keep_default_na=False) for file in sys.argv[1:3])
both = before.merge(after, on=["party", "issue"], suffixes=("_before", "_after"))
moved = both[both["value_before"] != both["value_after"]]
moved[["party", "issue", "value_before", "value_after"]].to_csv(sys.stdout, index=False)
