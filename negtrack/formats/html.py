"""A page as one self-contained HTML page, in which no text from the record is markup."""

from __future__ import annotations

from negtrack.pages import render as page_of
from negtrack.report import Report


def render(report: Report, width: int | None, colour: bool) -> str:
    """The page for a browser: light or dark as that is, on a phone and on paper too."""
    return page_of("answer.html", {"page": report.page()})
