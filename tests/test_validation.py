"""Each kind of file against its schema: every fault at its path, and all that is right beside."""

import datetime
from collections.abc import Iterator, Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negtrack.schema import FILES
from negtrack.validation import validate
from negtrack.yamltext import Path, Tree, read


def tree(text: str) -> Tree:
    document = read("f.yaml", text.encode()).document
    assert document is not None
    return document.tree


def faults(kind: str, text: str) -> list[tuple[str, str]]:
    """Every fault as its code and its path; `!` where the key itself is at fault."""
    return [
        (one.code, "/".join(map(str, one.path)) + "!" * one.key)
        for one in validate(kind, tree(text)).faults
    ]


def said(kind: str, text: str) -> str:
    (fault,) = validate(kind, tree(text)).faults
    return f"{fault.message}; {fault.hint}" if fault.hint else fault.message


def data(kind: str, text: str) -> Any:
    return validate(kind, tree(text)).data


HEAD = """\
title: Talks
parties:
  north: {name: North, role: principal, side: one, power: 40, members: [], note: x}
  south: {name: South}
issues:
  a: {title: A, group: g, scale: ladder, options: {x: X, y: {label: Y, at: 3}}, reference: x}
  b: {title: B, scale: quantity, unit: t, min: 0, max: 2030, words: {all: 5}, basis: net}
sources:
  s: {publisher: P, title: T, date: 2025-06, url: "https://example.org", note: x}
note: all of it
"""
ROUND = """\
date: 2025-01-02
end: 2025-01-03
venue: V
mediator: [envoy]
delegations: {north: Ada, south: [Bo, Cy]}
events: [{title: E, by: north, date: 2025-01-01, disputed: [{title: F, stated_by: press}]}]
agreements:
  deal:
    title: D
    terms: {a: x, b: {min: 1}}
    between: [north, south]
    versions: {north: {terms: {a: y}, quote: q}}
    carried_out: [{date: 2025-01-03, amount: 1.5, source: s}]
    status: carried-out
    part: true
note: n
"""
PARTY = """\
positions:
  a: x
  b:
  c: [x, {value: y}]
  d:
    value: [x, {min: 1}]
    stance: offer
    unconditional: true
    rejects: x
    accepts: {max: 4}
    only_if: [{a: x}, {a: y, b: {min: 2}}]
    of: [south]
    red_line: false
    salience: 12.5
    basis: net
    package: p
    coder: ak
    confidential: true
    date: 2025-01-01
    published: 2025-01-02
    quote: q
    speaker: s
    source: [s]
    stated_by: press
    confidence: low
    note: n
    disputed: [{value: z, stance: demand}]
packages: {p: {title: P, by: north, final: true, expires: 2025-02-01, source: s}}
answers: {p: accept, q: {stance: reject, quote: no}}
coder: ak
note: n
"""
WHOLE: Mapping[str, str] = {"negotiation": HEAD, "round": ROUND, "party": PARTY}


class TestWhatIsRight:
    @pytest.mark.parametrize("kind", WHOLE)
    def test_every_key_that_there_is_is_read(self, kind: str) -> None:
        assert faults(kind, WHOLE[kind]) == []

    def test_fields_have_their_types_and_texts_stay(self) -> None:
        head = data("negotiation", HEAD)
        assert head["parties"]["north"]["power"] == Decimal(40)
        assert head["issues"]["b"]["max"] == "2030"  # read in the issue's own unit, later
        assert head["sources"]["s"]["date"] == "2025-06"
        party = data("party", PARTY)
        assert party["positions"]["d"]["date"] == datetime.date(2025, 1, 1)
        assert party["positions"]["d"]["unconditional"] is True
        assert party["positions"]["d"]["salience"] == Decimal("12.5")
        assert party["answers"]["q"]["quote"] == "no"
        assert data("round", ROUND)["agreements"]["deal"]["carried_out"][0]["amount"] == Decimal(
            "1.5"
        )

    def test_an_issue_with_nothing_after_it_says_nothing(self) -> None:
        assert data("party", "positions: {a: }") == {"positions": {"a": None}}

    @pytest.mark.parametrize("text", ["positions:\npackages:\nanswers:\n", "# nothing\n"])
    def test_a_party_may_have_said_nothing(self, text: str) -> None:
        assert faults("party", text) == []

    def test_a_round_needs_no_more_than_a_date(self) -> None:
        assert faults("round", "date: 2025-01-01\nevents:\nagreements:\n") == []

    def test_a_negotiation_may_still_be_empty(self) -> None:
        assert faults("negotiation", "title: T\nparties:\nissues:\nsources:\n") == []


