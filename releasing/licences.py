"""The page of licences: `python -m releasing.licences > docs/licences.md`, with all extras."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

from releasing.packages import MADE_WITH, RUNTIME, Package, brought

ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "PSF-2.0"),
    "Zlib",
}
"""Licences that ask no more of who shares negtrack, MIT as it is, than to keep their notices."""

HEAD = """\
# Licences

negtrack is under the MIT licence. These are the packages that it brings along, in the
versions of `constraints.txt`, each with the licence that it states. `python -m releasing.licences`
writes this page; a test holds that nothing is missing, and that no user is bound by more than MIT
asks for: to keep the notices.

## What a user gets

"""

BETWEEN = """
Wheels of some of these hold compiled libraries of others, under terms of their own, which are in
the wheel: NumPy and SciPy have OpenBLAS (BSD-3-Clause), the run-time library of GNU Fortran
(GPL-3.0-or-later WITH GCC-exception-3.1, which lets every program use it) and libquadmath
(LGPL-2.1-or-later), lxml has libxml2, libxslt (MIT), zlib (Zlib) and iconv (LGPL-2.1). negtrack
neither holds nor changes any of them: they are installed from the index, each by itself.

## What it is tested and published with

No user gets these with negtrack, and nothing of them is in what is published.

"""


def is_allowed(expression: str) -> bool:
    """Whether an SPDX expression can be met by allowed licences alone."""
    terms = re.sub(r"[()]", "", expression).split(" AND ")
    return all(ALLOWED.intersection(term.split(" OR ")) for term in terms)


def table(packages: Iterable[tuple[Package, str]]) -> Iterator[str]:
    """Packages as Markdown, each with what brings it."""
    yield "| package | version | licence | brought by |\n|---|---|---|---|\n"
    for one, by in packages:
        yield f"| {one.name} | {one.version} | {one.licence} | {by} |\n"


def told(*extras: str) -> Iterator[tuple[Package, str]]:
    """What these extras bring, each package with those that bring it."""
    each = {extra: brought(extra) for extra in extras}
    for key, one in brought(*extras).items():
        by = [extra for extra in extras if key in each[extra]]
        yield one, "negtrack" if "" in by else ", ".join(f"`{extra}`" for extra in by)


def page() -> str:
    """The whole page."""
    users = {one for one, _ in told(*RUNTIME)}
    others = [(one, by) for one, by in told(*MADE_WITH) if one not in users]
    others = [(one, by) for one, by in others if one.name != "pip"]  # which comes with Python
    return "".join((HEAD, *table(told(*RUNTIME)), BETWEEN, *table(others)))


if __name__ == "__main__":
    sys.stdout.write(page())
