"""Records to put into tables: the real ones, and one that says everything in the worst words."""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache

from base_record import BASE, record
from program import ROOT

from negtrack import folder
from negtrack.record import Record, read_all

WORDS = (
    "=1+1",
    "'=1+1",
    "''=cmd|' /C calc'!A0",
    "+49 30 1234",
    "-5 of them",
    "@SUM(A1)",
    "a;=1;  -2\n=3\t@4\n+5",
    "\uff1dSUM(A1)",
    '[1, "2"]',
    '{"min": 1}',
    '"quoted"',
    '", "", \'; DROP TABLE positions; --',
    "<b>bold</b> &amp; <script>alert(1)</script>",
    " blanks at both ends ",
    "first line\n\nlast line\n",
    "\ttab",
    "_x000D_ and _x005F_x000D_",
    "no break \xa0",
    "bidi \u202eabc\u202c, zero width \u200b, mark \ufeff",
    "🕊 e\u0301 \U0001d54f",
    "#N/A",
    "TRUE",
    "2025-01-01",
    "00123",
    "1e5",
    "-12.50",
    "NULL",
    "x" * 10_000,
    "=" * 10_000,
)
"""Texts that some program takes for something else."""


def _quoted(data: object) -> str:
    """Data as YAML that keeps every text exactly: JSON, with signs beyond 16 bits in one escape."""
    pairs = re.compile(r"\\ud[89ab]\w\w\\ud[c-f]\w\w")

    def whole(found: re.Match[str]) -> str:
        return "\\U" + format(ord(json.loads('"' + found[0] + '"')), "08x")

    return pairs.sub(whole, json.dumps(data))


def hostile() -> Mapping[str, str]:
    quotes = [{"value": word, "quote": word, "note": word, "speaker": word} for word in WORDS]
    language = _quoted([{**one, "disputed": [one]} for one in quotes])
    events = _quoted([{"title": word, "disputed": [{"note": word}]} for word in WORDS])
    head = BASE["negotiation.yaml"].replace("title: The river talks", f"title: {_quoted(WORDS[0])}")
    head = head.replace(
        "{name: North}", f"{{name: {_quoted(WORDS[6])}, note: {_quoted(WORDS[9])}}}"
    )
    head = head.replace("date: 2025-02}", "date: 2025-02, url: 'javascript:alert(1)'}")
    return {
        "negotiation.yaml": head,
        "2025-01-10/north.yaml": f"""\
coder: {_quoted("=coder")}
note: {_quoted(WORDS[6])}
positions:
  language: {language}
  prisoners:
    - {{value: [all, {{max: 9.25}}, 100.50], rejects: [{{min: 100}}, 5], accepts: all}}
    - {{value: 250.125, confidential: true, quote: secret words}}
    - value: {{min: 0.1}}
      only_if:
        - {{bridge: {{max: 2025-04-01}}, venue: [coast, hills]}}
        - {{ceasefire: full, language: {_quoted(WORDS[8])}}}
      of: [south, west]
      salience: 33.3
      by: 2025-03-01
      disputed: [{{value: 7, confidential: true, quote: another secret}}, {{stance: reserve}}]
  bridge: {{value: [2025-03-01, {{min: 2025-04-01}}], package: north-plan}}
packages:
  north-plan: {{title: {_quoted(WORDS[0])}, expires: 2025-02-20, disputed: [{{final: true}}]}}
""",
        "2025-01-10/round.yaml": BASE["2025-01-10/round.yaml"].partition("events:")[0]
        + f"events: {events}\nnote: {_quoted(WORDS[1])}\n"
        + """\
agreements:
  exchange:
    issue: prisoners
    value: {min: 100}
    carried_out:
      - {date: 2025-01-09, amount: 40.5, disputed: [{amount: 12, stated_by: counterpart}]}
      - {date: 2025-01-10}
  told-twice:
    terms: {venue: coast, bridge: 2025-05-01}
    between: [north, south]
    versions: {north: {terms: {venue: hills}, quote: "=north"}, south: {terms: {venue: coast}}}
  titled: {title: To meet again, status: provisional, part: true}
""",
        "2025-02-01/round.yaml": BASE["2025-02-01/round.yaml"]
        + "  exchange: {status: carried-out, carried_out: [{date: 2025-01-29, amount: 60}]}\n",
    }


@cache
def _read(root: str, name: str | None) -> Record:
    (found,) = read_all(folder.read(ROOT / root, name).files).records
    return found


RECORDS: Mapping[str, Callable[[], Record]] = {
    "istanbul-2025": lambda: _read(".", "istanbul-2025"),
    "istanbul-2022": lambda: _read(".", "istanbul-2022"),
    "cop29": lambda: _read("tests/records/cop29", None),
    "wages": lambda: _read("tests/records/wages", None),
    "hostile": lambda: record(hostile()).without_confidential(),
    "hostile, all of it": lambda: record(hostile()),
}
"""Every record by a name for it."""