class TestKeys:
    def test_unknown_ones_are_told_at_the_key_with_the_nearest(self) -> None:
        text = "positions: {a: {valu: x, source: s}}"
        assert faults("party", text) == [("unknown-key", "positions/a/valu!")]
        assert said("party", text) == "no key 'valu' in a statement; did you mean 'value'?"

    def test_where_nothing_is_near_all_are_listed(self) -> None:
        assert said("round", "date: 2025-01-01\nagreements: {d: {versions: {x: {qqq: 1}}}}") == (
            "no key 'qqq' in a version of an agreement; it has issue, value, terms, date, "
            "published, quote, speaker, source, stated_by, confidence, note, disputed"
        )

    @pytest.mark.parametrize(
        ("kind", "text", "found"),
        [
            ("negotiation", "note: x", ["!", "!", "!"]),
            ("negotiation", "title: T\nparties: {n: {}}\nissues: {}", ["parties/n!"]),
            ("negotiation", "title: T\nparties: {}\nissues: {a: {}}", ["issues/a!"] * 2),
            ("negotiation", "title: T\nparties: {}\nissues: {}\nsources: {s: {}}", ["sources/s!"]),
            ("round", "venue: V", ["!"]),
            ("round", "date: 2025-01-01\nevents: [{by: n}]", ["events/0!"]),
            (
                "round",
                "date: 2025-01-01\nagreements: {d: {carried_out: [{amount: 1}]}}",
                ["agreements/d/carried_out/0!"],
            ),
            ("party", "answers: {p: {quote: q}}", ["answers/p!"]),
        ],
    )
    def test_missing_ones_are_told_at_the_key_of_what_needs_them(
        self, kind: str, text: str, found: list[str]
    ) -> None:
        assert faults(kind, text) == [("missing-key", path) for path in found]

    def test_a_missing_one_is_named(self) -> None:
        assert said("round", "venue: V") == "a round needs 'date'"

    @pytest.mark.parametrize("key", ["[key]", "<text>", "<mapping>", "<list>", "<nothing>"])
    def test_the_words_of_the_schema_language_are_keys_like_others(self, key: str) -> None:
        assert faults("party", f"'{key}': 1") == [("unknown-key", f"{key}!")]
        assert faults("party", f"positions: {{a: {{'{key}': 1}}}}") == [
            ("unknown-key", f"positions/a/{key}!")
        ]
        assert faults("party", f"positions: {{'{key}': {{salience: x}}}}") == [
            ("wrong-type", f"positions/{key}/salience")
        ]
        text = f"title: T\nparties: {{north: {{name: N, '{key}': 1}}}}\nissues: {{}}"
        assert faults("negotiation", text) == [("unknown-key", f"parties/north/{key}!")]
        text = f"title: T\nparties: {{'{key}': {{name: N}}}}\nissues: {{}}"
        assert faults("negotiation", text) == [("not-a-slug", f"parties/{key}!")]


class TestIds:
    @pytest.mark.parametrize(
        ("kind", "text", "path"),
        [
            ("negotiation", "title: T\nparties: {A: {name: N}}\nissues: {}", "parties/A!"),
            (
                "negotiation",
                "title: T\nparties: {}\nissues: {A: {title: T, scale: text}}",
                "issues/A!",
            ),
            (
                "negotiation",
                "title: T\nparties: {}\nissues: {a: {title: T, scale: choice, options: {A: x}}}",
                "issues/a/options/A!",
            ),
            (
                "negotiation",
                "title: T\nparties: {}\nissues: {}\nsources: {A: {publisher: P}}",
                "sources/A!",
            ),
            ("round", "date: 2025-01-01\nagreements: {A: {title: T}}", "agreements/A!"),
            ("party", "packages: {A: {title: T}}", "packages/A!"),
            ("party", "packages: {'': {title: T}}", "packages/!"),
        ],
    )
    def test_are_slugs_wherever_something_is_declared(
        self, kind: str, text: str, path: str
    ) -> None:
        assert faults(kind, text) == [("not-a-slug", path)]

    def test_that_are_no_slugs_are_read_all_the_same(self) -> None:
        head = data("negotiation", "title: T\nparties: {A: {name: N}}\nissues: {}")
        assert head["parties"] == {"A": {"name": "N"}}


