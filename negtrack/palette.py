"""The colours and shapes of charts, and the names by which a page may give them other colours.

Colours are the hues of Okabe and Ito (2008), darkened until each stands out 4.5 to 1 against white;
nothing is told by a colour alone: parties differ by shape too, and states by sign and line.
"""

from __future__ import annotations

from collections.abc import Mapping

INK, FAINT, RULE, BAND, PAPER = "#1b2733", "#55616e", "#c9d1d9", "#e3e7ec", "#ffffff"
"""Text, what is said aside, lines of an axis, the gap, and the ground."""

TONES: Mapping[str, str] = {
    "plain": INK,
    "strong": INK,
    "faint": FAINT,
    "good": "#0b6b3a",
    "open": "#7a4d00",
    "bad": "#a3211b",
}
"""The colour of a tone of `page.Tone`."""

GROUNDS: Mapping[str, str] = {"good": "#e2f3e9", "open": "#fdf1d6", "bad": "#fbe6e4"}
"""The ground of a cell with a tone; others have the paper's."""

PARTIES = (
    *("#0b5fa5", "#b34700", "#00735a", "#8a3c78", "#6b5d00"),
    *("#3f5866", "#a12742", "#4b4bb8", "#2c7a1f", "#6d4a2f"),
)
"""The colour of each party in turn, in the record's order."""

_STAR = "M0,-1L.25,-.35L.95,-.31L.4,.13L.59,.81L0,.43L-.59,.81L-.4,.13L-.95,-.31L-.25,-.35Z"

SHAPES = (
    *("circle", "square", "triangle-up", "diamond", "triangle-down", "cross"),
    *("triangle-right", "triangle-left", _STAR),
)
"""The shape of each party in turn: nine beside ten colours, so that ninety look different."""

CHECK = "M-.8,.05L-.25,.65L.85,-.65"
REJECTED = "M-.7,-.7L.7,.7M.7,-.7L-.7,.7"
"""Open shapes, drawn as lines: what is agreed, and what is rejected."""

CLASSES: Mapping[str, str] = {
    INK: "ink",
    FAINT: "faint",
    RULE: "rule",
    BAND: "band",
    PAPER: "paper",
    **{TONES[tone]: tone for tone in ("good", "open", "bad")},
    **{colour: f"{tone}-ground" for tone, colour in GROUNDS.items()},
    **{colour: f"party-{number}" for number, colour in enumerate(PARTIES, 1)},
}
"""The word for each colour: a page styles `.fill-WORD` and `.line-WORD`."""


def colour(nth: int) -> str:
    """The colour of the party with this number, from 0."""
    return PARTIES[nth % len(PARTIES)]


def shape(nth: int) -> str:
    """The shape of the party with this number, from 0."""
    return SHAPES[nth % len(SHAPES)]
