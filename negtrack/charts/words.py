"""What a chart tells in words: whose position was what from when on, and which rounds it spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from negtrack.agreed import agreed_since, agreements
from negtrack.lettering import plain
from negtrack.measures import spelled_distance
from negtrack.model import Agreement, Issue, Negotiation, Round, Statement, Value
from negtrack.paths import Course, Path, Point
from negtrack.standing import Standing
from negtrack.text import counted, listed
from negtrack.values import spelled_element
from negtrack.wording import with_unit

WITHOUT = {
    "reserve": "reserves its position",
    "no-answer": "no answer",
    "withdraw": "withdrawn",
}
"""What is said of a position that names no value; a demand or offer names no figure."""

_SHORT = {"reserve": "reserves"}

_PARTIES, _LETTERS = 4, 160
"""How many parties are told of in words, and how many letters of a position."""


def labels(issue: Issue, value: Value, *, short: bool = False) -> str:
    """A value as people say it: options by their labels, or `short` by their ids; with the unit."""
    names = {} if short else {option.id: option.label for option in issue.options}
    spelt = [
        names.get(one, one) if isinstance(one, str) else spelled_element(issue, one)
        for one in value
    ]
    return with_unit(issue, " or ".join(spelt))


def stance_words(issue: Issue, held: Statement, *, short: bool = False) -> str:
    """A position in few words, without its conditions: what, whether offered, what is refused."""
    verb = {"offer": "offers ", "accept": "accepts "}.get(held.stance, "")
    refused = f"rejects {labels(issue, held.rejects, short=short)}" if held.rejects else ""
    if held.value:
        return "; ".join(filter(None, (f"{verb}{labels(issue, held.value, short=short)}", refused)))
    quiet = WITHOUT.get(held.stance, "names no figure")
    return refused if refused and held.stance in ("demand", "offer") else quiet


def quiet_words(standing: Standing) -> str:
    """What is said of a position that has no place on a scale, in a word or two."""
    if standing.expired and not standing.source:
        return "expired"
    stance = standing.held.stance
    return _SHORT.get(stance, WITHOUT.get(stance, "no figure"))


def standing_in_words(issue: Issue, standing: Standing, *, short: bool = False) -> str:
    """Where a party stands in few words; an offer whose time ran out is told as that."""
    if standing.expired and not standing.source:
        return "offer expired"
    return stance_words(issue, standing.held, short=short)


def span_of(negotiation: Negotiation, rounds: Sequence[Round]) -> str:
    """The negotiation's title and which of its rounds these are, with their dates."""
    if not rounds:
        return plain(negotiation.title)
    first, last = rounds[0], rounds[-1]
    if first == last:
        told = f"round {first.number}, {first.date}"
    else:
        told = f"rounds {first.number}–{last.number}, {first.date} to {last.date}"
    at = f", at {last.rev}" if last.rev else ""
    return plain(f"{negotiation.title} · {told}{at}")


def course_told(course: Course) -> str:
    """A course in two or three sentences: each party's path, and the gap first and last."""
    parts = [f"{_title(course)} over {counted(len(course.rounds), 'round')}."]
    shown = [_path_told(course.issue, path) for path in course.paths[:_PARTIES]]
    rest = len(course.paths) - len(shown)
    if shown:
        more = [f"{counted(rest, 'other')} have a position too"] if rest else []
        parts.append(f"{'; '.join([*shown, *more])}.")
    parts += _gap_told(course)
    return " ".join(parts)


def _title(course: Course) -> str:
    return plain(f"Positions on {course.issue.title}")


def _path_told(issue: Issue, path: Path) -> str:
    """The path of a party: each stand once, with the rounds in which it was."""

    def stood(point: Point) -> str:
        return standing_in_words(issue, point.standing)

    told = []
    for words, points in groupby(path.points, stood):
        numbers = [point.round.number for point in points]
        ends = dict.fromkeys((numbers[0], numbers[-1]))
        told.append(f"{words} (round {'–'.join(map(str, ends))})")
    line = plain(f"{path.party.name}: {', then '.join(told)}")
    return line if len(line) <= _LETTERS else f"{line[: _LETTERS - 1]}…"


def _gap_told(course: Course) -> Iterator[str]:
    known = [
        (at.number, gap)
        for at, gap in zip(course.rounds, course.gaps, strict=True)
        if gap is not None
    ]
    if known:
        told = [
            f"{spelled_distance(gap)} in round {number}"
            for number, gap in dict.fromkeys((known[0], known[-1]))
        ]
        yield f"The gap, of 100, was {listed(told)}."


def settled(negotiation: Negotiation, course: Course) -> Iterator[tuple[Round, Agreement, Value]]:
    """What was agreed on an issue, in the round that brought or changed it."""
    before: tuple[Agreement, ...] = ()
    for at in course.rounds:
        now = agreements(negotiation, at)
        for agreement in agreed_since(before, now):
            for term in agreement.terms:
                if term.issue == course.issue.id and term.value:
                    yield at, agreement, term.value
        before = now
