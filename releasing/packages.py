"""The packages that negtrack and its extras bring, as they are installed here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent

RUNTIME = ("", "report", "data", "stats")
"""What a user can install; the first is what everybody gets."""

MADE_WITH = ("test", "dev", "docs", "release")
"""What the project is tested and published with: no user gets it with negtrack."""

_CLASSIFIED = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    # those that say no more have three clauses: Jinja2, SciPy, isodate
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: ISC License (ISCL)": "ISC",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_SPDX = ("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0", "PSF-2.0")


class Package(NamedTuple):
    """A package as its index names it, with its version and licence, and what it needs."""

    name: str
    version: str
    licence: str
    needs: tuple[str, ...]


def project() -> dict[str, Any]:
    """What pyproject.toml says of the project."""
    told: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return told


def asked(extra: str) -> tuple[Requirement, ...]:
    """What an extra asks for, or without its name what everybody gets; but no extras of our own."""
    told = project()
    lines = told["optional-dependencies"][extra] if extra else told["dependencies"]
    return tuple(one for one in map(Requirement, lines) if one.name != "negtrack")


def pinned() -> dict[str, str]:
    """The versions in constraints.txt, by the keys of their packages."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = (line.partition("==") for line in lines if not line.startswith("#"))
    return {canonicalize_name(name): version for name, _, version in pins}


def brought(*extras: str) -> dict[str, Package]:
    """Every package that these extras bring here, with all that those need, by key.

    The key of a package is its name as the index compares names: lower case, with hyphens.
    """
    found: dict[str, Package] = {}
    waiting = [one for extra in extras for one in asked(extra)]
    seen: set[str] = set()
    while waiting:
        wanted = waiting.pop()
        if str(wanted) in seen:
            continue
        seen.add(str(wanted))
        made = distribution(wanted.name)
        needs = tuple(_needs(made, wanted.extras))
        waiting += needs
        found[canonicalize_name(wanted.name)] = _package(made, needs)
    return dict(sorted(found.items()))


def is_installed(extra: str) -> bool:
    """Whether all that an extra asks for is installed here."""
    try:
        return all(distribution(one.name) for one in asked(extra))
    except PackageNotFoundError:
        return False


def licence(made: Distribution) -> str:
    """The licence that a package states, in the words of SPDX; in its own where it has others."""
    told = made.metadata.json
    if expression := told.get("license_expression"):
        return str(expression)
    written = str(told.get("license", "")).partition("\n")[0]
    if written in _SPDX:
        return written
    classified = told.get("classifier", ())
    known = [_CLASSIFIED[one] for one in classified if one in _CLASSIFIED]
    return " AND ".join(known) or written or "unknown"


def _needs(made: Distribution, extras: set[str]) -> Iterator[Requirement]:
    """What a package needs on this system and Python, with these of its extras."""
    for line in made.requires or ():
        one = Requirement(line)
        if not one.marker or any(one.marker.evaluate({"extra": e}) for e in ("", *extras)):
            yield one


def _package(made: Distribution, needs: tuple[Requirement, ...]) -> Package:
    keys = sorted({canonicalize_name(one.name) for one in needs})
    return Package(made.metadata["Name"], made.version, licence(made), tuple(keys))
