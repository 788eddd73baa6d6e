"""The other tools: how each is installed, in a folder of its own, and how its version is read."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Tool(NamedTuple):
    """A tool by its name here: where it comes from, what is asked for there, and its program.

    `program` is its path in its folder; `version` are the arguments that make it tell its own,
    where the source of the packages does not know it.
    """

    name: str
    source: str
    packages: tuple[str, ...]
    program: str


class Found(NamedTuple):
    """A tool that is there: its folder, program and version; or why it is not, in `missing`."""

    name: str
    folder: Path
    program: Path
    version: str = ""
    missing: str = ""

    @property
    def python(self) -> str:
        """The interpreter of a tool that came from pip."""
        return str(self.folder / "bin" / "python")


TOOLS = (
    Tool("negtrack", "pip", (str(ROOT),), "bin/negtrack"),
    Tool("deepdiff", "pip", ("deepdiff[cli]",), "bin/deep"),
    Tool("jsondiff", "pip", ("jsondiff",), "bin/jdiff"),
    Tool("daff", "pip", ("daff",), "bin/daff"),
    Tool("graphtage", "pip", ("graphtage",), "bin/graphtage"),
    Tool("dvc", "pip", ("dvc",), "bin/dvc"),
    Tool("doorstop", "pip", ("doorstop",), "bin/doorstop"),
    Tool("beancount", "pip", ("beancount",), "bin/bean-check"),
    Tool("pandas", "pip", ("pandas", "pyyaml"), "bin/python"),
    Tool("polars", "pip", ("polars",), "bin/python"),
    Tool("duckdb", "pip", ("duckdb",), "bin/python"),
    Tool("pydantic", "pip", ("pydantic", "pyyaml"), "bin/python"),
    Tool("ruamel.yaml", "pip", ("ruamel.yaml",), "bin/python"),
    Tool("json-diff", "npm", ("json-diff",), "node_modules/.bin/json-diff"),
    Tool("hledger", "apt", ("hledger",), "usr/bin/hledger"),
    Tool("ledger", "apt", ("ledger",), "usr/bin/ledger"),
    Tool("git", "path", (), "git"),
)


def interpreter() -> str:
    """The real interpreter that runs this: no shim of a version manager, no environment."""
    return str(Path(sys.executable).resolve())


def found(folder: Path, tools: Sequence[Tool] = TOOLS) -> dict[str, Found]:
    """Each tool, installed below a folder where it is not there yet; negtrack always anew."""
    return {tool.name: _found(folder / tool.name, tool) for tool in tools}


def _found(folder: Path, tool: Tool) -> Found:
    done = folder / ".installed"
    if tool.source == "path":
        there = shutil.which(tool.program)
        version = _said((there, "--version")).removeprefix("git version ") if there else ""
        return Found(tool.name, folder, Path(there or ""), version, "" if there else "not there")
    try:
        if not done.exists() or tool.name == "negtrack":
            sys.stderr.write(f"installing {tool.name}\n")
            folder.mkdir(parents=True, exist_ok=True)
            INSTALL[tool.source](folder, tool.packages)
            done.touch()
        return Found(tool.name, folder, folder / tool.program, VERSION[tool.source](folder, tool))
    except (OSError, subprocess.CalledProcessError) as error:
        return Found(tool.name, folder, folder, missing=f"could not be installed: {_reason(error)}")


def _reason(error: Exception) -> str:
    said = getattr(error, "stderr", "") or str(error)
    return " ".join(said.strip().splitlines()[-1:])[:120]


def _run(*command: str, folder: Path | None = None) -> str:
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8")
    return done.stdout


def _said(command: Sequence[str]) -> str:
    lines = _run(*command).splitlines()
    return lines[0] if lines else ""


def _pip(folder: Path, packages: Sequence[str]) -> None:
    python = folder / "bin" / "python"
    if not python.exists():
        _run(interpreter(), "-I", "-m", "venv", str(folder))
    install = (str(python), "-I", "-m", "pip", "install", "-q", "--disable-pip-version-check")
    _run(*install, *packages)
    if packages == (str(ROOT),):  # its files may have changed under the same version
        _run(*install, "--no-deps", "--force-reinstall", *packages)


def _pip_version(folder: Path, tool: Tool) -> str:
    package = "negtrack" if tool.name == "negtrack" else tool.packages[0].partition("[")[0]
    code = f"from importlib.metadata import version; print(version({package!r}))"
    return _said((str(folder / "bin" / "python"), "-I", "-c", code))


def _npm(folder: Path, packages: Sequence[str]) -> None:
    (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    _run("npm", "install", "--silent", *packages, folder=folder)


def _npm_version(folder: Path, tool: Tool) -> str:
    about = folder / "node_modules" / tool.packages[0] / "package.json"
    version = str(json.loads(about.read_text(encoding="utf-8"))["version"])
    return f"{version}, node {_said(('node', '--version'))}"


def _apt(folder: Path, packages: Sequence[str]) -> None:
    """Unpack a Debian package, and what it needs and is not there, without installing anything."""
    plan = _run("apt-get", "install", "-s", "--no-install-recommends", *packages)
    wanted = [line.split()[1] for line in plan.splitlines() if line.startswith("Inst ")]
    _run("apt-get", "download", *(wanted or packages), folder=folder)
    for file in folder.glob("*.deb"):
        _run("dpkg-deb", "-x", str(file), str(folder))


def _apt_version(folder: Path, tool: Tool) -> str:
    (file,) = folder.glob(f"{tool.packages[0]}_*.deb")
    return file.name.split("_")[1].replace("%3a", ":")


INSTALL: Mapping[str, Callable[[Path, Sequence[str]], None]] = {
    "pip": _pip,
    "npm": _npm,
    "apt": _apt,
}
VERSION: Mapping[str, Callable[[Path, Tool], str]] = {
    "pip": _pip_version,
    "npm": _npm_version,
    "apt": _apt_version,
}


def libraries(folder: Path) -> str:
    """Where the libraries of an unpacked Debian package lie, as the loader wants to be told."""
    places = {file.parent for file in (folder / "usr" / "lib").rglob("*.so*")}
    return ":".join(sorted(map(str, places)))
