"""What a page would load from another host is found, and what a reader may follow is not."""

from pathlib import Path

import pytest

from releasing.site import foreign, loads, main


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<a href="https://example.org/">there</a>', []),
        ('<link rel="canonical" href="https://example.org/">', []),
        ('<script src="../assets/a.js"></script><img src="data:image/png;base64,AA">', []),
        ('<script src="https://example.org/a.js"></script>', ["https://example.org/a.js"]),
        ('<img src="//example.org/a.png">', ["//example.org/a.png"]),
        ('<LINK REL="StyleSheet" HREF="http://example.org/a.css">', ["http://example.org/a.css"]),
        ('<link rel="preconnect" href="https://example.org">', ["https://example.org"]),
        ("<style>@import 'https://example.org/a.css';</style>", ["https://example.org/a.css"]),
        ('<iframe src="https://example.org/">', ["https://example.org/"]),
    ],
)
def test_what_a_page_loads(text: str, found: list[str]) -> None:
    assert loads(text) == found


def test_what_a_style_sheet_loads() -> None:
    text = "@font-face{src:url(https://example.org/a.woff2)} a{background:url('b.png')}"
    assert loads(text, styles=True) == ["https://example.org/a.woff2"]


def test_a_site_that_loads_from_elsewhere_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(tmp_path) == 1  # there is no page
    (tmp_path / "index.html").write_text("<p>hello</p>")
    assert main(tmp_path) == 0
    (tmp_path / "a.css").write_text("@import url(//example.org/b.css);")
    assert [*foreign(tmp_path)] == [f"{tmp_path / 'a.css'}: //example.org/b.css"]
    assert main(tmp_path) == 1
    assert "1 addresses on other hosts" in capsys.readouterr().out
