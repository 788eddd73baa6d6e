"""Two versions of a file put together: what merges, what stays both ways, and that nothing goes."""

from __future__ import annotations

import re

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from mergefiles import Three, text, threes, words
from program import ROOT

from negtrack.merging import lossless, merge
from negtrack.yamltext import Tree, read

BASE = """\
# what the north said
positions:
  ceasefire: {value: full, source: wire}
  venue: coast

  # in numbers
  prisoners:
    - {date: 2025-01-30, value: 900}
    - date: 2025-02-01
      value: 800

packages:
  north-plan: {title: P}
"""
LAST = "      value: 800\n"


def merged(base: str, ours: str, theirs: str, size: int = 7) -> str:
    result = merge(base.encode(), ours.encode(), theirs.encode(), size)
    assert result is not None
    told = result.raw.decode()
    assert result.conflicts == told.count(f"\n{'<' * size} ours\n") + told.startswith("<")
    return told


def given_up(base: str, ours: str, theirs: str) -> bool:
    return merge(base.encode(), ours.encode(), theirs.encode()) is None


def tree(told: str) -> Tree:
    reading = read("x.yaml", told.encode())
    assert reading.document is not None, told
    return reading.document.tree


def change(*pairs: str, text: str = BASE) -> str:
    """The text with each first of two replaced by the second."""
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text
        text = text.replace(old, new, 1)
    return text


def block(ours: str, theirs: str) -> str:
    return f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"


class TestOneSide:
    @pytest.mark.parametrize(
        "other",
        [
            change("coast", "hills"),
            change("venue: coast", "venue:   'coast' # why"),
            change("# what the north said\n", ""),
            change("\npackages:\n  north-plan: {title: P}\n", ""),
            change("  venue: coast\n", ""),
            BASE + "# end\n",
            change(LAST, f"{LAST}    - none\n"),
            "positions:\n",
            "# nothing\n",
            "packages:\n  north-plan: {title: P}\npositions:\n  venue: coast\n",
            "broken: [\n",
            "",
        ],
    )
    def test_is_taken_byte_for_byte(self, other: str) -> None:
        assert merged(BASE, other, BASE) == other
        assert merged(BASE, BASE, other) == other
        assert merged(BASE, other, other) == other

    def test_marks_of_windows_and_of_the_order_of_bytes_are_kept(self) -> None:
        ours, theirs = change("coast", "hills"), change("full", "local")
        both = change("coast", "hills", "full", "local")
        windows = [one.replace("\n", "\r\n").encode() for one in (BASE, ours, theirs, both)]
        result = merge(*windows[:3])
        assert result is not None
        assert result.raw == windows[3]
        mark = b"\xef\xbb\xbf"
        result = merge(*(mark + one for one in windows[:3]))
        assert result is not None
        assert result.raw == mark + windows[3]
        turned = merge(BASE.encode(), windows[1], theirs.encode())
        assert turned is not None
        assert turned.raw == windows[3]
        other = merge(BASE.encode(), windows[1], mark + theirs.encode())
        assert other is None

    def test_a_last_line_without_end(self) -> None:
        base, ours = BASE.removesuffix("\n"), change("coast", "hills").removesuffix("\n")
        theirs = change("full", "local")
        both = change("coast", "hills", "full", "local")
        assert merged(base, ours, theirs) == both
        assert merged(BASE, ours, theirs) == both.removesuffix("\n")
        assert merged(base, ours, theirs.removesuffix("\n")) == both.removesuffix("\n")
        added = change("full", "local") + "  south-plan: {title: S}"
        assert merged(base, ours, added) == change("coast", "hills", text=added)
        assert merged("", "positions:\n  a: b", "positions:\n  c: d").endswith("  a: b\n  c: d")


