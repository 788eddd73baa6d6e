"""The answer to whether coders agree: its figures, its warnings, and every disagreement."""

from builders import TALKS, record, sentences, tables

from negtrack.analyses.reliability import ReliabilityReport, reliability
from negtrack.coders import whole
from negtrack.selection import Selection

STEPS = ("none", "local", "full")


def asked(one: list[str], other: list[str], issue: str = "ceasefire") -> ReliabilityReport:
    """Two coders of as many rounds as there are values, one value a round."""
    records = [
        record(TALKS, **{f"r{n}": f"north: {{{issue}: {said}}}" for n, said in enumerate(told, 1)})
        for told in (one, other)
    ]
    coders = tuple(whole(name, of) for name, of in zip(("ada", "bo"), records, strict=True))
    return reliability(coders, Selection())


def row(report: ReliabilityReport, name: str) -> list[str]:
    return next(one for one in tables(report.page())[""] if one[0] == name)


def test_coders_who_agree_have_no_disagreement() -> None:
    found = asked([*STEPS, *STEPS], [*STEPS, *STEPS])
    assert not found.found
    assert row(found, "ceasefire") == [
        *("ceasefire", "ordinal", "6", "100 %", "1.000", "–", "reliable"),
    ]
    assert row(found, "stance")[-3:] == ["–", "–", "no variation"]
    assert "There is no disagreement." in sentences(found.page())
    assert not [one for one in sentences(found.page()) if one.startswith(("Warning", "Note"))]


def test_alpha_below_667_is_a_warning_with_its_source() -> None:
    found = asked([*STEPS, *STEPS], ["full", "local", "none", *STEPS])
    assert row(found, "ceasefire")[-1] == "unreliable"
    (warning,) = (one for one in sentences(found.page()) if one.startswith("Warning"))
    assert warning == "Warning: α below 0.667, so draw no conclusions from ceasefire."
    assert "Krippendorff, Content Analysis, 2nd ed. 2004, p. 241" in sentences(found.page())[-1]
    verdicts = {one["issue"]: one["verdict"] for one in found.data()["variables"]}
    assert verdicts["ceasefire"] == "unreliable"


def test_alpha_below_8_is_a_note() -> None:
    found = asked([*STEPS, *STEPS, "full"], [*STEPS, *STEPS[:2], "local", "local"])
    alpha = float(row(found, "ceasefire")[4])
    assert 0.667 <= alpha < 0.8
    (note,) = (one for one in sentences(found.page()) if one.startswith("Note"))
    assert note == "Note: α below 0.8, so draw tentative conclusions at best from ceasefire."


def test_few_units_have_no_verdict_whatever_their_alpha() -> None:
    found = asked([*STEPS], [*STEPS])
    assert row(found, "ceasefire")[-3:] == ["1.000", "–", "too few units"]
    assert {one["verdict"] for one in found.data()["variables"]} == {None}


def test_every_disagreement_has_both_places_and_what_each_made_of_it() -> None:
    found = asked(["none", "local"], ["none", "{value: full, stance: offer}"])
    assert found.found
    (told,) = tables(found.page())["Disagreements"]
    assert told == [
        *("r2", "north", "ceasefire", "stance, value"),
        *("local (r2/north.yaml:1)", "offers full (r2/north.yaml:1)"),
    ]
    (plain,) = found.data()["disagreements"]
    assert [one["place"]["file"] for one in plain["codings"]] == [
        "positions/talks/r2/north.yaml",
        "positions/talks/r2/north.yaml",
    ]
    assert plain["in"] == ["stance", "value"]


def test_what_only_one_found_is_a_disagreement() -> None:
    said = {"r1": "north: {pay: 5}"}
    more = {"r1": "north: {pay: 5, venue: coast}"}
    coders = (whole("ada", record(TALKS, **said)), whole("bo", record(TALKS, **more)))
    found = reliability(coders, Selection())
    (told,) = tables(found.page())["Disagreements"]
    assert told[2:] == ["venue", "stated", "nothing", "coast (r1/north.yaml:1)"]
    (plain,) = found.data()["disagreements"]
    assert plain["codings"][0] == {
        **{"coder": "ada", "stated": False, "value": None, "stance": None},
        **{"position": None, "place": None},
    }
    assert (
        "1 position by ada and 2 positions by bo; 1 of 2 positions coded by all"
        in (sentences(found.page())[0])
    )


def test_what_cannot_be_measured_is_counted() -> None:
    found = asked(["{value: {min: 5}}", "6"], ["5", "6"], "pay")
    (told,) = (one for one in sentences(found.page()) if "left out of α" in one)
    assert told.startswith("1 unit left out of α")


def test_a_row_a_variable_with_plain_figures() -> None:
    found = asked([*STEPS, *STEPS], ["full", *STEPS[1:], *STEPS]).rows()
    assert all(len(one) == len(found.header) for one in found.rows)
    told = dict(zip(found.header, found.rows[-1], strict=True))
    assert (told["variable"], told["issue"], told["level"]) == ("value", "ceasefire", "ordinal")
    assert isinstance(told["alpha"], float)
    assert told["low"] <= told["alpha"] <= told["high"] <= 1
    assert told["disagreements"] == 1
