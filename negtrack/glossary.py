"""The words of the field as negtrack uses them: one home for the README and the pages."""

from __future__ import annotations

GLOSSARY: tuple[tuple[str, str], ...] = (
    (
        "party",
        "who negotiates (a principal), or mediates, guarantees, observes, or is asked from outside",
    ),
    (
        "counterparts",
        "two principals who are not on one side; only between them are gaps and moves counted",
    ),
    (
        "issue",
        "what is negotiated, with a scale: ladder, quantity, choice or text",
    ),
    (
        "position",
        "what a party asks for or offers on an issue; it stands, carried, until it says otherwise",
    ),
    (
        "condition",
        "what an issue must come to before a position holds (only_if)",
    ),
    (
        "package",
        "positions that are to be taken or refused as a whole",
    ),
    (
        "gap",
        "the distance of two counterparts on an issue, 0–100; – where it cannot be "
        "measured, never 0",
    ),
    (
        "overlap",
        "what both have said they could accept",
    ),
    (
        "concession, retraction",
        "a step towards, or away from, where the counterpart stood before",
    ),
    (
        "shift",
        "another value whose direction towards the counterpart cannot be measured",
    ),
    (
        "insistence, silence",
        "said again unchanged; not said again",
    ),
    (
        "salience",
        "how much an issue matters to a party, 0–100",
    ),
    (
        "linkage",
        "positions that wait for one another through their conditions",
    ),
    (
        "lock",
        "positions that wait for each other in a ring: of sequence where only who goes "
        "first stands in the way, else of substance",
    ),
    (
        "opening",
        "a set of the fewest single moves after which a position waits no more",
    ),
    (
        "step",
        "a round in which a principal spoke; in moves, what one did in it: a concession, "
        "a demand, a trade-off, insistence",
    ),
    (
        "demand",
        "a standing demand or offer on an issue that is not settled; in moves, a step "
        "away or one that asks for more",
    ),
    (
        "reciprocity",
        "the correlation of what two counterparts gave each other, round by round",
    ),
    (
        "locked",
        "stuck, and conditions explain it",
    ),
    (
        "stuck",
        "stood together long enough to move, and nobody stepped towards another",
    ),
)
"""Each word and what it means, in the order in which one builds on another."""
