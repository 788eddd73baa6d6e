"""`negtrack check` and `negtrack rules` as they are typed."""

import json
from pathlib import Path

import pytest
from base_record import BASE, FOLDER
from program import Answer, in_terminal, piped

from negtrack.analyses.rules import rules
from negtrack.catalogue import catalogue
from negtrack.formats import names, render


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the base record in it."""
    for path, text in BASE.items():
        write(tmp_path, path, text)
    return tmp_path


def write(root: Path, path: str, text: str, folder: str = FOLDER) -> None:
    file = root / folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


BAD = "positions:\n  ceasefire: {value: ful, source: wire}\n"
LINE = (
    "positions/river/2025-02-01/north.yaml:2:22: error: no option 'ful' on the ladder of "
    "'ceasefire'; did you mean 'full'? [unknown-option]"
)


class TestCheck:
    def test_of_a_record_without_problems(self, root: Path) -> None:
        answer = piped("check", folder=root)
        assert answer == Answer(0, "8 files in 1 negotiation: no problems.\n")

    def test_of_one_with_an_error(self, root: Path) -> None:
        write(root, "2025-02-01/north.yaml", BAD)
        answer = piped("check", folder=root)
        assert answer == Answer(1, f"{LINE}\n\n1 error, 0 warnings in 8 files of 1 negotiation.\n")

    def test_of_one_with_a_warning(self, root: Path) -> None:
        write(root, "2025-02-01/north.yaml", "positions: {venue: hills}\n")
        assert piped("check", folder=root).code == 0

    def test_from_elsewhere(self, root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
        elsewhere = tmp_path_factory.mktemp("elsewhere")
        assert piped("check", "-C", str(root), folder=elsewhere).code == 0
        assert piped("check", folder=root / FOLDER / "2025-01-10").code == 0
        answer = piped("check", folder=elsewhere)
        assert answer.code == 3
        assert answer.out == ""
        assert answer.err.startswith(f"negtrack: there is no positions/ in {elsewhere}")

    def test_of_all_negotiations_or_one(self, root: Path) -> None:
        write(root, "negotiation.yaml", "title: [a\n", "positions/lake")
        assert piped("check", folder=root).code == 1
        assert piped("check", "-n", "lake", folder=root).code == 1
        assert piped("check", "-n", "river", folder=root).code == 0
        assert piped("check", "-n", "rivr", folder=root).code == 2

    def test_in_a_terminal_shows_the_lines(self, root: Path) -> None:
        write(root, "2025-02-01/north.yaml", BAD)
        answer = in_terminal("check", columns=200, folder=root, NO_COLOR="1")
        assert answer.out.splitlines()[:3] == [
            LINE,
            "     2 |   ceasefire: {value: ful, source: wire}",
            "       |                      ^",
        ]

    def test_as_json(self, root: Path) -> None:
        write(root, "2025-02-01/north.yaml", BAD)
        answer = piped("check", "-f", "json", folder=root)
        data = json.loads(answer.out)
        assert answer.code == 1
        assert data["schema"] == "negtrack.check/1"
        assert [one["code"] for one in data["problems"]] == ["unknown-option"]

    def test_into_a_file(self, root: Path) -> None:
        write(root, "2025-02-01/north.yaml", BAD)
        answer = piped("check", "-o", "out.md", folder=root)
        assert answer == Answer(1, "")
        assert "unknown-option" in (root / "out.md").read_text(encoding="utf-8")

    def test_lets_no_escape_sequence_through(self, root: Path) -> None:
        write(root, "2025-02-01/north.yaml", 'positions: {"\\e]0;x\\a": {value: "\\e[31m"}}\n')
        answer = in_terminal("check", columns=120, folder=root, NO_COLOR="1")
        assert "\x1b" not in answer.out
        assert "\x07" not in answer.out


class TestRules:
    def test_lists_every_code(self) -> None:
        answer = piped("rules")
        assert answer.code == 0
        assert [line.split()[0] for line in answer.out.splitlines()[3:-2]] == list(catalogue())

    def test_shows_one(self) -> None:
        answer = piped("rules", "no-source")
        assert answer.code == 0
        assert "  venue: hills\n" in answer.out

    @pytest.mark.parametrize("code", catalogue())
    def test_every_code_is_shown_in_every_format(self, code: str) -> None:
        for name in names():
            for width in (None, 80):
                assert code in render(name, rules(code), width, False)

    def test_as_json(self) -> None:
        data = json.loads(piped("rules", "-f", "json").out)
        assert data["schema"] == "negtrack.rules/1"
        assert len(data["rules"]) == len(catalogue())

    def test_needs_no_record(self, tmp_path: Path) -> None:
        assert piped("rules", folder=tmp_path).code == 0
        assert piped("rules", "-o", "rules.csv", folder=tmp_path).code == 0
        assert (tmp_path / "rules.csv").read_text(encoding="utf-8").startswith("code,level,")

    def test_of_an_unknown_code(self) -> None:
        assert piped("rules", "nosource") == Answer(
            2, "", "negtrack: there is no problem 'nosource'\n  did you mean 'no-source'?\n"
        )

    def test_takes_only_what_applies(self) -> None:
        assert piped("rules", "--party", "x").code == 2
        assert piped("rules", "-C", ".").code == 2
