"""The bill of materials names what a user gets, and the same packages make the same bytes."""

import json

import pytest

from negtrack import __version__
from releasing import bom
from releasing.packages import RUNTIME, Package, asked, brought

HEAD = Package("Head_er", "1.0", "MIT", ("tail",))
TAIL = Package("tail", "2.0", "MIT AND ISC", ())
MADE = bom.bom({"head-er": HEAD, "tail": TAIL, **brought(*RUNTIME)})


def test_it_is_of_negtrack() -> None:
    assert (MADE["bomFormat"], MADE["specVersion"], MADE["version"]) == ("CycloneDX", "1.6", 1)
    ours = MADE["metadata"]["component"]
    assert (ours["name"], ours["version"]) == ("negtrack", __version__)
    assert ours["licenses"] == [{"license": {"id": "MIT"}}]


def test_every_package_that_a_user_gets_is_in_it_with_its_licence() -> None:
    told = {one["purl"]: one for one in MADE["components"]}
    for name, one in brought(*RUNTIME).items():
        assert told[f"pkg:pypi/{name}@{one.version}"]["licenses"]
    assert len(told) == len(brought(*RUNTIME)) + 2


def test_a_component_is_named_as_its_index_compares_names() -> None:
    (head,) = (one for one in MADE["components"] if one["name"] == "Head_er")
    assert head["bom-ref"] == head["purl"] == "pkg:pypi/head-er@1.0"
    (tail,) = (one for one in MADE["components"] if one["name"] == "tail")
    assert tail["licenses"] == [{"expression": "MIT AND ISC"}]


def test_it_says_what_needs_what() -> None:
    needs = {one["ref"]: one["dependsOn"] for one in MADE["dependencies"]}
    assert needs["pkg:pypi/head-er@1.0"] == ["pkg:pypi/tail@2.0"]
    direct = needs[f"pkg:pypi/negtrack@{__version__}"]
    assert len(direct) == sum(len(asked(extra)) for extra in RUNTIME)
    assert {ref for refs in needs.values() for ref in refs} <= {*needs}


def test_the_same_packages_make_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    assert bom.text() == bom.text()
    told = json.loads(bom.text())
    assert told["metadata"]["timestamp"] == "2025-11-24T16:00:00+00:00"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000001")
    assert json.loads(bom.text())["serialNumber"] != told["serialNumber"]


def test_where_no_time_is_told_it_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert "timestamp" not in json.loads(bom.text())["metadata"]
    assert bom.text() == bom.text()
