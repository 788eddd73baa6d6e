"""A report made by hand, the same for every format, and one with a given text in every place."""

from __future__ import annotations

from dataclasses import dataclass

from negtrack.page import Cell, Column, Heading, Items, Lines, Page, Sentence, Table
from negtrack.report import Json, Rows


@dataclass(frozen=True)
class Sample:
    """A report that answers with what it was given."""

    laid_out: Page | None = None
    plain: dict[str, Json] | None = None
    flat: Rows | None = None
    found: bool = True

    def page(self) -> Page:
        return self.laid_out or Page("", ())

    def data(self) -> dict[str, Json]:
        return self.plain or {}

    def rows(self) -> Rows:
        return self.flat or Rows((), ())


TALKS = Sample(
    Page(
        "Harbour talks: what moved",
        (
            Sentence("From round 1 (2025-05-16) to round 2 (2025-06-02).", "strong"),
            Heading("Moved"),
            Table(
                (Column("Issue"), Column("Change"), Column("After"), Column("Move", numeric=True)),
                (
                    (
                        Cell("prisoners", "strong"),
                        Cell("▲ concession", "good"),
                        Cell("1,000 per side"),
                        Cell("+12.5"),
                    ),
                    (
                        Cell("ceasefire", "strong"),
                        Cell("▼ retraction", "bad"),
                        Cell("none; only if withdrawal is full"),
                        Cell("−40"),
                    ),
                    (Cell("venue", "strong"), Cell("= insistence"), Cell(""), Cell("–")),
                ),
            ),
            Sentence("Move: + is towards the other side.", "faint"),
            Lines((Cell("0  ●───▲   100"), Cell("   istanbul", "faint"))),
            Items((Cell("one: none → full"), Cell("two  and more", "bad"))),
        ),
    ),
    {
        "schema": "negtrack.diff/1",
        "summary": {"concession": 1, "retraction": 1},
        "changes": [
            {"party": "türkiye", "movement": 12.5, "before": None, "aspects": ["raised"]},
            {"party": "ukraine", "movement": -40, "before": "none", "aspects": []},
        ],
    },
    Rows(
        ("issue", "party", "movement", "carried", "quote"),
        (
            ("prisoners", "ukraine", 12.5, True, "we said: “all”, not some"),
            ("ceasefire", "russia", -40, False, None),
        ),
    ),
)
"""A page with every kind of block and tone, its data and its rows."""


def everywhere(text: str) -> Sample:
    """A report with a text in the place of every title, sentence, cell, line, key and value."""
    row = (Cell(text, "strong"), Cell(text), Cell("x"))
    page = Page(
        text,
        (
            Heading(text),
            Sentence(text),
            Sentence(text, "strong"),
            Lines((Cell(text, "bad"),)),
            Items((Cell(text, "bad"), Cell(text, "strong"))),
            Table((Column(text), Column("b"), Column("c", numeric=True)), (row, row)),
        ),
    )
    data: dict[str, Json] = {"text": text, "list": [text, None], text: {"x": -1.5}}
    return Sample(page, data, Rows(("a", text), ((text, 1), (text, None))))


def table(*rows: tuple[str, ...], numeric: bool = False) -> Sample:
    """A report with just a table: its titles first, then its rows; the last column is numeric."""
    header, *others = rows
    columns = [Column(title) for title in header]
    columns[-1] = columns[-1]._replace(numeric=numeric)
    cells = tuple(tuple(map(Cell, row)) for row in others)
    return Sample(Page("", (Table(tuple(columns), cells),)), flat=Rows(header, tuple(others)))


def text(*blocks: Heading | Sentence | Lines | Items) -> Sample:
    """A report with just these blocks."""
    return Sample(Page("", blocks))
