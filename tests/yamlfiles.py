"""Party files as people write them, in every layout: for tests that change one part of a file."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

ISSUES = ("ceasefire", "venue", "arms-supplies", "prisoners", "language")
WORDS = ("full", "local", "1000", "NO", "12:30", "Київ", "a b", "it's", "和平", "012", "x")
GAPS = ("", " ", "  ", "\t", " \t ")


class Layout(NamedTuple):
    """One generated file: its text, and the comments in it, each there once."""

    text: str
    comments: tuple[str, ...]


class _Writer:
    """Writes a file piece by piece, with hypothesis choosing each."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments: list[str] = []

    def pick(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def maybe(self) -> bool:
        return self.draw(st.booleans())

    def comment(self) -> str:
        told = self.pick(
            "a note", "tab\there", "Київ: {not, yaml", "'quoted' - x", "venue: full", ""
        )
        self.comments.append(f"# {len(self.comments)} {told}".rstrip())
        return self.comments[-1]

    def tail(self) -> str:
        """The end of a line: nothing, blanks, or a comment."""
        ends = ("", "", "", " ", "\t")
        return (
            f"{self.pick(' ', '  ', chr(9))}{self.comment()}" if self.maybe() else self.pick(*ends)
        )

    def between(self, indent: int) -> list[str]:
        """Lines that say nothing: blanks and comments, at this column or any other."""
        lines = []
        for _ in range(self.draw(st.integers(0, 2))):
            column = self.pick(" " * indent, "", " " * (indent + 3))
            lines.append(column + self.comment() if self.maybe() else self.pick("", "  "))
        return lines

    def scalar(self) -> str:
        word = self.pick(*WORDS)
        return self.pick(word, f'"{word}"', "'{}'".format(word.replace("'", "''")))

    def flow(self) -> str:
        parts = [f"value: {self.scalar()}", f'"note": {self.scalar()}', "red_line: true"]
        chosen = parts[: self.draw(st.integers(1, 3))]
        joint = self.pick(", ", " , ", ",\n        ")
        return self.pick("{", "{ ") + joint.join(chosen) + self.pick("}", " }", ", }")

    def block(self, indent: int) -> list[str]:
        """The lines of a statement in block style."""
        pad = " " * indent
        lines = [f"{pad}value: {self.scalar()}{self.tail()}"]
        if self.maybe():
            lines += [*self.between(indent), f"{pad}source: [a, b]{self.tail()}"]
        if self.maybe():
            header = self.pick("|", ">", "|-", ">-", "|+", "|2")
            text = self.pick("words", "# no comment", "- 'x': y", "шість")
            lines += [f"{pad}quote: {header}", f"{pad}  {text}", f"{pad}  more"]
            lines += [""] * self.draw(st.integers(0, 2))
        if self.maybe():
            lines += [f"{pad}only_if:{self.tail()}", f"{pad}  - {{venue: x}}", f"{pad}  - venue: y"]
        return lines

    def item(self, indent: int) -> list[str]:
        """The lines of one item of a list."""
        pad = " " * indent + "-" + self.pick(" ", "   ")
        if self.maybe():
            return [f"{pad}{self.pick(self.scalar(), self.flow())}{self.tail()}"]
        first, *rest = self.block(len(pad))
        return [pad + first.lstrip(" "), *rest]

    def issue(self, name: str, indent: int) -> list[str]:
        key = " " * indent + self.pick(name, f'"{name}"') + self.pick(":", " :")
        kind = self.pick(
            "nothing", "scalar", "flow", "block", "list", "flow list", "lower", "lines"
        )
        in_line = {
            "nothing": "",
            "scalar": f" {self.scalar()}",
            "flow": f" {self.flow()}",
            "flow list": f" [{self.scalar()}, {self.flow()}{self.pick('', ',', ' ')}]",
            "lines": f" words\n{' ' * (indent + 2)}on two lines",
        }
        if kind in in_line:
            return [f"{key}{in_line[kind]}{self.tail()}"]
        lines = [key + self.tail(), *self.between(indent + 2)]
        if kind == "lower":
            return [
                *lines,
                " " * (indent + 2) + self.pick(self.scalar(), self.flow()) + self.tail(),
            ]
        if kind == "block":
            return lines + self.block(indent + self.draw(st.integers(1, 4)))
        column = indent + self.pick("", "  ", "   ").count(" ")
        for _ in range(self.draw(st.integers(1, 3))):
            lines += [*self.item(column), *self.between(column)]
        return lines

    def positions(self) -> list[str]:
        if self.draw(st.integers(0, 7)) == 0:
            inside = ", ".join(f"{name}: {self.scalar()}" for name in ISSUES[:2])
            return [f"positions: {self.pick('{' + inside + '}', '{}', '')}{self.tail()}"]
        indent = self.draw(st.sampled_from([2, 2, 4, 1]))
        lines = ["positions:" + self.tail()]
        for name in self.draw(st.lists(st.sampled_from(ISSUES), unique=True, max_size=4)):
            lines += [*self.between(indent), *self.issue(name, indent)]
        return lines


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """A party's file in any layout that YAML allows; it may be one that negtrack refuses."""
    writer = _Writer(draw)
    sections = [
        ["coder: ak" + writer.tail()],
        ["answers:", "  a-package: reject" + writer.tail()],
        ["note: >", "  Some words", "  # not a comment"],
    ]
    kept = [one for one in sections if writer.maybe()]
    place = draw(st.integers(0, len(kept)))
    parts = [*kept[:place], writer.positions(), *kept[place:]]
    lines = writer.between(0)
    for part in parts:
        lines += [*part, *writer.between(0)]
    text = "\n".join(lines) + writer.pick("\n", "", "\n\n")
    ending = writer.pick("\n", "\n", "\r\n")
    return Layout(text.replace("\n", ending), tuple(writer.comments))
