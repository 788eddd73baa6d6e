"""New files of a record, written so that whoever opens them sees what can be said there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from negtrack.editors import line
from negtrack.emitting import Out, entry, scalar
from negtrack.model import Issue, Negotiation, Party
from negtrack.standing import Moment, Standing
from negtrack.text import one_line
from negtrack.written import standing_tree

_PARTIES = """
# Who speaks, each under an id (a-z, 0-9, hyphens). `role` is principal, the default, for who
# negotiates; or mediator, guarantor, observer, third-party. Parties that share a `side` are not
# each other's counterparts; a party with `members` is a bloc.
"""
_ISSUES = """
# What is negotiated. `scale` says what a position can be, and how far apart two of them are:
#   ladder    one of ordered `options`, from one end to the other
#   quantity  a number in a `unit`, or a day with `unit: date`; `min` and `max` are its span
#   choice    one of `options` that have no order
#   text      anything, compared word by word
"""
_SOURCES = """
# Where it was read; every position names its source. Or: negtrack source ID --publisher NAME
"""
_EXAMPLE_PARTIES = """\
  # union: {name: Dockers' union}
  # northport: {name: Northport}
  # conciliator: {name: State conciliator, role: mediator}
"""
_EXAMPLE_ISSUES = """\
  # pay: {title: Pay rise, scale: quantity, unit: "%", min: 0, max: 20}
  # automation:
  #   title: Automation of cranes
  #   scale: ladder
  #   options:
  #     free: The employer decides
  #     consult: After consulting the union
  #     agree: Only with the union's consent
"""
_EXAMPLE_SOURCES = """\
  # port-paper: {publisher: The Port Paper, title: Reports on the talks, date: 2026-01-13}
"""
_OPTIONS = """\
      # one: {first}
      # another: {last}
"""
_ROUND = """\
# mediator: {mediator}
# delegations: {{{party}: [Name Surname]}}
# events:          # since the round before
#   - {{date: {date}, title: What happened, source: {source}}}
# agreements:
#   an-id: {{issue: {issue}, value: {value}, source: {source}}}
"""
_WHAT = {"quantity": "number", "text": "text", "ladder": "word", "choice": "word"}


class NewIssue(NamedTuple):
    """An issue to begin with: its options where it has some, or the unit of a quantity."""

    scale: str
    options: tuple[str, ...] = ()
    unit: str = ""


def negotiation(title: str, parties: Mapping[str, Out], issues: Mapping[str, NewIssue]) -> str:
    """A negotiation.yaml whose comments teach the format."""
    told_parties = "".join(_lines(entry(name, said, 2), 2) for name, said in parties.items())
    told_issues = "".join(_issue(name, said) for name, said in issues.items())
    head = f"{line('negotiation', 1)}\ntitle: {scalar(title)}\n"
    return (
        f"{head}{_PARTIES}parties:\n{told_parties or _EXAMPLE_PARTIES}"
        f"{_ISSUES}issues:\n{told_issues or _EXAMPLE_ISSUES}"
        f"{_SOURCES}sources:\n{_EXAMPLE_SOURCES}"
    )


def _issue(name: str, new: NewIssue) -> str:
    title = titled(name)
    if new.scale not in ("ladder", "choice"):
        unit = {"unit": new.unit} if new.unit else {}
        return _lines(entry(name, {"title": title, "scale": new.scale, **unit}, 2), 2)
    ordered = new.scale == "ladder"
    first, last = ("One end", "The other end") if ordered else ("One option", "Another option")
    options = "".join(f"      {one}: {scalar(titled(one))}\n" for one in new.options)
    told = options or _OPTIONS.format(first=first, last=last)
    return f"  {name}:\n    title: {scalar(title)}\n    scale: {new.scale}\n    options:\n{told}"


def titled(name: str) -> str:
    """An id as a title to begin with: `prisoner-exchange` as `Prisoner exchange`."""
    return name.replace("-", " ").capitalize()


def round_file(about: Negotiation, date: str, venue: str) -> str:
    """The round.yaml of a new round."""
    mediators = [one.id for one in about.parties.values() if one.role == "mediator"]
    issue = next(iter(about.issues), "issue")
    options = about.issues[issue].options if issue in about.issues else ()
    told = _ROUND.format(
        mediator=next(iter(mediators), "party"),
        party=next(iter(about.parties), "party"),
        date=date,
        issue=issue,
        value=options[0].id if options else "value",
        source=next(iter(about.sources), "source"),
    )
    place = f"venue: {scalar(venue)}\n" if venue else "# venue: Where they met\n"
    return f"{line('round', 2)}\ndate: {date}\n{place}{told}"


def party_file(party: Party, name: str, moment: Moment | None, about: Negotiation) -> str:
    """A party's file for a new round, in which every issue is a comment with where it stands.

    `moment` is the round that the standing positions are taken from; None before the first.
    """
    told = (
        f"# {one_line(party.name)} in {name}.\n"
        "# To record a position, remove the '# ' before it and say what was said, and its source.\n"
        "# What stays a comment says nothing: the party is silent on it.\n"
    )
    issues = "".join(_comments(about, party, moment))
    return f"{line('party', 2)}\n{told}positions:\n{issues}"


def _comments(about: Negotiation, party: Party, moment: Moment | None) -> Iterator[str]:
    group = ""
    for issue in about.issues.values():
        if issue.group != group:
            group = issue.group
            yield f"\n  # {one_line(group) or 'other issues'}\n"
        standing = moment.stands.get((party.id, issue.id)) if moment else None
        own = standing if standing is not None and not standing.inherited else None
        yield from _comment(about, issue, own)


def _comment(about: Negotiation, issue: Issue, standing: Standing | None) -> Iterator[str]:
    """An issue as the lines of a comment, ready to have the sign of the comment removed."""
    if standing is None or not (standing.held.value or standing.held.rejects):
        yield f"  # {issue.id}:  # {_possible(issue)}\n"
        return
    first, *rest = entry(issue.id, standing_tree(about, standing.held), 2)
    yield f"  # {first}  # since {standing.said_in}\n"
    yield from (f"  # {more[2:]}\n" for more in rest)


def _possible(issue: Issue) -> str:
    """What a position on an issue may be, in few words."""
    if issue.options:
        joint = " < " if issue.scale == "ladder" else " | "
        return joint.join(one.id for one in issue.options)
    if issue.dated:
        return "a day: 2025-06-02"
    return one_line(f"a number of {issue.unit}" if issue.unit else f"a {_WHAT[issue.scale]}")


def _lines(written: list[str], column: int) -> str:
    first, *rest = written
    return "".join(f"{one}\n" for one in (" " * column + first, *rest))
