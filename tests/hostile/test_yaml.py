"""Each hostile file is told with a place, within limits, and never with a traceback."""

import re
from pathlib import Path

import pytest
from hostile.bounded import FILE, run, talks

M = 1_000_000
LINES = b"".join(b"b%d: &b%d [%s]\n" % (n, n, b"*b%d," % max(n - 1, 0) * 9) for n in range(40))


def said(value: bytes) -> bytes:
    return b"positions:\n  pay: " + value + b"\n"


def starts(value: bytes) -> bytes:
    return b"positions:\n  start: " + value + b"\n"


FILES = {
    "a bomb of aliases": (LINES, "alias"),
    "a hundred thousand brackets": (b"note: " + b"[" * 100_000 + b"]" * 100_000, "too-deep"),
    "half a million brackets": (b"note: " + b"{" * (M // 2), "too-deep"),
    "deep blocks": (b"".join(b" " * n + b"a:\n" for n in range(1400)), "too-deep"),
    "a million dashes": (b"- " * (M // 2), "too-deep"),
    "ten million digits": (said(b"9" * 10 * M), "too-large"),
    "a million digits": (said(b"9" * M), "wrong-type"),
    "a million places": (said(b"0." + b"9" * M), "wrong-type"),
    "a huge exponent": (said(b"1e999999"), "wrong-type"),
    "infinity": (said(b".inf"), "wrong-type"),
    "no number": (said(b".nan"), "wrong-type"),
    "a number in sixties": (said(b"1:" * (M // 2) + b"1"), "wrong-type"),
    "a day that is none": (starts(b"2026-02-30"), "impossible-date"),
    "a merge key": (b"<<: {note: a}\n", "unknown-key"),
    "a merge key with an alias": (b"a: &a {note: a}\n<<: *a\n", "alias"),
    "a tag that makes an object": (b"note: !!python/object/apply:os.system [id]\n", "tag"),
    "a huge key": (b"x" * M + b": 1\n", "broken-yaml"),
    "a key given often": (b"positions:\n" + b"  pay: 1\n" * 2000, "duplicate-key"),
    "very many keys": (b"".join(b"k%d: 1\n" % n for n in range(2000)), "unknown-key"),
    "two keys, one after the other and again": (
        2 * b"".join(b"k%d: 1\n" % n for n in range(7000)),
        "duplicate-key",
    ),
    "a key of a megabyte": (b"? " + b"x" * M + b"\n: 1\n", "wrong-type"),
    "more parts than any file has": (b"k: 1\n" * 16_000, "too-large"),
    "more items than any list has": (b"note: [" + b"a," * 2_000 + b"]\n", "too-large"),
    "a tag that stands for a megabyte": (
        b"%TAG ! " + b"x" * M + b"\n---\nnote: [" + b"!a b," * 9000 + b"]\n",
        "tag",
    ),
    "very many documents": (b"---\n" * 250_000, "several-documents"),
    "very many controls": (b"\x01\n" * 500_000, "control-character"),
    "very many statements": (
        said(b"[" + b",".join(b"%d" % n for n in range(20_000)) + b"]"),
        "too-large",
    ),
    "very many values": (
        said(b"{value: [" + b",".join(b"%d" % n for n in range(900)) + b"]}"),
        "too-many-values",
    ),
    "very many unknown issues": (
        b"positions:\n" + b"".join(b"  k%d: 1\n" % n for n in range(9000)),
        "unknown-issue",
    ),
    "NUL": (b"note: a\0b\n", "control-character"),
    "a terminal escape": (b"note: \x1b[2J\n", "control-character"),
    "an escaped terminal escape": (b'note: "\\e]8;;http://evil.example\\a"\n', "control-character"),
    "a C1 control": ("note: \x9b31m\n".encode(), "control-character"),
    "a lone surrogate, escaped": (b'note: "\\ud800"\n', "broken-yaml"),
    "a lone surrogate, as bytes": (b"note: \xed\xa0\x80\n", "not-utf8"),
    "bytes that are no UTF-8": (b"note: \xff\xfe\n", "not-utf8"),
    "UTF-16": ("note: a\n".encode("utf-16"), "not-utf8"),
    "carriage returns only": (b"note: a\rcoder: b\r", "control-character"),
    "an id of letters that look alike": ("positions: {p\u0430y: 3}\n".encode(), "unknown-issue"),
    "an id with a zero-width space": ("positions: {pa\u200by: 3}\n".encode(), "unknown-issue"),
    "an id that is an option of git": (b"positions: {--upload-pack=id: 3}\n", "unknown-issue"),
    "an id that is magic of git": (b'positions: {":(top)*": 3}\n', "unknown-issue"),
}
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_told_with_its_place(tmp_path: Path, name: str) -> None:
    raw, rule = FILES[name]
    talks(tmp_path, raw)
    answer = run(tmp_path, "check")
    assert answer.code == 1, answer
    assert "Traceback" not in answer.out + answer.err
    assert not HIDDEN.search(answer.out + answer.err)
    assert re.search(rf"(?m)^{FILE}:\d+:\d+: error: .*\[{rule}\]$", answer.out), answer.out[-800:]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("the last day there is", starts(b"9999-12-31")),
        ("a byte order mark", b"\xef\xbb\xbf" + said(b"3")),
        ("a huge text", b"note: " + b"x" * M + b"\n"),
        ("a huge text of escapes", b'note: "' + b"\\x41" * (M // 4) + b'"\n'),
    ],
)
def test_what_is_odd_but_right_is_read(tmp_path: Path, name: str, raw: bytes) -> None:
    talks(tmp_path, raw)
    answer = run(tmp_path, "check")
    assert "error:" not in answer.out, name
    assert answer.code == 0, answer
