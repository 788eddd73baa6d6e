"""A page as a reader of its HTML has it: elements with their attributes, and the text in them."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import NamedTuple

VOID = {"meta", "br", "hr", "img", "input", "link", "wbr"}


class Element(NamedTuple):
    """A start tag: its name, its attributes, and the text between it and its end."""

    tag: str
    attributes: dict[str, str]
    said: list[str]

    @property
    def text(self) -> str:
        return " ".join("".join(self.said).split())


class Reader(HTMLParser):
    """Reads a page, and fails where an element is ended that was not begun, or left open."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(page)
        self.close()
        assert not self._open, [one.tag for one in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        one = Element(tag, {name: value or "" for name, value in attrs}, [])
        self.elements.append(one)
        if tag not in VOID:
            self._open.append(one)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for one in self._open:
            one.said.append(data)

    def all(self, *tags: str) -> list[Element]:
        """Every element of these names, in order."""
        return [one for one in self.elements if one.tag in tags]

    def at(self, name: str) -> Element:
        """The element with an id."""
        (found,) = [one for one in self.elements if one.attributes.get("id") == name]
        return found

    @property
    def text(self) -> str:
        """All that a reader reads."""
        return self.all("body")[0].text


def faults(page: str) -> list[str]:
    """Whatever no page of ours may have; empty where all is well."""
    read = Reader(page)
    found = [*_reaching(read), *_unlawful(read, page)]
    ids = [one.attributes["id"] for one in read.elements if "id" in one.attributes]
    found += [f"id {one} twice" for one in set(ids) if ids.count(one) > 1]
    found += [f"id {one!r}" for one in ids if not re.fullmatch(r"[a-z][a-z0-9-]*", one)]
    levels = [int(one.tag[1]) for one in read.all("h1", "h2", "h3", "h4", "h5", "h6")]
    steps = zip([0, *levels], levels, strict=False)
    found += [f"h{after} after h{before}" for before, after in steps if after > before + 1]
    known = {f"#{one}" for one in ids}
    inner = [one.attributes.get("href", "") for one in read.all("a")]
    found += [f"{one} leads nowhere" for one in inner if one[:1] == "#" and one not in known]
    return found


def _reaching(read: Reader) -> list[str]:
    """Attributes that run something, or reach out of the page other than by a link."""
    found = []
    for one in read.elements:
        for name, value in one.attributes.items():
            if name == "style" or name.startswith("on"):
                found.append(f"{one.tag} {name}")
            reaches = name in ("src", "srcset", "action", "formaction", "data", "poster")
            led = name in ("href", "xlink:href")
            web = one.tag == "a" and re.match("https?://", value)
            if (reaches or led) and not web and not value.startswith("#"):
                found.append(f"{one.tag} {name}={value}")
    return found


def _unlawful(read: Reader, page: str) -> list[str]:
    """What the policy of the page does not allow, or allows and is not there."""
    (policy,) = [
        one.attributes["content"]
        for one in read.all("meta")
        if one.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    found = []
    for tag in ("style", "script"):
        texts = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        allowed = [f"'sha256-{b64encode(sha256(x.encode()).digest()).decode()}'" for x in texts]
        if rules[f"{tag}-src"].split() != (allowed or ["'none'"]):
            found.append(f"policy of {tag}")
    others = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}
    return found + [name for name, told in others.items() if rules.get(name) != told]
