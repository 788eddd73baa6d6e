"""The scripts of a release: a shell can read them, and docs/release.md says what they promise."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from program import ROOT

SCRIPTS = sorted(
    one for one in (ROOT / ".ci").iterdir() if one.is_file() and one.read_bytes()[:2] == b"#!"
)
PAGE = (ROOT / "docs" / "release.md").read_text(encoding="utf-8")
VERSIONS = (ROOT / ".ci" / "versions").read_text(encoding="utf-8")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_shell_can_read_it_and_it_can_be_run(script: Path) -> None:
    subprocess.run(["bash", "-n", script], check=True)
    assert script.stat().st_mode & 0o100
    assert "\nset -euo pipefail\n" in script.read_text(encoding="utf-8")


def test_the_scripts_that_the_page_names_are_there() -> None:
    named = {*re.findall(r"\.ci/(\w+)", PAGE)}
    assert {"run", "release", "site", "versions"} == named
    assert named <= {one.name for one in SCRIPTS}


def test_a_release_of_what_is_in_no_commit_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    script = tmp_path / ".ci" / "release"
    script.write_bytes((ROOT / ".ci" / "release").read_bytes())
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    run = subprocess.run(["bash", script], capture_output=True, check=False, text=True, timeout=120)
    assert run.returncode == 1
    assert "in no commit" in run.stderr
    assert not (tmp_path / "build").exists()


def test_an_audit_that_is_left_out_is_said_in_the_last_line() -> None:
    text = (ROOT / ".ci" / "release").read_text(encoding="utf-8")
    assert 'skipped="; NOT AUDITED: NEGTRACK_AUDIT=skip"' in text
    *_, last = (line for line in text.splitlines() if line.startswith("say "))
    assert last == 'say "in build/release$skipped"'
    assert 'pip-audit" --strict' in text


def test_the_oldest_libraries_are_the_lower_bounds_of_pyproject() -> None:
    (program,) = re.findall(r"<<'END'\n(.*?)\nEND\n", VERSIONS, re.DOTALL)
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, text=True
    )
    bounds = dict(line.split("==") for line in run.stdout.splitlines())
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert bounds["typer"] == "0.28"
    assert len(bounds) > 15
    for name, version in bounds.items():
        assert re.search(rf'"{re.escape(name)}[>=]={re.escape(version)}[",]', text), name
    assert all(f" {version}" in VERSIONS for version in ("3.11", "3.12", "3.13", "3.14"))
