"""The schemas of the files: kept as they are made, and of one mind with what negtrack reads.

An editor reads YAML its own way, 1.2 or 1.1, and then validates what that gives. So each text is
judged twice: by negtrack's schema as it stands, by the editor's as either reader understands it.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pytest
import yaml
from base_record import BASE
from jsonschema import Draft202012Validator
from program import ROOT
from pydantic_core import SchemaValidator, ValidationError
from ruamel.yaml import YAML, SafeConstructor, YAMLError

from negtrack import editors, model, schema
from negtrack.catalogue import catalogue
from negtrack.contracts import files, shapes

SHAPES = {"object": "<mapping>", "array": "<list>", "null": "<nothing>"}
SHAPE_OF_TYPE = {"typed-dict": "<mapping>", "dict": "<mapping>", "list": "<list>"}
SHAPE_OF_TYPE |= {"none": "<nothing>", "str": "<text>", "function-after": "<text>"}


class Spot(NamedTuple):
    """One spot of a file: its path, what negtrack reads there, and what an editor does."""

    path: str
    read: Any
    told: dict[str, Any]

    @property
    def shapes(self) -> set[str]:
        """The shapes that negtrack takes there."""
        if self.read["type"] == "tagged-union":
            return set(self.read["choices"])
        return {SHAPE_OF_TYPE[self.read["type"]]}

    def of_shape(self, shape: str) -> Any:
        """What negtrack reads there in this shape."""
        return self.read["choices"][shape] if self.read["type"] == "tagged-union" else self.read

    def taken(self, texts: Iterable[str]) -> set[str]:
        """Those of the texts that negtrack takes there."""
        reader = SchemaValidator(self.read)
        return {text for text in texts if takes(reader, text)}


def takes(reader: SchemaValidator, text: str) -> bool:
    try:
        reader.validate_python(text)
    except ValidationError:
        return False
    return True


def spots(kind: str) -> Iterator[Spot]:
    """Every spot of a kind of file, the top first; what is the same in two places, only once."""
    whole = files.json_schema(kind)
    waiting = [Spot(kind, schema.FILES[kind], whole)]
    seen: set[tuple[int, str]] = set()
    while waiting:
        path, read, told = waiting.pop()
        same = (id(read), str(told))
        if same not in seen:
            seen.add(same)
            spot = Spot(path, read, joined(told, whole["$defs"]) | {"$defs": whole["$defs"]})
            yield spot
            waiting += inside(spot)


def joined(told: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """A schema with all that it refers to, beside what it says itself."""
    parts = [joined(one, known) for one in told.get("allOf", ())]
    if "$ref" in told:
        parts.append(known[told["$ref"].rpartition("/")[2]])
    return {key: value for one in (*parts, told) for key, value in one.items()}


def inside(spot: Spot) -> Iterator[Spot]:
    """The spots one step further in."""
    if "<list>" in spot.shapes:
        yield Spot(f"{spot.path}[]", spot.of_shape("<list>")["items_schema"], spot.told["items"])
    if "<mapping>" not in spot.shapes:
        return
    mapping = spot.of_shape("<mapping>")
    if mapping["type"] == "dict":
        told = spot.told["additionalProperties"]
        yield Spot(f"{spot.path}.ID", mapping["values_schema"], told)
        return
    for key, field in mapping["fields"].items():
        if key in spot.told["properties"]:
            yield Spot(f"{spot.path}.{key}", field["schema"], spot.told["properties"][key])


SPOTS = [spot for kind in editors.KINDS for spot in spots(kind)]
every_spot = pytest.mark.parametrize("spot", SPOTS, ids=[spot.path for spot in SPOTS])
every_kind = pytest.mark.parametrize("kind", editors.KINDS)


# As they are kept


@every_kind
def test_what_is_kept_is_what_is_made(kind: str) -> None:
    command = (
        f"import sys; from negtrack.contracts.files import text; sys.stdout.write(text('{kind}'))"
    )
    advice = f'to bring it up to date: python -c "{command}" > negtrack/schemas/{kind}.json'
    assert editors.text(kind) == files.text(kind), advice


def test_every_kind_of_file_has_one() -> None:
    assert editors.KINDS == tuple(files.KINDS) == tuple(schema.FILES)
    kept = sorted(path.name for path in (ROOT / "negtrack/schemas").iterdir())
    assert kept == sorted(f"{kind}.json" for kind in editors.KINDS)


@every_kind
def test_it_is_valid_and_says_what_it_is(kind: str) -> None:
    whole = files.json_schema(kind)
    Draft202012Validator.check_schema(whole)
    assert whole["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert whole["$id"] == f"urn:negtrack:{kind}"
    assert f"`negtrack schema {kind}`" in whole["$comment"]
    assert whole["title"].startswith("negtrack: ")
    assert whole["description"].endswith(".")


@every_kind
def test_it_refers_to_nothing_outside_itself(kind: str) -> None:
    text = files.text(kind)
    assert text.count("://") == text.count("://json-schema.org/") + text.count("://example.org/")
    assert text.count('"$ref": "') == text.count('"$ref": "#/$defs/')


# As negtrack reads


@every_spot
def test_a_spot_takes_the_shapes_that_negtrack_takes(spot: Spot) -> None:
    types = spot.told["type"]
    told = {SHAPES.get(one, "<text>") for one in ([types] if isinstance(types, str) else types)}
    empty_file = "." not in spot.path and "required" not in spot.told
    assert told == spot.shapes | ({"<nothing>"} if empty_file else set())


@every_spot
def test_a_spot_has_the_keys_that_negtrack_reads(spot: Spot) -> None:
    if "<mapping>" not in spot.shapes:
        assert not {"properties", "additionalProperties"} & set(spot.told)
        return
    mapping = spot.of_shape("<mapping>")
    if mapping["type"] == "dict":
        is_id = mapping["keys_schema"]["type"] == "function-after"
        assert ("propertyNames" in spot.told) == is_id
        assert spot.told.get("minProperties") == mapping.get("min_length")
        assert "properties" not in spot.told
        return
    needed = {key for key, field in mapping["fields"].items() if field["required"]}
    assert set(spot.told["properties"]) == set(mapping["fields"])
    assert set(spot.told.get("required", ())) == needed
    assert spot.told["additionalProperties"] is False


@every_spot
def test_a_list_is_as_long_as_negtrack_has_it(spot: Spot) -> None:
    listed = spot.of_shape("<list>") if "<list>" in spot.shapes else {}
    assert spot.told.get("minItems") == listed.get("min_length")


WORDS = sorted(
    {
        *(*model.ROLES, *model.SCALES, *model.STANCES, *model.ANSWERS, *model.CONFIDENCES),
        *(*model.STATUSES, *model.REPORTERS),
    }
)
AGREED = (
    "two words",
    "Ada",
    "istanbul-2025",
    "2025-06-02",
    "12",
    "2.5",
    "-3",
    "100",
    "101",
    "true",
)
"""Texts on which both are of one mind everywhere: what the one takes, so does the other."""

LOOSE = ("+5", "012", "08", "1_000", "1e3", ".5", "NO", "on", "yes", "12:30", "3:2", "0x1F", ".inf")
LOOSE += ("2025-02-30", "2025-06", "2025", "True", "2025-06-02 10:00", "9" * 30, "0." + "1" * 30)
LOOSE += ("point #4", "- 3", "«Ω»", "null and void", "1.0.0")
"""Texts of which a reader of YAML makes something else, or which only negtrack judges exactly."""


class _Days(SafeConstructor):
    """A reader of YAML 1.2 that leaves days as texts, as what goes into a schema must be."""


class _OldDays(yaml.SafeLoader):
    """The same of YAML 1.1."""


TIMESTAMP = "tag:yaml.org,2002:timestamp"
_Days.add_constructor(TIMESTAMP, lambda _, node: node.value)
_OldDays.add_constructor(TIMESTAMP, lambda _, node: node.value)


def plain(data: Any) -> Any:
    """Data as JSON has it: keys are texts."""
    if isinstance(data, dict):
        return {str(key): plain(value) for key, value in data.items()}
    return [plain(one) for one in data] if isinstance(data, list) else data


def understood(text: str) -> list[Any]:
    """What a text of YAML means to readers of YAML 1.2 and of 1.1."""
    reader = YAML(typ="safe", pure=True)
    reader.Constructor = _Days
    return [plain(reader.load(text)), plain(yaml.load(text, Loader=_OldDays))]


UNDERSTOOD = {text: understood(text) for text in (*WORDS, *AGREED, *LOOSE) if text != "- 3"}
UNDERSTOOD["- 3"] = ["- 3"]  # in quotes, as whoever means the text has to write it


@every_spot
def test_what_negtrack_takes_an_editor_takes(spot: Spot) -> None:
    editor = Draft202012Validator(spot.told)
    for text in spot.taken(UNDERSTOOD):
        assert all(editor.is_valid(one) for one in UNDERSTOOD[text]), text


@every_spot
def test_quotes_do_no_harm_but_to_true_and_false(spot: Spot) -> None:
    editor = Draft202012Validator(spot.told)
    for text in spot.taken(UNDERSTOOD):
        assert editor.is_valid(text) == (spot.told["type"] != "boolean"), text


@every_spot
def test_what_negtrack_refuses_an_editor_refuses(spot: Spot) -> None:
    editor = Draft202012Validator(spot.told)
    for text in {*AGREED, *WORDS} - spot.taken(UNDERSTOOD):
        assert not any(editor.is_valid(one) for one in UNDERSTOOD[text]), text
    assert not editor.is_valid("")
    assert not editor.is_valid(" ")


def test_there_is_no_null_in_what_an_editor_understands_of_a_text() -> None:
    """`null` and `~` need quotes there, as texts: an editor takes them for nothing."""
    assert not any(one is None for found in UNDERSTOOD.values() for one in found)
    assert understood("null") == understood("~") == understood("") == [None, None]


# As an editor shows them


@every_spot
def test_every_key_says_what_it_is(spot: Spot) -> None:
    for key, told in spot.told.get("properties", {}).items():
        assert len(told["description"]) > 20, key
        assert "\n" not in told["description"]
        assert "  " not in told["description"]
        assert "`" not in told["description"], "an editor shows the sign as it is"
        needed = key in spot.told.get("required", ())
        assert needed == ("Required." in told["description"]), key
        assert "default" not in told, "an editor would write it into the file"


@every_spot
def test_a_pattern_says_in_words_what_it_asks_for(spot: Spot) -> None:
    for told in (spot.told, spot.told.get("propertyNames", {})):
        assert ("patternErrorMessage" in told) == (told.get("pattern", r"\S") != r"\S")


@every_spot
def test_every_word_says_what_it_means(spot: Spot) -> None:
    for told in (spot.told, *spot.told.get("anyOf", ())):
        if "enum" in told:
            assert len(told["enumDescriptions"]) == len(told["enum"])
            assert all(one.endswith(".") for one in told["enumDescriptions"])
        for word in spot.told.get("enum", ()):
            assert word in spot.told["description"], word


@every_kind
def test_a_key_that_may_be_a_text_begins_no_list_and_no_mapping(kind: str) -> None:
    """Where `items` or `properties` stand beside `type`, an editor adds `- ` to a new key."""
    for definition in (whole := files.json_schema(kind))["$defs"].values():
        for key, told in definition["properties"].items():
            if "string" in told.get("type", ()):
                assert not {"items", "properties", "$ref"} & set(told), key
    assert "Range" in whole["$defs"]


@every_kind
def test_keys_are_in_no_choice_that_would_hide_them_from_an_editor(kind: str) -> None:
    def choices(node: Any) -> Iterator[Any]:
        for one in node.values() if isinstance(node, dict) else node:
            if isinstance(one, dict | list):
                yield from choices(one)
        if isinstance(node, dict):
            yield from (one for word in ("anyOf", "oneOf") for one in node.get(word, ()))

    assert all(
        set(one) <= {"type", "enum", "enumDescriptions"} for one in choices(files.json_schema(kind))
    )


def test_the_words_of_a_stance_are_those_of_the_answers() -> None:
    stance = files.json_schema("party")["$defs"]["Statement"]["properties"]["stance"]
    assert tuple(stance["enum"]) == model.STANCES == shapes.Stance.__args__


# Whole files


def kind_of(file: str) -> str:
    """The kind of a file by its path."""
    name = file.rpartition("/")[2].removesuffix(".yaml")
    return name if name in editors.KINDS else "party"


def complaints(kind: str, text: str) -> list[str]:
    """Where an editor complains of a text, by either reader: the path, or that it is no YAML."""
    try:
        found = understood(text)
    except (yaml.YAMLError, YAMLError):
        return ["no YAML"]
    editor = Draft202012Validator(files.json_schema(kind))
    told = [error for one in found for error in editor.iter_errors(one)]
    return list(dict.fromkeys(".".join(map(str, error.absolute_path)) for error in told))


KEPT = sorted(
    path
    for folder in (ROOT / "positions", ROOT / "tests/records")
    for path in folder.rglob("*.yaml")
    if not path.is_relative_to(ROOT / "tests/records/broken")
)


@pytest.mark.parametrize("path", KEPT, ids=[str(path.relative_to(ROOT)) for path in KEPT])
def test_a_good_file_is_good_in_an_editor(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    assert complaints(kind_of(path.name), text) == []


@pytest.mark.parametrize("file", BASE)
def test_the_base_record_is_good_in_an_editor(file: str) -> None:
    assert complaints(kind_of(file), BASE[file]) == []


OF_RECORDS = {code: one for code, one in catalogue().items() if not code.startswith("import-")}
"""The problems of a record's own files, and none of a table that is imported."""


