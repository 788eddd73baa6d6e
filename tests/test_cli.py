"""The list of the commands, which is told without loading any of them."""

import pytest
from program import piped

from negtrack import cli


@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_the_list_is_that_of_the_commands_themselves(
    columns: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    told = []
    for program in (cli.app(["--help"]), cli.program(cli.COMMANDS)):
        program(["--help"], prog_name="negtrack", standalone_mode=False)
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    assert all(f"\n  {name} " in told[0] for name in cli.COMMANDS)


@pytest.mark.parametrize("typed", [["--", "rules", "no-source"], ["rules", "no-source"]])
def test_a_command_is_run_wherever_it_stands(typed: list[str]) -> None:
    answer = piped(*typed)
    assert answer.code == 0
    assert "no-source" in answer.out


@pytest.mark.parametrize(
    ("typed", "told"),
    [("dif", "No such command 'dif'. Did you mean 'diff'?"), ("xyz", "No such command 'xyz'.")],
)
def test_what_is_no_command_is_refused(typed: str, told: str) -> None:
    answer = piped(typed)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err


def test_without_a_word_the_commands_are_told() -> None:
    answer = piped()
    assert answer.code == 2
    assert all(f"\n  {name} " in answer.out + answer.err for name in cli.COMMANDS)
