"""Every analysis keeps to the contract of its JSON, and a contract would notice if it did not."""

import copy
import json
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from typing import Any, get_args

import builders
import pytest
from base_record import BASE, reading, record
from jsonschema import Draft202012Validator
from program import ROOT

from negtrack import (
    bargaining,
    contracts,
    distances,
    folder,
    model,
    points,
    relations,
    statuses,
)
from negtrack.analyses import stalemate as stalemate_analysis
from negtrack.analyses.agreements import AgreementsReport, agreements
from negtrack.analyses.blame import BlameReport, blame, statements
from negtrack.analyses.brief import brief
from negtrack.analyses.check import check
from negtrack.analyses.diff import diff
from negtrack.analyses.distance import DistanceReport, distance
from negtrack.analyses.forecast import ForecastReport, forecast
from negtrack.analyses.gaps import gaps
from negtrack.analyses.history import history
from negtrack.analyses.linkage import LinkageReport, linkage
from negtrack.analyses.log import Entry, LogReport, entry
from negtrack.analyses.moves import MovesReport
from negtrack.analyses.moves import moves as table_moves
from negtrack.analyses.pending import pending
from negtrack.analyses.polarisation import Missing, PolarisationReport, polarise
from negtrack.analyses.reliability import ReliabilityReport, reliability
from negtrack.analyses.rules import rules
from negtrack.analyses.show import show
from negtrack.analyses.sql import SqlReport
from negtrack.analyses.stalemate import stalemate
from negtrack.between import Between
from negtrack.coalitions import grouping
from negtrack.coders import whole
from negtrack.contracts import shapes
from negtrack.locks import locks
from negtrack.moves import KINDS
from negtrack.past import Commit
from negtrack.query import Answer
from negtrack.record import Reading, Record, read_all
from negtrack.selection import Selection

AWKWARD: dict[str, str | None] = {
    "2025-02-01/north.yaml": """\
positions:
  ceasefire:
    {value: local, rejects: [none, full], accepts: [local], of: south, salience: 90,
     package: second-plan, note: In private, only_if: {language: Ours}}
  prisoners:
    value: all
    red_line: true
    by: 2025-03-01
    replies_to: {party: south, round: 2025-01-10}
    basis: total
    only_if:
      - {bridge: {max: 2025-04-01}, venue: [coast, hills]}
      - {ceasefire: full, language: "Equal; \\u202e <b>always</b>"}
    quote: "=1+1 | `all` of them"
    speaker: Ada Hill
    coder: ak
    confidence: low
    source: [gazette, wire]
    disputed:
      - {value: {min: 100}, stated_by: counterpart, quote: "A hundred, at least."}
      - {value: 2.5, basis: per-side, stated_by: press, rejects: [all, {max: 9.25}]}
  bridge: [{date: 2025-01-30, value: 2025-03-01}, {value: [2025-03-01, {min: 2025-04-01}]}]
  venue: {stance: withdraw}
packages:
  second-plan: {by: [north, envoy], final: true, expires: 2025-02-20}
""",
    "2025-02-01/south.yaml": """\
positions:
  ceasefire: {rejects: [full], accepts: local, note: it depends}
  prisoners: {value: {min: 100, max: 300}, accepts: [{max: 400}, all], stance: offer}
  bridge: {stance: reserve}
  language: {stance: no-answer}
answers:
  north-plan: {stance: accept, date: 2025-01-29, quote: "Yes.", source: wire}
""",
    "2025-02-01/league.yaml": "positions: {ceasefire: {value: none, unconditional: true}}\n",
    "2025-02-01/west.yaml": "positions: {ceasefire: full}\n",
    "2025-02-01/round.yaml": """\
date: 2025-01-30
agreements:
  whole: {terms: {venue: coast, prisoners: {min: 200}, bridge: [2025-03-01, 2025-04-01]}}
  titled: {title: To meet again}
  told-twice: {issue: language, versions: {north: {value: Equal}, south: {value: Not equal}}}
  settled: {issue: bridge, part: true, status: provisional}
""",
    "2025-02-02/round.yaml": "date: 2025-02-02\n",
    "2025-03-01/round.yaml": "date: 2025-03-01\n",
    "2025-03-01/north.yaml": "positions: {venue: hills, prisoners: {value: {min: 5}}}\n",
}
"""Every shape of a value, versions, conditions, packages, a silent round, an offer that ran out."""