@pytest.mark.parametrize("code", OF_RECORDS)
def test_good_examples_are_good_in_an_editor(code: str) -> None:
    assert complaints(kind_of(OF_RECORDS[code].file), OF_RECORDS[code].good) == []


NOTICED = {
    *("unknown-key", "missing-key", "empty-value", "empty-quote", "unknown-word", "unknown-stance"),
    *("not-a-slug", "weight-out-of-range", "too-deep"),
}
"""What of the catalogue an editor can show: it knows one file at a time, and no scale."""


def test_these_problems_an_editor_shows() -> None:
    found = {
        code
        for code, entry in OF_RECORDS.items()
        if code not in ("unreadable-file", "missing-file")  # there is no file to look at
        and complaints(kind_of(entry.file), entry.bad) not in ([], ["no YAML"])
    }
    assert found == NOTICED


NEGOTIATION = "title: T\nparties: {a: {name: A}}\nissues: {v: {title: V, scale: text}}\n"
BAD = {
    "a key of a party's file": ("party", "position: {}", ""),
    "a key of a statement": ("party", "positions: {v: {valu: a}}", "positions.v"),
    "a key of a statement in a list": ("party", "positions: {v: [a, {valu: a}]}", "positions.v.1"),
    "a key of a version": (
        "party",
        "positions: {v: {disputed: [{disputed: []}]}}",
        "positions.v.disputed.0",
    ),
    "a key of a range": ("party", "positions: {v: {value: {least: 3}}}", "positions.v.value"),
    "a key of a package": ("party", "packages: {p: {tittle: P}}", "packages.p"),
    "a key of an answer": ("party", "answers: {p: {stance: accept, value: 1}}", "answers.p"),
    "a key of a round": ("round", "date: 2025-01-01\nplace: x", ""),
    "a key of an event": ("round", "date: 2025-01-01\nevents: [{title: T, who: a}]", "events.0"),
    "a key of an agreement": (
        "round",
        "date: 2025-01-01\nagreements: {x: {issues: v}}",
        "agreements.x",
    ),
    "a key of a telling": (
        "round",
        "date: 2025-01-01\nagreements: {x: {versions: {a: {status: agreed}}}}",
        "agreements.x.versions.a",
    ),
    "a key of a delivery": (
        "round",
        "date: 2025-01-01\nagreements: {x: {carried_out: [{date: 2025-01-01, value: 3}]}}",
        "agreements.x.carried_out.0",
    ),
    "a key of a negotiation": ("negotiation", f"{NEGOTIATION}round: 1", ""),
    "a key of a source": (
        "negotiation",
        f"{NEGOTIATION}sources: {{s: {{publisher: P, link: x}}}}",
        "sources.s",
    ),
    "a key of an option": (
        "negotiation",
        NEGOTIATION.replace("text", "ladder, options: {o: {label: O, place: 3}}"),
        "issues.v.options.o",
    ),
    "no title": ("negotiation", NEGOTIATION.replace("title: T\n", ""), ""),
    "no name": ("negotiation", NEGOTIATION.replace("name: A", ""), "parties.a"),
    "no scale": ("negotiation", NEGOTIATION.replace(", scale: text", ""), "issues.v"),
    "nothing at all": ("negotiation", "", ""),
    "no date": ("round", "venue: x", ""),
    "no stance": ("party", "answers: {p: {note: x}}", "answers.p"),
    "an id with a capital": ("negotiation", NEGOTIATION.replace("{a:", "{A:"), "parties"),
    "an id of an agreement": ("round", "date: 2025-01-01\nagreements: {a b: {}}", "agreements"),
    "an unknown role": (
        "negotiation",
        NEGOTIATION.replace("name: A", "name: A, role: chair"),
        "parties.a.role",
    ),
    "an unknown scale": ("negotiation", NEGOTIATION.replace(": text", ": rank"), "issues.v.scale"),
    "an unknown stance": ("party", "positions: {v: {stance: insist}}", "positions.v.stance"),
    "an unknown answer": ("party", "answers: {p: maybe}", "answers.p"),
    "an unknown confidence": (
        "party",
        "packages: {p: {confidence: sure}}",
        "packages.p.confidence",
    ),
    "an unknown status": (
        "round",
        "date: 2025-01-01\nagreements: {x: {status: done}}",
        "agreements.x.status",
    ),
    "positions in a list": ("party", "positions: [v]", "positions"),
    "a list in a list": ("party", "positions: {v: [[a]]}", "positions.v.0"),
    "a value that is nothing": ("party", "positions: {v: {value: }}", "positions.v.value"),
    "a price that is a text": ("party", "positions: {v: {only_if: a}}", "positions.v.only_if"),
    "a price of nothing": ("party", "positions: {v: {only_if: []}}", "positions.v.only_if"),
    "a flag in words": ("party", "positions: {v: {red_line: maybe}}", "positions.v.red_line"),
    "a date in words": ("party", "positions: {v: {date: 3 May}}", "positions.v.date"),
    "a salience above 100": ("party", "positions: {v: {salience: 101}}", "positions.v.salience"),
    "an amount in words": (
        "round",
        "date: 2025-01-01\nagreements: {x: {carried_out: [{date: 2025-01-01, amount: all}]}}",
        "agreements.x.carried_out.0.amount",
    ),
    "an empty quote": ("party", 'positions: {v: {quote: " "}}', "positions.v.quote"),
}


@pytest.mark.parametrize("what", BAD)
def test_an_editor_complains_of(what: str) -> None:
    kind, text, where = BAD[what]
    assert complaints(kind, text) == [where]


def test_an_editor_complains_of_nothing_else_in_these() -> None:
    assert complaints("negotiation", NEGOTIATION) == []
    assert complaints("party", "") == complaints("party", "positions:\n  v:\n") == []
    assert complaints("round", "date: 2025-01-01\n") == []
