"""Self-contained pages: templates that escape every text, one style, and a policy without holes.

A page asks nobody for anything: its style and script are in it, and the policy in its head allows
these two by their hashes, and no other. Texts are made visible and escaped wherever they are put.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from negtrack.text import one_line, visible

_FOLDER = Path(__file__).parent
_WEB = re.compile(r"https?://[^\s/?#\\@]+(?:[/?#]\S*)?", re.IGNORECASE)


def render(template: str, values: Mapping[str, object], *, script: bool = False) -> str:
    """A page from a template of this folder; with `script`, the page's own script is in it.

    The same values make the same bytes, which end in one newline.
    """
    style = _read("style.css")
    code = _read("page.js") if script else ""
    given = {
        "style": Markup(style),
        "script": Markup(code),
        "policy": Markup(policy(style, code)),
    }
    return _environment().get_template(template).render({**given, **values}) + "\n"


def policy(style: str, script: str) -> str:
    """The policy of a page: nothing is loaded, sent or run but this style and this script."""
    rules = (
        "default-src 'none'",
        f"style-src {_allowed(style)}",
        f"script-src {_allowed(script)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def is_web(address: str) -> bool:
    """Whether an address may be followed: http or https, and nothing in it that cannot be seen."""
    return bool(_WEB.fullmatch(address)) and visible(address) == address


def drawn(chart: str) -> Markup:
    """A chart as it stands in a page: SVG of known elements and attributes, by `formats.inline`."""
    return Markup(chart)


def _allowed(text: str) -> str:
    if not text:
        return "'none'"
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _read(name: str) -> str:
    """A style or script as it stands in the page, where nothing may end it early."""
    text = (_FOLDER / name).read_text(encoding="utf-8")
    assert "</" not in text
    return text


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.filters["kind"] = _kind
    found.filters["lines"] = _lines
    found.tests["web"] = is_web
    return found


def _shown(value: object) -> object:
    """What is put into a page: a text on one line, without what hides or commands."""
    return one_line(value) if type(value) is str else value


def _lines(text: str) -> Markup:
    """A text that keeps its breaks and spaces, escaped."""
    return Markup.escape(visible(text))


def _kind(block: object) -> str:
    return type(block).__name__
