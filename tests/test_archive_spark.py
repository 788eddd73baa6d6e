"""The archive in Spark, in local mode, gives what it gives in DuckDB; needs pyspark and Java.

`pip install pyspark && pytest tests/test_archive_spark.py`
"""

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest
from archive import PER_ROUND, SPARK, archive

pytestmark = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed"),
    pytest.mark.skipif(
        not (os.environ.get("JAVA_HOME") or shutil.which("java")), reason="there is no Java"
    ),
]

TELL = """
import json
print("FOUND", json.dumps([list(row) for row in found.collect()]))
types = {one.name: one.dataType.simpleString() for one in spark.table("moves").schema}
print("TYPES", json.dumps(types))
spark.stop()
"""


def test_spark_reads_the_same_from_the_archive(tmp_path: Path) -> None:
    archive(tmp_path)
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    environment["PYSPARK_SUBMIT_ARGS"] = (
        "--master local[1] --conf spark.ui.enabled=false pyspark-shell"
    )
    run = subprocess.run(
        [sys.executable, "-c", SPARK + TELL],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=280,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    told = dict(
        line.split(" ", 1) for line in run.stdout.splitlines() if line[:5] in ("FOUND", "TYPES")
    )
    with duckdb.connect() as connection:
        sql = PER_ROUND.replace("'archive/", f"'{tmp_path}/archive/")
        wanted = [list(row) for row in connection.execute(sql).fetchall()]
    assert json.loads(told["FOUND"]) == wanted
    assert wanted[0][0] == "2025"
    types = json.loads(told["TYPES"])
    assert (types["movement"], types["step"], types["negotiation"]) == (
        "double",
        "boolean",
        "string",
    )
