"""GitHub's workflow commands: each problem of a check as an annotation on its line.

See "Workflow commands for GitHub Actions" in GitHub's documentation. A newline would begin another
command, so everything that could end a message or a property is escaped.
"""

from __future__ import annotations

from typing import Any

from negtrack.problems import USAGE, Stop
from negtrack.report import Report
from negtrack.text import visible


def render(report: Report, width: int | None, colour: bool) -> str:
    """One `::error` or `::warning` a problem, and the counts as a `::notice`."""
    del width, colour  # a workflow log has neither
    data: Any = report.data()
    if "problems" not in data:
        raise Stop("annotations are for problems only", "negtrack check -f github", USAGE)
    lines = [_annotation(problem) for problem in data["problems"]]
    counts = data["counts"]
    lines.append(f"::notice::{counts['error']} errors, {counts['warning']} warnings")
    return "\n".join(lines) + "\n"


def _annotation(problem: dict[str, Any]) -> str:
    place = f"file={_property(problem['file'])},line={problem['line']},col={problem['column']}"
    others = ", ".join(f"{one['file']}:{one['line']}:{one['column']}" for one in problem["related"])
    parts = (problem["message"], problem["hint"], others and f"see {others}")
    told = "; ".join(part for part in parts if part)
    title = _property(problem["code"])
    return f"::{problem['level']} {place},title={title}::{_message(told)}"


def _message(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(escaped)


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
