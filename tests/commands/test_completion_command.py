"""`negtrack completion`: the scripts, printed for a shell to read."""

import pytest
from program import piped

from negtrack import shells


@pytest.mark.parametrize("shell", shells.NAMES)
def test_a_script_is_printed(shell: str) -> None:
    answer = piped("completion", shell)
    assert (answer.code, answer.out) == (0, shells.script(shell))
    assert f"negtrack completion {shell}" in answer.out


def test_another_shell_is_asked_wrongly() -> None:
    answer = piped("completion", "csh")
    assert answer.code == 2
    assert "there is bash, zsh, fish" in answer.err
