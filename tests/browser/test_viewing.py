"""What looks at pages notices what it is there to notice: each fault is complained of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.viewing import PHONE, View, violations

POLICY = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">"
FAULTS = {
    "<script>window.hacked = 1</script>": "policy: script-src-elem: inline",
    "<p style='color: red'>x</p>": "policy: style-src-attr: inline",
    "<img src='https://evil.example/x.png'>": "policy: img-src: https://evil.example/x.png",
}
BARE_FAULTS = {
    "<img src='https://evil.example/x.png'>": "request: https://evil.example/x.png",
    "<link rel='stylesheet' href='x.css'>": "request: file:///",
    "<script>alert('x')</script>": "dialog: x",
    "<script>none()</script>": "error: none is not defined",
    "<script>console.warn('x')</script>": "warning: x",
    "<script>fetch('https://evil.example/').catch(() => 0)</script>": "request: https://evil",
    "<script>new WebSocket('wss://evil.example/')</script>": "socket: wss://evil.example/",
}


def page(folder: Path, body: str, policy: str = "") -> Path:
    file = folder / "page.html"
    file.write_text(
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8>{policy}<title>x</title></head>"
        f"<body><main><h1>x</h1>{body}</main></body></html>"
    )
    return file


def test_a_quiet_page_is_no_complaint(tmp_path: Path, view: Callable[..., View]) -> None:
    seen = view(page(tmp_path, "<p>quiet</p><details><summary>a</summary>b</details>", POLICY))
    seen.open_all()
    assert seen.complaints() == []
    assert seen.overflow() == []
    assert seen.text() == "x quiet a b"


@pytest.mark.parametrize("body", FAULTS)
def test_what_a_policy_stops_is_noticed(
    body: str, tmp_path: Path, view: Callable[..., View]
) -> None:
    told = view(page(tmp_path, body, POLICY)).complaints()
    assert FAULTS[body] in told
    assert any(one.startswith("error: ") for one in told)


@pytest.mark.parametrize("body", BARE_FAULTS)
def test_what_no_policy_stops_is_noticed(
    body: str, tmp_path: Path, view: Callable[..., View]
) -> None:
    told = view(page(tmp_path, body)).complaints()
    assert any(one.startswith(BARE_FAULTS[body]) for one in told), told


def test_a_page_that_is_too_wide_is_noticed(tmp_path: Path, view: Callable[..., View]) -> None:
    seen = view(page(tmp_path, f"<p>{'x' * 200}</p>"), width=PHONE)
    width, *wide = seen.overflow()
    assert width.endswith(f" of {PHONE}")
    assert any("xxx" in one for one in wide)


def test_axe_notices_what_cannot_be_read(tmp_path: Path, view: Callable[..., View]) -> None:
    faint = "<style>p {color: #eee; background: #fff}</style><p>faint</p><a href='#x'></a>"
    told = violations(view(page(tmp_path, faint, POLICY), bypass=True))
    assert {one.partition(":")[0] for one in told} == {"color-contrast", "link-name"}


def test_a_page_without_script_is_looked_at_without(
    tmp_path: Path, view: Callable[..., View]
) -> None:
    seen = view(page(tmp_path, "<noscript>none</noscript><script>alert(1)</script>"), script=False)
    assert "none" in seen.page.inner_text("body")
    assert seen.did == []
