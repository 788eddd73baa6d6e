"""A paper as a Word document with real footnotes, the same bytes for the same paper.

python-docx has no footnotes: their part is written here as WordprocessingML (ECMA-376, part 1,
17.11), with its separators, styles, hyperlinks, relationship and content type.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from html import escape
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as FilePart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from negtrack.paper import Note, Paper, Told

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AT_REST = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive: the earliest that one can have."""

_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


def render(paper: Paper) -> bytes:
    """The document: A4, a heading and a paragraph a part, the foot at the end."""
    made = docx.Document()
    _properties(made, paper)
    _layout(made, paper)
    numbers = paper.numbers()
    made.add_heading(_xml(paper.title), level=1)
    for part in paper.parts:
        made.add_heading(_xml(part.heading), level=2)
        told = made.add_paragraph()
        for one in part.whole:
            _sentence(told, one, numbers)
    for line in paper.foot:
        made.add_paragraph(_xml(line), style="footnote text")
    _footnotes(made, numbers)
    return _archive(made)


def _properties(made: Any, paper: Paper) -> None:
    """What the document says of itself: nothing of when and by whom it was made."""
    day = datetime.datetime.fromisoformat(paper.date)
    told = made.core_properties
    told.title, told.author, told.last_modified_by = _xml(paper.title)[:255], "negtrack", "negtrack"
    told.created = told.modified = day
    told.language, told.comments, told.revision = paper.language, "", 1
    package = made.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[name]


def _layout(made: Any, paper: Paper) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(16)
    page.top_margin = page.bottom_margin = Mm(13)
    styles = made.styles
    for name, size, before, after in (
        *(("Normal", 9, 0, 2), ("Heading 1", 13, 0, 3), ("Heading 2", 10, 4, 0)),
    ):
        styles[name].font.size = Pt(size)
        styles[name].paragraph_format.space_before = Pt(before)
        styles[name].paragraph_format.space_after = Pt(after)
        styles[name].paragraph_format.line_spacing = 1.0
    text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.base_style, text.font.size = styles["Normal"], Pt(6.5)
    text.paragraph_format.space_after = Pt(0)
    mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), paper.language)


def _sentence(paragraph: Any, one: Told, numbers: dict[Note, int]) -> None:
    """A sentence and the marks of its footnotes, with a comma between two marks."""
    paragraph.add_run(_xml(one.text))
    for place, note in enumerate(one.notes):
        if place:
            paragraph.add_run(",", style="footnote reference")
        run = paragraph.add_run(style="footnote reference")
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(numbers[note]))
        run._r.append(mark)
    paragraph.add_run(" ")


def _footnotes(made: Any, numbers: dict[Note, int]) -> None:
    """Add the part that holds the notes, and name its separators in the settings."""
    whole = made.part.package
    name = PackURI("/word/footnotes.xml")
    part = FilePart(name, CONTENT_TYPE.WML_FOOTNOTES, b"", whole)
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p>'
        "</w:footnote>"
        for kind, number in _SEPARATORS
    )
    told = "".join(_footnote(part, note, number) for note, number in numbers.items())
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    part._blob = f"{head}<w:footnotes {_SPACES}>{separators}{told}</w:footnotes>".encode()
    made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    used = OxmlElement("w:footnotePr")
    for _, number in _SEPARATORS:
        one = OxmlElement("w:footnote")
        one.set(qn("w:id"), str(number))
        used.append(one)
    settings = made.settings.element
    settings.find(qn("w:compat")).addprevious(used)


def _footnote(part: FilePart, note: Note, number: int) -> str:
    style = _style_id("footnote text")
    mark = f'<w:rPr><w:rStyle w:val="{_style_id("footnote reference")}"/></w:rPr>'
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"<w:r>{mark}<w:footnoteRef/></w:r>{_run(' ')}{''.join(_runs(part, note))}"
        "</w:p></w:footnote>"
    )


def _style_id(style: str) -> str:
    """The id that python-docx gives a style of this name."""
    return style.replace(" ", "")


def _runs(part: FilePart, note: Note) -> Iterator[str]:
    """The text of a note, its sources as links where they have an address."""
    for place, cite in enumerate(note.cites):
        told = _run(f"{'; ' if place else ''}{cite.label}")
        if cite.url:
            name = part.relate_to(cite.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            told = f'<w:hyperlink r:id="{name}">{told}</w:hyperlink>'
        yield told
    remark = f"{'. ' if note.cites else ''}{note.remark}" if note.remark else ""
    places = f" ({', '.join(note.places)})" if note.places else ""
    yield _run(f"{remark}{places}")


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(_xml(text))}</w:t></w:r>' if text else ""


def _xml(text: str) -> str:
    """A text without what XML cannot hold, each spelled as its code point."""
    return _NO_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def _archive(made: Any) -> bytes:
    """The document's archive with its files in order of name, and no date in it."""
    saved, out = io.BytesIO(), io.BytesIO()
    made.save(saved)
    with zipfile.ZipFile(saved) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        first = "[Content_Types].xml"
        for name in sorted(whole.namelist(), key=lambda one: (one != first, one)):
            held = zipfile.ZipInfo(name, _AT_REST)
            held.compress_type, held.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(held, whole.read(name))
    return out.getvalue()
