"""Whose value changed between two tables of positions, by DuckDB: `duckdb_csv.py A.csv B.csv`."""

import sys

import duckdb

before, after = (duckdb.read_csv(file, all_varchar=True) for file in sys.argv[1:3])
moved = duckdb.execute(
    "SELECT party, issue, before.value, after.value FROM before JOIN after USING (party, issue) "
    "WHERE before.value <> after.value"
).fetchall()
print("party,issue,value,value_after")
for row in moved:
    print(",".join(row))
