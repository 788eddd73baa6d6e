"""Where the measured commands run: tools, records, caches and an environment that is their own."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.records import SIZES, Size
from benchmarks.timing import Command, nothing
from benchmarks.tools import ROOT, Found, libraries

BARE = "bare interpreter"
SCRIPTS = ROOT / "benchmarks" / "scripts"
GIT_CONFIG = "[user]\n name = Ada\n email = ada@example.org\n[gc]\n auto = 0\n"


class Bed(NamedTuple):
    """The folder for everything that is made, the tools, and the largest record that is wanted."""

    work: Path
    tools: Mapping[str, Found]
    largest: str

    def size(self, name: str) -> Size:
        """The size of that name, or the largest that is wanted."""
        names = tuple(SIZES)
        return SIZES[names[min(names.index(name), names.index(self.largest))]]

    def environment(self, cache: str = "tools") -> Mapping[str, str]:
        """The variables of a command: nothing of the user's but where programs are.

        Whether Python may write what it compiled is left as it is by default: it may.
        """
        home = self.work / "home"
        home.mkdir(parents=True, exist_ok=True)
        (home / ".gitconfig").write_text(GIT_CONFIG, encoding="utf-8")
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "XDG_CACHE_HOME": str(self.cache(cache)),
            "GIT_CONFIG_NOSYSTEM": "1",
            "DVC_NO_ANALYTICS": "1",
        }

    def cache(self, name: str) -> Path:
        """A folder for what programs keep between runs; negtrack's own lies in it."""
        folder = self.work / "cache" / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def cleared(self, name: str) -> Callable[[], None]:
        """What makes the next run a cold one: it takes what negtrack keeps there away."""
        return lambda: shutil.rmtree(self.cache(name) / "negtrack", ignore_errors=True)

    def unanswered(self, name: str) -> Callable[[], None]:
        """What makes the next question one that was not asked before, of files that are known."""

        def forget() -> None:
            for file in self.cache(name).glob("negtrack/*"):
                if not file.suffix:
                    file.unlink()

        return forget

    def bare(self) -> Command:
        """What every ratio is taken against."""
        python = self.tools["negtrack"].python
        return Command(BARE, (python, "-I", "-c", "pass"), self.work, self.environment())

    def negtrack(self, name: str, words: str, folder: Path = ROOT, cache: str = "warm") -> Command:
        """A run of negtrack; with a cache whose name begins with `cold`, there is none to read."""
        found = self.tools["negtrack"]
        before = self.cleared(cache) if cache.startswith("cold") else nothing
        argv = (str(found.program), *words.split())
        command = Command(name, argv, folder, self.environment(cache), before)
        command = command._replace(keeps=before is nothing)
        return self._missing(command, found)

    def tool(self, name: str, *arguments: str, as_: str = "") -> Command:
        """A run of another tool; by pip's interpreter where the first argument is a script."""
        found = self.tools[name]
        environment = dict(self.environment())
        if name in ("ledger", "hledger"):
            environment["LD_LIBRARY_PATH"] = libraries(found.folder)
        argv = (str(found.program), *arguments)
        if arguments and arguments[0].endswith(".py"):
            argv = (found.python, "-I", str(SCRIPTS / arguments[0]), *arguments[1:])
        command = Command(as_ or name, argv, self.work, environment)
        return self._missing(command, found)

    def _missing(self, command: Command, found: Found) -> Command:
        return command._replace(argv=(), missing=found.missing) if found.missing else command
