"""A paper as one self-contained HTML page: no script, no request, notes with links back."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from negtrack.paper import Note, Paper, Part, Told

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_STYLE = """\
:root { color-scheme: light dark; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.1rem; margin: 1.25rem 0 .25rem; }
p { margin: 0 0 .5rem; }
p, li, h1 { overflow-wrap: anywhere; }
sup { line-height: 0; }
sup a { text-decoration: none; padding: 0 .1em; }
footer, .notes { font-size: .85rem; }
a { color: LinkText; }
a:focus-visible { outline: 2px solid; outline-offset: 2px; }
@media print {
  @page { size: A4; margin: 12mm 14mm; }
  :root { color-scheme: light; }
  body { margin: 0; padding: 0; max-width: none; font-size: 9pt; line-height: 1.28; }
  h1 { font-size: 13pt; margin: 0 0 4pt; }
  h2 { font-size: 9.5pt; margin: 4pt 0 0; break-after: avoid; }
  p { margin: 0 0 2pt; }
  .notes { columns: 2; column-gap: 5mm; }
  footer, .notes { font-size: 6.5pt; line-height: 1.2; }
  .notes ol { margin: 0; padding-left: 1.6em; }
  .back { display: none; }
  a { color: inherit; text-decoration: none; }
}
"""


def render(paper: Paper) -> str:
    """The page: the parts under headings, the notes as a list, and the foot."""
    return "\n".join(_lines(paper)) + "\n"


def _lines(paper: Paper) -> Iterator[str]:
    numbers, named = paper.numbers(), set[int]()
    title = escape(paper.title)
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(paper.language)}">'
    yield f'<head>\n<meta charset="utf-8">\n<title>{title}</title>'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield f'<h1 dir="auto">{title}</h1>'
    for part in paper.parts:
        yield from _part(part, numbers, named)
    yield "</main>"
    if numbers:
        yield '<section class="notes" aria-labelledby="notes">\n<h2 id="notes">Notes</h2>\n<ol>'
        yield from (_note(note, number) for note, number in numbers.items())
        yield "</ol>\n</section>"
    yield "<footer>"
    yield from (f'<p dir="auto">{escape(line)}</p>' for line in paper.foot)
    yield "</footer>\n</body>\n</html>"


def _part(part: Part, numbers: dict[Note, int], named: set[int]) -> Iterator[str]:
    told = " ".join(_sentence(one, numbers, named) for one in part.whole)
    yield f'<h2 dir="auto">{escape(part.heading)}</h2>'
    yield f'<p dir="auto">{told}</p>'


def _sentence(one: Told, numbers: dict[Note, int], named: set[int]) -> str:
    """A sentence with its marks; the first that names a note is where the note leads back to."""
    marks = []
    for note in one.notes:
        number = numbers[note]
        place = "" if number in named else f' id="r{number}"'
        named.add(number)
        marks.append(f'<a href="#n{number}"{place} aria-label="Note {number}">{number}</a>')
    told = f"<sup>{'&#160;'.join(marks)}</sup>" if marks else ""
    return f"<bdi>{escape(one.text)}</bdi>{told}"


def _note(note: Note, number: int) -> str:
    cites = [
        f'<a href="{escape(cite.url)}" rel="noreferrer">{escape(cite.label)}</a>'
        if cite.url
        else escape(cite.label)
        for cite in note.cites
    ]
    told = ". ".join(part for part in ("; ".join(cites), escape(note.remark)) if part)
    places = f" ({escape(', '.join(note.places))})" if note.places else ""
    back = f'<a class="back" href="#r{number}" aria-label="Back to the text">↩</a>'
    return f'<li id="n{number}"><bdi>{told}{places}</bdi> {back}</li>'
