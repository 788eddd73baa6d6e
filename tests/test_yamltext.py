"""The narrow YAML: text stays text, every place is exact, nothing hostile gets through or hangs."""

import time
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from plainreading import CONTROL, plain

from negtrack.text import LARGEST
from negtrack.yamltext import DEEPEST, Document, Path, Reading, Tree, read


def tree(text: str) -> Tree:
    document, problems, _ = read("f.yaml", text.encode())
    assert problems == ()
    assert document is not None
    return document.tree


def told(text: str | bytes) -> list[str]:
    """Every problem as `line:column code`."""
    raw = text if isinstance(text, bytes) else text.encode()
    return [
        f"{one.place.line}:{one.place.column} {one.code}" for one in read("f.yaml", raw).problems
    ]


def message(text: str | bytes) -> str:
    raw = text if isinstance(text, bytes) else text.encode()
    (problem,) = read("f.yaml", raw).problems
    return problem.message


AS_WRITTEN = (
    *("NO", "no", "on", "off", "yes", "true", "null", "~", ".inf", "nan", "12:30", "3:2", "012"),
    *("0x1F", "0o17", "1_000", "1e9", "2025-06-02", "+5", "-3", "a-b", "=", "<<", "Göreme"),
    *("x#y", "a:b", "100%", "1 000"),
)


class TestText:
    @pytest.mark.parametrize("word", AS_WRITTEN)
    def test_scalars_stay_as_written(self, word: str) -> None:
        assert tree(f"a: {word}\n") == {"a": word}
        assert tree(f"{word}: a\n") == {word: "a"}
        assert tree(f"[{word}]\n") == [word]

    def test_an_empty_value_is_nothing(self) -> None:
        assert tree("a:\nb: \n") == {"a": None, "b": None}
        assert tree("- \n- a\n") == [None, "a"]

    def test_a_quoted_empty_is_empty_text(self) -> None:
        assert tree("a: \"\"\nb: ''\n") == {"a": "", "b": ""}

    def test_blocks_and_folds_are_text(self) -> None:
        assert tree("a: |\n  one\n  two\nb: >-\n  one\n  two\nc: one\n  two\n") == {
            "a": "one\ntwo\n",
            "b": "one two",
            "c": "one two",
        }

    @pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff"])
    def test_a_file_without_anything_says_nothing(self, text: str) -> None:
        document, problems, _ = read("f.yaml", text.encode())
        assert document is not None
        assert document.tree is None
        assert problems == ()

    def test_a_byte_order_mark_is_no_text(self) -> None:
        assert tree("\ufeffa: b\n") == {"a": "b"}

    def test_the_text_comes_back_even_where_it_is_no_yaml(self) -> None:
        assert read("f.yaml", b"a: [\n").text == "a: [\n"
        assert read("f.yaml", b"<<<<<<< a\n").text == "<<<<<<< a\n"