SIDES = """\
title: Three sides, of which two are one
parties:
  a: {name: A, side: left}
  b: {name: B, side: left}
  c: {name: C}
issues:
  pay: {title: Pay, scale: quantity}
  words: {title: Words, scale: text}
"""

RECORDS: dict[str, Callable[[], Record]] = {
    "istanbul-2025": lambda: real("istanbul-2025"),
    "istanbul-2022": lambda: real("istanbul-2022"),
    "base": record,
    "awkward": lambda: record(AWKWARD),
    "nobody has spoken": lambda: record({name: None for name in BASE if name.endswith("th.yaml")}),
    "nothing can be measured": lambda: lonely(
        {
            "2025-01-10/round.yaml": "date: 2025-01-10\n",
            "2025-01-10/a.yaml": "positions: {pay: 5, words: Yes}\n",
            "2025-01-10/c.yaml": "positions: {pay: 7, words: No}\n",
            "2025-01-11/round.yaml": "date: 2025-01-11\n",
        }
    ),
}

Output = tuple[str, dict[str, Any]]


@cache
def real(name: str) -> Record:
    (found,) = read_all(folder.read(ROOT, name).files).records
    return found


def lonely(files: dict[str, str]) -> Record:
    texts = {"negotiation.yaml": SIDES, **files}
    read = read_all({f"positions/sides/{name}": text.encode() for name, text in texts.items()})
    assert not [problem for problem in read.problems if problem.level == "error"]
    return read.records[0]


def outputs(of: Record) -> Iterator[Output]:
    """What every analysis of rounds answers, for every round and pair of rounds."""
    everything, rounds = Selection(), of.negotiation.rounds
    few = Selection(tuple(of.negotiation.parties)[:1], tuple(of.negotiation.issues)[:1])
    for wanted in (everything, few):
        for start, end in product(rounds, rounds):
            yield "diff", diff(Between(of, start, of, end), wanted).data()
        for at in rounds:
            yield "show", show(of, at, wanted).data()
            yield "brief", brief(of, at, wanted, locks).data()
            yield "gaps", gaps(of, at, wanted).data()
            yield "linkage", linkage(of, at, wanted).data()
            yield "agreements", agreements(of, at, wanted).data()
            yield "agreements", agreements(of, at, wanted, dated=False).data()
            yield "pending", pending(of, at, wanted).data()
            yield "history", history(of, wanted, drawn=True).data()
            yield "forecast", forecast(of, at, wanted).data()
            yield "polarisation", polarise(of, at, wanted).data()
            yield "distance", distance(of, at, wanted, grouping).data()
            yield "distance", distance(of, at, wanted, None).data()
            yield "moves", table_moves(of, at, wanted).data()
            for after in (1, 2, 9):
                yield "stalemate", stalemate(of, at, wanted, locks, after).data()
        yield "reliability", reliability((whole("a", of), whole("b", of)), wanted).data()


@cache
def validator(name: str) -> Draft202012Validator:
    schema = contracts.json_schema(name)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(name: str, data: Any) -> list[str]:
    """What a contract has against some data, after its way through JSON."""
    read = json.loads(json.dumps(data, allow_nan=False))
    return [f"{one.json_path}: {one.message}" for one in validator(name).iter_errors(read)]


@pytest.mark.parametrize("name", RECORDS)
def test_every_answer_keeps_to_its_contract(name: str) -> None:
    for contract, data in outputs(RECORDS[name]()):
        assert faults(contract, data) == []


def test_a_check_keeps_to_its_contract() -> None:
    broken = reading({"2025-02-01/north.yaml": "positions: {peace: 1, venue: [\n", "x.yaml": "x"})
    whole = read_all(folder.read(ROOT).files)
    for found in (broken, reading(), whole, Reading((), {}, ())):
        assert faults("check", check(found).data()) == []
    assert check(broken).found


