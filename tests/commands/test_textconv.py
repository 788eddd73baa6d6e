"""`negtrack textconv`, as git runs it: a file in words, whatever the file and the language."""

from pathlib import Path

import pytest
from program import ROOT, piped

RUSSIA = ROOT / "positions" / "istanbul-2025" / "2025-06-02" / "russia.yaml"


def test_a_file_is_told_in_words() -> None:
    answer = piped("textconv", str(RUSSIA))
    assert (answer.code, answer.err) == (0, "")
    assert "\nceasefire on 2025-05-29\n  asks for: full\n" in answer.out


@pytest.mark.parametrize("language", ["C", "POSIX", "de_DE.ISO-8859-1"])
def test_the_words_are_utf_8_in_every_language(language: str) -> None:
    told = piped("textconv", str(RUSSIA)).out
    for encoding in ("", "latin-1"):
        again = piped("textconv", str(RUSSIA), LC_ALL=language, PYTHONIOENCODING=encoding)
        assert again.out == told
    assert "Türkiye" in told


def test_bytes_that_are_no_text_are_told_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(b"\xff\x00\n")
    answer = piped("textconv", str(tmp_path / "x.yaml"))
    assert (answer.code, answer.out) == (0, "\\xff<U+0000>\n")


def test_a_file_that_is_not_there_stops_it(tmp_path: Path) -> None:
    assert piped("textconv", str(tmp_path / "x.yaml")).code == 3


def test_no_help_lists_it() -> None:
    assert "textconv" not in piped("--help").out
    assert "plain words" in piped("textconv", "--help").out
