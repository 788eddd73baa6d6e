"""The tables keep to their shapes, refer to what is there, and lose nothing that was said."""

import datetime
import json
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from base_record import record
from builders import TALKS
from builders import record as talks
from many_records import RECORDS, WORDS
from rebuilt import Rebuilt

from negtrack import tables
from negtrack.analyses.agreements import agreements
from negtrack.analyses.diff import diff
from negtrack.analyses.gaps import gaps
from negtrack.analyses.linkage import linkage
from negtrack.analyses.show import show
from negtrack.between import Between
from negtrack.model import Round, Statement
from negtrack.record import Record
from negtrack.selection import Selection
from negtrack.tables import SHAPES, Field, Shape, filled, shape_of

NEEDED = {
    *("positions", "moves", "gaps", "conditions", "agreements", "parties", "issues"),
    *("rounds", "sources"),
}
Rows = list[dict[str, Any]]


@pytest.fixture(params=RECORDS)
def told(request: pytest.FixtureRequest) -> Record:
    return RECORDS[request.param]()


def rows(of: Record, table: str, selection: Selection = Selection()) -> Rows:  # noqa: B008
    """The rows of a table by the names of its columns."""
    header = shape_of(table).header
    return [dict(zip(header, row, strict=True)) for row in filled(of, selection)[table]]


