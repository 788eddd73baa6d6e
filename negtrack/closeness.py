"""How far one party is from another over several issues, by the salience of the one: arithmetic.

The formula is KTAB's (lsyaseen/KTAB, the spatial model), over issues k, with positions x from 0 to
100 and the salience s of party i: v_ij = 1 − sqrt(Σ (s_ik(x_ik − x_jk)/100)² / Σ s_ik²).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt

FORMULA = "d_ij = 100 · sqrt(Σ (s_ik · |x_ik − x_jk| / 100)² / Σ s_ik²)"

Shared = Sequence[tuple[Fraction, Fraction]]
"""Issues: how far the other is on each, 0–100, and how much it matters to the one."""


def distance(shared: Shared) -> float | None:
    """d_ij from 0 to 100; None where there is no issue, or none that matters."""
    weight = sum(salience**2 for _, salience in shared)
    if not weight:
        return None
    return 100 * sqrt(sum((salience * apart / 100) ** 2 for apart, salience in shared) / weight)


def value(found: float) -> float:
    """KTAB's v_ij of a distance: 1 at the same place, 0 at the other end of every scale."""
    return 1 - found / 100
