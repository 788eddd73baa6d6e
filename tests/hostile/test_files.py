"""Files and folders that are no ordinary ones are told, and nothing waits for them."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile.bounded import FILE, run, talks


def _unreadable(file: Path) -> None:
    file.write_bytes(b"positions: {pay: 3}\n")
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("this user may read everything")


FILES: dict[str, Callable[[Path], None]] = {
    "a link that leaves the record": lambda file: file.symlink_to("/etc/passwd"),
    "a link to itself": lambda file: file.symlink_to(file.name),
    "a link to the folder it is in": lambda file: file.symlink_to("."),
    "a link to a device": lambda file: file.symlink_to("/dev/zero"),
    "a link to memory": lambda file: file.symlink_to("/proc/self/mem"),
    "a pipe": os.mkfifo,
    "a file that may not be read": _unreadable,
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_file_is_told(tmp_path: Path, name: str) -> None:
    file = talks(tmp_path)
    FILES[name](file)
    answer = run(tmp_path, "check")
    assert answer.code == 1
    assert "Traceback" not in answer.out + answer.err
    assert "root:" not in answer.out
    assert re.search(rf"(?m)^{FILE}:1:1: error: .*\[unreadable-file\]$", answer.out), answer.out


@pytest.mark.parametrize(
    "name",
    ["North.yaml", "\uff4eorth.yaml", "con.yaml", "nul.yaml", "-rf.yaml", "n\u200borth.yaml"],
)
def test_a_name_that_is_nobodys_is_told_where_it_stands(tmp_path: Path, name: str) -> None:
    file = talks(tmp_path, b"positions: {pay: 3}\n")
    file.with_name(name).write_text("positions: {pay: 4}\n", encoding="utf-8")
    answer = run(tmp_path, "check")
    assert answer.code == 1, answer
    assert "\u200b" not in answer.out
    shown = name.replace("\u200b", "<U+200B>")
    assert f"positions/talks/r1/{shown}" in answer.out
    assert "Traceback" not in answer.out + answer.err
