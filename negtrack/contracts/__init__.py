"""The JSON that other programs may rely on, as JSON Schema 2020-12: one file a contract.

Written in pydantic's classes and apart from the analyses, so that a contract changes only where
somebody changes it. Loaded by `negtrack schema` and the tests alone: pydantic is slow to start.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negtrack.contracts.agreements import Agreements
from negtrack.contracts.blame import Blame
from negtrack.contracts.brief import Brief
from negtrack.contracts.check import Check
from negtrack.contracts.diff import Diff
from negtrack.contracts.distance import Distance
from negtrack.contracts.forecast import Forecast
from negtrack.contracts.gaps import Gaps
from negtrack.contracts.history import History
from negtrack.contracts.linkage import Linkage
from negtrack.contracts.log import Log
from negtrack.contracts.moves import Moves
from negtrack.contracts.pending import Pending
from negtrack.contracts.polarisation import Polarisation
from negtrack.contracts.reliability import Reliability
from negtrack.contracts.rules import Rules
from negtrack.contracts.shapes import AsWritten, Contract
from negtrack.contracts.show import Show
from negtrack.contracts.sql import Sql
from negtrack.contracts.stalemate import Stalemate

CONTRACTS: Mapping[str, type[Contract]] = {
    "diff": Diff,
    "gaps": Gaps,
    "stalemate": Stalemate,
    "linkage": Linkage,
    "pending": Pending,
    "moves": Moves,
    "agreements": Agreements,
    "history": History,
    "forecast": Forecast,
    "polarisation": Polarisation,
    "distance": Distance,
    "reliability": Reliability,
    "show": Show,
    "brief": Brief,
    "log": Log,
    "blame": Blame,
    "sql": Sql,
    "check": Check,
    "rules": Rules,
}
"""Every contract by the command whose answer it describes."""

NAMES = tuple(CONTRACTS)
"""What `negtrack schema` can be asked for."""


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of an answer, which allows no key that it does not describe."""
    model = CONTRACTS[name]
    schema = model.model_json_schema(mode="serialization", schema_generator=AsWritten)
    contract = schema["properties"]["schema"]["const"]  # negtrack.diff/1
    told = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": contract.replace("negtrack.", "urn:negtrack:schema:").replace("/", ":"),
        "title": contract,
        "description": schema["description"],
    }
    return told | {key: value for key, value in schema.items() if key not in told}


def summary(name: str) -> str:
    """What an answer holds, in one line."""
    return str(CONTRACTS[name].__doc__)
