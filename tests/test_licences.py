"""No package that a user gets binds them by more than MIT does, and the page names them all."""

import re
from importlib.metadata import distribution

import pytest
from program import ROOT

from releasing.licences import ALLOWED, is_allowed
from releasing.packages import RUNTIME, asked, brought, licence, pinned

TEXT = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
USERS, _, OTHERS = TEXT.partition("\n## What it is tested and published with\n")
ROW = re.compile(r"^\| (\S+) \| (\d\S*) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


GOT = {key(name): (version, stated, by) for name, version, stated, by in ROW.findall(USERS)}
INSTALLED = brought(*RUNTIME)


def test_the_page_names_every_package_that_a_user_gets() -> None:
    """After a change of a dependency, with all extras: python -m releasing.licences."""
    assert {*INSTALLED} == {*GOT}


@pytest.mark.parametrize("name", INSTALLED)
def test_the_page_says_what_the_package_says(name: str) -> None:
    version, stated, by = GOT[name]
    assert version == pinned()[name]
    if INSTALLED[name].version == version:
        assert INSTALLED[name].licence == stated
    extras = [extra for extra in RUNTIME if name in brought(extra)]
    assert by == ("negtrack" if "" in extras else ", ".join(f"`{one}`" for one in extras))


@pytest.mark.parametrize("name", INSTALLED)
def test_a_package_that_a_user_gets_has_an_allowed_licence(name: str) -> None:
    assert is_allowed(INSTALLED[name].licence)
    assert is_allowed(GOT[name][1])


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("(MIT OR LGPL-2.1-only) AND ISC", True),
        ("GPL-3.0-or-later", False),
        ("MIT AND GPL-3.0-or-later", False),
        ("MPL-2.0", False),
        ("Artistic License", False),
        ("unknown", False),
        ("", False),
    ],
)
def test_an_expression_is_allowed_where_allowed_licences_meet_it(
    expression: str, allowed: bool
) -> None:
    assert is_allowed(expression) is allowed


def test_every_other_package_is_named_too() -> None:
    named = {key(name) for name, *_ in ROW.findall(OTHERS)}
    pins = {*pinned()}
    assert named <= pins
    assert pins - named - {*GOT} == set()


def test_every_package_that_the_tests_have_says_its_licence() -> None:
    for name, one in brought("test").items():
        assert one.licence != "unknown", name


def test_a_licence_is_read_in_the_words_of_spdx() -> None:
    assert licence(distribution("shellingham")) == "ISC"  # written "ISC License" there
    assert licence(distribution("jinja2")) == "BSD-3-Clause"  # by its classifier alone
    assert licence(distribution("pydantic")) == "MIT"


def test_all_that_is_asked_for_is_pinned() -> None:
    wanted = {key(one.name) for extra in RUNTIME for one in asked(extra)}
    assert wanted <= {*pinned()}
    assert "MIT" in ALLOWED
