"""The page that is served: built anew on change, to this machine alone, with one script more."""

from __future__ import annotations

import http.client
import socket
import threading
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from negtrack.problems import Place, Problem, Stop
from negtrack.serving import Watched, bound, live, state_of

POLICY = "default-src 'none'; style-src 'sha256-abc='; script-src 'sha256-def='"
PAGE = f"""<!DOCTYPE html>
<html><head><meta http-equiv="Content-Security-Policy" content="{POLICY}"></head>
<body><p>&lt;/body&gt; content="x"</p></body></html>
"""


class Talks:
    """A page that counts how often it was built, of files that a test says have changed."""

    def __init__(self) -> None:
        self.state = 0
        self.built = 0
        self.wrong = ""

    def build(self) -> str:
        self.built += 1
        if self.wrong:
            raise Stop(self.wrong, "mend <it>")
        return PAGE.replace("<p>", f"<p>{self.built} ")


@pytest.fixture
def talks() -> Talks:
    return Talks()


@pytest.fixture
def watched(talks: Talks) -> Watched:
    return Watched(lambda: talks.state, talks.build)


@pytest.fixture
def server(watched: Watched) -> Iterator[ThreadingHTTPServer]:
    with bound(watched, 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(
    server: ThreadingHTTPServer, path: str = "/", method: str = "GET", **headers: str
) -> tuple[int, str, dict[str, str]]:
    """The status, text and headers of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), dict(answer.getheaders())
    finally:
        connection.close()


# The page


class Scripts(HTMLParser):
    """The scripts of a page, and the rules of its policy."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.rules: dict[str, list[str]] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.found.append("")
        if ("http-equiv", "Content-Security-Policy") in attrs:
            parts = [part.split() for part in (dict(attrs)["content"] or "").split(";")]
            self.rules |= {name: values for name, *values in parts}

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.found[-1] += data


@pytest.mark.parametrize(
    ("before", "scripts"),
    [
        (POLICY, ["'sha256-def='"]),
        (POLICY.replace("'", "&#39;"), ["'sha256-def='"]),
        ("default-src &#39;none&#39;; script-src &#39;none&#39;", []),
        ("default-src 'none'", []),
        ("default-src 'none'; script-src 'none'; connect-src 'none'", []),
    ],
)
def test_one_script_is_added_and_let_in(before: str, scripts: list[str]) -> None:
    page = PAGE.replace(POLICY, before)
    read = Scripts(live(page).text)
    (script,) = read.found
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert read.rules["script-src"] == [*scripts, f"'sha256-{digest}'"]
    assert read.rules["connect-src"] == ["'self'"]
    assert read.rules["default-src"] == ["'none'"]
    assert set(read.rules) - {"script-src", "connect-src"} == set(Scripts(page).rules) - {
        *("script-src", "connect-src")
    }


def test_nothing_else_of_the_page_is_changed() -> None:
    told = live(PAGE).text
    before, _, after = told.partition("<script>")
    assert before.endswith('<body><p>&lt;/body&gt; content="x"</p>')
    assert after.partition("</script>\n")[2] == "</body></html>\n"


def test_pages_have_versions_of_their_own() -> None:
    one, two = live(PAGE), live(PAGE + " ")
    assert one == live(PAGE)
    assert one.version != two.version
    assert one.version in one.text


def test_it_is_built_when_the_files_are_others(talks: Talks, watched: Watched) -> None:
    before = watched.page
    watched.look()
    assert (talks.built, watched.page) == (1, before)
    talks.state = 1
    watched.look()
    watched.look()
    assert talks.built == 2
    assert "<p>2 " in watched.page.text
    assert watched.page.version != before.version


def test_what_changes_while_it_is_built_is_seen_the_next_time(talks: Talks) -> None:
    def build() -> str:
        talks.state += talks.built < 2  # a file is written in the middle of the first two
        return talks.build()

    watched = Watched(lambda: talks.state, build)
    for _ in range(5):
        watched.look()
    assert talks.built == 3


def test_errors_are_shown_as_text_until_they_are_mended(talks: Talks, watched: Watched) -> None:
    talks.wrong, talks.state = "north.yaml:2: no <script>option</script>\n  \x1b[31m HINT", 1
    watched.look()
    assert "no &lt;script&gt;option&lt;/script&gt;\n  &lt;U+001B&gt;[31m HINT</pre>" in (
        watched.page.text
    )
    assert "mend &lt;it&gt;" in watched.page.text
    assert len(Scripts(watched.page.text).found) == 1
    talks.wrong, talks.state = "", 2
    watched.look()
    assert "<p>3 " in watched.page.text


def test_what_cannot_be_answered_at_all_is_no_page(talks: Talks) -> None:
    talks.wrong = "there are several negotiations"
    with pytest.raises(Stop, match="several"):
        Watched(lambda: 0, talks.build)


def test_a_record_with_errors_is_a_page_from_the_start() -> None:
    def build() -> str:
        raise Stop("the record has errors", problems=(Problem("no-source", Place("x"), "told"),))

    assert "the record has errors</pre>" in Watched(lambda: 0, build).page.text


# The files


def test_the_state_tells_every_change(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.yaml").write_text("1")
    (tmp_path / "b").mkdir()
    folders = (tmp_path / "a", tmp_path / "b", tmp_path / "none")
    states = [state_of(*folders)]
    assert states == [state_of(*folders)]
    (tmp_path / "a" / "x.yaml").write_text("12")
    states.append(state_of(*folders))
    (tmp_path / "b" / "deep").mkdir()
    (tmp_path / "b" / "deep" / "y.yaml").write_text("1")
    states.append(state_of(*folders))
    (tmp_path / "b" / "deep" / "y.yaml").rename(tmp_path / "b" / "z.yml")
    states.append(state_of(*folders))
    other = tmp_path / "other"
    other.write_text("34")
    other.rename(tmp_path / "a" / "x.yaml")  # as editors save: another file of the same name
    states.append(state_of(*folders))
    (tmp_path / "a" / "x.yaml").unlink()
    states.append(state_of(*folders))
    assert len(set(states)) == 6


def test_only_what_a_record_is_made_of_counts(tmp_path: Path) -> None:
    for name in ("page.html", ".draft.yaml", ".schema/x.yaml", "note.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert state_of(tmp_path) == ()
    (told,) = state_of(tmp_path / "note.md")  # but for what is named itself
    assert told[0] == str(tmp_path / "note.md")


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    assert [told[0] for told in state_of(tmp_path)] == [
        *(str(tmp_path / "gone.yaml"), str(tmp_path / "loop"))
    ]


# The server


def test_it_answers_with_the_page_and_its_version(
    server: ThreadingHTTPServer, watched: Watched
) -> None:
    status, text, headers = ask(server)
    assert (status, text) == (200, watched.page.text)
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Server"] == "negtrack"
    assert ask(server, "/version")[:2] == (200, watched.page.version)
    assert ask(server, Host=f"localhost:{server.server_port}")[0] == 200


def test_it_notices_a_change_by_itself(
    server: ThreadingHTTPServer, talks: Talks, watched: Watched
) -> None:
    before = ask(server, "/version")[1]
    talks.state = 1
    for _ in range(500):
        now = ask(server, "/version")[1]
        if now != before:
            break
    assert now == watched.page.version != before


@pytest.mark.parametrize("path", ["/x", "/version/", "/../etc/passwd", "/?x", "/%2e"])
def test_there_is_nothing_else(path: str, server: ThreadingHTTPServer) -> None:
    assert ask(server, path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "X"])
def test_only_get_is_answered(method: str, server: ThreadingHTTPServer) -> None:
    assert ask(server, method=method)[0] == 501


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:{port}.x"],
)
def test_a_name_of_another_site_is_refused(host: str, server: ThreadingHTTPServer) -> None:
    named = host.replace("{port}", str(server.server_port))
    status, text, _ = ask(server, Host=named)
    assert (status, text) == (421, "ask for 127.0.0.1\n")
    assert ask(server, "/version", Host=named)[0] == 421


def test_no_other_address_is_listened_on(server: ThreadingHTTPServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    with socket.socket() as other:  # 127.0.0.2 is this machine as well, and nobody is there
        other.settimeout(2)
        assert other.connect_ex(("127.0.0.2", server.server_port)) != 0


def test_who_connects_and_says_nothing_holds_up_nobody(server: ThreadingHTTPServer) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port)):
        assert ask(server)[0] == 200


def test_a_port_that_is_taken_is_told(server: ThreadingHTTPServer, watched: Watched) -> None:
    with pytest.raises(Stop, match=f"port {server.server_port} cannot be used: ") as stop:
        bound(watched, server.server_port)
    assert "--port" in stop.value.hint