class TestEntries:
    def test_that_stand_side_by_side(self) -> None:
        ours, theirs = change("coast", "hills"), change("value: full", "value: none")
        assert merged(BASE, ours, theirs) == change("coast", "hills", "value: full", "value: none")

    def test_that_both_add_in_one_place(self) -> None:
        ours = change("  venue: coast\n", "  venue: coast\n  bridge: b\n  access: a\n")
        theirs = change("  venue: coast\n", "  venue: coast\n  # c\n  language: c\n")
        new = "  venue: coast\n  bridge: b\n  access: a\n  # c\n  language: c\n"
        assert merged(BASE, ours, theirs) == change("  venue: coast\n", new)

    def test_are_put_after_what_they_stand_after(self) -> None:
        ours = change("  venue: coast\n", "")
        theirs = change("  venue: coast\n", "  venue: coast\n  language: c\n")
        assert merged(BASE, ours, theirs) == change("  venue: coast\n", "  language: c\n")
        theirs = change("  ceasefire", "  language: c\n  ceasefire")
        assert merged(BASE, ours, theirs) == change("  venue: coast\n", "", text=theirs)

    def test_that_both_add_alike_are_there_once(self) -> None:
        ours = change("  venue: coast\n", "  venue: coast\n  bridge: {value: b, note: n}\n")
        theirs = BASE.replace("  ceasefire", "  bridge:\n    value: b\n    note: n\n  ceasefire")
        assert merged(BASE, ours, theirs) == ours

    def test_that_both_add_differently_are_there_twice(self) -> None:
        ours = change("  venue: coast\n", "  venue: coast\n  bridge: b\n")
        theirs = change("  venue: coast\n", "  venue: coast\n  bridge: c  # why\n")
        new = "  venue: coast\n" + block("  bridge: b\n", "  bridge: c  # why\n")
        assert merged(BASE, ours, theirs) == change("  venue: coast\n", new)

    def test_that_differ_in_their_comments_only_are_there_twice(self) -> None:
        ours, theirs = change("coast", "hills  # a"), change("coast", "hills  # b")
        new = block("  venue: hills  # a\n", "  venue: hills  # b\n")
        assert merged(BASE, ours, theirs) == change("  venue: coast\n", new)

    def test_that_both_write_differently(self) -> None:
        old = "  ceasefire: {value: full, source: wire}\n"
        ours, theirs = change("full", "local"), change("wire", "gazette")
        new = block(change("full", "local", text=old), change("wire", "gazette", text=old))
        assert merged(BASE, ours, theirs) == change(old, new)

    def test_lines_of_one_statement_are_not_mixed(self) -> None:
        old = "positions:\n  venue:\n    value: coast\n    note: n\n    stance: demand\n"
        ours, theirs = change("coast", "hills", text=old), change("demand", "offer", text=old)
        told = merged(old, ours, theirs)
        assert told == "positions:\n" + block(ours[11:], theirs[11:])

    def test_removed_by_one_and_changed_by_the_other(self) -> None:
        ours, theirs = change("  venue: coast\n", ""), change("coast", "hills")
        assert merged(BASE, ours, theirs) == change(
            "  venue: coast\n", block("", "  venue: hills\n")
        )
        assert merged(BASE, theirs, ours) == change(
            "  venue: coast\n", block("  venue: hills\n", "")
        )

    def test_a_layout_is_no_change_against_another_value(self) -> None:
        ours, theirs = change("venue: coast", 'venue: "coast"'), change("coast", "hills")
        assert merged(BASE, ours, theirs) == theirs
        assert merged(BASE, theirs, ours) == theirs

    def test_an_option_moved_on_a_ladder_is_a_change(self) -> None:
        issue = "  a: {{title: A, scale: ladder, options: {{{}}}}}\n"
        base = "issues:\n" + issue.format("x: X, y: Y, z: Z")
        ours = "issues:\n" + issue.format("y: Y, x: X, z: Z")
        theirs = "issues:\n" + issue.format("x: X, y: Y")
        assert merged(base, ours, theirs) == "issues:\n" + block(ours[8:], theirs[8:])

    def test_markers_are_as_long_as_git_asks(self) -> None:
        ours, theirs = change("coast", "hills"), change("coast", "town")
        told = merged(BASE, ours, theirs, 12)
        assert f"\n{'<' * 12} ours\n" in told
        assert f"\n{'=' * 12}\n" in told
        assert f"\n{'>' * 12} theirs\n" in told


