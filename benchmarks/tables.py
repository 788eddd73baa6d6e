"""What was measured, as Markdown: goals first, then every command beside a bare interpreter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from benchmarks.bed import BARE
from benchmarks.goals import Goal, What
from benchmarks.timing import Timing
from benchmarks.tools import Found

HEADER = ("command", "×", "median", "quartiles", "× processor", "peak MB", "n", "same changes")


def markdown(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table; the first row is its head, and all columns but the first are right."""
    for number, row in enumerate(rows):
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"
        if number == 0:
            yield f"|---|{'--:|' * (len(row) - 1)}"


def goals(wanted: Sequence[Goal], results: Mapping[str, Mapping[str, Timing]]) -> Iterator[str]:
    """Every goal with what was measured; nothing is left out."""
    rows = [("work", "command", "goal", "measured", "")]
    for one in wanted:
        timings = results.get(one.work, {})
        reached = one.reached(timings)
        rows.append((one.work, one.command, one.asked, *_outcome(one, reached, timings)))
    yield from markdown(rows)


def reasons(wanted: Sequence[Goal], results: Mapping[str, Mapping[str, Timing]]) -> Iterator[str]:
    """Of every goal that is not reached, where the time goes."""
    short = []
    for one in wanted:
        reached = one.reached(results.get(one.work, {}))
        if reached is not None and not one.met(reached):
            short.append(f"- **{one.command}** ({one.work}): {one.limits or 'not looked into'}")
    if short:
        yield "\nWhere a goal is not reached:\n"
        yield from short


def _outcome(goal: Goal, reached: float | None, timings: Mapping[str, Timing]) -> tuple[str, str]:
    if reached is not None:
        unit = "MB" if goal.what is What.MEMORY else "×"
        return f"{number(reached)} {unit}", "met" if goal.met(reached) else "**short**"
    missing = [timings[one].missing for one in (goal.command, goal.against) if one in timings]
    return " · ".join(filter(None, missing)) or "not run", "**not measured**"


def timings(found: Mapping[str, Timing], agreement: Mapping[str, str]) -> Iterator[str]:
    """Every command of a work, the quickest first; the bare interpreter on top."""
    bare = found[BARE]
    done = sorted((one for one in found.values() if one.runs), key=lambda one: one.clock)
    rows: list[Sequence[str]] = [HEADER]
    for one in (bare, *(other for other in done if other is not bare)):
        low, high = one.spread
        rows.append(
            (
                one.name,
                number(one.clock / bare.clock),
                seconds(one.clock),
                f"{seconds(low)} – {seconds(high)}",
                number(one.processor / bare.processor),
                f"{one.memory:,.0f}",
                str(len(one.runs)),
                agreement.get(one.name, ""),
            )
        )
    blank = [""] * (len(HEADER) - 2)
    rows += ([one.name, one.missing, *blank] for one in found.values() if not one.runs)
    yield from markdown(rows)


def versions(tools: Iterable[Found]) -> Iterator[str]:
    """Every tool with its version, or the reason why it is not there."""
    rows = [("tool", "version")]
    rows += ((one.name, one.missing or one.version) for one in tools)
    yield from markdown(rows)


def number(value: float) -> str:
    """A ratio with as many digits as mean something."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def seconds(value: float) -> str:
    """A time in milliseconds or seconds."""
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:,.2f} s"
