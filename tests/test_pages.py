"""Pages: what may be followed from one, and what its policy allows."""

import pytest

from negtrack.pages import is_web, policy


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org/a?b=c#d",
        "HTTPS://EXAMPLE.ORG/",
        "https://example.org/ü",
    ],
)
def test_http_and_https_may_be_followed(address: str) -> None:
    assert is_web(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "//example.org",
        "javascript:alert(1)",
        "JAVASCRIPT://example.org/%0aalert(1)",
        "data:text/html,x",
        "ftp://example.org",
        "https:",
        "https://",
        "https:///path",
        "https://user@evil.example/",
        "https://one two",
        "https://example.org/\nx",
        "https://example.org/\u202egpj",
        " https://example.org",
        "https://example.org\\@evil.example",
    ],
)
def test_nothing_else_may(address: str) -> None:
    assert not is_web(address)


def test_a_policy_allows_a_style_and_a_script_by_their_hashes_alone() -> None:
    told = policy("a {}", "")
    assert told.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src 'none'" in told
    assert "unsafe" not in policy("a {}", "f()")
    assert policy("a {}", "f()") != policy("a {}", "g()")