def test_the_catalogue_keeps_to_its_contract() -> None:
    assert faults("rules", rules().data()) == []
    assert faults("rules", rules("no-source").data()) == []


KEYS = {
    "diff": """schema negotiation from to summary changes
        from.round from.number from.date from.rev to.round to.number to.date to.rev
        changes.party changes.issue changes.kind changes.aspects changes.before changes.after
        changes.movement changes.places
        changes.places.file changes.places.line changes.places.column""",
    "gaps": """schema negotiation round counts issues counts.green counts.yellow counts.red
        issues.issue issues.status issues.colour issues.gap issues.previous_gap
        issues.observed_span issues.pairs issues.pairs.a issues.pairs.b issues.pairs.gap
        issues.pairs.min issues.pairs.max issues.pairs.overlap""",
    "stalemate": """schema negotiation round after verdict movement movement.step movement.ratio
        issues issues.issue issues.verdict issues.rule issues.steps issues.since issues.days
        issues.last_move issues.last_move.party issues.last_move.kind issues.last_move.round
        issues.waits_for issues.places""",
    "show": """schema negotiation round cells
        cells.party cells.issue cells.value cells.stance cells.rejects cells.accepts cells.basis
        cells.only_if cells.red_line cells.carried cells.inherited cells.said_in cells.source
        cells.quote cells.speaker cells.stated_by cells.disputed cells.place""",
    "brief": """schema negotiation round paragraphs paragraphs.heading paragraphs.sentences
        paragraphs.sentences.text paragraphs.sentences.notes paragraphs.left_out notes notes.n
        notes.text notes.source notes.url notes.places""",
    "check": """schema problems counts problems.code problems.level problems.message
        problems.file problems.line problems.column problems.hint counts.error counts.warning""",
    "rules": """schema rules rules.code rules.level rules.title rules.explanation rules.file
        rules.bad rules.good""",
    "linkage": """schema negotiation round conditions conditions.party conditions.issue
        conditions.alternative conditions.needs conditions.needs.issue conditions.needs.value
        conditions.state conditions.by conditions.place locks locks.kind locks.statements
        locks.statements.party locks.statements.issue locks.statements.place locks.openings""",
    "agreements": """schema negotiation agreements agreements.id agreements.round agreements.issue
        agreements.value agreements.between agreements.status agreements.delivered
        agreements.remaining agreements.deliveries agreements.deliveries.date
        agreements.deliveries.amount agreements.versions agreements.place reopened""",
    "history": """schema negotiation issues issues.issue issues.scale issues.rounds
        issues.rounds.gap issues.parties issues.parties.party issues.parties.points
        issues.parties.points.round issues.parties.points.value issues.parties.points.said
        issues.parties.points.rejects issues.parties.points.red_line issues.parties.points.place""",
    "forecast": """schema negotiation round issues issues.issue issues.n issues.compromise
        issues.mean issues.weighted_median issues.spread issues.known_error
        issues.known_error.mean issues.known_error.weighted_median issues.known_error.midpoint
        issues.inputs.party issues.inputs.x issues.inputs.salience issues.inputs.power
        issues.inputs.place issues.left_out.party issues.left_out.reason""",
    "polarisation": """schema negotiation round issues issues.issue issues.n issues.agreement
        issues.polarisation issues.previous_polarisation issues.change issues.options
        issues.options.option issues.options.parties issues.rounds issues.rounds.round
        issues.rounds.n issues.rounds.agreement issues.rounds.polarisation issues.inputs.party
        issues.inputs.place issues.left_out.party issues.left_out.reason""",
    "distance": """schema negotiation round salience_used parties pairs pairs.a pairs.b pairs.n
        pairs.distance pairs.value pairs.issues pairs.issues.issue pairs.issues.distance coalitions
        coalitions.members coalitions.meet coalitions_unknown inputs inputs.party inputs.issue
        inputs.value inputs.salience inputs.place missing missing.issue missing.reason""",
    "moves": """schema negotiation round steps steps.round steps.party steps.type steps.gave
        steps.took steps.opened steps.shifted steps.given steps.taken reciprocity reciprocity.a
        reciprocity.b reciprocity.n reciprocity.correlation table table.round table.movement
        table.ratio concessions concessions.party concessions.first concessions.last""",
    "pending": """schema negotiation round issues issues.issue issues.since issues.settled_in
        issues.days demands demands.party demands.issue demands.since demands.days demands.asked
        demands.silent demands.withheld demands.unanswered demands.place packages packages.id
        packages.by packages.silent packages.expired deadlines deadlines.by deadlines.passed
        replies replies.to replies.changed""",
    "sql": "schema private columns columns.name columns.type rows",
    "reliability": """schema negotiation coders variables variables.variable variables.issue
        variables.level variables.units variables.agreement variables.alpha variables.interval
        variables.verdict variables.disagreements variables.incomparable disagreements
        disagreements.round disagreements.party disagreements.issue disagreements.in
        disagreements.codings disagreements.codings.coder disagreements.codings.stated
        disagreements.codings.value disagreements.codings.stance disagreements.codings.position
        disagreements.codings.place""",
    "log": """schema commits commits.rev commits.date commits.author commits.subject commits.codings
        commits.codings.round commits.codings.party commits.codings.issue commits.codings.coding
        commits.codings.kind commits.codings.before commits.codings.after commits.notes""",
    "blame": """schema negotiation round party issue position statements statements.place
        statements.coder statements.source statements.stated_by statements.commits
        statements.commits.rev statements.commits.date statements.commits.author""",
}
"""What other programs may rely on (DESIGN §4): these keys are never missing."""