class TestPlaces:
    def at(self, text: str, path: Path, *, key: bool = False) -> str:
        document = read("f.yaml", text.encode()).document
        assert document is not None
        return str(document.place(path, key=key))

    def test_of_keys_and_values_in_blocks(self) -> None:
        text = "a:\n  b: c\n  d:\n    - e\n    -   f: g\n"
        assert self.at(text, ("a",), key=True) == "f.yaml:1:1"
        assert self.at(text, ("a", "b"), key=True) == "f.yaml:2:3"
        assert self.at(text, ("a", "b")) == "f.yaml:2:6"
        assert self.at(text, ("a", "d", 0)) == "f.yaml:4:7"
        assert self.at(text, ("a", "d", 1)) == "f.yaml:5:9"
        assert self.at(text, ("a", "d", 1, "f")) == "f.yaml:5:12"

    def test_of_keys_and_values_in_flows(self) -> None:
        text = "a: {b: [c, d], 'e': {min: 1}}\n"
        assert self.at(text, ("a", "b"), key=True) == "f.yaml:1:5"
        assert self.at(text, ("a", "b", 1)) == "f.yaml:1:12"
        assert self.at(text, ("a", "e"), key=True) == "f.yaml:1:16"
        assert self.at(text, ("a", "e", "min")) == "f.yaml:1:27"

    def test_count_letters_not_bytes(self) -> None:
        assert self.at("{Göreme: ü, 🎈: x}\n", ("🎈",)) == "f.yaml:1:16"

    def test_do_not_count_a_byte_order_mark(self) -> None:
        assert self.at("\ufeffa: b\n", ("a",)) == "f.yaml:1:4"

    def test_are_the_same_with_windows_line_ends(self) -> None:
        assert self.at("a:\r\n  b: c\r\n  d: e\r\n", ("a", "d")) == "f.yaml:3:6"

    def test_of_an_empty_value_is_after_its_colon(self) -> None:
        assert self.at("a:\nb: c\n", ("a",)) == "f.yaml:1:3"

    def test_of_a_quoted_or_block_value_is_where_it_begins(self) -> None:
        assert self.at('a: "b"\nc: |\n  d\n', ("a",)) == "f.yaml:1:4"
        assert self.at('a: "b"\nc: |\n  d\n', ("c",)) == "f.yaml:2:4"

    def test_of_what_is_not_there_is_its_nearest_parent(self) -> None:
        text = "a:\n  b: c\n"
        assert self.at(text, ("a", "x", "y")) == "f.yaml:2:3"
        assert self.at(text, ("a", "x", "y"), key=True) == "f.yaml:1:1"
        assert self.at(text, ("a", "b", 7)) == "f.yaml:2:6"
        assert self.at(text, (3,)) == "f.yaml:1:1"

    def test_of_the_whole_is_where_it_begins(self) -> None:
        assert self.at("# first\n\n  a: b\n", ()) == "f.yaml:3:3"
        assert self.at("# nothing\n", ("a",)) == "f.yaml:1:1"


