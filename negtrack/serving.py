"""A page that is built anew when files change, served to browsers on this machine and to no other.

The page is the one that is saved, with a script added that asks for the page's version and loads it
again when there is another; the page's own policy is widened by just that.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from html import escape, unescape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

from negtrack.folder import is_hidden, is_yaml
from negtrack.problems import Stop
from negtrack.text import visible

ADDRESS = "127.0.0.1"
"""The only address that is ever listened on."""

SECONDS = 0.5
"""How often the files are looked at."""

_SCRIPT = """(() => {
  const own = "VERSION";
  setInterval(async () => {
    try {
      const answer = await fetch("/version", {cache: "no-store"});
      if (answer.ok && await answer.text() !== own) location.reload();
    } catch { /* the server has ended, or is busy: ask again */ }
  }, 1000);
})();"""

_POLICY = re.compile(
    r"""(<meta\s+http-equiv=["']?Content-Security-Policy["']?\s+content=")([^"]*)(")""", re.I
)


class Built(NamedTuple):
    """A page as it is served, and the version by which its script tells it from another."""

    text: str
    version: str


class Watched:
    """A page that is built when `state` answers otherwise than before; a Stop is shown as a page.

    `build` makes the page as it would be saved, `state` says what the files are like now. At first
    only errors of the record are shown: any other Stop is of what was asked, and goes on.
    """

    def __init__(self, state: Callable[[], object], build: Callable[[], str]) -> None:
        self._state = state
        self._build = build
        self._seen = state()
        self._begun = False
        self.page = self._made()
        self._begun = True

    def look(self) -> None:
        """Build the page anew, if the files are others than when it was built last."""
        now = self._state()
        if now != self._seen:
            self._seen = now  # what changes from here on is seen the next time
            self.page = self._made()

    def _made(self) -> Built:
        try:
            return live(self._build())
        except Stop as stop:
            if not self._begun and not stop.problems:
                raise
            return live(_refusal(stop))


def live(page: str) -> Built:
    """A page with the script that loads it again, and a policy that lets in just that script."""
    version = sha256(page.encode()).hexdigest()
    script = _SCRIPT.replace("VERSION", version)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    allowed = _POLICY.sub(lambda met: met[1] + _widened(met[2], digest) + met[3], page, count=1)
    head, end, rest = allowed.rpartition("</body>")
    return Built(f"{head}<script>{script}</script>\n{end}{rest}", version)


def _refusal(stop: Stop) -> str:
    """The page that is shown while there can be no other."""
    policy = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">{policy}<title>The page cannot be built</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
</head><body><main><h1>The page cannot be built</h1>
<pre tabindex="0">{escape(visible(stop.sentence))}</pre>
<p>{escape(visible(stop.hint))}</p>
<p>This page is replaced as soon as that is mended.</p></main></body></html>
"""


def _widened(policy: str, digest: str) -> str:
    """A policy, as it stands in HTML, that lets in one script more and lets it ask the server."""
    parts = [part.split() for part in unescape(policy).split(";") if part.split()]
    rules = {name: [one for one in values if one != "'none'"] for name, *values in parts}
    rules.setdefault("script-src", []).append(f"'sha256-{digest}'")
    rules["connect-src"] = ["'self'"]
    told = (" ".join((name, *(values or ["'none'"]))) for name, values in rules.items())
    return escape("; ".join(told))


def state_of(*paths: Path) -> tuple[tuple[str, int, int, int], ...]:
    """What files are like: path, time of change, size and inode of each, in order.

    Of a folder, those are its YAML files, hidden ones left out, and those of all folders in it.
    What is gone while it is looked at counts as not there.
    """
    found = []
    waiting = [os.fspath(path) for path in paths]
    while waiting:
        path = waiting.pop()
        with suppress(OSError):
            told = os.stat(path, follow_symlinks=False)
            if S_ISDIR(told.st_mode):
                entries = (one for one in os.scandir(path) if not is_hidden(one.name))
                waiting += [one.path for one in entries if is_yaml(one.name) or one.is_dir()]
            else:
                found.append((path, told.st_mtime_ns, told.st_size, told.st_ino))
    return tuple(sorted(found))


def bound(watched: Watched, port: int) -> ThreadingHTTPServer:
    """A server on a port of this machine, 0 for any that is free; Stop where it is taken."""
    try:
        return _Server(watched, port)
    except OSError as error:
        hint = "leave --port out, and a free one is taken"
        raise Stop(f"port {port} cannot be used: {error.strerror or error}", hint) from None


def serve(watched: Watched, port: int, started: Callable[[str], None]) -> None:
    """Serve a page until it is interrupted, and build it when it has to be; `started` is told
    the address."""
    with bound(watched, port) as server:
        started(f"http://{ADDRESS}:{server.server_port}/")
        server.serve_forever(poll_interval=SECONDS)


class _Server(ThreadingHTTPServer):
    """Answers in threads, so that a browser that connects and asks nothing holds up nobody."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, watched: Watched, port: int) -> None:
        self.watched = watched
        super().__init__((ADDRESS, port), _Handler)

    def service_actions(self) -> None:
        self.watched.look()


class _Handler(BaseHTTPRequestHandler):
    """Answers GET of the page and of its version, asked for by the name of this machine alone."""

    server: _Server
    timeout = 10

    def do_GET(self) -> None:
        """Answer a request."""
        port = self.server.server_port
        page = self.server.watched.page
        answers = {"/": ("text/html", page.text), "/version": ("text/plain", page.version)}
        if self.headers.get("Host") not in (f"{ADDRESS}:{port}", f"localhost:{port}"):
            # a name of somebody else's that leads here: another site's page is asking
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", "ask for 127.0.0.1\n")
        elif self.path in answers:
            self._answer(HTTPStatus.OK, *answers[self.path])
        else:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", "there is nothing here\n")

    def _answer(self, status: HTTPStatus, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in _HEADERS:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def version_string(self) -> str:
        """What the server calls itself."""
        return "negtrack"

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


_HEADERS = (
    ("Cache-Control", "no-store"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
)