def needed(schema: Any, node: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """The path of every key that must be there, where what holds it is."""
    if "$ref" in node:
        node = schema["$defs"][node["$ref"].removeprefix("#/$defs/")]
    if node.get("title") in ("Value", "Element"):
        return
    for one in node.get("anyOf", ()):
        yield from needed(schema, one, path)
    if "items" in node:
        yield from needed(schema, node["items"], path)
    for key in node.get("required", ()):
        yield ".".join((*path, key))
        yield from needed(schema, node["properties"][key], (*path, key))


@pytest.mark.parametrize("name", contracts.NAMES)
def test_what_others_rely_on_is_never_missing(name: str) -> None:
    schema = contracts.json_schema(name)
    assert set(KEYS[name].split()) <= set(needed(schema, schema))


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every schema of an object with keys of its own."""
    if isinstance(node, dict):
        if "properties" in node:
            yield node
        for one in node.values():
            yield from objects(one)
    elif isinstance(node, list):
        for one in node:
            yield from objects(one)


@pytest.mark.parametrize("name", contracts.NAMES)
def test_a_schema_is_valid_and_says_what_it_is(name: str) -> None:
    schema = contracts.json_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:negtrack:schema:{name}:1"
    assert schema["title"] == schema["properties"]["schema"]["const"] == f"negtrack.{name}/1"
    assert next(iter(schema["properties"])) == "schema"


@pytest.mark.parametrize("name", contracts.NAMES)
def test_every_key_is_described_and_needed_and_there_are_no_others(name: str) -> None:
    for one in objects(contracts.json_schema(name)):
        assert one["description"].endswith(".")
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])
        for key, value in one["properties"].items():
            assert value["description"].endswith("."), key
            inside = value.get("additionalProperties", value)
            nullable = {"type": "null"} in inside.get("anyOf", ())
            assert nullable == ("null" in value["description"]), key


def test_every_contract_is_summed_up_in_one_line() -> None:
    for name in contracts.NAMES:
        assert 20 < len(contracts.summary(name)) < 100
        assert "\n" not in contracts.summary(name)


def words(name: str, *path: str) -> tuple[str, ...]:
    """The words that a key of a shape may have."""
    here = contracts.json_schema(name)["$defs"]
    for step in path:
        here = here[step] if step in here else here["properties"][step]
    (first, *_null) = here.get("anyOf", [here])
    return tuple(first["enum"])


def test_the_words_are_those_of_the_program() -> None:
    assert get_args(shapes.Kind) == KINDS
    assert get_args(shapes.Stance) == model.STANCES
    assert words("diff", "Answer", "stance") == model.ANSWERS
    assert words("diff", "Agreement", "status") == model.STATUSES
    assert words("show", "Cell", "confidence") == model.CONFIDENCES
    assert words("show", "Cell", "relation") == get_args(relations.Relation)
    assert words("moves", "Step", "properties", "type") == get_args(bargaining.Type)
    assert words("forecast", "LeftOut", "reason") == get_args(points.Reason)
    assert words("polarisation", "Course", "missing") == get_args(Missing)
    assert words("distance", "Uncounted", "reason") == get_args(distances.Missing)
    assert words("forecast", "IssueForecast", "missing") == get_args(points.Missing)
    assert words("forecast", "Input", "taken") == get_args(points.Taken)
    assert words("gaps", "IssueGap", "status") == tuple(statuses.COLOURS)
    assert set(words("gaps", "IssueGap", "colour")) == set(statuses.COLOURS.values())
    assert words("stalemate", "IssueVerdict", "rule") == tuple(stalemate_analysis.RULES)


MAPS = {"summary", "terms", "only_if"}
"""Keys whose objects are keyed by the record, so that none of them need be there."""

RANGE = {"min", "max"}


def sample(name: str) -> Any:
    """One answer with something under every key."""
    of = record(AWKWARD)
    first, second, *_ = of.negotiation.rounds
    everything = Selection()
    found: dict[str, Callable[[], Any]] = {
        "diff": lambda: diff(Between(of, first, of, second), everything),
        "gaps": lambda: gaps(of, second, everything),
        "stalemate": lambda: stalemate(of, second, everything, locks),
        "show": lambda: show(of, second, everything),
        "brief": lambda: brief(
            real("istanbul-2025"), real("istanbul-2025").negotiation.rounds[-1], everything, locks
        ),
        "linkage": lambda: locked(talks(LOCKED)),
        "agreements": delivered,
        "pending": lambda: pending(of, second, everything),
        "history": lambda: history(of, everything, drawn=False),
        "moves": haggled,
        "forecast": weighed,
        "polarisation": parted,
        "distance": grouped,
        "reliability": recoded_twice,
        "check": lambda: check(
            reading(
                {
                    "2025-02-01/north.yaml": "positions: {peace: 1}\n",
                    "2025-02-01/east.yaml": "positions: {ceasefire: none}\n",
                }
            )
        ),
        "rules": rules,
        "sql": lambda: SqlReport(Answer((("n", "BIGINT"),), ((1,), (None,), (["a"],)))),
        "log": lambda: LogReport((recoded(of),), None, everything, False, True, False),
        "blame": lambda: blamed(record({**AWKWARD, **CODED})),
    }
    return json.loads(json.dumps(found[name]().data()))


COMMIT = Commit("a1b2c3d4", "a1b2c3d", "2025-03-01", "Ada", "Read again", ("b", "c"))
CODED = {"2025-02-01/south.yaml": "coder: ada\npositions: {ceasefire: local}\n"}


LOCKED = (
    "north: {ceasefire: {value: full, only_if: {venue: coast}}}\n"
    "south: {venue: {value: hills, only_if: {ceasefire: full}}}"
)


def delivered() -> AgreementsReport:
    """Talks in which an agreement was carried out in part, told differently, and departed from."""
    deal = (
        "agreements: {deal: {terms: {pay: 40, venue: coast}, versions: {north: {issue: pay,"
        " value: 30, quote: Thirty.}}, carried_out: [{date: 2025-01-01, amount: 5, disputed:"
        " [{amount: 4, stated_by: press}]}, {date: 2025-01-02}]}, one: {issue: fee, value: 9}}"
    )
    said = "north: {pay: 10, venue: hills}\nsouth: {pay: 40}"
    of = builders.record(builders.TALKS, r1=f"{said}\n{deal}", r2=said)
    return agreements(of, of.negotiation.rounds[-1], Selection())


def haggled() -> MovesReport:
    """Talks of seven rounds, in which each side moved by other steps."""
    pays = zip((10, 12, 14, 15, 20, 20, 22), (40, 37, 37, 36, 30, 29, 29), strict=True)
    rounds = {
        f"r{nth}": f"north: {{pay: {one}, wording: Word {nth}, venue: coast}}\n"
        f"south: {{pay: {other}, fee: {{value: {nth}, rejects: {nth * nth}}}}}"
        for nth, (one, other) in enumerate(pays, 1)
    }
    of = builders.record(builders.TALKS, **rounds)
    return table_moves(of, of.negotiation.rounds[-1], Selection())


def weighed() -> ForecastReport:
    """Talks of three, of whom two stand somewhere, on an issue that is agreed."""
    head = builders.THREE.replace("{name: North}", "{name: North, power: 80}")
    head = head.replace("{name: South}", "{name: South, power: 20}")
    said = "north: {pay: {value: 9, salience: 5, red_line: true, rejects: 4, only_if: {fee: 3}}}"
    deal = "agreements: {deal: {issue: pay, value: 12}}"
    of = builders.record(head, r1=f"{said}\nsouth: {{pay: {{value: 15, salience: 9}}}}\n{deal}")
    return forecast(of, of.negotiation.rounds[-1], Selection(issues=("pay", "fee")))


def parted() -> PolarisationReport:
    """Talks of three, of whom two stand at options, and of whom one has moved."""
    said = "north: {ceasefire: full}\nsouth: {ceasefire: none}"
    of = builders.record(builders.THREE, r1=said, r2="south: {ceasefire: local}")
    asked = Selection(issues=("ceasefire", "venue"))
    return polarise(of, of.negotiation.rounds[-1], asked)


def grouped() -> DistanceReport:
    """Talks of four, of whom two stand together, one alone, and one with nobody to compare."""
    head = builders.BLOC.replace(", members: [east, west]", "")
    said = "{pay: {value: 10, salience: 5}"
    of = builders.record(
        head,
        r1=f"north: {said}, ceasefire: {{value: full, salience: 9}}}}\nsouth: {said}}}\n"
        "east: {pay: {value: 50, salience: 2}}\nwest: {ceasefire: {value: none, salience: 1}}",
    )
    found = distance(of, of.negotiation.rounds[-1], Selection(), grouping)
    return found._replace(coalitions=found.coalitions._replace(unknown="unclear"))


def recoded_twice() -> ReliabilityReport:
    """Two coders of six rounds, who differ on one, and of whom one missed a position."""
    said = {f"r{nth}": f"north: {{pay: {nth}}}" for nth in range(1, 7)}
    one = builders.record(builders.TALKS, **said)
    other = builders.record(builders.TALKS, **said | {"r3": "north: {pay: 9, venue: coast}"})
    return reliability((whole("ada", one), whole("bo", other)), Selection())


def talks(said: str) -> Record:
    """Talks of one round."""
    return builders.record(builders.TALKS, r1=said)


def locked(of: Record) -> LinkageReport:
    """What waits for what in a lock, of which not all ways out were tried."""
    found = linkage(of, of.negotiation.rounds[0], Selection())
    (lock,) = found.locks
    tried = lock.openings._replace(stopped=2)
    return found._replace(locks=(lock._replace(openings=tried),))


def recoded(of: Record) -> Entry:
    """What a commit did that coded one party otherwise."""
    asked = Selection()
    return entry(COMMIT, {"river": of}, [{"river": record({**AWKWARD, **CODED})}], asked)


def blamed(of: Record) -> BlameReport:
    """What a position with one statement rests on, of which a part is not committed."""
    second, about = of.negotiation.rounds[1], ("south", "ceasefire")
    (statement,) = statements(of, second, *about)
    return blame(of, second, about, {statement: (COMMIT._replace(hash=""), COMMIT)})


def spots(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every object in some data, with the path to it."""
    if isinstance(data, dict):
        yield path, data
    inside = data.items() if isinstance(data, dict) else enumerate(data)
    for step, one in inside:
        if isinstance(one, dict | list):
            yield from spots(one, (*path, step))


def changed(data: Any, path: tuple[Any, ...], change: Callable[[Any], object]) -> Any:
    """The data with one of its objects changed."""
    whole = copy.deepcopy(data)
    here = whole
    for step in path:
        here = here[step]
    change(here)
    return whole


def richest(data: Any) -> Any:
    """The data with one item of each list of objects, the longest: one of a kind is enough."""
    if isinstance(data, dict):
        return {key: richest(one) for key, one in data.items()}
    if not isinstance(data, list) or not all(isinstance(one, dict) for one in data):
        return data
    if not data or set(data[0]) <= RANGE:
        return data
    return [richest(max(data, key=lambda one: len(json.dumps(one))))]


@pytest.mark.parametrize("name", contracts.NAMES)
def test_no_key_can_be_missing_added_or_of_another_type(name: str) -> None:
    data = richest(sample(name))
    assert faults(name, data) == []
    for path, here in spots(data):
        if MAPS & set(map(str, path[-2:])) or set(here) <= RANGE:
            continue
        for key in here:
            assert faults(name, changed(data, path, lambda one, key=key: one.pop(key))), (path, key)
            wrong = changed(data, path, lambda one, key=key: one.update({key: {"no": [()]}}))
            assert faults(name, wrong), (path, key)
        assert faults(name, changed(data, path, lambda one: one.update(more=1))), path


CORRUPTIONS: dict[str, tuple[str, str, object]] = {
    "another version": ("diff", "schema", "negtrack.diff/2"),
    "another contract": ("gaps", "schema", "negtrack.diff/1"),
    "no date": ("diff", "from.date", "16 May 2025"),
    "an unknown kind": ("diff", "changes.0.kind", "surrender"),
    "an unknown kind in the counts": ("diff", "summary", {"surrender": 1}),
    "a kind that does not occur": ("diff", "summary", {"new": 0}),
    "an aspect with a capital": ("diff", "changes.0.aspects", ["Raised"]),
    "a movement of more than the scale": ("diff", "changes.0.movement", 101),
    "a movement in words": ("diff", "changes.0.movement", "far"),
    "a list of one": ("diff", "changes.0.before", ["local"]),
    "an empty range": ("diff", "changes.0.after", {}),
    "a range of something else": ("diff", "changes.0.after", {"min": 1, "least": 1}),
    "a range to nothing": ("diff", "changes.0.after", {"min": 1, "max": None}),
    "line 0": ("diff", "changes.0.places.0.line", 0),
    "an unknown stance": ("show", "cells.0.stance", "insist"),
    "a salience in words": ("show", "cells.0.salience", "high"),
    "an unknown confidence": ("show", "cells.0.confidence", "certain"),
    "a single source": ("show", "cells.0.source", "wire"),
    "conditions that are no list": ("show", "cells.0.only_if", {"venue": "coast"}),
    "an unknown status": ("gaps", "issues.0.status", "better"),
    "an unknown colour": ("gaps", "issues.0.colour", "orange"),
    "a gap below 0": ("gaps", "issues.0.gap", -1),
    "a gap above 100": ("gaps", "issues.0.pairs.0.gap", 100.5),
    "a count below 0": ("gaps", "counts.red", -1),
    "a colour that is not counted": ("gaps", "counts", {"green": 1, "red": 1}),
    "an unknown verdict": ("stalemate", "issues.0.verdict", "hopeless"),
    "an unknown verdict of all": ("stalemate", "verdict", "stuck"),
    "an unknown rule": ("stalemate", "issues.0.rule", "fatigue"),
    "no steps": ("stalemate", "after", 0),
    "a part of a step": ("stalemate", "issues.0.steps", 0.5),
    "an unknown level": ("check", "problems.0.level", "fatal"),
    "a line in words": ("check", "problems.0.line", "12"),
    "a number for a flag": ("show", "cells.0.carried", 0),
}


@pytest.mark.parametrize("what", CORRUPTIONS)
def test_a_contract_notices(what: str) -> None:
    name, path, wrong = CORRUPTIONS[what]
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("."))
    found = faults(name, changed(sample(name), tuple(steps), lambda one: one.update({last: wrong})))
    assert found


def test_the_sample_leaves_nothing_out() -> None:
    """An empty list would show nothing of what may stand in it."""
    told: dict[str, set[str]] = {}
    for name in contracts.NAMES:
        for _, here in spots(sample(name)):
            for key, value in here.items():
                told.setdefault(key, set()).add("" if value in ([], None) else "something")
    never = {key for key, found in told.items() if found == {""}}
    assert never == set()
