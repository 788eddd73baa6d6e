"""`negtrack log` on real repositories: what each commit stated, recoded and removed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from gitrepo import WorkTree, isolate, script, write
from program import Answer, piped

HEAD = """\
title: The river talks
parties: {north: {name: North}, south: {name: South}, watch: {name: Watch, role: third-party}}
issues:
  truce: {title: Truce, scale: ladder, options: {none: N, local: L, full: F}}
  pay: {title: Pay, scale: quantity, unit: coins, min: 0, max: 100}
sources: {wire: {publisher: The Wire}}
"""


class Talks(WorkTree):
    """A record in git that is changed a file and a commit at a time."""

    days = 0

    def put(self, subject: str, **files: str | None) -> None:
        """Write files of the negotiation, `r1_north` for `r1/north.yaml`; None removes one."""
        for name, text in files.items():
            path = self.root / "positions" / "river" / f"{name.replace('_', '/')}.yaml"
            if text is None:
                path.unlink()
            else:
                write(path, text)
        self.done(subject)

    def done(self, subject: str) -> None:
        """Commit whatever is there, a day after the commit before."""
        self.git("add", "-A")
        Talks.days += 1
        date = f"2026-01-{Talks.days:02}T12:00:00Z"
        self.git("-c", "core.hooksPath=/dev/null", "commit", "-q", "-m", subject, "--date", date)

    def log(self, *typed: str, code: int = 0) -> Answer:
        """What `negtrack log` says."""
        answer = piped("log", *typed, folder=self.root)
        assert answer.code == code, (answer.out, answer.err)
        return answer

    def lines(self, *typed: str) -> list[str]:
        """The lines of the answer that begin with a date, without it and the commit."""
        found = self.log(*typed).out.splitlines()
        return [one.split(": ", 1)[1] for one in found if one.startswith("2026-01-")]

    def data(self, *typed: str) -> Any:
        """The answer for programs."""
        return json.loads(self.log(*typed, "-f", "json").out)


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Talks:
    isolate(monkeypatch, tmp_path / "own-home")
    monkeypatch.setattr(Talks, "days", 0)
    talks = Talks.start(tmp_path / "talks")
    assert isinstance(talks, Talks)
    talks.put("Begin", negotiation=HEAD, r1_round="date: 2025-01-01\n", r1_north=said("full"))
    return talks


def said(value: str, more: str = "") -> str:
    return f"positions:\n  truce: {{value: {value}}}\n{more}"


class TestCodings:
    def test_what_is_stated_is_told_as_a_move(self, talks: Talks) -> None:
        talks.put("South", r1_south=said("none"))
        talks.put("Next", r2_round="date: 2025-02-01\n", r2_south=said("local"))
        assert talks.lines() == [
            "round r2 added",
            "south · truce stated in round 2: concession (raised), none → local",
            "south · truce stated in round 1: new, none",
            "begun, with 3 parties, 2 issues and 1 round",
            "north · truce stated in round 1: new, full",
        ]

    def test_what_is_read_otherwise_is_recoded_in_its_round_alone(self, talks: Talks) -> None:
        talks.put("Next", r2_round="date: 2025-02-01\n", r2_south=said("local"))
        talks.put("Corrected", r1_north=said("local"))
        first, *_ = talks.data()["commits"]
        assert first["subject"] == "Corrected"
        (coding,) = first["codings"]
        assert coding["round"]["round"] == "r1"
        assert (coding["coding"], coding["before"], coding["after"]) == ("recoded", "full", "local")
        assert talks.lines("-N1") == ["north · truce recoded in round 1: full → local"]

    def test_what_is_only_worded_otherwise(self, talks: Talks) -> None:
        talks.put("Quoted", r1_north=said("full, quote: At once"))
        assert talks.lines("-N1") == ["north · truce reworded in round 1"]
        (coding,) = talks.data("-N1")["commits"][0]["codings"]
        assert (coding["coding"], coding["kind"]) == ("recoded", "wording")

    def test_what_is_gone_is_removed(self, talks: Talks) -> None:
        talks.put("Empty", r1_north="positions:\n")
        assert talks.lines("-N1") == ["north · truce removed from round 1: full → no position"]

    def test_a_position_that_was_none(self, talks: Talks) -> None:
        talks.put("Reserved", r1_north="positions: {truce: {stance: reserve}}\n")
        talks.put("Coded", r1_north=said("local"))
        assert talks.lines("-N1") == [
            "north · truce recoded in round 1: reserves its position → local"
        ]

    def test_comments_and_layout_are_no_coding(self, talks: Talks) -> None:
        talks.put("Comment", r1_north="# checked\n" + said("full"))
        assert talks.lines("-N1") == []
        assert "Comment (Ada, 2026-01-02)" in talks.log().out
        assert "no position" in talks.log().out

    def test_the_rest_of_a_record_is_noted(self, talks: Talks) -> None:
        talks.put(
            "Head",
            negotiation=HEAD.replace("sources: {wire: {publisher: The Wire}}", "")
            .replace("title: Truce", "title: Ceasefire")
            .replace("south: {name: South}", "south: {name: South}, east: {name: East}"),
            r1_round="date: 2025-01-01\nvenue: Here\nevents: [{title: A call}]\n"
            "agreements: {deal: {title: Deal}}\n",
        )
        assert talks.lines("-N1") == [
            "round r1 changed",
            "party east added",
            "issue truce changed",
            "source wire removed",
            "agreement deal added in round 1 (r1, 2025-01-01)",
            "events changed in round 1 (r1, 2025-01-01)",
        ]

    def test_many_of_a_kind_are_counted(self, talks: Talks) -> None:
        many = "".join(f"  s{n}: {{publisher: P}}\n" for n in range(9))
        text = HEAD.replace("sources: {wire: {publisher: The Wire}}\n", f"sources:\n{many}")
        talks.put("Sources", negotiation=text)
        assert talks.lines("-N1") == ["9 sources added", "source wire removed"]

    def test_several_negotiations_are_named(self, talks: Talks) -> None:
        folder = talks.root / "positions"
        shutil.copytree(folder / "river", folder / "lake")
        talks.done("Another")
        assert talks.lines("-N1")[0] == "begun, with 3 parties, 2 issues and 1 round"
        assert talks.lines()[0] == "lake: begun, with 3 parties, 2 issues and 1 round"
        assert talks.lines("-n", "lake")[0] == "begun, with 3 parties, 2 issues and 1 round"
        shutil.rmtree(folder / "lake")
        talks.done("Gone")
        assert talks.lines("-N1") == ["record removed"]

    def test_what_is_confidential_is_told_on_request_alone(self, talks: Talks) -> None:
        talks.put("Secret", r1_south=said("none, confidential: true"))
        assert talks.lines("-N1") == []
        assert talks.lines("-N1", "--private") == ["south · truce stated in round 1: new, none"]
        assert "not for everybody" in talks.log("-N1", "--private").out

    def test_what_becomes_confidential_is_not_told_again(self, talks: Talks) -> None:
        talks.put("Next", r2_round="date: 2025-02-01\n", r2_north=said("local"))
        talks.put("Close", r1_north=said("full, confidential: true"))
        talks.put("More", r2_north=said("none"))
        assert "full" not in talks.log().out
        assert "full" not in json.dumps(talks.data())
        assert talks.data("-N2")["commits"][1]["codings"] == []
        assert "north · truce stated in round 1: new, full" in talks.lines("--private")
        assert "north · truce stated in round 1: new, full" in talks.lines("--at", "HEAD~2")
        diff = piped("diff", "HEAD~2:r1", "HEAD:r1", folder=talks.root).out
        assert "full" not in diff

    def test_no_word_of_a_broken_record_is_told(self, talks: Talks) -> None:
        talks.put("Close", r1_north="positions: {truce: {value: hushed, confidential: true}}\n")
        assert talks.lines("-N1") == [
            "record cannot be read, positions/river/r1/north.yaml:1:28 [unknown-option]"
        ]

    def test_hostile_subjects_and_names_are_spelled_out(self, talks: Talks) -> None:
        talks.git("-c", "user.name=A\x1b[31m", "commit", "--allow-empty", "-qm", "x")
        talks.put("Red \x1b[31m and \u202e back", r1_north=said("none"))
        assert "\x1b" not in talks.log().out
        assert "<U+202E>" in talks.log().out

    @pytest.mark.parametrize(
        "setting",
        [
            *("i18n.logOutputEncoding=ISO-8859-1", "color.ui=always", "log.showSignature=true"),
            *("log.follow=true", "diff.external=false", "core.abbrev=40", "core.quotePath=true"),
        ],
    )
    def test_how_git_is_set_up_changes_no_word(self, talks: Talks, setting: str) -> None:
        talks.git("-c", "user.name=Zoë", "commit", "-q", "--amend", "--reset-author", "-m", "Über")
        before = talks.log().out
        key, _, value = setting.partition("=")
        talks.git("config", key, value)
        after = talks.log().out
        assert "Über (Zoë, " in after
        assert after == before or key == "core.abbrev"


class TestHistory:
    def test_filters_and_the_limit(self, talks: Talks) -> None:
        talks.put("South", r1_south=said("none", "  pay: 5\n"))
        talks.put("Comment", r1_south=said("none", "  pay: 5 # sure\n"))
        assert talks.lines("--issue", "pay") == ["south · pay stated in round 1: new, 5 coins"]
        assert len(talks.data("--party", "north")["commits"]) == 1
        assert [one["subject"] for one in talks.data("-N1")["commits"]] == ["Comment"]
        assert talks.data("-N1")["more"]
        assert not talks.data("-N3")["more"]
        assert not talks.data("--party", "north", "-N1")["more"]
        assert "older ones that are left out: see more with -N" in talks.log("-N2").out

    def test_a_long_way_back(self, talks: Talks) -> None:
        for nth in range(9):
            talks.put(f"{nth}", r1_south=said("none", f"  pay: {nth}\n"))
        assert talks.lines("--party", "north", "-N1") == [
            "north · truce stated in round 1: new, full"
        ]

    def test_nothing_that_fits(self, talks: Talks) -> None:
        assert "No commit changed any of this." in talks.log("--party", "south").out
        told = talks.log("--party", "sowth", code=2).err
        assert "there is no party 'sowth'" in told
        assert "did you mean 'south'?" in told
        assert "there is no negotiation 'rivr'" in talks.log("-n", "rivr", code=2).err

    def test_it_begins_at_a_revision(self, talks: Talks) -> None:
        talks.put("South", r1_south=said("none"))
        assert len(talks.data("--at", "HEAD~1")["commits"]) == 1
        assert "git knows no revision" in talks.log("--at", "nope", code=2).err

    def test_a_record_that_could_not_be_read_is_told_and_passed_over(self, talks: Talks) -> None:
        talks.put("Broken", r1_north="positions: {truce: [}\n")
        talks.put("More broken", r1_south=said("peace"))
        talks.put("Mended", r1_north=said("local"), r1_south=said("none"))
        found = talks.lines()
        assert found[:2] == [
            "south · truce stated in round 1: new, none",
            "north · truce recoded in round 1: full → local",
        ]
        for one in found[2:4]:
            assert one.startswith("record cannot be read, positions/river/r1/north.yaml:1:")
            assert one.endswith("]")
        assert talks.log("--exit-code", code=1).out

    def test_a_long_time_broken_is_the_same_whatever_the_limit(self, talks: Talks) -> None:
        talks.put("South", r1_south=said("none"))
        for nth in range(25):
            talks.put(f"Broken {nth}", r1_north=f"positions: {{truce: [}} # {nth}\n")
        talks.put("Mended", r1_north=said("local"))
        for limit in (1, 2, 30):
            (first, *_) = talks.data(f"-N{limit}")["commits"]
            assert [(one["coding"], one["before"]) for one in first["codings"]] == [
                ("recoded", "full")
            ]

    def test_a_record_that_began_broken(self, talks: Talks, tmp_path: Path) -> None:
        fresh = Talks.start(tmp_path / "fresh")
        assert isinstance(fresh, Talks)
        fresh.put("Broken", negotiation="title: [}\n")
        fresh.put("Mended", negotiation=HEAD)
        assert fresh.lines()[0].startswith("record can be read; what was before cannot")

    def test_a_merge_tells_what_it_decided_itself(self, talks: Talks) -> None:
        talks.git("checkout", "-q", "-b", "work")
        talks.put("South", r1_south=said("none"))
        talks.git("checkout", "-q", "main")
        talks.put("North", r1_north=said("local"))
        talks.git("merge", "-q", "--no-edit", "work")
        merge, *others = talks.data()["commits"]
        assert merge["merge"]
        assert merge["codings"] == []
        assert {one["subject"] for one in others} == {"North", "South", "Begin"}
        assert "a merge that decided nothing" in talks.log("-N1").out
        write(talks.root / "positions/river/r1/north.yaml", said("none"))
        talks.git("commit", "-qa", "--amend", "--no-edit")
        merge, *_ = talks.data()["commits"]
        assert [one["after"] for one in merge["codings"]] == ["none"]

    def test_a_merge_is_not_credited_with_what_both_sides_added(self, talks: Talks) -> None:
        def head(*names: str) -> str:
            sources = ", ".join(f"{name}: {{publisher: P}}" for name in names)
            return HEAD.replace("wire: {publisher: The Wire}", sources)

        ours, theirs = [f"a{n}" for n in range(6)], [f"b{n}" for n in range(6)]
        talks.put("Wire", negotiation=head("wire"))
        talks.git("checkout", "-q", "-b", "work")
        talks.put("Theirs", negotiation=head("wire", *theirs))
        talks.git("checkout", "-q", "main")
        talks.put("Ours", negotiation=head(*ours, "wire"))
        talks.git("merge", "-q", "-s", "ours", "--no-commit", "work")
        talks.put("Both", negotiation=head(*ours, "wire", *theirs))
        merge, *_ = talks.data()["commits"]
        assert (merge["merge"], merge["notes"]) == (True, [])
        talks.put("Both", negotiation=head(*ours, "wire", *theirs, "c"))
        talks.git("reset", "-q", "--soft", "HEAD~1")
        talks.git("commit", "-qa", "--amend", "--no-edit")
        merge, *_ = talks.data()["commits"]
        assert [one["note"] for one in merge["notes"]] == ["source c added"]

    def test_a_shallow_clone_says_what_it_lacks(self, talks: Talks, tmp_path: Path) -> None:
        talks.put("South", r1_south=said("none"))
        talks.put("South again", r1_south=said("local"))
        flat = tmp_path / "flat"
        talks.git("clone", "-q", "--depth", "2", f"file://{talks.root}", str(flat))
        answer = piped("log", folder=flat)
        assert "this clone is shallow, and what was before is not in it" in answer.out
        assert "what it changed is not in this clone" in answer.out
        newest, earliest = json.loads(piped("log", "-f", "json", folder=flat).out)["commits"]
        assert (newest["earliest"], earliest["earliest"]) == (False, True)
        assert [one["coding"] for one in newest["codings"]] == ["recoded"]
        assert (earliest["codings"], earliest["notes"]) == ([], [])
        assert len(json.loads(piped("log", "-N1", "-f", "json", folder=flat).out)["commits"]) == 1
        assert not any(one["earliest"] for one in talks.data()["commits"])

    def test_a_shallow_clone_that_ends_beside_the_record(
        self, talks: Talks, tmp_path: Path
    ) -> None:
        talks.write("other.txt")
        talks.done("Not ours")
        talks.put("South", r1_south=said("none"))
        flat = tmp_path / "flat"
        talks.git("clone", "-q", "--depth", "2", f"file://{talks.root}", str(flat))
        newest, earliest = json.loads(piped("log", "-f", "json", folder=flat).out)["commits"]
        assert [one["after"] for one in newest["codings"]] == ["none"]
        assert (earliest["subject"], earliest["earliest"]) == ("Not ours", True)
        assert earliest["codings"] == earliest["notes"] == []

    def test_what_git_is_set_up_to_follow_or_to_write_changes_nothing(
        self, talks: Talks, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        talks.git("config", "user.name", "Jürgen Müller")
        talks.git("checkout", "-q", "-b", "work")
        talks.put("South", r1_south=said("none"))
        talks.git("checkout", "-q", "main")
        talks.put("Nördlich", r1_north=said("local"))
        talks.git("merge", "-q", "--no-edit", "work")
        before = talks.log("-f", "json").out
        assert "Nördlich" in before
        assert "Jürgen Müller" in before
        assert len(json.loads(before)["commits"]) == 4
        talks.git("config", "log.follow", "true")
        talks.git("config", "i18n.logOutputEncoding", "UTF-16")
        talks.git("config", "log.showSignature", "true")
        monkeypatch.setenv("LC_ALL", "C")
        monkeypatch.setenv("PYTHONUTF8", "0")
        after = talks.log("-f", "json").out
        assert after.isascii()
        assert json.loads(after) == json.loads(before)

    def test_an_author_whose_name_is_no_utf_8(self, talks: Talks) -> None:
        talks.write("positions/river/r1/south.yaml", said("none"))
        talks.git("add", "-A")
        tree = talks.git("write-tree").strip()
        text = (
            f"tree {tree}\nparent {talks.git('rev-parse', 'HEAD').strip()}\n"
            "author J\xfcrgen <j@example.org> 1767225600 +0000\n"
            "committer J\xfcrgen <j@example.org> 1767225600 +0000\n\nSouth\n"
        )
        raw = talks.root / ".git" / "raw"
        raw.write_bytes(text.encode("latin-1"))
        made = talks.git("hash-object", "-t", "commit", "-w", "--literally", str(raw)).strip()
        talks.git("update-ref", "HEAD", made)
        assert talks.data()["commits"][0]["author"] == "J\ufffdrgen"

    def test_renamed_folders_odd_paths_and_other_commits(self, talks: Talks) -> None:
        talks.write("other.txt")
        talks.done("Not ours")
        talks.git("mv", "positions/river", "positions/stream")
        talks.done("Renamed")
        first, second = talks.data()["commits"]
        assert {one["note"] for one in first["notes"]} >= {"record removed"}
        assert second["subject"] == "Begin"

    def test_outside_of_git_and_before_the_first_commit(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        isolate(monkeypatch, tmp_path / "own-home")
        write(tmp_path / "plain/positions/river/negotiation.yaml", HEAD)
        assert piped("log", folder=tmp_path / "plain").code == 4
        WorkTree(tmp_path / "plain").git("init", "-q")
        assert "git knows no revision 'HEAD'" in piped("log", folder=tmp_path / "plain").err

    def test_all_files_are_read_by_one_process(
        self, talks: Talks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for nth in range(5):
            talks.put(f"{nth}", r1_south=said("none", f"  pay: {nth}\n"))
        ran = tmp_path / "log"
        real = shutil.which("git")
        script(tmp_path / "bin" / "git", f'echo "$*" >> "{ran}"', f'exec "{real}" "$@"')
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
        assert talks.lines("-N3")
        lines = ran.read_text().splitlines()
        assert sum(" cat-file " in one for one in lines) == 1
        assert sum(" ls-tree " in one for one in lines) == 5