def picked(row: Mapping[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


# The shapes


def test_every_table_that_was_asked_for_is_there_once() -> None:
    names = [shape.name for shape in SHAPES]
    assert set(names) >= NEEDED
    assert len({*names}) == len(names)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_shape_is_whole(shape: Shape) -> None:
    assert shape.fields[0].name == shape.key[0] == "negotiation"
    assert len({*shape.header}) == len(shape.header)
    required = {field.name for field in shape.fields if field.required}
    assert {*shape.key} <= required
    assert shape.description.endswith(".")
    for field in shape.fields:
        assert field.description
        assert field.name.isidentifier()
    for one in shape.foreign:
        other = shape_of(one.table)
        assert one.keys == other.key
        assert {*one.fields} <= required
        assert len(one.fields) == len(one.keys)


def test_a_row_with_a_column_too_many_or_too_few_is_no_row() -> None:
    shape = shape_of("negotiations")
    assert shape.row({"note": None, "title": "T", "negotiation": "n"}) == ("n", "T", None)
    with pytest.raises(KeyError, match="note"):
        shape.row({"title": "T", "negotiation": "n"})
    with pytest.raises(KeyError, match="more"):
        shape.row({"note": None, "title": "T", "negotiation": "n", "more": 1})


def test_a_table_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        shape_of("position")


# The rows


def fits(value: Any, field: Field) -> bool:
    """Whether a cell is what its column says."""
    if value is None:
        return not field.required
    if field.enum and value not in field.enum:
        return False
    kinds = {"string": str, "integer": int, "boolean": bool, "number": int | float, "date": str}
    if isinstance(value, bool) != (field.type == "boolean"):
        return False
    if field.type == "date":
        return value == datetime.date.fromisoformat(value).isoformat()
    return isinstance(value, kinds[field.type]) and value != ""


def test_every_cell_is_what_its_column_says(told: Record) -> None:
    for name, found in filled(told).items():
        shape = shape_of(name)
        for row in found:
            wrong = [(f, v) for f, v in zip(shape.fields, row, strict=True) if not fits(v, f)]
            assert not wrong, name


def test_keys_tell_rows_apart_and_lead_somewhere(told: Record) -> None:
    found = filled(told)
    keys = {
        shape.name: [picked(row, *shape.key) for row in rows(told, shape.name)] for shape in SHAPES
    }
    for shape in SHAPES:
        assert len({*keys[shape.name]}) == len(found[shape.name]), shape.name
        for one in shape.foreign:
            named = {picked(row, *one.fields) for row in rows(told, shape.name)}
            assert named <= {*keys[one.table]}, (shape.name, one)


def test_the_same_record_gives_the_same_rows(told: Record) -> None:
    assert filled(told) == filled(told)


def test_only_the_tables_that_are_named_are_filled(told: Record) -> None:
    few = filled(told, names=["gaps", "rounds"])
    whole = filled(told)
    assert list(few) == ["rounds", "gaps"]
    assert few == {name: whole[name] for name in few}


def test_what_is_named_by_nobody_is_not_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("negtrack.tables.rounds.moments", never)
    assert filled(RECORDS["wages"](), names=["positions"])["positions"]
    with pytest.raises(AssertionError):
        filled(RECORDS["wages"](), names=["gaps"])


def test_a_negotiation_that_has_not_begun_has_its_parties_and_no_rounds() -> None:
    found = filled(talks(TALKS))
    assert {name for name, some in found.items() if some} == {
        *("negotiations", "parties", "issues", "options")
    }


# What the analyses say is what the tables say


def test_gaps_are_those_of_the_analysis(told: Record) -> None:
    issues, pairs = rows(told, "gaps"), rows(told, "gap_pairs")
    for one in told.negotiation.rounds:
        data: Any = gaps(told, one, Selection()).data()
        names = ("issue", "status", "colour", "gap", "previous_gap")
        here = [row for row in issues if row["round"] == one.id]
        assert [picked(row, *names) for row in here] == [picked(x, *names) for x in data["issues"]]
        spans = [json.loads(row["observed_span"] or "null") for row in here]
        assert spans == [issue["observed_span"] for issue in data["issues"]]
        mine = [
            (row["issue"], *picked(row, "a", "b", "gap", "min", "max"), row["overlap"])
            for row in pairs
            if row["round"] == one.id
        ]
        theirs = [
            (issue["issue"], *picked(pair, "a", "b", "gap", "min", "max"), pair["overlap"])
            for issue in data["issues"]
            for pair in issue["pairs"]
        ]
        assert [(*row[:-1], json.loads(row[-1] or "null")) for row in mine] == theirs


def test_moves_are_those_of_the_analysis(told: Record) -> None:
    moves, approaches = rows(told, "moves"), rows(told, "approaches")
    rounds = told.negotiation.rounds
    for before, now in pairwise(rounds):
        data: Any = diff(Between(told, before, told, now), Selection()).data()["changes"]
        names = ("party", "issue", "kind", "movement", "package")
        here = [row for row in moves if row["round"] == now.id]
        assert [picked(row, *names) for row in here] == [picked(one, *names) for one in data]
        assert {row["previous_round"] for row in here} <= {before.id}
        assert [(row["aspects"] or "").split() for row in here] == [x["aspects"] for x in data]
        steps = [picked(x, "counterpart", "movement", "passed") for y in data for x in y["moves"]]
        mine = [row for row in approaches if row["round"] == now.id]
        assert [picked(row, "counterpart", "movement", "passed") for row in mine] == steps
    assert not [row for row in moves if row["round"] == rounds[0].id]


def test_conditions_and_standings_are_those_of_the_analyses(told: Record) -> None:
    conditions, standings = rows(told, "conditions"), rows(told, "standings")
    for one in told.negotiation.rounds:
        data: Any = linkage(told, one, Selection()).data()["conditions"]
        names = ("party", "issue", "alternative", "state")
        here = [row for row in conditions if row["round"] == one.id]
        assert [picked(row, *names) for row in here] == [picked(x, *names) for x in data]
        assert [row["need_issue"] for row in here] == [x["needs"]["issue"] for x in data]
        assert [(row["by"] or "").split() for row in here] == [x["by"] for x in data]
        assert [row["line"] for row in here] == [x["place"]["line"] for x in data]
        cells: Any = show(told, one, Selection()).data()["cells"]
        names = ("issue", "party", "stance", "carried", "said_in", "relation", "unchanged")
        here = [row for row in standings if row["round"] == one.id]
        assert [picked(row, *names) for row in here] == [picked(x, *names) for x in cells]
        assert [bool(row["inherited"]) for row in here] == [x["inherited"] for x in cells]


def test_agreements_are_counted_as_the_analysis_counts_them(told: Record) -> None:
    found = rows(told, "agreements")
    for one in told.negotiation.rounds:
        data: Any = agreements(told, one, Selection()).data()["agreements"]
        counted = {x["id"]: picked(x, "delivered", "at_least", "remaining") for x in data}
        for row in (row for row in found if row["round"] == one.id):
            mine = picked(row, "delivered", "at_least", "remaining")
            assert mine == counted[row["agreement"]]


# Nothing that was said is lost


def test_a_negotiation_can_be_made_again_from_its_tables(told: Record) -> None:
    rounds = tuple(_renumbered(one) for one in told.negotiation.rounds)
    assert Rebuilt(filled(told)).negotiation() == told.negotiation._replace(rounds=rounds)


def _renumbered(one: Round) -> Round:
    """The round with its statements counted without what was left out of it."""
    counts: Counter[tuple[str, str]] = Counter()
    found = []
    for said in one.statements:
        nth = counts[said.party, said.issue]
        counts[said.party, said.issue] += 1
        versions = tuple(version._replace(nth=nth) for version in said.disputed)
        found.append(said._replace(nth=nth, disputed=versions))
    return one._replace(statements=tuple(found))


def statements(of: Record) -> list[Statement]:
    return [said for one in of.negotiation.rounds for said in one.statements]


def test_every_statement_and_version_is_a_row_where_it_stands(told: Record) -> None:
    found = rows(told, "positions")
    said = statements(told)
    places = {(place.file, place.line) for place in map(told.place, said)}
    assert {picked(row, "file", "line") for row in found} == places
    assert sorted(row["quote"] or "" for row in found) == sorted(one.said.quote for one in said)
    versions = [version for one in said for version in one.disputed]
    assert len(rows(told, "versions")) == len(versions)


def test_a_text_is_the_text_whatever_it_looks_like() -> None:
    found = [row for row in rows(RECORDS["hostile"](), "positions") if row["issue"] == "language"]
    assert [row["quote"] for row in found] == list(WORDS)
    assert [row["note"] for row in found] == list(WORDS)
    values = [
        json.loads(row["value"]) if row["value"].startswith(("[", "{", '"')) else row["value"]
        for row in found
    ]
    assert values == list(WORDS)
    assert not any(row["value_number"] for row in found)


def test_values_are_exact_as_text_and_numbers_beside() -> None:
    found = rows(RECORDS["hostile, all of it"](), "positions")
    prisoners = [row for row in found if row["issue"] == "prisoners" and row["party"] == "north"]
    some, single, least = prisoners[:3]
    names = ("value", "value_number", "value_min", "value_max", "rejects", "accepts")
    assert picked(some, *names) == (
        *('["all",{"max":9.25},100.50]', None, None, 6000),
        *('[{"min":100},5]', "all"),
    )
    assert picked(single, *names[:4]) == ("250.125", 250.125, 250.125, 250.125)
    assert picked(least, *names[:4]) == ('{"min":0.1}', None, 0.1, None)
    assert json.loads(least["only_if"]) == [
        {"bridge": {"max": "2025-04-01"}, "venue": ["coast", "hills"]},
        {"ceasefire": "full", "language": WORDS[8]},
    ]
    assert picked(least, "of", "salience", "by") == ("south west", 33.3, "2025-03-01")
    (bridge,) = [row for row in found if row["issue"] == "bridge" and row["party"] == "north"]
    days = ("value", "value_number", "value_from", "value_until")
    assert picked(bridge, *days) == (
        '["2025-03-01",{"min":"2025-04-01"}]',
        None,
        "2025-03-01",
        None,
    )


def test_what_agreements_say_is_there() -> None:
    found = rows(RECORDS["hostile"](), "agreements")
    assert [picked(row, "round", "agreement", "made_in", "status") for row in found] == [
        ("2025-01-10", "exchange", "2025-01-10", "agreed"),
        ("2025-01-10", "told-twice", "2025-01-10", "agreed"),
        ("2025-01-10", "titled", "2025-01-10", "provisional"),
        ("2025-02-01", "venue-coast", "2025-02-01", "agreed"),
        ("2025-02-01", "exchange", "2025-01-10", "carried-out"),
    ]
    assert [row["terms"] for row in found][:2] == [
        '{"prisoners":{"min":100}}',
        '{"venue":"coast","bridge":"2025-05-01"}',
    ]
    assert picked(found[0], "issue", "value", "value_min") == ("prisoners", '{"min":100}', 100)
    assert picked(found[1], "issue", "value", "named") == (None, None, "north south")
    assert picked(found[0], "named", "between") == (None, "north south")
    delivered = [
        picked(row, "round", "number", "date", "amount", "disputed")
        for row in rows(RECORDS["hostile"](), "deliveries")
    ]
    assert delivered == [
        ("2025-01-10", 1, "2025-01-09", 40.5, '[{"amount":12,"stated_by":"counterpart"}]'),
        ("2025-01-10", 2, "2025-01-10", None, None),
        ("2025-02-01", 1, "2025-01-29", 60, None),
    ]
    tellings = rows(RECORDS["hostile"](), "tellings")
    assert [picked(row, "party", "issue", "value", "quote") for row in tellings] == [
        ("north", "venue", "hills", "=north"),
        ("south", "venue", "coast", None),
    ]


def test_notes_of_files_and_what_is_disputed_beside_positions_is_there() -> None:
    hostile = RECORDS["hostile"]()
    (north,) = [x for x in rows(hostile, "files") if x["party"] == "north" and x["coder"]]
    assert picked(north, "coder", "note") == ("=coder", WORDS[6])
    assert rows(hostile, "rounds")[0]["note"] == WORDS[1]
    events = rows(hostile, "events")
    assert [json.loads(row["disputed"]) for row in events] == [[{"note": word}] for word in WORDS]
    (package,) = rows(hostile, "packages")
    assert picked(package, "by", "disputed") == ("north", '[{"final":true}]')


def test_a_party_that_came_and_said_nothing_has_a_file() -> None:
    of = record({"2025-02-01/west.yaml": "note: It was there.\n"})
    assert ("west", "It was there.") in [picked(x, "party", "note") for x in rows(of, "files")]


# What is left out


def test_what_is_confidential_is_nowhere_and_leaves_no_gap() -> None:
    public, whole = RECORDS["hostile"](), RECORDS["hostile, all of it"]()
    assert "secret" not in repr(filled(public))
    assert repr(filled(whole)).count("secret") == 2
    numbers = [
        row["number"]
        for row in rows(public, "positions")
        if picked(row, "round", "party", "issue") == ("2025-01-10", "north", "prisoners")
    ]
    assert numbers == [1, 2]
    assert any(row["confidential"] for row in rows(whole, "positions"))


def test_a_selection_picks_rows_and_changes_no_figure(told: Record) -> None:
    first, second = [party.id for party in told.negotiation.principals[:2]]
    issue = next(iter(told.negotiation.issues))
    whole = filled(told)
    for selection in (Selection((first,)), Selection((), (issue,)), Selection((second,), (issue,))):
        found = filled(told, selection)
        for name, some in found.items():
            assert {*some} <= {*whole[name]}, name
        for name in ("parties", "issues", "rounds", "sources", "options", "events", "packages"):
            assert found[name] == whole[name]
        for row in rows(told, "positions", selection):
            assert selection.has_party(told.negotiation.parties[row["party"]])
            assert selection.has_issue(told.negotiation.issues[row["issue"]])
        for row in rows(told, "gap_pairs", selection):
            both = (told.negotiation.parties[row[one]] for one in ("a", "b"))
            assert any(map(selection.has_party, both))
            assert row["issue"] == issue or not selection.issues


def test_a_mediator_alone_has_no_gaps_and_is_no_reason_to_stop() -> None:
    found = filled(record(), Selection(("envoy",)))
    assert not found["positions"]
    assert not found["gap_pairs"]
    assert found["gaps"] == filled(record())["gaps"]


def test_the_register_is_what_the_package_gives() -> None:
    assert {*tables.__all__} >= {"SHAPES", "filled", "shape_of", "Shape", "Field"}
