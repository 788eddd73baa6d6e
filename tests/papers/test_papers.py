"""The brief as Markdown, HTML and Word: its notes, hostile texts, structure, and the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser

import docx
import pytest
from builders import real
from docx.shared import Mm
from lxml import etree

from negtrack import papers
from negtrack.analyses.brief import brief
from negtrack.locks import locks
from negtrack.paper import Cite, Note, Paper, Part, Told
from negtrack.selection import Selection

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

BAD = "<script>alert(1)</script> ![i](https://x.example/i.png) [^9] *b* `c` & \ufffe </w:t>"


def hostile() -> Paper:
    note = Note((Cite("s", BAD, "https://a.example/<b>'\"x"), Cite("t", "T", "javascript:x")), BAD)
    told = Told(BAD, (note, Note((), "Rule", ("a`b.yaml:1",))))
    return Paper(BAD, (Part(BAD, (told,)),), (BAD,), "2025-01-01").clean()


def istanbul() -> Paper:
    of = real("istanbul-2025")
    return brief(of, of.negotiation.rounds[-1], Selection(), locks).paper


class Tags(HTMLParser):
    """Every tag with its attributes, and the text between."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def html(paper: Paper) -> str:
    told = papers.render("html", paper)
    assert isinstance(told, str)
    return told


def markdown(paper: Paper) -> str:
    told = papers.render("md", paper)
    assert isinstance(told, str)
    return told


def word(paper: Paper) -> zipfile.ZipFile:
    told = papers.render("docx", paper)
    assert isinstance(told, bytes)
    return zipfile.ZipFile(io.BytesIO(told))


@pytest.mark.parametrize("name", papers.FORMATS)
def test_the_same_paper_gives_the_same_bytes(name: str) -> None:
    assert papers.render(name, istanbul()) == papers.render(name, istanbul())


def test_every_mark_of_markdown_has_its_footnote() -> None:
    told = markdown(istanbul())
    defined = re.findall(r"^\[\^(\d+)\]: ", told, re.MULTILINE)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", told))
    assert defined == [str(n) for n in range(1, len(istanbul().notes) + 1)]
    assert used == set(defined)


def test_markdown_of_a_hostile_text_is_text() -> None:
    told = markdown(hostile())
    assert not re.search(r"(?<!\\)<script", told)
    assert "[^9]" not in told.replace(r"\[^9\]", "")
    assert not re.search(r"(?<!\\)\[i(?<!\\)\]\(", told)
    assert "(<https://a.example/" not in told  # it has what no address has
    assert "javascript:" not in told
    assert "`ab.yaml:1`" in told


def test_every_mark_of_the_page_leads_to_its_note_and_back() -> None:
    tags = Tags(html(istanbul())).tags
    ids = [one["id"] for _, one in tags if one.get("id")]
    links = [one["href"] or "" for tag, one in tags if tag == "a"]
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in links if link.startswith("#")} <= set(ids)
    assert all(link.startswith(("#", "http://", "https://")) for link in links)
    assert sum(one is not None and one.startswith("n") for one in ids) >= len(istanbul().notes)


def test_the_page_asks_nobody_for_anything() -> None:
    page = html(istanbul())
    tags = Tags(page).tags
    assert not {tag for tag, _ in tags} & {"script", "img", "link", "iframe", "form", "object"}
    policy = [one["content"] or "" for _, one in tags if one.get("http-equiv")]
    assert policy[0].startswith("default-src 'none'")
    assert not any(name.startswith("on") for _, one in tags for name in one)
    assert "url(" not in page
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">')


def test_a_hostile_text_is_text_on_the_page() -> None:
    found = Tags(html(hostile()))
    assert "script" not in {tag for tag, _ in found.tags}
    assert found.text.count("<script>alert(1)</script>") >= 4
    links = [one["href"] or "" for tag, one in found.tags if tag == "a"]
    assert not any("javascript" in link for link in links)


