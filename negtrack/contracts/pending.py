"""`negtrack pending -f json`."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from negtrack.contracts.shapes import AboutRound, Count, Place, Shape, Value


class Issue(Shape):
    """An issue on which a principal has taken a stand."""

    issue: str
    """The id of the issue."""
    since: datetime.date
    """The date of the first round in which a principal had a stand on it."""
    settled_in: str | None
    """The id of the round since which it has been settled without a break; null where it is not."""
    days: Count
    """How long it was open: from `since` to the round in which it was settled, or to this one."""


class Said(Shape):
    """What a party asks for."""

    party: str
    """The id of the party."""
    issue: str
    """The id of the issue."""
    value: Value | None
    """What it asks for; null where it names no figure."""
    said_in: str
    """The id of the round in which it said so last."""
    place: Place
    """Where that stands."""


class Demand(Said):
    """A standing demand or offer of a principal on an issue that is not settled."""

    since: datetime.date
    """The day since which it has asked for the same, without a break."""
    days: int
    """The days from then to the date of this round."""
    asked: list[str]
    """The ids of those it is asked of: those it names, else the counterparts."""
    silent: list[str]
    """Those of them who have said nothing on the issue since."""
    withheld: list[str]
    """Those of them who have only reserved their position, or said that they give no answer."""
    unanswered: bool
    """Whether nobody who was asked has answered."""


class Answer(Shape):
    """The last answer of a party to a package."""

    party: str
    """The id of the party."""
    stance: Literal["accept", "reject", "reserve", "no-answer"]
    """What it answered."""


class Package(Shape):
    """What was to be taken or refused as a whole."""

    id: str
    """The id of the package."""
    by: list[str]
    """The ids of the parties that made it."""
    made_in: str
    """The id of the round in which it was made."""
    date: datetime.date
    """The day on which it was made; that of the round where the record has no other."""
    days: int
    """The days from then to the date of this round."""
    expires: datetime.date | None
    """The last day on which its offers stand; null where none was named."""
    expired: bool
    """Whether that day was before the end of this round."""
    answers: list[Answer]
    """The last answer of each party that gave one."""
    silent: list[str]
    """The ids of the principals it was put to who have neither accepted nor rejected it."""


class Deadline(Said):
    """A day by which a party asked for something."""

    by: datetime.date
    """The day."""
    days: int
    """The days from it to the end of this round; less than 0 where it is still to come."""
    passed: bool
    """Whether it was before the end of this round."""
    stands: bool
    """Whether the party still asks for it by that day."""
    settled: bool
    """Whether the issue is settled."""


class To(Shape):
    """What was replied to."""

    party: str
    """The id of the party."""
    round: str
    """The id of the round as of which it stood there."""


class Reply(Said):
    """A party's standing statement that replies to another's position."""

    to: To
    """Whose position it replies to, and as of which round."""
    then: Value | None
    """The value that stood there then; null where none did."""
    now: Value | None
    """The value that stands there now; null where none does."""
    changed: bool
    """Whether value, basis, rejections or conditions of what was replied to have changed since."""


class Pending(AboutRound):
    """What is open as of a round, and what has had no answer, with how long."""

    schema_: Literal["negtrack.pending/1"] = Field(alias="schema")
    """The contract and its version."""
    issues: list[Issue]
    """Every issue on which a principal has taken a stand."""
    demands: list[Demand]
    """Every standing demand on an issue that is not settled, answered or not."""
    packages: list[Package]
    """Every package; none where issues are selected."""
    deadlines: list[Deadline]
    """Every day by which something was asked."""
    replies: list[Reply]
    """Every standing statement that replies to a position."""
