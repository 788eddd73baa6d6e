"""The data package: frictionless finds all of it as it says, and notices faults."""

import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, system, validate
from many_records import RECORDS

from negtrack import __version__
from negtrack.exports.archive import Archive, archive
from negtrack.exports.lines import csv_text
from negtrack.exports.package import NAME, File, file, package
from negtrack.selection import Selection
from negtrack.tables import SHAPES, Shape

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def written(folder: Path, *names: str, tables: tuple[str, ...] = ()) -> Path:
    """An export of records as CSV; the path of its package."""
    of = archive([RECORDS[name]() for name in names], Selection(), tables)
    files = []
    for shape in of.shapes:
        held = csv_text(shape, of.rows(shape.name)).encode()
        (folder / f"{shape.name}.csv").write_bytes(held)
        files.append(file(f"{shape.name}.csv", held))
    (folder / NAME).write_bytes(package(of, "csv", files))
    return folder / NAME


def faults(path: Path) -> list[tuple[str, str]]:
    with system.use_context(trusted=True):
        found = validate(str(path))
    errors = [*found.errors, *(error for task in found.tasks for error in task.errors)]
    assert found.stats["tasks"] or errors
    return [(error.type, error.note) for error in errors]


@pytest.mark.parametrize("names", [*((name,) for name in RECORDS), ("wages", "cop29")])
def test_frictionless_finds_no_fault(tmp_path: Path, names: tuple[str, ...]) -> None:
    path = written(tmp_path, *names)
    assert faults(path) == []
    assert len(Package(str(path)).resources) == len(SHAPES)


def test_a_few_tables_are_a_package_too_and_refer_to_none_that_is_missing(tmp_path: Path) -> None:
    path = written(tmp_path, "wages", tables=("positions", "issues"))
    assert faults(path) == []
    told = json.loads(path.read_text())
    (issues, positions) = told["resources"]
    assert [one["name"] for one in (issues, positions)] == ["issues", "positions"]
    named = [one["reference"]["resource"] for one in positions["schema"]["foreignKeys"]]
    assert named == ["issues"]
    assert "foreignKeys" not in issues["schema"]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (",demand,", ",command,", "constraint-error"),
        ("wages-2026,2026-", "wages-2026,3026-", "foreign-key"),
        (",true,", ",perhaps,", "type-error"),
    ],
)
def test_frictionless_notices_what_is_not_as_the_package_says(
    tmp_path: Path, old: str, new: str, kind: str
) -> None:
    path = written(tmp_path, "wages")
    table = tmp_path / "positions.csv"
    text = table.read_text()
    assert old in text
    table.write_text(text.replace(old, new, 1))
    found = {told for told, _ in faults(path)}
    assert {"hash-count", "byte-count"} & found  # the file is not the one that was exported
    assert kind in found


def test_every_column_has_its_meaning_unit_and_limits(tmp_path: Path) -> None:
    told: Any = json.loads(written(tmp_path, "wages").read_text())
    resources = {one["name"]: one for one in told["resources"]}
    for shape in SHAPES:
        schema = resources[shape.name]["schema"]
        assert schema["primaryKey"] == list(shape.key)
        assert schema["missingValues"] == [""]
        _same_fields(shape, schema["fields"])


def _same_fields(shape: Shape, told: list[dict[str, Any]]) -> None:
    for field, one in zip(shape.fields, told, strict=True):
        limits = one.get("constraints", {})
        assert (one["name"], one["type"]) == (field.name, field.type)
        assert (one["description"], one.get("unit", "")) == (field.description, field.unit)
        assert (limits.get("required", False), tuple(limits.get("enum", ()))) == (
            field.required,
            field.enum,
        )


def test_the_package_says_what_it_is_of_and_by_which_version_and_no_hour(tmp_path: Path) -> None:
    told: Any = json.loads(written(tmp_path, "istanbul-2025").read_text())
    assert (told["name"], told["title"]) == (
        "istanbul-2025",
        RECORDS["istanbul-2025"]().negotiation.title,
    )
    assert told["negtrack"]["version"] == __version__
    assert told["negtrack"]["negotiations"] == ["istanbul-2025"]
    assert (told["negtrack"]["private"], told["negtrack"]["withheld"]) == (False, 0)
    assert "created" not in told


def test_sources_are_named_and_only_pages_are_linked(tmp_path: Path) -> None:
    told: Any = json.loads(written(tmp_path, "hostile").read_text())
    assert told["sources"] == [{"title": "The Gazette"}, {"title": "The Wire"}]
    assert "javascript" not in json.dumps(told)
    real: Any = json.loads(written(tmp_path, "istanbul-2025").read_text())
    links = [one["path"] for one in real["sources"] if "path" in one]
    assert links
    assert all(one.startswith(("https://", "http://")) for one in links)


def test_what_was_left_out_is_counted_and_what_is_private_is_said(tmp_path: Path) -> None:
    public: Any = json.loads(written(tmp_path, "hostile").read_text())["negtrack"]
    assert (public["private"], public["withheld"]) == (False, 2)
    whole: Any = json.loads(written(tmp_path, "hostile, all of it").read_text())["negtrack"]
    assert (whole["private"], whole["withheld"]) == (True, 0)


def test_a_package_of_parquet_lists_the_files_of_every_negotiation() -> None:
    of: Archive = archive([RECORDS["wages"]()], Selection(), ("gaps",))
    files = [
        File(f"gaps/negotiation={name}/data_0.parquet", 1, "sha256:0")
        for name in ("earlier-2020", "wages-2026")
    ]
    told: Any = json.loads(package(of, "parquet", files))
    assert told["negtrack"]["negotiations"] == ["earlier-2020", "wages-2026"]
    (gaps,) = told["resources"]
    assert gaps["path"] == [one.path for one in files]
    assert "hash" not in gaps
    assert told["negtrack"]["files"][0]["hash"] == "sha256:0"