class TestSections:
    def test_begun_by_both(self) -> None:
        ours = BASE + "answers:\n  a: accept\n"
        theirs = BASE + "answers:\n  b: reject\n"
        assert merged(BASE, ours, theirs) == BASE + "answers:\n  a: accept\n  b: reject\n"

    def test_begun_by_one_and_grown_by_the_other(self) -> None:
        ours, theirs = BASE + "answers:\n  a: accept\n", BASE + "  south-plan: {title: S}\n"
        assert merged(BASE, ours, theirs) == theirs + "answers:\n  a: accept\n"

    @pytest.mark.parametrize("empty", ["", "positions:\n", "positions: {}\n", "# none\n"])
    def test_a_file_that_both_fill(self, empty: str) -> None:
        ours, theirs = "positions:\n  a: b\n", "positions:\n  c: d\npackages:\n  p: {title: P}\n"
        told = merged(empty, ours, theirs)
        assert tree(told) == {"positions": {"a": "b", "c": "d"}, "packages": {"p": {"title": "P"}}}

    def test_comments_above_that_differ_stay_both(self) -> None:
        told = merged("", "# x\npositions:\n  a: b\n", "# y\npositions:\n  c: d\n")
        head = block("# x\npositions:\n", "# y\npositions:\n")
        assert told == head + "  a: b\n  c: d\n"

    def test_keys_of_the_file_itself(self) -> None:
        base = "date: 2025-01-01\nvenue: V\nmediator: envoy\n"
        ours, theirs = change("V", "W", text=base), change("2025-01-01", "2025-01-02", text=base)
        assert merged(base, ours, theirs) == "date: 2025-01-02\nvenue: W\nmediator: envoy\n"
        assert merged(base, change("V", "X", text=base), ours) == change(
            "venue: V\n", block("venue: X\n", "venue: W\n"), text=base
        )

    def test_a_section_in_braces_is_one_part(self) -> None:
        base, ours, theirs = (f"positions: {{a: b{more}}}\n" for more in ("", ", c: d", ", e: f"))
        assert merged(base, ours, theirs) == block(ours, theirs)
        assert merged(base, ours, base + "coder: ak\n") == ours + "coder: ak\n"


class TestLists:
    @staticmethod
    def both(ours: str, theirs: str) -> str:
        """What comes of the list where each side added an item at its end, or several."""
        mine, others = (change(LAST, LAST + one) for one in (ours, theirs))
        told = merged(BASE, mine, others)
        before, _, after = BASE.partition(LAST)
        assert told.startswith(before + LAST)
        assert told.endswith(after)
        return told.removeprefix(before + LAST).removesuffix(after)

    def test_two_items_go_by_date(self) -> None:
        one, other = "    - {date: 2025-02-02, value: 1}\n", "    - {date: 2025-02-03, value: 2}\n"
        assert self.both(one, other) == one + other
        assert self.both(other, one) == one + other

    @pytest.mark.parametrize(
        "other",
        ["{date: 2025-02-02, value: 2}", "{value: 2}", "2", "{date: soon, value: 2}"],
    )
    def test_of_one_date_or_none_they_may_be_one_statement(self, other: str) -> None:
        one, two = "    - {date: 2025-02-02, value: 1}\n", f"    - {other}\n"
        assert self.both(one, two) == block(one, two)
        assert self.both(two, one) == block(two, one)

    def test_the_same_item_is_there_once(self) -> None:
        one = "    - {date: 2025-02-02, value: 1}\n"
        assert self.both(one, one) == one
        assert self.both(one, "    - value: 1\n      date: 2025-02-02\n") != one
        assert self.both(one, "    - date: 2025-02-02\n      value: 1\n") == one
        assert self.both("    - 1\n", "    - 1\n    - 2\n") == "    - 1\n    - 2\n"

    def test_in_two_places_they_are_told_apart_by_date(self) -> None:
        first = "    - {date: 2025-01-30, value: 900}\n"
        early, late = "    - {date: 2025-01-29, value: 1}\n", "    - {date: 2025-02-02, value: 2}\n"
        told = merged(BASE, change(first, early + first), change(LAST, LAST + late))
        assert told == change(first, early + first, LAST, LAST + late)
        again = early.replace("2025-01-29", "2025-02-02")
        told = merged(BASE, change(first, again + first), change(LAST, LAST + late))
        assert told.count("<<<<<<<") == 1
        assert "\n<<<<<<< ours\n\n  # in numbers\n  prisoners:\n" in told

    def test_an_item_changed_and_another_added(self) -> None:
        late = "    - {date: 2025-02-02, value: 2}\n"
        told = merged(BASE, change("900", "901"), change(LAST, LAST + late))
        assert told == change("900", "901", LAST, LAST + late)

    def test_an_item_changed_by_both(self) -> None:
        told = merged(BASE, change("900", "901"), change("900", "902"))
        old = "    - {date: 2025-01-30, value: 900}\n"
        assert told == change(old, block(old.replace("900", "901"), old.replace("900", "902")))

    def test_an_item_removed_and_changed(self) -> None:
        old = "    - {date: 2025-01-30, value: 900}\n"
        told = merged(BASE, change(old, ""), change("900", "902"))
        assert told == change(old, block("", old.replace("900", "902")))
        assert merged(BASE, change(old, ""), change("coast", "hills")) == change(
            old, "", "coast", "hills"
        )

    def test_dashes_of_theirs_come_under_ours(self) -> None:
        late = "    - {date: 2025-02-02, value: 1}\n"
        theirs = (
            "  prisoners:\n  - {date: 2025-01-30, value: 900}\n  - date: 2025-02-01\n"
            "    value: 800\n  - date: 2025-02-03\n    note: |\n      a\n       b\n    value: 2\n"
        )
        old = "  prisoners:\n" + BASE.partition("  prisoners:\n")[2].partition("\npack")[0]
        told = merged(BASE, change(LAST, LAST + late), change(old, theirs))
        new = "    - date: 2025-02-03\n      note: |\n        a\n         b\n      value: 2\n"
        assert told == change(LAST, LAST + late + new)

    def test_a_list_in_brackets_is_one_part(self) -> None:
        base, ours, theirs = (f"positions:\n  a: [b{more}]\n" for more in ("", ", c", ", d"))
        assert merged(base, ours, theirs) == "positions:\n" + block(ours[11:], theirs[11:])


