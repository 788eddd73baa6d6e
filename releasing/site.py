"""Whether a site keeps to itself: `python -m releasing.site FOLDER` names what it would load.

A link to another host is followed where a reader follows it. What a page loads by itself, such as a
script, a style, a font or a picture, tells that host who reads what.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

_LOADING = {"src", "srcset", "data", "poster", "background"}
_ELSEWHERE = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)
_IN_STYLES = re.compile(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')\s;]+)", re.IGNORECASE)
_LINKED = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "manifest"}


class _Loads(HTMLParser):
    """What a page loads by itself from other hosts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses of an element that loads what they name."""
        told = {name: value or "" for name, value in attrs}
        loading = {name for name in told if name in _LOADING}
        if tag == "link" and _LINKED & set(told.get("rel", "").lower().split()):
            loading.add("href")
        self.found += [told[name] for name in sorted(loading) if _ELSEWHERE.match(told[name])]
        self.found += _IN_STYLES.findall(told.get("style", ""))


def loads(text: str, *, styles: bool = False) -> list[str]:
    """The addresses on other hosts that a page, or a style sheet, loads by itself."""
    if styles:
        return _IN_STYLES.findall(text)
    page = _Loads()
    page.feed(text)
    return page.found + _IN_STYLES.findall(text)


def foreign(folder: Path) -> Iterator[str]:
    """Every address that a site loads from elsewhere, with the file that does."""
    for file in sorted(folder.rglob("*")):
        if file.suffix in (".html", ".css"):
            for address in loads(file.read_text("utf-8"), styles=file.suffix == ".css"):
                yield f"{file}: {address}"


def main(folder: Path) -> int:
    """Tell what a site loads from elsewhere; 1 where it does, or where there is no site."""
    found = list(foreign(folder))
    sys.stdout.write("".join(f"{one}\n" for one in found))
    pages = sum(1 for _ in folder.rglob("*.html"))
    sys.stdout.write(f"{pages} pages, {len(found)} addresses on other hosts that they load\n")
    return int(bool(found) or not pages)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
