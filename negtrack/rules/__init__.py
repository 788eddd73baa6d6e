"""What must hold across a record: one small function a rule, and the two tuples of them here.

What one file says wrongly by itself is found by `validation` and `values` while it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from negtrack.problems import Problem
from negtrack.record import Record
from negtrack.rules.blocs import blocs_agree
from negtrack.rules.dates import (
    dates_in_order,
    dates_in_round,
    folders_named_by_date,
    rounds_in_time,
)
from negtrack.rules.duplicates import (
    coded_once,
    deliveries_once,
    events_once,
    rounds_apart,
    statements_once,
)
from negtrack.rules.names import (
    addressees_known,
    members_declared,
    packages_known,
    parties_known,
    replies_known,
    reporters_known,
    sources_known,
)
from negtrack.rules.scales import bases_fit, issue_ends, option_places, scale_keys
from negtrack.rules.sides import one_side_each
from negtrack.rules.statements import (
    accepts_or_rejects,
    conditions_answerable,
    conditions_elsewhere,
    issues_spoken_on,
    quotes_short,
    sourced,
    stances_fit,
)
from negtrack.told import Evidence, evidence

Rule = Callable[[Evidence], Iterator[Problem]]
"""What a rule is: from a record and all its parts to the problems in them."""

ERRORS: tuple[Rule, ...] = (
    scale_keys,
    option_places,
    issue_ends,
    bases_fit,
    members_declared,
    parties_known,
    addressees_known,
    reporters_known,
    sources_known,
    packages_known,
    replies_known,
    stances_fit,
    conditions_elsewhere,
    statements_once,
    events_once,
    deliveries_once,
    rounds_in_time,
    dates_in_round,
    dates_in_order,
)
"""The rules without which no figure can be trusted."""

WARNINGS: tuple[Rule, ...] = (
    folders_named_by_date,
    rounds_apart,
    sourced,
    issues_spoken_on,
    accepts_or_rejects,
    conditions_answerable,
    coded_once,
    quotes_short,
    blocs_agree,
    one_side_each,
)
"""The rules that a good record keeps."""


BY_FILE: frozenset[Rule] = frozenset(
    (
        *(bases_fit, parties_known, addressees_known, reporters_known, sources_known),
        *(stances_fit, conditions_elsewhere, statements_once, dates_in_round),
        *(dates_in_order, sourced, accepts_or_rejects, coded_once, quotes_short),
    )
)
"""Those of them that judge a party's file by itself, its negotiation's head and its round's."""


def broken(record: Record, rules: tuple[Rule, ...]) -> tuple[Problem, ...]:
    """Every problem that these rules find in a record."""
    every = evidence(record)
    by_file = every.by_file() if record.heard else every
    return tuple(chain.from_iterable(rule(by_file if rule in BY_FILE else every) for rule in rules))
