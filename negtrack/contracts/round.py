"""The keys of round.yaml: when and where it was, what happened, what was agreed."""

from __future__ import annotations

from typing import Annotated

from negtrack.contracts.keys import (
    ABSENT,
    Day,
    Id,
    Keys,
    Number,
    OneOrMore,
    Provenance,
    Text,
    Value,
    words,
)

Status = Annotated[
    str,
    words(
        agreed="It was agreed; so it is where nothing is said.",
        provisional="Agreed for now, subject to the rest.",
        claimed="Told by one side only.",
        carried_out="Agreed, and done.",
        dropped="Agreed to leave the issue out.",
        lapsed="Its time ran out.",
        breached="It was broken, and no longer holds.",
    ),
]


class EventVersion(Provenance):
    """Another version of the same event; what is left out is as in the first."""

    title: Text = ABSENT
    """What happened, as this version has it."""
    by: OneOrMore = ABSENT
    """The id of the party that did it, or a list of them."""


class Event(EventVersion):
    """What happened since the round before: a claim of fact, a threat, a call, an attack."""

    title: Text
    """What happened, in a few words. Required. Example: A bridge is closed"""
    disputed: list[EventVersion] = ABSENT
    """Other versions of the same event, each with the keys in which it differs."""


class DeliveryVersion(Provenance):
    """Another version of the same delivery; what is left out is as in the first."""

    amount: Number = ABSENT
    """How much was delivered, in the issue's unit. Left out: totals become "at least".
    Example: 390"""


class Delivery(DeliveryVersion):
    """A part of an agreement, carried out on a day."""

    date: Day
    """The day of the delivery, as year-month-day. Required. Example: 2025-05-23"""
    disputed: list[DeliveryVersion] = ABSENT
    """Other versions of the same delivery, each with the keys in which it differs."""


class Terms(Provenance):
    """What was agreed as one party tells it, and one of the versions of that."""

    issue: Text = ABSENT
    """The id of the issue that was settled; terms instead where there are several."""
    value: Value = ABSENT
    """What was agreed on issue, on its scale. Example: 1000"""
    terms: dict[str, Value] = ABSENT
    """What was agreed on several issues, by their ids, instead of issue and value.
    Example: {venue: coast, prisoners: 1000}"""


class Telling(Terms):
    """An agreement as one party tells it."""

    disputed: list[Terms] = ABSENT
    """Other versions of what this party tells, each with the keys in which it differs."""


class AgreementVersion(Terms):
    """Another version of the same agreement; what is left out is as in the first."""

    title: Text = ABSENT
    """The title of the agreement; enough alone where it settles no issue, as a procedural one."""
    between: OneOrMore = ABSENT
    """The ids of the parties that agreed. Left out: all principals. Example: [north, south]"""
    versions: dict[str, Telling] = ABSENT
    """By the id of a party: the agreement as that party tells it, where they differ.
    Example: {north: {value: 1000}, south: {value: 900}}"""
    carried_out: list[Delivery] = ABSENT
    """What was delivered, as it happened. Example: [{date: 2025-05-23, amount: 390}]"""
    status: Status = ABSENT
    """How it stands: agreed (so where nothing is said), provisional, claimed, carried-out,
    dropped, lapsed or breached."""
    part: bool = ABSENT
    """true where it settles a part of the issue only, whose status then comes from positions."""


class Agreement(AgreementVersion):
    """Something agreed in this round, or what has become of it since, under the same id."""

    disputed: list[AgreementVersion] = ABSENT
    """Other versions of the same agreement, each with the keys in which it differs."""


class Round(Keys):
    """The file round.yaml of a negtrack record: when a round was, what happened and was agreed."""

    date: Day
    """The day the round was held or began, as year-month-day. Required. Example: 2025-06-02"""
    end: Day = ABSENT
    """The last day, where it lasted longer. Example: 2025-06-04"""
    venue: Text = ABSENT
    """Where it was held. Example: The old mill"""
    mediator: OneOrMore = ABSENT
    """The id of the party that mediated, or a list of them. Example: turkiye"""
    delegations: dict[str, OneOrMore] = ABSENT
    """Who came, by the id of the party. Example: {north: [Ada Hill], south: [Bo Lake]}"""
    events: list[Event] | None = ABSENT
    """What happened since the round before: claims of fact, threats, calls, attacks.
    Example: [{date: 2025-06-01, title: A bridge is closed, by: south}]"""
    agreements: dict[Id, Agreement] | None = ABSENT
    """What was agreed, by an id. The id of an earlier round's agreement continues it: keys given
    here replace the earlier ones, deliveries add up.
    Example: {exchange: {issue: prisoners, value: 1000}}"""
    note: Text = ABSENT
    """A remark on the round, free text."""