class TestOneBecomesSeveral:
    ITEMS = "    - {date: 2025-02-02, value: local}\n", "    - {date: 2025-02-03, value: none}\n"

    @pytest.mark.parametrize(
        "alone",
        [
            " full  # why\n",
            " {value: full, source: wire}\n",
            " {value: full,\n    source: wire}\n",
            "\n    {value: full}\n",
            "\n    value: full\n    note: |\n      a\n        b\n    source: wire\n",
            "\n    # above\n    value: full\n",
            " >\n    full\n    words\n",
            ' "full\n    words"\n',
        ],
    )
    def test_by_one_and_is_changed_by_the_other(self, alone: str) -> None:
        base = f"positions:\n  ceasefire:{alone}  venue: coast\n"
        said = tree(base)
        assert isinstance(said, dict)
        assert isinstance(said["positions"], dict)
        old = said["positions"]["ceasefire"]
        body = alone.lstrip().replace("# above\n    ", "").replace("\n  ", "\n    ")
        ours = change(alone, f"\n    - {body}{self.ITEMS[0]}", text=base)
        theirs = change("full", "wide", text=base)
        told = merged(base, ours, theirs)
        now = tree(theirs)["positions"]["ceasefire"]
        added = {"date": "2025-02-02", "value": "local"}
        assert old != now
        assert tree(told) == {"positions": {"ceasefire": [now, added], "venue": "coast"}}
        assert tree(merged(base, theirs, ours)) == tree(told)

    def test_by_both(self) -> None:
        old = " {value: full, source: wire}\n"
        ours = change(old, f"\n    -{old}{self.ITEMS[1]}")
        theirs = change(old, "\n    - value: full\n      source: wire\n" + self.ITEMS[0])
        told = merged(BASE, ours, theirs)
        assert told == theirs.replace(self.ITEMS[0], "".join(self.ITEMS))

    def test_by_both_without_dates(self) -> None:
        old = " {value: full, source: wire}\n"
        ours, theirs = (change(old, f"\n    -{old}    - {one}\n") for one in ("local", "none"))
        new = f"\n    -{old}" + block("    - local\n", "    - none\n")
        assert merged(BASE, ours, theirs) == change(old, new)


NEW = "# what the north said\npositions:\n  venue: coast\n"


