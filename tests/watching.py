"""`negtrack report --watch` as a process, and what a browser would ask it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from builders import TALKS
from program import ROOT

NORTH = "positions/talks/2025-02-01/north.yaml"
FILES = {
    "positions/talks/negotiation.yaml": TALKS,
    "positions/talks/2025-02-01/round.yaml": "date: 2025-02-01\n",
    "positions/talks/2025-02-01/south.yaml": "positions: {pay: 40}\n",
    NORTH: "positions: {pay: {value: 10, quote: Ten and no more}}\n",
}
"""The river talks, and the file of them that changes."""


def put(file: Path, text: str) -> None:
    """Change a file at once, so that nobody sees half of it."""
    beside = file.with_name(f".{file.name}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


class Watching:
    """A running server, of the record below a folder; it is ended as by Ctrl-C."""

    def __init__(self, root: Path, *options: str) -> None:
        command = [sys.executable, "-m", "negtrack", "report", "--watch", "-C", str(root), *options]
        self.process = subprocess.Popen(
            command,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            cwd=root,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            encoding="utf-8",
        )
        assert self.process.stderr is not None
        self.told = self.process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.told)
        if found is None:
            self.process.kill()
            raise AssertionError(self.told + self.process.communicate()[1])
        self.url, self.port = found[0], int(found[1])

    def ask(self, path: str = "/", **headers: str) -> tuple[int, str]:
        """The status and text of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def other_than(self, version: str) -> str:
        """The page's version, once it is another one."""
        for _ in range(300):
            now = self.ask("/version")[1]
            if now != version:
                return now
            time.sleep(0.1)
        raise AssertionError(f"the page stayed as it was: {version}")

    def end(self) -> tuple[int, str]:
        """The exit code after Ctrl-C, and what was said since the first line."""
        self.process.send_signal(signal.SIGINT)
        told = self.process.communicate(timeout=60)[1]
        return self.process.returncode, told
