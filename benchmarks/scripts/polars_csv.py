"""Whose value changed between two tables of positions, by polars: `polars_csv.py A.csv B.csv`."""

import sys

import polars

before, after = (polars.read_csv(file, infer_schema=False) for file in sys.argv[1:3])
both = before.join(after, on=["party", "issue"], suffix="_after")
moved = both.filter(polars.col("value") != polars.col("value_after"))
print(moved.select("party", "issue", "value", "value_after").write_csv(), end="")
