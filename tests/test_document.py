"""Where the parts of a document stand, from one number each."""

from array import array

import pytest

from negtrack.document import Document, Marks, Path

TEXT = "a:\n  - b\n  - {c: Ç, d: e}\nf: g\n"
STARTS = (0, 0, 5, 7, 13, 14, 17, 20, 23, 26, 29)
DOCUMENT = Document(
    "f.yaml", TEXT, {"a": ["b", {"c": "Ç", "d": "e"}], "f": "g"}, Marks(array("I", STARTS))
)


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        ((), "1:1", "1:1"),
        (("a",), "1:1", "2:3"),
        (("a", 0), "2:5", "2:5"),
        (("a", 1), "3:5", "3:5"),
        (("a", 1, "c"), "3:6", "3:9"),
        (("a", 1, "d"), "3:12", "3:15"),
        (("f",), "4:1", "4:4"),
    ],
)
def test_every_key_and_value_has_its_place(path: Path, key: str, value: str) -> None:
    assert str(DOCUMENT.place(path, key=True)) == f"f.yaml:{key}"
    assert str(DOCUMENT.place(path)) == f"f.yaml:{value}"


@pytest.mark.parametrize(
    ("path", "place"),
    [(("x",), "1:1"), (("a", 2), "2:3"), (("a", "b"), "2:3"), (("f", 0), "4:4"), ((0,), "1:1")],
)
def test_of_what_is_not_there_the_place_is_that_of_its_parent(path: Path, place: str) -> None:
    assert str(DOCUMENT.place(path)) == f"f.yaml:{place}"


def test_a_document_that_says_nothing_begins_at_its_beginning() -> None:
    assert str(Document("f.yaml", "# no\n", None, None).place(("x",), key=True)) == "f.yaml:1:1"


def test_marks_are_the_same_where_they_say_the_same_asked_or_not() -> None:
    asked = Marks(array("I", STARTS))
    assert asked.start(DOCUMENT.tree, ("f",), key=True) == 26
    assert asked == Marks(array("I", STARTS))
    assert hash(asked) == hash(Marks(array("I", STARTS)))
    assert asked != Marks(array("I", STARTS[:-1]))
    assert asked != STARTS
