"""The message of a commit: who moved, in lines that git takes for nothing else."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

import pytest
from base_record import record
from hypothesis import given
from hypothesis import strategies as some

from negtrack.columns import width
from negtrack.message import Touched, is_party_file, is_record_file, message, touched

ROUND = "2025-02-01"
ISSUES = """\
title: Words
parties: {north: {name: North}, south: {name: South}}
issues:
  language: {title: Language, scale: text}
"""


def told(files: Mapping[str, str | None], *changed: str) -> str:
    """The message of a commit of these files of the river talks, changed as said."""
    return message({"river": record(files)}, touched([f"positions/river/{one}" for one in changed]))


def of_text(text: str) -> list[str]:
    """The lines of a message whose record says this text."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    said = f'positions: {{language: {{value: "{quoted}", source: gazette}}}}\n'
    return told({"2025-01-10/south.yaml": said}, "2025-01-10/south.yaml").split("\n")


def test_the_subject_names_negotiation_round_and_parties_and_the_body_the_moves() -> None:
    subject, blank, *body = told({}, f"{ROUND}/south.yaml", f"{ROUND}/north.yaml").splitlines()
    assert subject == "river: round 2 (2025-02-01, 2025-01-30): north, south"
    assert blank == ""
    assert body[0].startswith("south · ceasefire: concession")
    assert any(line.startswith("north · prisoners: concession") for line in body)
    assert not any("silence" in line for line in body)


@pytest.mark.parametrize(
    ("changed", "subject"),
    [
        (("negotiation.yaml",), "river: parties, issues and sources"),
        ((f"{ROUND}/round.yaml",), "river: round 2 (2025-02-01, 2025-01-30): meeting, events"),
        ((f"{ROUND}/gone.yaml", "2025-01-10/north.yaml"), "river: 2 rounds: gone, north"),
        (("2024-01-01/north.yaml",), "river: 1 round: north"),
    ],
)
def test_other_subjects(changed: tuple[str, ...], subject: str) -> None:
    assert told({}, *changed).splitlines()[0].startswith(subject)


def test_several_negotiations_and_none() -> None:
    paths = [f"positions/{name}/{ROUND}/north.yaml" for name in ("river", "delta")]
    found = message({"river": record()}, touched(paths))
    assert found.splitlines()[0] == "delta, river: 2 rounds"
    assert message({}, touched(paths[1:])) == "delta: removed\n"
    assert message({}, touched(["positions/.schema/party.json"])) == "Schemas for editors\n"


def test_a_quiet_party_is_not_named_and_its_moves_are_not_told() -> None:
    north, south = (f"positions/river/{ROUND}/{name}.yaml" for name in ("north", "south"))
    both = message({"river": record()}, touched([north, south], {north}))
    assert both.splitlines()[0].endswith(": south")
    assert "north" not in both
    alone = message({"river": record()}, touched([north], {north}))
    assert alone == "river: round 2 (2025-02-01, 2025-01-30)\n"
    rounds = [north, f"positions/river/{ROUND}/round.yaml"]
    assert (
        message({"river": record()}, touched(rounds, {north}))
        .splitlines()[0]
        .endswith(": meeting, events and agreements")
    )
    assert touched([north], {north}) == {"river": Touched(False, {ROUND: ()})}


def test_many_parties_fit_the_line_and_the_others_are_counted() -> None:
    names = [f"party-{number:03}" for number in range(200)]
    subject = told({}, *(f"{ROUND}/{name}.yaml" for name in names)).splitlines()[0]
    assert subject == "river: round 2 (2025-02-01, 2025-01-30): party-000 and 199 others"
    assert width(subject) <= 72
    one = told({}, f"{ROUND}/{'x' * 90}.yaml").splitlines()[0]
    assert one.endswith("x" * 90)
    two = told({}, *(f"{ROUND}/{letter * 90}.yaml" for letter in "xy")).splitlines()[0]
    assert two.endswith(": 2 parties")