class TestShapes:
    @pytest.mark.parametrize(
        ("kind", "text", "path", "message"),
        [
            ("party", "[a]", "", "the file is keys with values, not a list"),
            ("party", "hello", "", "the file is keys with values, not a text"),
            ("party", "positions: [a]", "positions", "'positions' is keys with values, not a list"),
            ("party", "note: [a]", "note", "'note' is a text, not a list"),
            (
                "party",
                "positions: {a: [[b]]}",
                "positions/a/0",
                "item 1 of 'a' is a text or keys with values, not a list",
            ),
            (
                "party",
                "positions: {a: {value: [x, [y]]}}",
                "positions/a/value/1",
                "item 2 of 'value' is a text or keys with values, not a list",
            ),
            (
                "party",
                "positions: {a: {value: {min: [1]}}}",
                "positions/a/value/min",
                "'min' is a text, not a list",
            ),
            (
                "party",
                "positions: {a: {source: {x: y}}}",
                "positions/a/source",
                "'source' is a text or a list, not keys with values",
            ),
            (
                "party",
                "positions: {a: {only_if: b}}",
                "positions/a/only_if",
                "'only_if' is a list or keys with values, not a text",
            ),
            (
                "party",
                "positions: {a: {disputed: {value: x}}}",
                "positions/a/disputed",
                "'disputed' is a list, not keys with values",
            ),
            (
                "party",
                "positions: {a: {salience: [1]}}",
                "positions/a/salience",
                "'salience' is a text, not a list",
            ),
            (
                "round",
                "date: 2025-01-01\nevents: {a: b}",
                "events",
                "'events' is a list, not keys with values",
            ),
            (
                "negotiation",
                "title: T\nparties: [a]\nissues: {}",
                "parties",
                "'parties' is keys with values, not a list",
            ),
        ],
    )
    def test_another_shape_is_told_in_words(
        self, kind: str, text: str, path: str, message: str
    ) -> None:
        assert faults(kind, text) == [("wrong-type", path)]
        assert said(kind, text) == message

    @pytest.mark.parametrize(
        ("text", "path"),
        [
            ("note:", "note"),
            ("note: '  '", "note"),
            ("positions: {a: ''}", "positions/a"),
            ("positions: {a: {value: }}", "positions/a/value"),
            ("positions: {a: {value: [x, ]}}", None),
            ("positions: {a: {value: [x, '']}}", "positions/a/value/1"),
            ("positions:\n  a:\n  - \n", "positions/a/0"),
            ("positions: {a: {only_if: {}}}", "positions/a/only_if"),
            ("positions: {a: {only_if: []}}", "positions/a/only_if"),
            ("positions: {a: {disputed: }}", "positions/a/disputed"),
            ("packages: {p: }", "packages/p"),
            ("answers: {p: }", "answers/p"),
        ],
    )
    def test_nothing_where_something_is_needed(self, text: str, path: str | None) -> None:
        assert faults("party", text) == ([("empty-value", path)] if path else [])

    def test_a_key_without_a_name(self) -> None:
        text = "title: T\nparties: {}\nissues: {a: {title: A, scale: quantity, words: {'': 1}}}"
        assert faults("negotiation", text) == [("empty-value", "issues/a/words/!")]
        assert said("negotiation", text) == "a key has no name"

    @pytest.mark.parametrize("quote", ["", "''", "' '", '"\\u00a0"'])
    def test_a_quote_without_words(self, quote: str) -> None:
        text = f"positions: {{a: {{value: x, quote: {quote} }}}}"
        assert faults("party", text) == [("empty-quote", "positions/a/quote")]


class TestWords:
    @pytest.mark.parametrize(
        ("text", "code", "message"),
        [
            ("stance: acept", "unknown-stance", "no stance 'acept'; did you mean 'accept'?"),
            (
                "stance: maybe",
                "unknown-stance",
                "no stance 'maybe'; "
                "it is one of demand, offer, accept, reserve, no-answer, withdraw",
            ),
            (
                "confidence: sure",
                "unknown-word",
                "no confidence 'sure'; it is one of high, medium, low",
            ),
        ],
    )
    def test_of_a_statement(self, text: str, code: str, message: str) -> None:
        whole = f"positions: {{a: {{{text}}}}}"
        assert said("party", whole) == message
        assert faults("party", whole)[0][0] == code

    def test_of_an_answer_in_either_form(self) -> None:
        assert faults("party", "answers: {p: offer, q: {stance: offer}}") == [
            ("unknown-stance", "answers/p"),
            ("unknown-stance", "answers/q/stance"),
        ]

    def test_of_roles_scales_and_statuses(self) -> None:
        text = (
            "title: T\nparties: {n: {name: N, role: chair}}\nissues: {a: {title: A, scale: stairs}}"
        )
        assert faults("negotiation", text) == [
            ("unknown-word", "parties/n/role"),
            ("unknown-word", "issues/a/scale"),
        ]
        text = "date: 2025-01-01\nagreements: {d: {title: D, status: done}}"
        assert faults("round", text) == [("unknown-word", "agreements/d/status")]


