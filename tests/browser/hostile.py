"""A record in which every text that somebody can write tries to be more than text."""

from __future__ import annotations

import json
from pathlib import Path

TEXTS = {
    "script": "</script><script>window.hacked=1;alert(1)</script>",
    "handler": '"><img src=x onerror="window.hacked=2;alert(2)"><svg onload=window.hacked=3>',
    "attribute": "' autofocus onfocus='window.hacked=4' onmouseover=window.hacked=5 x='",
    "style": "</style><style>*{display:none}</style><link rel=stylesheet href=https://evil.example>",
    "frame": "</title></head><h1>taken</h1><iframe srcdoc='<script>alert(6)</script>'></iframe>",
    "comment": "--><b>bold</b><!-- ]]> <![CDATA[ <base href=https://evil.example/>",
    "template": "{{ 7*'7' }} {% raw %}{{ config }}{% endraw %} {# gone #} ${7*7} #{7*7} <%= 7 %>",
    "entities": "&lt;b&gt; &#60;b&#62; &amp;amp; &nbsp;&copy",
    "json": '"}]};window.hacked=7;//\\u003cscript\\u003e\\"\\\\',
    "form": "<form action=https://evil.example><input name=x autofocus><button>go</button></form>",
    "meta": "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "markdown": "[x](javascript:alert(8)) ![y](https://evil.example/z.png) <https://evil.example>",
    "hidden": "e\u200bf\u2060g\u00adh",
    "bidi": "pay \u202e000,1\u202c to \u2066them\u2069 \u200f\u200e",
    "right to left": "وقف إطلاق النار 30 days הפסקת אש",
    "emoji": "👩\u200d👩\u200d👧\u200d👦 🏴\u200d☠️ 🇺🇦 é\u0301\u0302\u0303\u0304 ﷽",
    "long word": "x" * 400,
}
"""What is put into every text in turn; each has to be read as it is written."""

ADDRESSES = (
    "javascript:window.hacked=9",
    "JaVaScRiPt://%0aalert(9)",
    " \tjavascript:alert(9)",
    "data:text/html,<script>alert(10)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example/",
    'https://good.example/"onclick="alert(11)',
    "https://good.example/'><script>alert(12)</script>",
    "http://good.example/ok?a=1&b=2#c",
)
"""What stands where a source has its address; only those to good places may become links."""

LONG = "We said: \u201call or nothing\u201d & <not> less. " * 220
"""A quote of about ten thousand characters."""

UNBROKEN = "y" * 10_000


def hostile(root: Path) -> Path:
    """Write the record below a folder, as `positions/hostile` with two rounds; the folder."""
    below = root / "positions" / "hostile"
    texts = list(TEXTS.values())
    _write(below / "negotiation.yaml", _head(texts))
    for number, date in enumerate(("2025-01-01", "2025-02-01")):
        _write(below / date / "round.yaml", _round(texts, date))
        for party in ("north", "south"):
            _write(below / date / f"{party}.yaml", _party(texts, number, party))
    return root


def _write(file: Path, what: dict[str, object]) -> None:
    """A mapping as YAML: a key on each line, with JSON after it, which YAML reads as it is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    told = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in what.items())
    file.write_text("".join(told), encoding="utf-8")


def _head(texts: list[str]) -> dict[str, object]:
    every = " ".join(texts)
    issues: dict[str, object] = {
        f"issue-{n}": {"title": text, "group": text, "scale": "text", "note": text}
        for n, text in enumerate(texts)
    }
    issues["ladder"] = {
        "title": every,
        "scale": "ladder",
        "options": {f"o-{n}": {"label": text, "at": n * 5} for n, text in enumerate(texts)},
    }
    issues["pay"] = {"title": "Pay", "scale": "quantity", "unit": texts[0], "min": 0, "max": 50}
    return {
        "title": every,
        "note": every,
        "parties": {
            "north": {"name": every, "note": every},
            "south": {"name": texts[1]},
            **{f"third-{n}": {"name": text, "role": "mediator"} for n, text in enumerate(texts)},
        },
        "issues": issues,
        "sources": {
            f"source-{n}": {"publisher": texts[n], "title": every, "url": url}
            for n, url in enumerate(ADDRESSES)
        },
    }


def _round(texts: list[str], date: str) -> dict[str, object]:
    every = " ".join(texts)
    return {
        "date": date,
        "venue": every,
        "delegations": {"north": texts},
        "events": [
            {"title": text, "date": date, "quote": text, "speaker": text, "source": "source-0"}
            for text in texts
        ],
        "agreements": {
            f"deal-{n}-{date}": {
                "title": text,
                "issue": f"issue-{n}",
                "value": text,
                "quote": text,
                "carried_out": [{"date": date, "note": text, "source": "source-1"}],
            }
            for n, text in enumerate(texts[:3])
        },
    }


def _party(texts: list[str], number: int, party: str) -> dict[str, object]:
    positions: dict[str, object] = {}
    for n, text in enumerate(texts):
        positions[f"issue-{n}"] = {
            "value": f"{text} {party} {number}",
            "quote": text,
            "speaker": text,
            "note": text,
            "source": f"source-{n % len(ADDRESSES)}",
            "disputed": [{"value": f"{text} otherwise", "quote": text, "stated_by": "press"}],
        }
    positions["ladder"] = {
        "value": f"o-{number + (9 if party == 'south' else 0)}",
        "quote": LONG,
        "only_if": {"pay": 10},
        "source": [f"source-{n}" for n in range(len(ADDRESSES))],
    }
    positions["pay"] = {
        "value": 10 + number if party == "north" else 40,
        "quote": UNBROKEN,
        "only_if": {"ladder": "o-3"},
        "source": "source-9",
    }
    return {
        "coder": texts[0],
        "positions": positions,
        "packages": {f"all-{party}-{number}": {"title": " ".join(texts), "quote": texts[0]}},
    }