class TestAnIssueNewToBoth:
    """Statements of different dates are both kept; anything else may be one, coded twice."""

    @pytest.mark.parametrize(
        ("ours", "theirs", "result"),
        [
            (
                " {date: 2025-02-03, value: full}\n",
                " {date: 2025-02-01, value: none}\n",
                "\n    - {date: 2025-02-01, value: none}\n    - {date: 2025-02-03, value: full}\n",
            ),
            (
                "\n    date: 2025-02-03\n    value: full\n",
                "\n      - {date: 2025-02-01, value: none}\n      - {date: 2025-02-04}\n",
                "\n      - {date: 2025-02-01, value: none}\n      - date: 2025-02-03\n"
                "        value: full\n      - {date: 2025-02-04}\n",
            ),
            (
                "\n    - {date: 2025-02-01}\n    - {date: 2025-02-03}\n",
                "\n    - {date: 2025-02-01}\n    - {date: 2025-02-04}\n",
                "\n    - {date: 2025-02-01}\n    - {date: 2025-02-03}\n    - {date: 2025-02-04}\n",
            ),
        ],
    )
    def test_by_different_dates(self, ours: str, theirs: str, result: str) -> None:
        told = merged(NEW, f"{NEW}  language:{ours}", f"{NEW}  language:{theirs}")
        assert told == f"{NEW}  language:{result}"
        head, new = "# what the north said\n", "positions:\n  language:"
        assert merged(head, f"{head}{new}{ours}", f"{head}{new}{theirs}") == f"{head}{new}{result}"

    @pytest.mark.parametrize(
        ("ours", "theirs"),
        [
            ("{date: 2025-02-01, value: full}", "{date: 2025-02-01, value: none}"),
            ("{date: 2025-02-01, value: full}", "{value: none}"),
            ("full", "{date: 2025-02-01, value: none}"),
            ("full", "none"),
            ("[{date: 2025-02-03, value: full}]", "{date: 2025-02-01, value: none}"),
            ("{date: soon, value: full}", "{date: 2025-02-01, value: none}"),
        ],
    )
    def test_of_one_date_or_none(self, ours: str, theirs: str) -> None:
        mine, others = (f"  language: {said}\n" for said in (ours, theirs))
        assert merged(NEW, NEW + mine, NEW + others) == NEW + block(mine, others)

    def test_elsewhere_than_among_positions(self) -> None:
        mine, others = (f"  plan: {{date: 2025-02-0{n}}}\n" for n in (1, 2))
        head = "answers:\n"
        assert merged("", head + mine, head + others) == head + block(mine, others)


class TestRounds:
    BASE = (
        "date: 2025-02-01\nevents:\n  - {date: 2025-01-29, title: A}\nagreements:\n"
        "  swap:\n    issue: prisoners\n    value: 900\n    carried_out:\n"
        "      - {date: 2025-01-30, amount: 300}\n    status: agreed\n"
    )

    def test_events_and_deliveries_of_two_days(self) -> None:
        event, delivery = (
            "  - {date: 2025-01-29, title: A}\n",
            "      - {date: 2025-01-30, amount: 300}\n",
        )
        event_2, event_3 = (event.replace("29, title: A", f"{d}, title: B") for d in (30, 31))
        more_2, more_3 = (delivery.replace("30,", f"{d},") for d in (31, 29))
        ours = change(event, event + event_2, delivery, delivery + more_2, text=self.BASE)
        theirs = change(event, event + event_3, delivery, more_3 + delivery, text=self.BASE)
        assert merged(self.BASE, ours, theirs) == change(
            event, event + event_2 + event_3, delivery, more_3 + delivery + more_2, text=self.BASE
        )

    def test_an_agreement_is_one_statement_besides_its_deliveries(self) -> None:
        delivery = "      - {date: 2025-01-30, amount: 300}\n"
        more = change(delivery, delivery * 2, text=self.BASE)
        more = change(delivery * 2, delivery + delivery.replace("30,", "31,"), text=more)
        lapsed = change("agreed", "lapsed", text=self.BASE)
        assert merged(self.BASE, more, lapsed) == change("agreed", "lapsed", text=more)
        other = change("900", "901", text=self.BASE)
        told = merged(self.BASE, lapsed, other)
        begun = self.BASE.index("  swap")
        assert told == self.BASE[:begun] + block(lapsed[begun:], other[begun:])

    def test_agreements_of_two_ids(self) -> None:
        ours, theirs = (f"{self.BASE}  {name}: {{title: T}}\n" for name in ("one", "two"))
        assert merged(self.BASE, ours, theirs) == ours + "  two: {title: T}\n"


class TestGivesUp:
    @pytest.mark.parametrize(
        "odd",
        [
            BASE + "a: [\n",
            BASE + "positions: x\n",
            change("venue: coast", "venue: &a coast"),
            BASE.replace("\n", "\r\n", 2),
            BASE + "<<<<<<< a\n=======\n>>>>>>> b\n",
            "{positions: {a: b}}\n",
            "- a\n",
            "text\n",
            change("  venue: coast", "  ? venue\n  : coast"),
            BASE + "\x00\n",
        ],
    )
    def test_on_a_text_that_cannot_be_cut(self, odd: str) -> None:
        other = change("coast", "hills")
        assert given_up(odd, BASE, other)
        assert given_up(BASE, odd, other)
        assert given_up(BASE, other, odd)

    def test_on_what_is_no_text(self) -> None:
        assert merge(b"a: b\n", b"a: c\n", b"a: \xff\n") is None
        assert merge(b"a: b\n", b"a: c\n", "a: d\n".encode("utf-16")) is None

    def test_where_the_same_would_be_there_twice(self) -> None:
        """One side corrects an item into what the other side adds."""
        base = "positions:\n  a:\n    - b\n    - c\n"
        ours = "positions:\n  a:\n    - b\n    - d\n"
        theirs = "positions:\n  a:\n    - b\n    - c\n    - d\n"
        assert given_up(base, ours, theirs)