class TestRefusals:
    def test_a_key_given_twice(self) -> None:
        text = "a: 1\nb: {c: 1, c: 2}\na: 3\n"
        assert told(text) == ["2:11 duplicate-key", "3:1 duplicate-key"]
        assert message("x: 0\na: 1\nb: 2\na: 3\n") == "the key 'a' is here twice, first on line 2"
        document = read("f.yaml", text.encode()).document
        assert document is not None
        assert document.tree == {"a": "1", "b": {"c": "1"}}

    def test_faults_inside_what_is_given_twice(self) -> None:
        assert told("a: 1\na: {b: 1, b: 2}\n") == ["2:1 duplicate-key", "2:11 duplicate-key"]

    def test_anchors(self) -> None:
        assert told("a: &x 1\nb: &y\n  c: 1\n") == ["1:4 anchor", "2:4 anchor"]

    def test_aliases(self) -> None:
        assert told("a: &x 1\nb: *x\n") == ["1:4 anchor", "2:4 alias"]
        assert told("b: *never\n") == ["1:4 alias"]
        assert message("b: *never\n") == "the alias '*never' is not read"

    @pytest.mark.parametrize("tag", ["!!int", "!own", "!", "!<tag:yaml.org,2002:str>"])
    def test_tags(self, tag: str) -> None:
        assert told(f"a: 1\nb: {tag} 2\n") == ["2:4 tag"]

    def test_signs_within_text_are_left_alone(self) -> None:
        assert tree("a: b & c * d!\nb: '*x'\nc: \"!y\"\nd: 'a &b'\n") == {
            "a": "b & c * d!",
            "b": "*x",
            "c": "!y",
            "d": "a &b",
        }

    def test_several_documents(self) -> None:
        assert told("a: 1\n---\nb: 2\n") == ["2:1 several-documents"]
        assert told("a: 1\n...\n---\nb: 2\n") == ["3:1 several-documents"]

    def test_one_document_with_its_marks_is_left_alone(self) -> None:
        assert tree("---\na: 1\n...\n") == {"a": "1"}

    def test_keys_that_are_no_words(self) -> None:
        assert told("? [a, b]\n: 1\nc: 2\n") == ["1:3 wrong-type"]
        assert told("{{a: 1}: {b: 1, b: 2}}\n") == ["1:2 wrong-type", "1:17 duplicate-key"]

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("a: [1, 2\n", "1:4"),
            ('a: "b\n', "1:4"),
            ("a: b: c\n", "1:5"),
            ("a: 1\n  b: 2\n", "2:4"),
            ("a:\n\tb: 1\n", "2:1"),
            ("a: @b\n", "1:4"),
            ("a: 1\nb\n", "2:1"),
            ("a: [1, 2\nb: 3\n", "2:2"),
            ("[?", "1:3"),
            ("{?\n,? ", "2:4"),
            ("%YAML 3.0\n---\na: 1\n", "1:1"),
        ],
    )
    def test_what_is_no_yaml(self, text: str, place: str) -> None:
        assert told(text) == [f"{place} broken-yaml"]

    @pytest.mark.parametrize(
        ("text", "advice"),
        [("a:\n\tb: 1\n", "spaces"), ("a: [1\nb: 2\n", "bracket"), ("a: b: c\n", "quotes")],
    )
    def test_what_is_no_yaml_comes_with_advice(self, text: str, advice: str) -> None:
        assert advice in read("f.yaml", text.encode()).problems[0].hint

    def test_control_characters(self) -> None:
        assert told("a: b\nc: d\x07e\nf: g\x7f\n") == [
            "2:5 control-character",
            "3:5 control-character",
        ]
        assert message("a: \x1b[31mred\n") == "the control character U+001B is not text"

    @pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029", "\r", "\ufffe"])
    def test_line_ends_that_editors_do_not_show(self, sign: str) -> None:
        assert told(f"a: b{sign}c\n") == ["1:5 control-character"]

    def test_a_byte_order_mark_that_begins_a_line(self) -> None:
        assert told("a: 1\n\n\ufeffb: x\ufeffy\n") == ["3:1 control-character"]
        assert tree("a: x\ufeffy\n") == {"a": "x\ufeffy"}

    def test_control_characters_written_as_escapes(self) -> None:
        assert told('a: ok\nb: "x\\e[31m"\n') == ["2:4 control-character"]
        assert told('a: "\\0"\n') == ["1:4 control-character"]

    def test_tabs_line_ends_and_harmless_escapes_are_left_alone(self) -> None:
        assert tree('a: "x\\ty\\n\\u00e9"\r\nb: c\td\r\n') == {"a": "x\ty\né", "b": "c\td"}

    @pytest.mark.parametrize(
        ("raw", "place"),
        [
            (b"a: b\nvenue: Gen\xe8ve\n", "2:11"),
            ("é: b\nÇ: x".encode() + b"\xff\n", "2:5"),
            ("\ufeffÇ".encode() + b"\xff\n", "1:2"),
            ("\ufeffa: b\nvenue: Gen".encode() + b"\xe8ve\n", "2:11"),
            ("a: b\n".encode("utf-16"), "1:1"),
        ],
    )
    def test_what_is_not_utf8(self, raw: bytes, place: str) -> None:
        assert told(raw) == [f"{place} not-utf8"]

    def test_the_byte_that_is_not_utf8_is_named(self) -> None:
        assert message("\ufeffa: é".encode() + b"\xff\n") == "the byte 0xff is not UTF-8"

    def test_a_file_that_is_too_large(self) -> None:
        assert LARGEST == 1024 * 1024
        most = b"#" * (LARGEST - 1) + b"\n"
        assert told(most) == []
        assert told(most + b"\n") == ["1:1 too-large"]


class TestCutText:
    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("a: point #4\n", "1:10"),
            ("a: point   #4 of it\n", "1:12"),
            ("a: 3 #four\nb: c\n", "1:6"),
            ("a:\n  one\n  two #2\n", "3:7"),
            ("- x #y\n", "1:5"),
            ("a: Ç #4\r\n", "1:6"),
        ],
    )
    def test_is_warned_of(self, text: str, place: str) -> None:
        assert told(text) == [f"{place} cut-text"]
        assert read("f.yaml", text.encode()).problems[0].level == "warning"

    @pytest.mark.parametrize(
        "text",
        [
            "a: b # a comment\n",
            "a: b #\n",
            "a: b ## heading\n",
            "a: b #!x\n",
            "a: b#4\n",
            "a: 'point #4'\n",
            'a: "point" #4\n',
            "# a: b\n#c\n",
            "a: #nothing before it\n  b: c\n",
            "a: |\n  point #4\n",
        ],
    )
    def test_comments_and_quotes_are_left_alone(self, text: str) -> None:
        assert told(text) == []


