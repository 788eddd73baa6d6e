"""Each party's path on an issue over all rounds: where it stood, and what was new in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from negtrack.measures import Distance, Scale
from negtrack.model import Issue, Negotiation, Party, Round
from negtrack.pairs import mean_gap
from negtrack.standing import Moment, Standing, moments


class Point(NamedTuple):
    """Where a party stood as of a round; `said` is whether it spoke on it in that very round."""

    round: Round
    standing: Standing
    said: bool

    @property
    def stated(self) -> bool:
        """Whether the position itself was stated in that round, and not carried to it."""
        return self.standing.said_in == self.round.id

    @property
    def marks(self) -> str:
        """What a value alone does not show: `*` on conditions, `!` a red line, `?` disputed."""
        held = self.standing.held
        signs = (("*", held.only_if), ("!", held.red_line), ("?", held.disputed))
        return "".join(sign for sign, there in signs if there)


class Path(NamedTuple):
    """One party's points on an issue, one a round since it took a stand there."""

    party: Party
    points: tuple[Point, ...]


class Course(NamedTuple):
    """An issue over all rounds: its parties' paths, and the gap as of each round."""

    issue: Issue
    rounds: tuple[Round, ...]
    paths: tuple[Path, ...]
    gaps: tuple[Distance, ...]


def courses(
    negotiation: Negotiation, issues: Iterable[Issue], scales: Mapping[str, Scale]
) -> Iterator[Course]:
    """The course of each issue; who never took a stand on it, or only by a bloc, is left out."""
    seen = moments(negotiation)
    for issue in issues:
        paths = (_path(seen, party, issue.id) for party in negotiation.parties.values())
        yield Course(
            issue,
            negotiation.rounds,
            tuple(path for path in paths if path.points),
            tuple(mean_gap(moment, scales[issue.id]) for moment in seen),
        )


def until(course: Course, number: int) -> Course:
    """A course up to a round by its number, with those who had taken a stand by then."""
    paths = (
        path._replace(points=tuple(one for one in path.points if one.round.number <= number))
        for path in course.paths
    )
    return course._replace(
        rounds=course.rounds[:number],
        paths=tuple(path for path in paths if path.points),
        gaps=course.gaps[:number],
    )


def _path(seen: Sequence[Moment], party: Party, issue: str) -> Path:
    found = []
    for moment in seen:
        standing = moment.stands.get((party.id, issue))
        if standing is not None and not standing.inherited:
            found.append(Point(moment.round, standing, standing.last.round == moment.round.id))
    return Path(party, tuple(found))
