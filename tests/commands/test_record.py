"""`negtrack record`: one statement into one file, checked before a byte of it is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from commands.talks import Talks, begun
from gitrepo import script

from negtrack import yamltext
from negtrack.analyses.check import CheckReport
from negtrack.commands import writing
from negtrack.commands.ask import Ask
from negtrack.record import Reading

ASKED = Ask(None, None, [], [], [], "", None, None, private=False, exit_code=False)
UNION = "2026-01-12/union.yaml"


@pytest.fixture
def talks(tmp_path: Path) -> Talks:
    return begun(tmp_path / "a récord")


def added(before: str, after: str) -> list[str]:
    there = before.splitlines()
    return [line for line in after.splitlines() if line not in there]


def test_writes_one_position_below_its_comment_and_says_where(talks: Talks) -> None:
    before = talks.text(UNION)
    typed = ("--quote", "Twelve, not one less.", "--source", "paper", "--speaker", "Ada")
    answer = talks.run("record", "union", "pay", "12", *typed)
    assert answer.out == "positions/ports-2026/2026-01-12/union.yaml:7:3: union · pay: 12 %\n"
    assert answer.err == ""
    after = talks.text(UNION)
    assert added(before, after) == [
        '  pay: {value: 12, quote: "Twelve, not one less.", speaker: Ada, source: paper}'
    ]
    assert after.splitlines()[5].startswith("  # pay:")


def test_a_second_statement_makes_a_list_and_the_last_one_stands(talks: Talks) -> None:
    talks.run("record", "union", "pay", "12", "--source", "paper", "--date", "2026-01-12")
    answer = talks.run("record", "union", "pay", "8..10", "--stance", "offer", "--source", "paper")
    assert answer.out.endswith("union.yaml:9:7: union · pay: offers 8 to 10 %\n")
    assert "offers 8 to 10 %" in talks.run("show", "-f", "csv").out


def test_replace_takes_the_place_of_the_last(talks: Talks) -> None:
    talks.run("record", "union", "pay", "12")
    once = talks.text(UNION)
    talks.run("record", "union", "pay", "9", "--replace")
    assert talks.text(UNION) == once.replace("  pay: 12\n", "  pay: 9\n")


def test_conditions_and_refusals(talks: Talks) -> None:
    typed = ("--only-if", "pay=4..", "--only-if", "venue=port", "--or-if", "wording=so it is")
    answer = talks.run("record", "union", "cranes", "agree", "--rejects", "free", *typed)
    price = "only_if: [{pay: {min: 4}, venue: port}, {wording: so it is}]"
    assert f"\n    {price}\n" in talks.text(UNION)
    assert "only if pay is at least 4 % and venue is port, or if wording is so it is" in answer.out


def test_every_field_is_an_option(talks: Talks) -> None:
    typed = (
        *("--stance", "offer", "--unconditional", "--rejects", "free", "--accepts", "consult"),
        *("--accepts", "agree", "--only-if", "pay=4..", "--or-if", "venue=port; pay=5"),
        *("--of", "northport", "--red-line", "--salience", "90", "--date", "2026-01-12"),
        *("--published", "2026-01-13", "--quote", "Only with us.", "--speaker", "2030"),
        *("--source", "paper", "--stated-by", "press", "--confidence", "low", "--coder", "ak"),
        *("--confidential", "--note", "on: the phone"),
    )
    talks.run("record", "union", "cranes", "agree", *typed)
    written = talks.text(UNION).splitlines()
    start = written.index("  cranes:") + 1
    assert written[start : start + 19] == [
        "    date: 2026-01-12",
        "    value: agree",
        "    stance: offer",
        "    unconditional: true",
        "    rejects: free",
        "    accepts: [consult, agree]",
        "    only_if: [{pay: {min: 4}}, {venue: port, pay: 5}]",
        "    of: northport",
        "    red_line: true",
        "    salience: 90",
        "    published: 2026-01-13",
        "    quote: Only with us.",
        '    speaker: "2030"',
        "    source: paper",
        "    stated_by: press",
        "    confidence: low",
        "    coder: ak",
        "    confidential: true",
        '    note: "on: the phone"',
    ]


def test_a_deadline_and_what_is_replied_to(talks: Talks) -> None:
    talks.run("record", "northport", "pay", "4", "--source", "paper", "--by", "2026-03-01")
    assert "  pay: {value: 4, by: 2026-03-01, source: paper}" in talks.text(
        "2026-01-12/northport.yaml"
    )
    answer = ("--source", "paper", "--replies-to", "northport")
    talks.run("record", "union", "pay", "12", *answer)
    assert "  pay: {value: 12, replies_to: {party: northport}, source: paper}" in talks.text(UNION)
    typed = ("--source", "paper", "--replies-to", "northport:2026-01-12", "--replace")
    talks.run("record", "union", "pay", "13", *typed)
    assert (
        "  pay: {value: 13, replies_to: {party: northport, round: 2026-01-12}, source: paper}"
        in talks.text(UNION)
    )
    told = talks.run("record", "union", "venue", "port", *answer, fails=2).err
    assert "this replies to 'northport', who had said nothing on it" in told


def test_makes_the_file_of_a_party_that_has_none(talks: Talks) -> None:
    talks.run("record", "state", "pay", "8", "--source", "paper")
    assert talks.text("2026-01-12/state.yaml") == (
        "# yaml-language-server: $schema=../../.schema/party.json\n"
        "positions:\n  pay: {value: 8, source: paper}\n"
    )


def test_an_earlier_round_can_be_named(talks: Talks) -> None:
    talks.run("new", "2026-02-01")
    talks.run("record", "union", "pay", "12", "--round", "1")
    assert "  pay: 12\n" in talks.text(UNION)


def test_a_doubt_is_told_and_the_position_written(talks: Talks) -> None:
    answer = talks.run("record", "union", "pay", "12")
    assert answer.err == (
        "positions/ports-2026/2026-01-12/union.yaml:7:3: warning: "
        "the position on 'pay' has no source; add 'source' [no-source]\n"
    )
    assert "  pay: 12\n" in talks.text(UNION)


def test_a_dry_run_shows_the_lines_and_writes_nothing(talks: Talks) -> None:
    before = talks.files()
    answer = talks.run("record", "union", "pay", "12", "--source", "paper", "--dry-run")
    assert "\n+  pay: {value: 12, source: paper}\n" in answer.out
    assert talks.files() == before


REFUSED = {
    "an unknown party": (("unoin", "pay", "1"), "there is no party 'unoin'", "'union'"),
    "an unknown issue": (("union", "pai", "1"), "there is no issue 'pai'", "'pay'"),
    "an unknown option": (("union", "cranes", "fre"), "no option 'fre' on the", "'free'"),
    "an unknown source": (
        ("union", "pay", "1", "--source", "papr"),
        "no source 'papr'; did you mean 'paper'?",
        "negtrack source ID --publisher NAME",
    ),
    "an unknown stance": (("union", "pay", "1", "--stance", "ofer"), "no stance 'ofer'", "'offer'"),
    "an unknown reporter": (("union", "pay", "1", "--stated-by", "x"), "nobody is 'x'", ""),
    "an unknown addressee": (("union", "pay", "1", "--of", "x"), "'x'", ""),
    "an unknown round": (("union", "pay", "1", "--round", "9"), "no round '9'", "2026-01-12"),
    "a number of another kind": (("union", "pay", "1,5"), "'1,5' is not a number", "digits"),
    "a salience beyond all": (("union", "pay", "1", "--salience", "900"), "within 0 and 100", ""),
    "a date out of its round": (
        ("union", "pay", "1", "--date", "2027-01-01"),
        "dated after the end of its round",
        "",
    ),
    "a condition on itself": (("union", "pay", "1", "--only-if", "pay=2"), "depends on 'pay'", ""),
    "a value that a stance has not": (
        ("union", "pay", "1", "--stance", "reserve"),
        "'reserve' goes without a value",
        "",
    ),
    "nothing said": (("union", "pay"), "nothing is said on 'pay'", "--edit"),
    "a control character": (("union", "wording", "a\x1bb"), "nothing was written", ""),
    "a negotiation that is not there": (("union", "pay", "1", "-n", "x"), "negotiation 'x'", ""),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refuses_and_changes_nothing(talks: Talks, what: str) -> None:
    typed, told, hint = REFUSED[what]
    before = talks.files()
    answer = talks.run("record", *typed, fails=2)
    assert told in answer.err
    assert hint in answer.err
    assert talks.files() == before


def test_refuses_a_layout_that_it_does_not_know(talks: Talks) -> None:
    talks.file(UNION).write_text("positions:\n  pay:\n   value: 1\n")
    before = talks.files()
    answer = talks.run("record", "union", "pay", "12", fails=2)
    assert "too unusual to be changed safely; nothing was written" in answer.err
    assert talks.files() == before


def test_errors_elsewhere_do_not_keep_a_position_from_being_written(talks: Talks) -> None:
    talks.file("2026-01-12/northport.yaml").write_text("positions: {pay: x}\n")
    talks.run("record", "union", "pay", "12", "--source", "paper")
    assert "  pay: {value: 12, source: paper}\n" in talks.text(UNION)


@pytest.mark.parametrize("wrong", [False, True])
def test_what_is_not_amended_is_parsed_once(
    talks: Talks, monkeypatch: pytest.MonkeyPatch, wrong: bool
) -> None:
    if wrong:
        talks.file("2026-01-12/northport.yaml").write_text("positions: {pay: x}\n")
    parsed: list[str] = []
    read = yamltext.read

    def counting(file: str, raw: bytes) -> yamltext.Reading:
        parsed.append(file)
        return read(file, raw)

    monkeypatch.setattr(yamltext, "read", counting)
    file = f"positions/ports-2026/{UNION}"
    said = b"positions: {pay: {value: 12, source: paper}, venue: nowhere}\n"
    held = writing.amendment(talks.root, file, "")._replace(new=said)
    _, brought = writing.reading_of(held, ASKED)
    assert "unknown-option" in [one.code for one in brought]
    assert {one.place.file for one in brought if one.level == "error"} == {file}
    others = [one for one in parsed if one != file]
    assert sorted(others) == sorted({*others})
    assert parsed.count(file) == 2


def test_a_file_that_is_right_is_read_once(talks: Talks, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "positions: {pay: {value: 12, source: paper}}\n"
    for path in talks.file("2026-01-12").glob("[!r]*.yaml"):
        path.write_text(said)
    readings = 0

    def nothing_wrong(_reading: Reading) -> CheckReport:
        nonlocal readings
        readings += 1
        return CheckReport((), {}, 1, "", excerpts=False)

    monkeypatch.setattr(writing, "check", nothing_wrong)
    file = f"positions/ports-2026/{UNION}"
    held = writing.amendment(talks.root, file, "")._replace(new=said.encode())
    assert writing.reading_of(held, ASKED)[1] == []
    assert readings == 1


def test_errors_in_the_same_file_do_not_either_while_it_is_yaml(talks: Talks) -> None:
    talks.file(UNION).write_text("positions:\n  venue: nowhere\n")
    talks.run("record", "union", "pay", "12", "--source", "paper")
    assert "  venue: nowhere\n  pay: {value: 12, source: paper}\n" in talks.text(UNION)
    talks.file(UNION).write_text("positions: [\n")
    assert "errors of its own" in talks.run("record", "union", "pay", "1", fails=2).err


def test_bytes_that_only_an_old_editor_writes_stay(talks: Talks) -> None:
    raw = b"\xef\xbb\xbf# caf\xc3\xa9\r\npositions:\r\n  venue: port   \r\n# end"
    talks.file(UNION).write_bytes(raw)
    talks.file(UNION).chmod(0o600)
    talks.run("record", "union", "pay", "12")
    new = raw.replace(b"port   \r\n", b"port   \r\n  pay: 12\r\n")
    assert talks.file(UNION).read_bytes() == new
    assert talks.file(UNION).stat().st_mode & 0o777 == 0o600


def test_a_link_is_not_written_through(talks: Talks) -> None:
    elsewhere = talks.root / "elsewhere.yaml"
    talks.file(UNION).rename(elsewhere)
    talks.file(UNION).symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    assert "is no ordinary file" in talks.run("record", "union", "pay", "12", fails=3).err
    assert elsewhere.read_bytes() == before


# The editor


def editor(talks: Talks, *lines: str) -> dict[str, str]:
    """An editor that does this to the file, `$1` its last argument; it notes how it was called."""
    path = talks.root.parent / "my editor"
    note = talks.root.parent / "called"
    keep = f'printf "%s\\n" "$@" > "{note}"; for last; do :; done; set -- "$last"'
    script(path, keep, *lines)
    return {"VISUAL": f"'{path}'", "EDITOR": "false"}


def drafts(talks: Talks) -> list[Path]:
    return sorted(talks.file("2026-01-12").glob(".*.yaml"))


def test_edit_writes_what_the_editor_left(talks: Talks) -> None:
    env = editor(talks, 'sed -i "s/  # wording:.*/  wording: As it stands/" "$1"')
    answer = talks.run("record", "union", "wording", "--edit", **env)
    assert "union · wording: As it stands" in answer.out
    assert "  wording: As it stands\n" in talks.text(UNION)
    assert drafts(talks) == []


def test_edit_opens_a_known_editor_at_the_line(talks: Talks) -> None:
    env = editor(talks, 'sed -i "s/  # venue:.*/  venue: port/" "$1"')
    known = talks.root.parent / "nano"
    os.rename(talks.root.parent / "my editor", known)
    talks.run("record", "union", "venue", "--edit", **{**env, "VISUAL": f"'{known}'"})
    line, file = (talks.root.parent / "called").read_text().splitlines()
    assert line == "+8"
    assert Path(file).name.startswith(".union.")


def test_edit_begins_with_what_was_typed(talks: Talks) -> None:
    env = editor(talks, 'sed -i "s/pay: 12/pay: {value: 12, source: paper}/" "$1"')
    talks.run("record", "union", "pay", "12", "--edit", **env)
    assert "  pay: {value: 12, source: paper}\n" in talks.text(UNION)


def test_a_draft_with_errors_is_kept_and_gone_on_with(talks: Talks) -> None:
    before = talks.text(UNION)
    env = editor(talks, 'sed -i "s/  # venue:.*/  venue: moon/" "$1"')
    answer = talks.run("record", "union", "venue", "--edit", fails=1, **env)
    assert "nothing was written, the draft has errors" in answer.err
    assert "no option 'moon' of the choice 'venue'" in answer.err
    (draft,) = drafts(talks)
    assert str(draft.relative_to(talks.root)) in answer.err
    assert "venue: moon" in draft.read_text()
    assert talks.text(UNION) == before
    assert "moon" not in talks.run("check").out  # a draft is no part of the record
    env = editor(talks, 'sed -i "s/moon/port/" "$1"')
    talks.run("record", "union", "venue", "--edit", **env)
    assert "  venue: port\n" in talks.text(UNION)
    assert drafts(talks) == []


def test_a_draft_of_another_version_is_never_written_over_it(talks: Talks) -> None:
    env = editor(talks, 'sed -i "s/  # venue:.*/  venue: moon/" "$1"')
    talks.run("record", "union", "venue", "--edit", fails=1, **env)
    talks.run("record", "union", "pay", "12")
    env = editor(talks, 'sed -i "s/  # venue:.*/  venue: town/" "$1"')
    talks.run("record", "union", "venue", "--edit", **env)
    assert "  pay: 12\n" in talks.text(UNION)
    assert "  venue: town\n" in talks.text(UNION)
    assert len(drafts(talks)) == 1  # what was typed first is still there


def test_a_file_changed_while_the_editor_was_open_is_not_written_over(talks: Talks) -> None:
    file = talks.file(UNION)
    env = editor(
        talks, f'echo "# theirs" >> "{file}"', 'sed -i "s/  # venue:.*/  venue: port/" "$1"'
    )
    answer = talks.run("record", "union", "venue", "--edit", fails=2, **env)
    assert "was changed meanwhile; nothing was written" in answer.err
    assert talks.text(UNION).endswith("# theirs\n")
    (draft,) = drafts(talks)
    assert f"what was typed is in {draft.relative_to(talks.root)}" in answer.err


def test_a_draft_that_somebody_goes_on_with_is_not_removed(
    talks: Talks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two who edit one file share a draft: the second saves after the first has read it."""
    held = writing.amendment(talks.root, f"positions/ports-2026/{UNION}")
    first, second = held.new + b"# first\n", held.new + b"# first and second\n"
    draft = writing._draft(held)
    draft.write_bytes(first)
    put = writing.put
    monkeypatch.setattr(writing, "put", lambda one: (put(one), draft.write_bytes(second)))
    writing.put_edited(held._replace(new=first))
    assert talks.file(UNION).read_bytes() == first
    assert draft.read_bytes() == second


def test_a_draft_that_is_gone_is_told(talks: Talks) -> None:
    before = talks.text(UNION)
    answer = talks.run("record", "union", "venue", "--edit", fails=2, **editor(talks, 'rm "$1"'))
    assert "is gone: somebody else has finished it" in answer.err
    assert "nothing was written" in answer.err
    assert talks.text(UNION) == before


def test_an_editor_that_changes_nothing_writes_nothing(talks: Talks) -> None:
    before = talks.files()
    answer = talks.run("record", "union", "venue", "--edit", **editor(talks))
    assert "nothing was changed" in answer.err
    assert talks.files() == before


@pytest.mark.parametrize(
    ("visual", "told"),
    [
        ("false", "the editor ended with exit code 1"),
        ("/nowhere/at all", "the editor '/nowhere/at all' cannot be run"),
        ("'", "cannot be run"),
    ],
)
def test_an_editor_that_fails_says_so(talks: Talks, visual: str, told: str) -> None:
    before = talks.text(UNION)
    answer = talks.run("record", "union", "venue", "--edit", fails=2, VISUAL=visual)
    assert told in answer.err
    assert talks.text(UNION) == before