def test_a_word_document_opens_and_has_all_sentences() -> None:
    paper = istanbul()
    told = papers.render("docx", paper)
    assert isinstance(told, bytes)
    made = docx.Document(io.BytesIO(told))
    texts = [one.text for one in made.paragraphs]
    assert [one.text for one in made.paragraphs if one.style.name == "Heading 2"] == [
        part.heading for part in paper.parts
    ]
    for part in paper.parts:
        assert any(part.whole[0].text in text for text in texts)
    (section,) = made.sections
    assert abs(section.page_width - Mm(210)) < Mm(1)
    assert abs(section.page_height - Mm(297)) < Mm(1)


def test_every_mark_of_a_word_document_is_a_real_footnote() -> None:
    archive, paper = word(istanbul()), istanbul()
    notes = etree.fromstring(archive.read("word/footnotes.xml"))
    ids = [one.get(f"{W}id") for one in notes]
    assert ids == ["-1", "0", *(str(n) for n in range(1, len(paper.notes) + 1))]
    assert [one.get(f"{W}type") for one in notes][:2] == ["separator", "continuationSeparator"]
    body = etree.fromstring(archive.read("word/document.xml"))
    marks = [one.get(f"{W}id") for one in body.iter(f"{W}footnoteReference")]
    assert set(marks) == set(ids[2:])
    assert len(marks) == sum(len(one.notes) for part in paper.parts for one in part.whole)
    types = archive.read("[Content_Types].xml").decode()
    assert 'PartName="/word/footnotes.xml"' in types
    assert "wordprocessingml.footnotes+xml" in types
    assert "relationships/footnotes" in archive.read("word/_rels/document.xml.rels").decode()
    settings = etree.fromstring(archive.read("word/settings.xml"))
    used = settings.find(f"{W}footnotePr")
    assert used is not None
    assert [one.get(f"{W}id") for one in used] == ["-1", "0"]


def test_the_styles_of_footnotes_are_there() -> None:
    archive = word(istanbul())
    styles = etree.fromstring(archive.read("word/styles.xml"))
    known = {one.get(f"{W}styleId") for one in styles.iter(f"{W}style")}
    for name in ("word/footnotes.xml", "word/document.xml"):
        tree = etree.fromstring(archive.read(name))
        for kind in ("pStyle", "rStyle"):
            assert {one.get(f"{W}val") for one in tree.iter(f"{W}{kind}")} <= known
    assert {one.get(f"{W}val") for one in styles.iter(f"{W}lang")} == {"en-GB"}


def test_links_of_footnotes_are_relations_of_their_part() -> None:
    archive = word(istanbul())
    notes = etree.fromstring(archive.read("word/footnotes.xml"))
    wanted = {one.get(f"{R}id") for one in notes.iter(f"{W}hyperlink")}
    relations = etree.fromstring(archive.read("word/_rels/footnotes.xml.rels"))
    there = {one.get("Id"): one.get("Target") or "" for one in relations}
    assert wanted
    assert wanted <= set(there)
    assert all(one.startswith(("http://", "https://")) for one in there.values())


def test_a_word_document_says_nothing_of_when_it_was_made() -> None:
    archive = word(istanbul())
    assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {f"{istanbul().date}T"}
    assert "python-docx" not in core
    assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_a_hostile_text_is_text_in_a_word_document() -> None:
    archive = word(hostile())
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(archive.read(name))
    body = etree.fromstring(archive.read("word/document.xml"))
    assert "<script>alert(1)</script>" in "".join(body.itertext())
    assert "<U+FFFE>" in "".join(body.itertext())
    assert b"javascript" not in archive.read("word/footnotes.xml")


def test_a_paper_without_notes_can_be_set() -> None:
    bare = Paper("T", (Part("H", (Told("S."),)),), (), "2025-01-01")
    assert markdown(bare).startswith("# T\n\n## H\n\nS.")
    assert 'class="notes"' not in html(bare)
    assert "word/footnotes.xml" in word(bare).namelist()
