"""Which editor is opened, and how it is told the line."""

from pathlib import Path

import pytest

from negtrack import editing
from negtrack.problems import Stop

FILE = Path("/a b/c.yaml")


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("vim", ["vim", "+7", "/a b/c.yaml"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+7", "/a b/c.yaml"]),
        ("emacsclient -t", ["emacsclient", "-t", "+7", "/a b/c.yaml"]),
        ("code", ["code", "--wait", "--goto", "/a b/c.yaml:7"]),
        ("code --wait -n", ["code", "--wait", "-n", "--goto", "/a b/c.yaml:7"]),
        ("subl", ["subl", "--wait", "/a b/c.yaml:7"]),
        ("hx", ["hx", "/a b/c.yaml:7"]),
        ("'/my tools/editor' -x", ["/my tools/editor", "-x", "/a b/c.yaml"]),
    ],
)
def test_the_line_is_told_as_the_editor_understands_it(editor: str, expected: list[str]) -> None:
    assert editing.arguments(editor, FILE, 7) == expected


def test_visual_comes_before_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "one")
    monkeypatch.setenv("EDITOR", "two")
    assert editing.chosen() == "one"
    monkeypatch.setenv("VISUAL", "")
    assert editing.chosen() == "two"


def test_without_any_editor_it_says_how_to_name_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Stop, match="there is no editor to open"):
        editing.chosen()