class TestBombs:
    """Each would hang, exhaust the stack or fill the memory, were it read as YAML reads it."""

    @pytest.fixture(autouse=True)
    def quickly(self) -> Iterator[None]:
        start = time.monotonic()
        yield
        assert time.monotonic() - start < 30  # they take hours, or kill Python, if they are read

    @pytest.mark.parametrize(
        "text",
        [
            "[" * 100_000,
            "{" * 100_000,
            "[{" * 50_000,
            "[\n" * 100_000,
            "- " * 500_000,
            "? " * 500_000,
            "".join(f"{' ' * level}a:\n" for level in range(1400)),
            "[\n" * 990 + "]\n" * 990,
        ],
        ids=["brackets", "braces", "both", "lines", "dashes", "marks", "indents", "closed"],
    )
    def test_depth(self, text: str) -> None:
        assert [one.code for one in read("f.yaml", text.encode()).problems] in (
            ["too-deep"],
            ["wrong-type"],
        )

    def test_aliases_of_aliases(self) -> None:
        lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
        lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
        read_ = read("f.yaml", "\n".join(lines).encode())
        assert read_.document is None
        assert {one.code for one in read_.problems} == {"anchor", "alias"}

    @pytest.mark.parametrize(
        "line", ["\x07", "\x07\n", "<<<<<<<\n", "<<<<<<< a\n>>>>>>> b\n", "a: 1\n", "a #b\n", "[],"]
    )
    def test_the_same_fault_all_over_a_megabyte(self, line: str) -> None:
        assert isinstance(read("f.yaml", (line * (LARGEST // len(line))).encode()), Reading)

    def test_the_deepest_that_is_read(self) -> None:
        assert told("[" * DEEPEST + "x" + "]" * DEEPEST) == []
        for sign in ("x", "'!'"):
            text = "[" * (DEEPEST + 1) + sign + "]" * (DEEPEST + 1)
            assert told(text) == [f"1:{DEEPEST + 1} too-deep"]


letters = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="<>\u2028\u2029\ufeff\ufffe\uffff"
)
words = st.text(letters, max_size=12)
trees = st.recursive(
    words, lambda inner: st.lists(inner) | st.dictionaries(words, inner), max_leaves=20
)


@settings(deadline=None)
@given(st.text() | st.text("[]{}:-?*&!|>'\"#%@,\n\r\t ab<=\ufeff\x85\u2028", max_size=60))
@example("\ufeff\ufeff")
@example("? ")
@example("!")
@example("a: !x!y z")
@example("--- |\n---")
def test_whatever_the_text_reading_never_raises(text: str) -> None:
    reading = read("f.yaml", text.encode("utf-8", "replace"))
    assert (reading.document is not None) or reading.problems
    for problem in reading.problems:
        assert problem.place.line <= text.count("\n") + 2
        assert "\n" not in problem.message


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_whatever_the_bytes_reading_never_raises(raw: bytes) -> None:
    reading = read("f.yaml", raw)
    assert (reading.document is not None) or reading.problems


@settings(deadline=None)
@given(trees, st.booleans(), st.sampled_from([None, True, False]))
def test_values_are_those_of_a_plain_yaml_reader(
    values: object, unicode: bool, flow: bool | None
) -> None:
    text = yaml.dump(values, allow_unicode=unicode, default_flow_style=flow)
    document, problems, _ = read("f.yaml", text.encode())
    assert problems == ()
    assert document is not None
    assert document.tree == yaml.load(text, Loader=yaml.BaseLoader) == values


@settings(deadline=None)
@given(trees)
def test_every_part_has_a_place_where_it_stands(values: object) -> None:
    text = yaml.dump(values, allow_unicode=True)
    document = read("f.yaml", text.encode()).document
    assert document is not None
    lines = text.split("\n")
    for path, found in _leaves(values):
        place = document.place(path)
        rest = lines[place.line - 1][place.column - 1 :]
        assert rest[0] in "\"'|>?[{" or found.startswith(rest.rstrip("]},:")[:1])


def _leaves(values: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(values, dict):
        for key, inner in values.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(values, list):
        for nth, inner in enumerate(values):
            yield from _leaves(inner, (*path, nth))
    else:
        yield path, str(values)


def test_a_document_says_which_file_it_is() -> None:
    assert Document("a/b.yaml", "", None, None).place(("x",)).file == "a/b.yaml"


pieces = st.sampled_from(
    [
        *("a", "b", "Ç", "🎈", "x1", "a: ", "b: ", "- ", "? ", ": ", ":", "\n", "\n  ", "\n    "),
        *(
            "\r\n",
            " ",
            "  ",
            "\t",
            "{",
            "}",
            "[",
            "]",
            ", ",
            "'",
            '"',
            '"a"',
            "'b'",
            "''",
            "|",
            ">",
        ),
        *(" #", "#", " #a", " # a", " #!", "&", "&a ", "*a", "*", "!", "!a ", "!!str ", "%", "a&b"),
        *("a!", "50%", "\\", "\\e", "\\n", "\ufeff", "---", "...", "a: 1\n", "b: {a: 1, b: 2}\n"),
        *("- a\n", "a:\n", "a:\n  - b\n", "c: x #y\n", "d: 'R&D' #2\n", "<<: a\n", "\u00a0"),
    ]
)


@settings(deadline=None, max_examples=1000)
@given(st.lists(pieces, max_size=14).map("".join) | trees.map(yaml.dump))
@example("a: 1\nb: {a: 1, a: [2, 3]}\na: {c: x #y}\nc: 3\n")
@example("[a: {b: c}]: d\ne: [f, [g], {h: i}]\n")
@example('{a: "x #y", b: z #w\n}')
@example("\ufeff\ufeffa:\n  b: c #d\n")
@example("a: x&y\nb: 'x' !y\n")
@example('["a"&b c]')
@example("{a: b}&c")
def test_reading_is_that_of_a_plain_reader(text: str) -> None:
    """Values, places and problems, with nothing passed over and no sign searched for beforehand."""
    document, problems, _ = read("f.yaml", text.encode())
    stripped = text.removeprefix("\ufeff")
    counted = stripped.removeprefix("\ufeff")
    if CONTROL.search(stripped) or "\n\ufeff" in f"\n{counted}":
        assert document is None
        return
    try:
        wanted = plain(stripped)
    except yaml.YAMLError:
        assert document is None
        assert problems[-1].code in ("broken-yaml", "several-documents", "alias")
        return
    if wanted is None:
        assert document is None
        return
    assert document is not None
    assert document.tree == wanted.tree
    assert [(one.code, one.place.line, one.place.column) for one in problems] == wanted.problems
    for path, at in wanted.values.items():
        if all(isinstance(step, str | int) for step in path):  # not under a key that was refused
            assert document.place(path)[1:] == at
            assert document.place(path, key=True)[1:] == wanted.keys[path]


def test_a_line_that_names_tags_is_refused_before_any_of_them() -> None:
    assert told("%TAG ! tag:x\n---\na: [!b c, !d e]\n") == ["1:1 tag"]


def test_of_a_list_the_first_thousand_items_are_read() -> None:
    document, problems, _ = read("f.yaml", b"a: [" + b"x," * 1_001 + b"]\n")
    assert document is not None
    assert document.tree == {"a": ["x"] * 1_000}
    assert [one.code for one in problems] == ["too-large"]


def test_of_keys_and_values_thirty_thousand_are_read() -> None:
    """The mapping is one of them, each list another, and each pair is two, in however few lines."""
    most = "".join(f"k{nth}: a\n" for nth in range(14_998)) + "l: [a]\n"
    assert told(most) == []
    assert told(most.replace("[a]", "[a, a]")) == ["14999:8 too-large"]
    assert told("".join(f"k{nth}: a\n" for nth in range(15_000))) == ["15000:9 too-large"]


@pytest.mark.parametrize("opener", ["[\n", "{\n"])
def test_depth_is_told_on_however_many_lines(opener: str) -> None:
    assert told(opener * 100_000) == ["41:1 too-deep"]
