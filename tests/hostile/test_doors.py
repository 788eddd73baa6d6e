"""What comes in by other doors than a file, arguments, names, git and the environment, is text."""

import json
import os
import re
import zipfile
from pathlib import Path

import pytest
from browser.hostile import hostile
from gitrepo import WorkTree, isolate
from hostile.test_texts import FORMULA, HIDDEN, NUMBER
from program import Answer, piped

NAME = "Ada \x1b[2J\u202e=1+1"
MESSAGE = "said \x1b]0;taken\x07 \u200b\n\n<script>alert(1)</script> \u2066 ::error::x\n"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of hostile texts in git, committed by somebody with a hostile name."""
    root = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patch:
        isolate(patch, root / "home")
        tree = WorkTree.start(root / "record")
        hostile(tree.root)
        tree.git("config", "user.name", NAME)
        tree.git("add", "-A")
        tree.git("commit", "-qm", MESSAGE)
        file = tree.root / "positions/hostile/2025-02-01/north.yaml"
        file.write_text(file.read_text("utf-8").replace("north 1", "north two"), "utf-8")
        tree.git("commit", "-qam", MESSAGE)
        file.write_text(file.read_text("utf-8").replace("north two", "north three"), "utf-8")
    return tree.root


def shown(answer: Answer, *codes: int) -> Answer:
    """An answer with one of these codes, and with nothing in it that a terminal obeys."""
    assert "Traceback" not in answer.err, answer.err
    assert answer.code in codes, answer
    assert not HIDDEN.search(answer.out + answer.err)
    return answer


@pytest.mark.parametrize(
    "command",
    [
        *("log", "blame north issue-0", "diff HEAD:", "diff HEAD~1: HEAD:", "check --at HEAD"),
        *("commit --dry-run", "log -f md", "check -f github"),
    ],
)
def test_what_git_knows_is_told_as_text(kept: Path, command: str) -> None:
    shown(piped(*command.split(), folder=kept), 0)


def test_what_git_knows_is_data_in_json_and_no_formula_in_csv(kept: Path) -> None:
    told = json.loads(piped("log", "-f", "json", folder=kept).out)
    assert "Ada" in json.dumps(told)
    for line in shown(piped("log", "-f", "csv", folder=kept), 0).out.splitlines():
        first = line.split(",")[0].strip('"')
        assert NUMBER.fullmatch(first) or not FORMULA.match(first)


@pytest.mark.parametrize("ending", ["md", "html", "docx"])
def test_a_brief_is_text_on_every_paper(kept: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"brief.{ending}"
    shown(piped("brief", "-o", str(file), folder=kept), 0)
    if ending == "docx":
        with zipfile.ZipFile(file) as packed:
            relations = packed.read("word/_rels/document.xml.rels").decode()
            body = packed.read("word/document.xml").decode()
        assert not re.search(r'Target="\s*(javascript|data|vbscript|file)', relations, re.I)
        assert not HIDDEN.search(re.sub("[\u200d\u200c]", "", body))
        return
    text = file.read_text("utf-8")
    assert not HIDDEN.search(text)
    bare = r"<\s*(?:script|img|iframe|form|svg|base|meta http-equiv=.?refresh)"
    if ending == "md":
        assert not re.search(rf"(?<!\\){bare}", text)
        assert not re.search(r"(?<!\\)\]\(\s*(?:javascript|data|vbscript|file)", text, re.I)
    else:
        assert not re.search(r"window\.hacked=\d[^<]*</script>", text)
        assert not re.search(r'href="\s*(?:javascript|data|vbscript|file|//)', text, re.I)


@pytest.mark.parametrize("ending", ["dot", "mmd", "svg"])
def test_a_drawing_is_made_of_no_text(kept: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"linkage.{ending}"
    shown(piped("linkage", "-o", str(file), folder=kept), 0)
    text = file.read_text("utf-8")
    assert not HIDDEN.search(text)
    if ending == "svg":
        assert not re.search(r"<\s*(?:script|image|foreignObject|iframe|a\s)", text)
        assert not re.search(r"\son\w+=", re.sub(r">[^<]*<", "><", text))
    elif ending == "mmd":
        assert not re.search(r"(?m)^\s*(?:click|style|classDef \w+ .*url)", text)
        assert "<script" not in text
    else:
        bare = re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)
        assert not re.search(r"(?i)\b(?:URL|href|image|shapefile)\s*=", bare)


ARGUMENTS = {
    "an escape": "\x1b[2J\x1b]0;x\x07",
    "C1": "\x9b31m",
    "bidi": "\u202ex\u2066",
    "an option of git": "--upload-pack=id",
    "magic of git": ":(top,glob)**",
    "a search of git": ":/x",
    "a way up": "HEAD:../../../etc/passwd",
    "a shell": "$(id);`id`|id",
    "two lines": "a\n::error::b",
    "no UTF-8": os.fsdecode(b"\xff\xfe"),
    "a long one": "x" * 100_000,
    "nothing": "",
    "an exponent": "1e999999",
    "a number without end": "9" * 5_000,
    "digits of another script": "\u0663",
}


@pytest.mark.parametrize("name", ARGUMENTS)
def test_an_argument_is_text(kept: Path, name: str) -> None:
    said = ARGUMENTS[name]
    for command in (
        ("show", said),
        ("show", f"--at={said}"),
        ("import", "--as=csv", "--", said),
        ("show", f"--party={said}", f"--negotiation={said}"),
        ("record", "north", "pay", f"--note={said}", "--dry-run", "--", said),
    ):
        answer = shown(piped(*command, folder=kept), 0, 2, 3, 4)
        assert len(answer.err) < 400_000
        assert not re.search(r"(?m)^::error", answer.err)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        *(("COLUMNS", "999999999"), ("COLUMNS", "-1"), ("TERM", "\x1b[2J"), ("LANG", "\x1b")),
        *(("XDG_CACHE_HOME", "\x1b[2J"), ("TZ", "../../x"), ("HOME", "\x1b")),
        *(("GIT_DIR", "/nowhere"), ("GIT_EXTERNAL_DIFF", "id"), ("PYTHONIOENCODING", "ascii")),
    ],
)
def test_the_environment_is_no_door(kept: Path, variable: str, value: str) -> None:
    shown(piped("diff", "HEAD:", folder=kept, **{variable: value}), 0)


@pytest.mark.parametrize("name", ["\x1b[2J", "\u202etxt", "a\nb", "-rf", "::error::x", "=1+1"])
def test_a_name_of_a_file_or_folder_is_text(tmp_path: Path, name: str) -> None:
    root = hostile(tmp_path)
    talks = root / "positions/hostile"
    (talks / "2025-01-01" / f"{name}.yaml").write_text("positions: {pay: 1}\n")
    (talks / name).mkdir()
    (talks / name / "north.yaml").write_text("note: [\n")
    for form in ("table", "md", "csv", "github"):
        answer = piped("check", "-f", form, folder=root)
        told = shown(answer, 1).out
        assert form != "github" or not re.search(r"(?m)^::error::x", told)
        assert form != "csv" or not re.search(r"(?m)^=", told)
    shown(piped("show", folder=root), 3)
