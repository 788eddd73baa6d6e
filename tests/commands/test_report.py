"""The report page: all of a round, that a reader can trust and a browser cannot run."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from gitrepo import WorkTree, isolate
from pagereading import Element, Reader, faults
from program import ROOT, Answer, in_terminal, piped

COP29 = ROOT / "tests" / "records" / "cop29"
WAGES = ROOT / "tests" / "records" / "wages"
EVIL = "</td></table><script>hacked=1</script><img src=x onerror=hacked=1> \u202e {{ 7*7 }} \"'>"


def page_of(*typed: str, folder: Path = ROOT) -> str:
    answer = piped("report", *typed, folder=folder)
    assert (answer.code, answer.err) == (0, "")
    assert faults(answer.out) == []
    return answer.out


@pytest.fixture(scope="module")
def istanbul() -> str:
    return page_of("-n", "istanbul-2025")


def cells(page: Reader) -> list[Element]:
    return [one for one in page.all("td") if one.attributes.get("class") == "cell"]


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkTree:
    """The record of the wages in a repository, committed."""
    isolate(monkeypatch, tmp_path / "own-home")
    tree = WorkTree.start(tmp_path / "talks")
    shutil.copytree(WAGES / "positions", tree.root / "positions")
    tree.git("add", "-A")
    tree.git("commit", "-m", "first")
    return tree


class TestWhatItSays:
    def test_it_says_first_what_is_stuck_who_moved_and_by_which_source(self, istanbul: str) -> None:
        page = Reader(istanbul)
        headings = [one.text for one in page.all("h1", "h2", "h3")][:6]
        assert headings == [
            "Russia–Ukraine direct talks, Istanbul 2025",
            "Part of the talks is stuck",
            "What is stuck",
            "Who moved last",
            "Why it is stuck",
            "Who wants what",
        ]
        tiles = [one.text for one in page.all("li") if "tile" in one.attributes.get("class", "")]
        assert [one.split()[:3] for one in tiles] == [
            ["✓", "7", "green"],
            ["~", "31", "yellow"],
            ["×", "13", "red"],
        ]
        assert "Ukraine, in round 2 (2025-06-02), on “Second meeting”" in page.text
        assert "No step by Russia towards the other side is on record." in page.text
        (stuck,) = [one for one in page.all("ol") if one.attributes.get("class") == "stuck"]
        assert stuck.text.startswith("Ceasefire since round 1 (2025-05-16), 68 days Ukraine:")
        assert "[Kyiv Independent]" in stuck.text

    def test_the_numbers_are_those_of_the_commands(self, istanbul: str) -> None:
        page = Reader(istanbul)
        for command in ("stalemate", "gaps", "linkage", "diff"):
            told = piped(command, "-n", "istanbul-2025", "-f", "html").out
            rows = [one.text for one in Reader(told).all("p", "pre")]
            assert rows
            assert all(one in page.text for one in rows), command

    def test_a_cell_opens_to_quote_speaker_source_and_line(self, istanbul: str) -> None:
        (cell,) = [
            one
            for one in cells(Reader(istanbul))
            if (one.attributes["data-party"], one.attributes["data-issue"]) == ("russia", "bodies")
        ]
        assert "6,000 bodies" in cell.text
        assert "Source: " in cell.text
        assert re.search(r"positions/istanbul-2025/2025-06-02/russia\.yaml:\d+", cell.text), (
            cell.text
        )
        assert cell.attributes["data-status"] == "green"

    def test_a_disputed_version_stands_beside_the_first(self, istanbul: str) -> None:
        told = [one.text for one in cells(Reader(istanbul)) if "Told otherwise:" in one.text]
        assert any("Reported by" in one for one in told)

    def test_every_pair_of_rounds_is_compared_and_the_last_is_open(self, istanbul: str) -> None:
        found = [
            (one.attributes["id"], "open" in one.attributes)
            for one in Reader(istanbul).all("details")
            if one.attributes.get("class") == "diff"
        ]
        assert found == [("diff-2-3", True), ("diff-1-3", False), ("diff-1-2", False)]

    def test_deliveries_are_bars_with_words(self, istanbul: str) -> None:
        bars = Reader(istanbul).all("progress")
        assert bars
        for one in bars:
            assert 0 <= float(one.attributes["value"]) <= float(one.attributes["max"])
            assert one.attributes["aria-label"].startswith("Delivered of ")
            assert one.text.startswith("delivered: ")

    def test_sources_events_and_words_are_on_it(self, istanbul: str) -> None:
        page = Reader(istanbul)
        assert page.at("glossary").text == "Glossary"
        assert "what an issue must come to before a position holds" in page.text
        assert (
            len([one for one in page.all("li") if "source-" in one.attributes.get("id", "")]) > 20
        )
        rounds = [one for one in page.all("li") if one.attributes.get("class") == "round"]
        assert [one.text.split()[0] for one in rounds] == ["2025-05-16", "2025-06-02", "2025-07-23"]

    def test_every_issue_with_a_position_has_its_chart_and_a_table(self, istanbul: str) -> None:
        page = Reader(istanbul)
        issues = [one for one in page.all("details") if one.attributes.get("class") == "issue"]
        charts = [one for one in page.all("div") if one.attributes.get("class") == "scroll chart"]
        assert len(charts) == len(issues) == 51
        names = {one.attributes["aria-label"] for one in charts}
        assert "Chart: positions on Ceasefire over rounds" in names
        assert len(names) == len(charts)
        assert all(one.attributes["tabindex"] == "0" for one in charts)
        for one in page.all("svg"):
            title, told = one.attributes["aria-labelledby"].split()
            assert page.at(title).text
            assert page.at(told).text.endswith(".")

    def test_it_is_below_a_megabyte(self, istanbul: str) -> None:
        assert len(istanbul.encode()) < 1_000_000


class TestWhichPart:
    def test_an_earlier_round_knows_nothing_of_later_ones(self) -> None:
        page = Reader(page_of("2", "-n", "istanbul-2025"))
        about = page.all("dd")[-6].text
        assert about.startswith("2 of 3: round 2 (2025-06-02)")
        rounds = [one for one in page.all("li") if one.attributes.get("class") == "round"]
        assert len(rounds) == 2
        paths = [one.text for one in page.all("th") if one.text.startswith("3 (")]
        assert paths == []
        assert "round 2" in {one.text for one in page.all("text")}
        assert "round 3" not in {one.text for one in page.all("text")}

    def test_a_filter_leaves_its_issue_and_party_and_says_so(self) -> None:
        page = Reader(page_of("-n", "istanbul-2025", "--issue", "bodies", "--party", "russia"))
        assert {one.attributes["data-issue"] for one in cells(page)} == {"bodies"}
        assert {one.attributes["data-party"] for one in cells(page)} == {"russia"}
        assert "Only party russia; issue bodies." in page.text

    def test_of_who_is_shown_alone_it_says_where_they_are_silent(self) -> None:
        one = ("-n", "istanbul-2025", "--issue", "amnesty", "--party", "ukraine")
        told = Reader(page_of(*one))
        assert told.all("svg") == []
        said = "Nobody who is shown here has stated a position yet, so there is no chart."
        assert said in told.at("issue-amnesty").text

    def test_ten_blocs_are_columns_of_a_table_that_scrolls_by_itself(self) -> None:
        page = Reader(page_of(folder=COP29))
        (grid, *_) = [one for one in page.all("table") if one.attributes.get("class") == "grid"]
        heads = [one for one in page.all("th") if one.attributes.get("role") == "columnheader"]
        assert len(heads) >= 11
        assert grid.attributes["aria-label"]

    def test_a_negotiation_without_a_statement_is_a_page(self, tmp_path: Path) -> None:
        typed = ("--party", "a=A", "--party", "b=B", "--issue", "pay=quantity")
        assert piped("init", "talks", *typed, folder=tmp_path).code == 0
        assert piped("new", "2026-01-12", folder=tmp_path).code == 0
        told = page_of(folder=tmp_path)
        assert "Nobody has stated a position yet, so there is no chart." in told
        assert "<svg" not in told
        assert "There is one round, and none to compare it with." in told


class TestWhatItIsMadeFrom:
    def test_the_same_record_is_the_same_page(self, talks: WorkTree) -> None:
        assert page_of(folder=talks.root) == page_of(folder=talks.root)

    def test_it_names_the_commit_and_so_does_every_place(self, talks: WorkTree) -> None:
        commit = talks.git("rev-parse", "HEAD").strip()[:12]
        told = page_of(folder=talks.root)
        assert f"commit {commit} of " in Reader(told).text
        assert re.search(rf"union\.yaml:\d+@{commit}", told)

    def test_a_commit_of_something_else_changes_nothing(self, talks: WorkTree) -> None:
        before = page_of(folder=talks.root)
        talks.write("other.txt")
        talks.git("add", "-A")
        talks.git("commit", "-m", "other")
        assert page_of(folder=talks.root) == before

    def test_files_that_differ_are_counted_and_no_place_names_a_commit(
        self, talks: WorkTree
    ) -> None:
        file = talks.root / "positions/wages-2026/2026-03-02/union.yaml"
        file.write_text(file.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
        told = page_of(folder=talks.root)
        assert "; 1 of its files are not as committed" in Reader(told).text
        assert not re.search(r"\.yaml:\d+@", told)

    def test_a_revision_is_told_as_it_was(self, talks: WorkTree) -> None:
        commit = talks.git("rev-parse", "--short", "HEAD").strip()
        shutil.rmtree(talks.root / "positions")
        told = page_of("--at", "HEAD", folder=talks.root)
        assert f"commit {commit}" in Reader(told).text
        assert re.search(rf"\.yaml:\d+@{commit}", told)

    def test_outside_of_git_it_says_so(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        isolate(monkeypatch, tmp_path / "own-home")
        shutil.copytree(WAGES / "positions", tmp_path / "loose" / "positions")
        assert "not in git" in Reader(page_of(folder=tmp_path / "loose")).text


class TestWhatMustNotGetOut:
    def change(self, talks: WorkTree, old: str, new: str) -> None:
        file = talks.root / "positions/wages-2026/2026-03-02/union.yaml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def test_what_is_confidential_is_left_out_and_counted(self, talks: WorkTree) -> None:
        secret = "{value: 8, note: Not to be told, confidential: true, source: union-press"
        self.change(talks, "{value: 8, source: union-press", secret)
        told = page_of(folder=talks.root)
        assert "Not to be told" not in told
        assert "1 confidential statement left out" in told
        private = page_of("--private", folder=talks.root)
        assert "Not to be told" in private
        assert "With what is marked confidential: not for everybody" in private

    def test_a_hostile_text_is_text(self, talks: WorkTree) -> None:
        quoted = EVIL.replace("'", "''")
        self.change(
            talks, "{value: 8, source:", f"{{value: 8, note: '{quoted}', quote: '{quoted}', source:"
        )
        told = page_of(folder=talks.root)
        assert "<U+202E> {{ 7*7 }}" in Reader(told).text
        plain = Reader(page_of(folder=WAGES))
        assert len(Reader(told).all("script", "img")) == len(plain.all("script", "img")) == 1


class TestWhereItGoes:
    def stopped(self, answer: Answer, *said: str) -> None:
        assert answer.code == 2
        assert all(one in answer.err + answer.out for one in said)

    def test_it_is_written_to_a_file(self, tmp_path: Path, istanbul: str) -> None:
        to = tmp_path / "page.html"
        answer = piped("report", "-n", "istanbul-2025", "-o", str(to))
        assert (answer.code, answer.out, answer.err) == (0, "", "")
        assert to.read_text(encoding="utf-8") == istanbul

    def test_a_terminal_is_no_browser(self) -> None:
        answer = in_terminal("report", "-n", "istanbul-2025")
        self.stopped(answer, "not for a terminal", "negtrack report -o istanbul-2025.html")

    @pytest.mark.parametrize("typed", [("-f", "json"), ("-o", "page.md")])
    def test_it_is_a_page_in_no_other_format(self, typed: tuple[str, ...]) -> None:
        answer = piped("report", "-n", "istanbul-2025", *typed)
        self.stopped(answer, "a report is a page, in no format but html")
