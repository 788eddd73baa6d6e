"""The keys of a party's file: what it said in one round, its packages, its answers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from negtrack.contracts.keys import (
    ABSENT,
    Day,
    Id,
    Keys,
    Needs,
    OneOrMore,
    Provenance,
    Text,
    Value,
    Weight,
    words,
)

Stance = Annotated[
    str,
    words(
        demand="It asks for the value; so it is where nothing is said.",
        offer="It would do this.",
        accept="It takes what another proposed; needs a value.",
        reserve="No position yet, or one that is withheld; has no value.",
        no_answer="It was asked, and declined to answer; has no value.",
        withdraw="Its earlier position no longer stands; has no value.",
    ),
]
AnswerStance = Annotated[
    str,
    words(
        accept="It takes the package, with every value in it.",
        reject="It refuses the package as a whole, which refuses none of its values singly.",
        reserve="No answer yet, or one that is withheld.",
        no_answer="It was asked, and declined to answer.",
    ),
]


class Reply(Keys):
    """What a statement replies to: where a party stood on the same issue."""

    party: Text
    """The id of the party. Required."""
    round: Text = ABSENT
    """The id of the round as of which it stood there. Left out: the last in which it spoke."""


class StatementVersion(Provenance):
    """Another version of the same statement; what is left out is as in the first."""

    value: Value = ABSENT
    """What the party would do or asks for, on the issue's scale: an option's id, a number, a date,
    a range {min: 30, max: 90}, a text; a list means any of these. Left out where none was named."""
    stance: Stance = ABSENT
    """What is done with the value: demand (so where nothing is said), offer, accept; or why
    there is none: reserve, no-answer, withdraw."""
    unconditional: bool = ABSENT
    """true where it is asked free of any condition of the other side's."""
    rejects: Value = ABSENT
    """What the party refuses: a value of the issue, or a list of them. Example: [local]"""
    accepts: Value = ABSENT
    """What it has said it could live with: values of the issue, or a range. Example: [local, full]
    """
    only_if: Needs | Annotated[list[Needs], Field(min_length=1)] = ABSENT
    """Its price. A mapping of issues to values is all of these together; a list of mappings is
    alternatives, any one of which suffices. Example: [{withdrawal: full}, {venue: coast}]"""
    of: OneOrMore = ABSENT
    """The id of the party it is asked of, or a list; where not all the other principals."""
    red_line: bool = ABSENT
    """true where the party calls it a red line."""
    salience: Weight = ABSENT
    """How much the issue matters to the party, 0–100. Example: 90"""
    basis: Text = ABSENT
    """How a number counts, where not as the issue says. Example: compounded"""
    package: Text = ABSENT
    """The id of the package that the statement belongs to. Example: ru-memorandum"""
    by: Day = ABSENT
    """The day by which it is asked, as year-month-day. Example: 2025-06-30"""
    replies_to: Reply = ABSENT
    """What it replies to. Example: {party: south, round: 2025-05-16}"""
    coder: Text = ABSENT
    """Who coded the statement, where several do. Example: ak"""
    confidential: bool = ABSENT
    """true leaves it out of every answer and commit message, unless asked for with --private.
    The file itself still shows it."""


class Statement(StatementVersion):
    """What the party said, once, on one issue. A value alone is short for a demand of it."""

    disputed: list[StatementVersion] = ABSENT
    """Other versions of the same statement, each with the keys in which it differs.
    Example: [{value: local, stated_by: counterpart, source: gazette}]"""


class PackageVersion(Provenance):
    """Another version of the same package; what is left out is as in the first."""

    title: Text = ABSENT
    """The title of the package. Example: The memorandum of 2 June"""
    by: OneOrMore = ABSENT
    """The ids of the parties that propose it. Left out: the party of this file."""
    final: bool = ABSENT
    """true where it is called final."""
    expires: Day = ABSENT
    """The last day on which its offers stand, as year-month-day. Example: 2025-07-01"""


class Package(PackageVersion):
    """Something that is to be taken or refused as a whole; statements name it by its id."""

    disputed: list[PackageVersion] = ABSENT
    """Other versions of the same package, each with the keys in which it differs."""


class AnswerVersion(Provenance):
    """Another version of the same answer; what is left out is as in the first."""

    stance: AnswerStance = ABSENT
    """What the answer is, as this version has it: accept, reject, reserve or no-answer."""


class Answer(AnswerVersion):
    """What the party answered to a package; the stance alone is short for it."""

    stance: AnswerStance
    """What the answer is: accept, reject, reserve or no-answer. Required."""
    disputed: list[AnswerVersion] = ABSENT
    """Other versions of the same answer, each with the keys in which it differs."""


class PartyFile(Keys):
    """A party's file of a negtrack record: what the party said in one round, by issue."""

    positions: dict[str, Text | Statement | list[Text | Statement] | None] | None = ABSENT
    """By the id of an issue: a value, a statement, or a list of them, oldest first, of which the
    last is the position. Nothing after the id says nothing.
    Example: {venue: coast, ceasefire: {value: full, source: gazette}}"""
    packages: dict[Id, Package] | None = ABSENT
    """What is to be taken or refused as a whole, by an id. Example: {plan: {by: [north]}}"""
    answers: dict[str, AnswerStance | Answer] | None = ABSENT
    """By the id of a package: what the party answers to it.
    Example: {plan: {stance: reject, date: 2025-06-02}}"""
    coder: Text = ABSENT
    """Who coded the file. Example: ak"""
    note: Text = ABSENT
    """A remark on the file, free text."""
