"""Answers as pictures: files of their own and parts of a page, whatever a record says."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from builders import TALKS, record
from program import ROOT, in_terminal, piped

from negtrack import folder
from negtrack.analyses.history import history
from negtrack.analyses.linkage import linkage
from negtrack.analyses.show import show
from negtrack.figure import COLUMN, SLIDE, Figure
from negtrack.formats import inline
from negtrack.formats.vega import png, svg
from negtrack.record import Record, read_all
from negtrack.selection import Selection

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    *("svg", "g", "path", "line", "rect", "circle", "polygon", "text", "tspan", "title", "desc"),
}
EVIL = (
    '<script>alert(1)</script>" onload="alert(1)',
    "javascript:alert(1)//\u202eevil",
    "datum.x + (1); url(https://example.org/x.png)",
    "{{7*7}} ${7*7} 🕊️ " + "long " * 2_000,
)


def real(name: str, root: Path = ROOT) -> Record:
    (found,) = read_all(folder.read(root, name).files).records
    return found


RECORDS = {
    "istanbul-2025": (ROOT, "istanbul-2025"),
    "istanbul-2022": (ROOT, "istanbul-2022"),
    "wages": (ROOT / "tests" / "records" / "wages", "wages-2026"),
}


def quoted(text: str) -> str:
    """A text between quotes as YAML has it, what cannot be seen spelled out."""
    return json.dumps(text, ensure_ascii=False).replace("\u202e", "\\u202e")


def hostile() -> Record:
    """Talks in which every text tries to be more than text."""
    head = TALKS.replace("{name: North}", f"{{name: {quoted(EVIL[0])}}}")
    head = head.replace("{name: South}", f"{{name: {quoted(EVIL[1])}}}")
    head = head.replace("hills: The hills", f"hills: {quoted(EVIL[2])}")
    said = f"north: {{wording: {{value: {quoted(EVIL[3])}, only_if: {{venue: hills}}}}}}"
    return record(head, r1=f"{said}\nsouth: {{venue: {{value: hills, only_if: {{pay: 3}}}}}}")


def figures(of: Record) -> Iterator[Figure]:
    """The chart of every issue, the grid of every round, and what waits in each."""
    for issue in of.negotiation.issues:
        yield history(of, Selection(issues=(issue,)), drawn=True).figure()
    for at in of.negotiation.rounds:
        yield show(of, at, Selection()).figure()
        yield linkage(of, at, Selection()).figure()


def parts(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter())


@pytest.mark.parametrize("name", RECORDS)
def test_every_answer_that_can_be_drawn_is_a_figure_in_words_too(name: str) -> None:
    root, negotiation = RECORDS[name]
    for one in figures(real(negotiation, root)):
        assert one.title
        assert one.told.endswith(".")
        assert 0 < one.spec["width"] <= SLIDE.width  # type: ignore[operator]
        json.dumps(one.spec, allow_nan=False)


def drawn() -> Iterator[str]:
    """Hostile talks as files, and as parts of a page."""
    for one in figures(hostile()):
        yield svg(one)
        yield inline.svg(one, "chart")


def test_a_chart_holds_known_elements_and_no_style_script_or_reference() -> None:
    for told in drawn():
        for part in parts(told):
            assert part.tag.removeprefix(SVG) in ALLOWED
            for key, value in part.attrib.items():
                assert key != "style"
                assert not key.startswith("on")
                assert "href" not in key
                assert "url(" not in value


def test_hostile_texts_are_text() -> None:
    for form in (svg, lambda one: inline.svg(one, "chart")):
        told = "".join(
            "".join(ElementTree.fromstring(form(one)).itertext()) for one in figures(hostile())
        )
        assert "<script>alert(1)</script>" in told
        assert not {"\u202e"} & set(told)


def test_charts_of_one_page_share_no_id_and_name_themselves() -> None:
    some = list(figures(hostile()))[:4]
    found = [inline.svg(one, f"chart-{nth}") for nth, one in enumerate(some)]
    ids = [part.get("id") for one in found for part in parts(one) if part.get("id")]
    assert len(ids) == len(set(ids)) == 2 * len(found)
    for one in found:
        root = ElementTree.fromstring(one)
        assert root.get("role") == "img"
        assert set(str(root.get("aria-labelledby")).split()) <= set(ids)


def test_the_same_record_gives_the_same_bytes() -> None:
    one, other = (
        linkage(it, it.negotiation.rounds[-1], Selection()).figure()
        for it in (hostile(), hostile())
    )
    assert svg(one) == svg(other)
    assert png(one) == png(other)


def test_a_column_is_no_wider_than_its_room() -> None:
    of = real("istanbul-2025")
    found = linkage(of, of.negotiation.rounds[-1], Selection()).figure(COLUMN)
    assert found.spec["width"] == COLUMN.width


RECORD = ("-n", "istanbul-2025")


@pytest.mark.parametrize(
    "typed", [("history", "ceasefire"), ("show", "--group", "territory"), ("linkage",)]
)
def test_files_are_written_by_their_ending(typed: tuple[str, ...], tmp_path: Path) -> None:
    for ending in ("svg", "png"):
        file = tmp_path / f"chart.{ending}"
        answer = piped(*typed, *RECORD, "-o", str(file))
        assert (answer.code, answer.out, answer.err) == (0, "", "")
        raw = file.read_bytes()
        if ending == "png":
            assert raw.startswith(b"\x89PNG\r\n\x1a\n")
            assert struct.unpack(">II", raw[16:24]) == (2 * SLIDE.width, 2 * SLIDE.height)
        else:
            assert "Ceasefire" in raw.decode() or "What" in raw.decode() or "Who" in raw.decode()


def test_what_cannot_be_drawn_is_a_sentence(tmp_path: Path) -> None:
    several = piped("history", *RECORD, "-o", str(tmp_path / "x.svg"))
    assert several.code == 2
    assert "a chart is of one issue" in several.err
    other = piped("gaps", *RECORD, "-f", "svg")
    assert other.code == 2
    assert "Traceback" not in other.err
    assert not list(tmp_path.iterdir())


def test_a_picture_is_not_poured_into_a_terminal() -> None:
    answer = in_terminal("linkage", *RECORD, "-f", "png")
    assert answer.code == 2
    assert "\x89PNG" not in answer.out
