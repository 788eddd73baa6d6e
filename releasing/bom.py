"""The bill of materials of what a user gets, in CycloneDX 1.6: `python -m releasing.bom`.

The same bytes come of the same packages: its only time is SOURCE_DATE_EPOCH, and its number is made
of what it says. It is of the system and Python that it is written on.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from packaging.utils import canonicalize_name

from negtrack import __version__
from releasing.packages import RUNTIME, Package, asked, brought, project

Json = dict[str, Any]


def bom(packages: Mapping[str, Package]) -> Json:
    """The bill of these packages, by key, with negtrack as what they are for."""
    ours = Package("negtrack", __version__, project()["license"], _direct())
    body = {
        "metadata": {**_time(), "component": _component("negtrack", ours, "application")},
        "components": [_component(key, one, "library") for key, one in packages.items()],
        "dependencies": [
            {"ref": _url(key, one.version), "dependsOn": _urls(packages, one)}
            for key, one in {"negtrack": ours, **packages}.items()
        ],
    }
    number = uuid5(NAMESPACE_URL, json.dumps(body, sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{number}"}
    return {**head, "version": 1, **body}


def text() -> str:
    """The bill of all that a user can install, as it is written."""
    return json.dumps(bom(brought(*RUNTIME)), indent=2, ensure_ascii=False) + "\n"


def _direct() -> tuple[str, ...]:
    named = {canonicalize_name(one.name) for extra in RUNTIME for one in asked(extra)}
    return tuple(sorted(named))


def _component(key: str, one: Package, kind: str) -> Json:
    stated = _licence(one.licence)
    url = _url(key, one.version)
    told = {"type": kind, "bom-ref": url, "name": one.name, "version": one.version}
    return {**told, "licenses": [stated], "purl": url}


def _licence(stated: str) -> Json:
    """An SPDX expression as one, a single licence by its id."""
    return {"expression": stated} if " " in stated else {"license": {"id": stated}}


def _url(key: str, version: str) -> str:
    return f"pkg:pypi/{key}@{version}"


def _urls(packages: Mapping[str, Package], one: Package) -> list[str]:
    return [_url(key, packages[key].version) for key in one.needs]


def _time() -> Json:
    """When the source was made, where that is told."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if not told:
        return {}
    return {"timestamp": datetime.fromtimestamp(int(told), UTC).isoformat()}


if __name__ == "__main__":
    sys.stdout.write(text())