class TestLossless:
    def test_what_somebody_else_merged_is_judged_by_values(self) -> None:
        ours, theirs = change("coast", "hills"), change("full", "local")
        right = change("coast", "hills", "full", "local")
        raw = [one.encode() for one in (BASE, ours, theirs)]
        assert lossless(*raw, right.encode())
        for wrong in (BASE, ours, theirs, right + "  b: {title: B}\n", ""):
            assert not lossless(*raw, wrong.encode())

    def test_what_cannot_be_read_is_not_judged(self) -> None:
        assert lossless(b"a: [\n", b"a: b\n", b"a: c\n", b"a: b\n")


class TestLaws:
    @given(threes())
    @settings(max_examples=400, deadline=None)
    def test_no_statement_is_lost_and_none_comes_back(self, three: Three) -> None:
        base, ours, theirs = map(text, three)
        result = merge(base.encode(), ours.encode(), theirs.encode())
        event("given up" if result is None else f"{min(result.conflicts, 1)} conflicts")
        if result is None:
            return
        told = result.raw.decode()
        was, mine, others = map(words, (base, ours, theirs))
        assert (mine | others) - was <= words(told)
        assert mine & others <= words(told)
        assert words(told) <= mine | others
        outside = re.sub(r"^<<<<<<< .*?^>>>>>>> theirs\n", "", told, flags=re.M | re.S)
        gone = was - (mine & others)
        assert not words(outside) & gone
        if not result.conflicts:
            assert words(told) == (mine | others) - gone
            assert not read("x.yaml", result.raw).problems

    @given(threes())
    @settings(max_examples=200, deadline=None)
    def test_the_sides_are_alike(self, three: Three) -> None:
        """Turned round, as much is in conflict, and a clean merge says the same."""
        base, ours, theirs = (text(one).encode() for one in three)
        one, other = merge(base, ours, theirs), merge(base, theirs, ours)
        assert (one is None) == (other is None)
        if one and other:
            assert one.conflicts == other.conflicts
            if not one.conflicts:
                assert tree(one.raw.decode()) == tree(other.raw.decode())

    FILES = sorted(ROOT.glob("positions/**/*.yaml"))

    @given(st.data())
    @settings(max_examples=150, deadline=None)
    def test_lines_changed_at_random_in_real_files(self, data: st.DataObject) -> None:
        """Whatever comes of it can be read, or has markers; and nothing new is left out."""
        base = data.draw(st.sampled_from(self.FILES)).read_text(encoding="utf-8")
        sides = [base.splitlines(keepends=True) for _ in range(2)]
        for side, lines in zip(("ours", "theirs"), sides, strict=True):
            for _ in range(data.draw(st.integers(1, 3))):
                place = data.draw(st.integers(0, len(lines) - 1))
                match data.draw(st.sampled_from(("cut", "again", "new", "word"))):
                    case "cut":
                        del lines[place : place + data.draw(st.integers(1, 8))]
                    case "again":
                        lines.insert(place, lines[data.draw(st.integers(0, len(lines) - 1))])
                    case "new":
                        lines.insert(place, f"  {side}-{place}: {{value: full}}\n")
                    case _:
                        lines[place] = lines[place].replace(": ", f": {side} ", 1)
                lines.extend(["\n"] * (not lines))
        ours, theirs = map("".join, sides)
        result = merge(base.encode(), ours.encode(), theirs.encode())
        event("given up" if result is None else f"{min(result.conflicts, 1)} conflicts")
        if result is not None:
            told = result.raw.decode()
            new = {
                found
                for side in (ours, theirs)
                for found in re.findall(r"(?:ours|theirs)-\d+", side)
            }
            assert all(one in told for one in new)
            if not result.conflicts and len({base, ours, theirs}) == 3:
                assert read("x.yaml", result.raw).document is not None
                assert lossless(base.encode(), ours.encode(), theirs.encode(), result.raw)
