"""Every file of a record read by PyYAML in C and checked by pydantic, one by one: a folder."""

import datetime
import sys
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

Day = datetime.date
Bound = int | float | Day


class Range(BaseModel):
    """A range, open at one end or closed."""

    model_config = ConfigDict(extra="forbid")
    min: Bound | None = None
    max: Bound | None = None


Value = str | Bound | Range | list[str | Bound | Range]
Needs = dict[str, Value]


class Statement(BaseModel):
    """What a party said on an issue."""

    model_config = ConfigDict(extra="forbid")
    date: Day | None = None
    value: Value | None = None
    stance: Literal["demand", "offer", "accept", "reserve", "no-answer", "withdraw"] = "demand"
    only_if: Needs | list[Needs] | None = None
    rejects: Value | None = None
    accepts: Value | None = None
    red_line: bool = False
    salience: int | None = None
    package: str | None = None
    quote: str | None = None
    speaker: str | None = None
    source: str | list[str] | None = None
    stated_by: str = "self"
    confidence: Literal["high", "medium", "low"] = "high"
    note: str | None = None
    disputed: list["Statement"] = []


class Package(BaseModel):
    """What is to be taken as a whole."""

    title: str
    date: Day
    by: list[str]
    expires: Day
    source: str


class PartyFile(BaseModel):
    """What a party said in a round."""

    model_config = ConfigDict(extra="forbid")
    positions: dict[str, Statement | list[Statement]]
    packages: dict[str, Package] = {}
    answers: dict[str, dict[str, str | Day]] = {}


count = 0
for file in sorted(Path(sys.argv[1]).glob("*/*.yaml")):
    said = yaml.load(file.read_bytes(), yaml.CSafeLoader)
    if file.name != "round.yaml":
        count += len(PartyFile.model_validate(said).positions)
print(f"{count} positions")