def test_many_negotiations_fit_the_line_too() -> None:
    paths = [f"positions/talks-{number:03}/{ROUND}/north.yaml" for number in range(90)]
    subject = message({}, touched(paths)).splitlines()[0]
    assert width(subject) <= 72
    assert subject.endswith(" others: 90 rounds")


HOSTILE = (
    "Signed-off-by: Mallory <m@example.org>",
    "\n\nSigned-off-by: Mallory <m@example.org>",
    "x " * 40 + "\nCo-authored-by: Mallory <m@example.org>",
    "# a comment",
    "\n# ------------------------ >8 ------------------------\n",
    "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@",
    "---\nFrom: mallory",
    "停戦を求める" * 30,
    "ab" * 500,
    "a\u0301" * 200,
    "<<<<<<< HEAD",
    "%H $(date) `date` \\x00",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_stays_within_its_move_and_within_72_columns(text: str) -> None:
    subject, blank, *body, end = of_text(text)
    assert (subject, blank, end) == ("river: round 1 (2025-01-10): south", "", "")
    assert body[0].startswith("south · language: new,")
    assert all(line.startswith("  ") for line in body[1:])
    assert all(width(line) <= 72 for line in body)


@given(some.text(some.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_whatever_the_text(text: str) -> None:
    subject, blank, *body, end = of_text(text)
    assert (subject, blank, end) == ("river: round 1 (2025-01-10): south", "", "")
    assert all(width(line) <= 72 for line in body)
    assert all(line.startswith("  ") for line in body[1:])


@pytest.mark.parametrize("text", HOSTILE)
def test_git_finds_no_trailer_no_comment_and_no_patch_in_it(text: str) -> None:
    whole = "\n".join(of_text(text))
    run = ("git", "interpret-trailers", "--parse")
    found = subprocess.run(run, input=whole, capture_output=True, text=True, check=True)
    assert found.stdout == ""
    strip = ("git", "stripspace", "--strip-comments")
    left = subprocess.run(strip, input=whole, capture_output=True, text=True, check=True)
    assert left.stdout == whole
    starts = ("diff -", "Index: ", "---", "#", "From ", ">From ")
    assert not [line for line in whole.splitlines() if line.startswith(starts)]


def test_a_very_long_list_is_counted() -> None:
    issues = "".join(f"  i{number}: {{title: I, scale: text}}\n" for number in range(90))
    files: dict[str, str | None] = {
        "negotiation.yaml": f"title: W\nparties: {{north: {{name: N}}}}\nissues:\n{issues}",
        "2025-01-10/round.yaml": "date: 2025-01-10\n",
        "2025-01-10/north.yaml": "positions:\n"
        + "".join(f"  i{number}: yes\n" for number in range(90)),
        **dict.fromkeys(
            (
                *("2025-01-10/south.yaml", "2025-01-10/league.yaml", "2025-02-01/round.yaml"),
                *("2025-02-01/north.yaml", "2025-02-01/south.yaml"),
            )
        ),
    }
    body = told(files, "2025-01-10/north.yaml").splitlines()[2:]
    assert len(body) == 61
    assert body[-1] == "… and 30 more moves"


@pytest.mark.parametrize(
    ("path", "is_file", "is_party"),
    [
        ("positions/a/negotiation.yaml", True, False),
        ("positions/a/1/round.yaml", True, False),
        ("positions/a/1/north.yaml", True, True),
        ("positions/a/1/.north.yaml", False, False),
        ("positions/a/north.yaml", False, False),
        ("positions/a/1/2/north.yaml", False, False),
        ("positions/.schema/party.json", False, False),
        ("notes/a/1/north.yaml", False, False),
    ],
)
def test_which_file_is_what(path: str, is_file: bool, is_party: bool) -> None:
    assert is_record_file(path) is is_file
    assert is_party_file(path) is is_party