class TestWhatIsLeft:
    def test_one_fault_hides_nothing_beside_it(self) -> None:
        text = "positions:\n  a: {value: x, salience: much, source: s}\n  b: {value: [y, [z]]}\n"
        assert data("party", text) == {
            "positions": {"a": {"value": "x", "source": "s"}, "b": {"value": ["y", None]}}
        }

    def test_items_of_a_list_keep_their_places(self) -> None:
        text = "positions: {a: [[x], {value: y}, {salience: much}]}"
        assert data("party", text) == {"positions": {"a": [None, {"value": "y"}, {}]}}

    def test_what_is_declared_keeps_its_id(self) -> None:
        text = "title: T\nparties: {n: [x], m: {name: M}}\nissues:\n"
        text += "  a: {title: A, scale: choice, options: {x: X, y: [Y]}}\n"
        found = data("negotiation", text)
        assert found["parties"] == {"n": None, "m": {"name": "M"}}
        assert found["issues"]["a"]["options"] == {"x": "X", "y": None}

    def test_a_file_that_is_no_mapping_leaves_nothing(self) -> None:
        assert data("round", "[a, b]") == {}

    def test_the_tree_itself_is_left_alone(self) -> None:
        before = tree("positions: {a: {value: x, salience: much}, b: [[x]]}")
        after = deepcopy(before)
        assert validate("party", after).faults
        assert after == before


keys = st.sampled_from(
    sorted(
        {
            *"ab",
            "[key]",
            "<text>",
            "<mapping>",
            "",
            *FILES["party"]["fields"],
            *FILES["round"]["fields"],
        }
        | {
            *FILES["negotiation"]["fields"],
            "value",
            "min",
            "stance",
            "only_if",
            "disputed",
            "quote",
            "terms",
        }
        | {"versions", "carried_out", "issue", "scale", "options", "members", "of", "at"}
    )
)
leaves = st.none() | st.sampled_from(["", " ", "x", "12", "2025-01-01", "true", "full", "offer"])
trees = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4)
)


@settings(deadline=None)
@given(st.sampled_from(sorted(FILES)), trees)
def test_whatever_the_tree_every_fault_is_told_and_nothing_is_raised(kind: str, it: Tree) -> None:
    found = validate(kind, it)
    assert isinstance(found.data, dict)
    for fault in found.faults:
        assert _there(it, fault.path)
        assert fault.message


@settings(deadline=None)
@given(st.sampled_from(sorted(FILES)), trees)
def test_whatever_the_tree_all_that_is_not_at_fault_is_left(kind: str, it: Tree) -> None:
    found = validate(kind, it)
    wrong = {one.path for one in found.faults if one.code not in ("missing-key", "not-a-slug")}
    for path in _texts(it):
        whole = not any(path[: len(one)] == one for one in wrong)
        assert _there(found.data, path) == whole or (not whole and path in wrong)


def _texts(it: Tree, path: Path = ()) -> Iterator[Path]:
    """The path of every text in a tree."""
    if isinstance(it, str):
        yield path
    elif it is not None:
        for step, inner in it.items() if isinstance(it, dict) else enumerate(it):
            yield from _texts(inner, (*path, step))


def _there(it: Any, path: Path) -> bool:
    for step in path:
        try:
            it = it[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def test_a_thousand_faults_are_told_and_all_are_left_out() -> None:
    text = "".join(f"k{nth}: x\n" for nth in range(1_001)) + "note: n\n"
    found = validate("party", tree(text))
    assert len(found.faults) == 1_000
    assert found.faults[-1].path == ("k999",)
    assert found.data == {"note": "n"}


def test_what_is_missing_is_named_wherever_that_is() -> None:
    head = HEAD.replace("scale: quantity, ", "")
    assert said("negotiation", head) == "an issue needs 'scale'"
