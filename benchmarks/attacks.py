"""Files and records made to be long to read, or to answer from, within the limits there are."""

from collections.abc import Callable, Iterable, Mapping

from negtrack.text import LARGEST

PARTS = 29_900
"""As many keys, values, lists and mappings as a file may have, less a few."""

HEAD = """\
title: The river talks
parties: {north: {name: North}, south: {name: South}}
issues: {pay: {title: Pay, scale: quantity, unit: coins}}
"""


def filled(begin: str, part: str, end: str = "", *, parts: int = 0) -> str:
    """As many of a part as the limit lets in; `{n}` in it is counted up.

    `parts` are the keys and values in each, where they are not to be more than a file may have.
    """
    room = LARGEST - len(begin.encode()) - len(end.encode())
    counted = "{n}" in part
    count = room // (len(part.encode()) + (4 if counted else 0))
    count = min(count, PARTS // parts) if parts else count
    middle = (part.replace("{n}", f"{n:05}") for n in range(count)) if counted else [part * count]
    return begin + "".join(middle) + end


LONG = "k" * 900
"""A key about as long as one can be."""

FILES: Mapping[str, str] = {
    "brackets, deep": filled("note: ", "["),
    "dashes, deep": filled("", "- "),
    "digits": filled("positions: {pay: ", "9", "}\n"),
    "numbers in sixties": filled("positions: {pay: ", "1:", "1}\n"),
    "one text": filled("note: ", "x"),
    "one text of escapes": filled('note: "', "\\x41", '"\n'),
    "one key": filled("", "x", ": 1\n"),
    "one key behind a sign": filled("? ", "x", "\n: 1\n"),
    "hidden letters": filled('note: "', "\\u202e", '"\n'),
    "control characters": filled("note: ", "\x01"),
    "control characters, a line each": filled("", "\x01\n"),
    "conflict markers": filled("", "=======\n"),
    "comments": filled("", "#\n"),
    "words cut off": filled("note: [", "\n a #b,", "\n a]\n", parts=1),
    "documents": filled("", "---\n"),
    "a key again and again": filled("positions:\n", "  pay: 1\n"),
    "the same, as many as may be": filled("positions:\n", "  pay: 1\n", parts=2),
    "every key twice": "".join(filled("", "k{n}: 1\n", parts=4) for _ in range(2)),
    "unknown keys": filled("", "k{n}: 1\n"),
    "unknown keys, as many as may be": filled("", "k{n}: 1\n", parts=2),
    "unknown issues, as many as may be": filled("positions:\n", "  k{n}: 1\n", parts=2),
    "anchors": filled("", "k{n}: &a{n} 1\n", parts=2),
    "aliases": filled("a: &a 1\nnote: [", "*a,", "]\n"),
    "tags": filled("note: [", "!!int 1,", "]\n"),
    "a tag of a megabyte": filled("%TAG ! x", "x", "\n---\nnote: [" + "!a b," * 20_000 + "]\n"),
    "merge keys": filled("", "<<: {a: 1}\n", parts=4),
    "a list where a text is": filled("note: [", "a,", "]\n", parts=1),
    "words that are none": filled("positions: {pay: [", "{stance: s{n}},", "]}\n", parts=3),
    "values that are none": filled("positions: {pay: {value: [", "v{n},", "]}}\n", parts=1),
    "statements on one issue": filled("positions: {pay: [", "{n},", "]}\n", parts=1),
    "the same statement": filled("positions: {pay: [", "7,", "]}\n", parts=1),
    "statements with a long key": filled(
        f"positions: {{'{LONG}': [", "{value: 1},", "]}\n", parts=3
    ),
    "unknown conditions": filled(
        "positions: {pay: {value: 1, only_if: {", "w{n}: 1,", "}}}\n", parts=2
    ),
    "unknown sources": filled("positions: {pay: {value: 1, source: [", "x{n},", "]}}\n", parts=1),
    "unknown addressees": filled("positions: {pay: {value: 1, of: [", "x{n},", "]}}\n", parts=1),
    "unknown packages": filled("answers:\n", "  p{n}: accept\n", parts=2),
    "replies to nobody": filled(
        "positions: {pay: [", "{value: {n}, replies_to: {party: south}},", "]}\n", parts=7
    ),
    "refusals, one by one": filled("positions: {pay: [", "{rejects: {n}},", "]}\n", parts=3),
    "disputed versions": filled(
        "positions: {pay: {value: 1, disputed: [", "{value: {n}},", "]}}\n", parts=3
    ),
}
"""What one party says, by what is wrong with it."""

_TALKS = "title: Talks\nparties: {north: {name: North}, south: {name: South}}\n"
_PAY = "issues: {pay: {title: Pay, scale: quantity}}\n"

HEADS: Mapping[str, str] = {
    "parties": filled(f"title: Talks\n{_PAY}parties:\n", "  p{n}: {name: x}\n", parts=4),
    "issues": filled(f"{_TALKS}issues:\n", "  i{n}: {title: x, scale: text}\n", parts=6),
    "sources": filled(f"{_TALKS}{_PAY}sources:\n", "  s{n}: {publisher: x}\n", parts=4),
    "options, and as many that are none": filled(
        f"{_TALKS}issues: {{pay: {{title: Pay, scale: choice, options: {{",
        "o{n}: x,",
        f"}}, reference: [{','.join(f'p{n}' for n in range(14_000))}]}}}}\n",
        parts=4,
    ),
    "words that stand for numbers": filled(
        f"{_TALKS}issues: {{pay: {{title: Pay, scale: quantity, words: {{",
        "w{n}: 1,",
        "}}}\n",
        parts=2,
    ),
    "members that are none": filled(
        f"{_PAY}title: Talks\nparties: {{north: {{name: North, members: [",
        "m{n},",
        "]}}\n",
        parts=1,
    ),
    "members of members": filled(
        f"{_PAY}title: Talks\nparties:\n",
        "  p{n}: {name: x, members: [p00000, p00001, p{n}]}\n",
        parts=8,
    ),
}
"""What negotiation.yaml says, by what is too much of."""

Files = dict[str, bytes]


def _record(head: str, rounds: Iterable[Mapping[str, str]]) -> Files:
    files = {"negotiation.yaml": head.encode()}
    for number, said in enumerate(rounds, 1):
        files[f"2025-01-{number:02}/round.yaml"] = f"date: 2025-01-{number:02}\n".encode()
        for party, text in said.items():
            files[f"2025-01-{number:02}/{party}.yaml"] = text.encode()
    return files


def _issues(count: int, scale: str) -> str:
    return "issues:\n" + "".join(f"  i{n:04}: {{title: x, {scale}}}\n" for n in range(count))


def _both(north: str, south: str) -> list[Mapping[str, str]]:
    return [{"north": north, "south": south}] * 2


def ring() -> Files:
    """Every position waits for the other party's next one, in one ring of two thousand."""
    many = 1_000
    said = "".join(
        f"  i{n:04}: {{value: 1, only_if: {{i{(n + 1) % many:04}: 2}}}}\n" for n in range(many)
    )
    head = _TALKS + _issues(many, "scale: quantity, min: 0, max: 9")
    return _record(head, _both(f"positions:\n{said}", f"positions:\n{said}"))


def alternatives() -> Files:
    """Every position has many alternatives of many needs each: a search over all sets of moves."""
    many, each = 30, 20
    needs = "".join(
        "{" + ", ".join(f"i{(n * 7 + k) % many:04}: {k % 9}" for k in range(1, each)) + "}, "
        for n in range(each)
    )
    said = "".join(f"  i{n:04}: {{value: 1, only_if: [{needs}]}}\n" for n in range(many))
    said = said.replace("}, ]", "}]")
    own = "".join(_without(line, n) for n, line in enumerate(said.splitlines()))
    head = _TALKS + _issues(many, "scale: quantity, min: 0, max: 9")
    return _record(head, _both(f"positions:\n{own}", f"positions:\n{own}"))


def _without(line: str, n: int) -> str:
    """A line whose position depends on others than its own issue."""
    key, rest = line.split(":", 1)
    return f"{key}:{rest}\n".replace(f"i{n:04}: ", f"i{(n + 11) % 30:04}: ").replace(
        f"i{(n + 11) % 30:04}: {{value", f"i{n:04}: {{value", 1
    )


def long_ladder() -> Files:
    """A ladder of five thousand options, and positions on a hundred of it."""
    options = "".join(f"      o{n:04}: x\n" for n in range(5_000))
    head = f"{_TALKS}issues:\n  pay:\n    title: Pay\n    scale: ladder\n    options:\n{options}"
    north = f"positions: {{pay: {{value: [{','.join(f'o{n:04}' for n in range(0, 5000, 50))}]}}}}\n"
    south = f"positions: {{pay: {{value: [{','.join(f'o{n:04}' for n in range(1, 5000, 50))}]}}}}\n"
    return _record(head, _both(north, south))


def long_lists() -> Files:
    """On eighty issues each party names a hundred numbers, and accepts and rejects as many."""
    head = _TALKS + _issues(80, "scale: quantity")

    def listed(start: int, digit: int) -> str:
        return f"[{','.join(f'{n}.{digit}' for n in range(start, start + 100))}]"

    north, south = (
        "positions:\n"
        + "".join(
            f"  i{n:04}: {{value: {listed(n, digit)}, accepts: {listed(1_000 + n, digit)},"
            f" rejects: {listed(2_000 + n, digit)}}}\n"
            for n in range(80)
        )
        for digit in (1, 2)
    )
    return _record(head, _both(north, south))


def long_numbers() -> Files:
    """Numbers with as many digits as there may be: exact fractions of all of them together."""
    head = _TALKS + _issues(2_000, "scale: quantity")
    said = [
        "positions:\n"
        + "".join(f"  i{n:04}: {n + k}.{str(3**60 + n * 7 + k)[:28]}\n" for n in range(2_000))
        for k in range(4)
    ]
    return _record(
        head, [{"north": said[0], "south": said[1]}, {"north": said[2], "south": said[3]}]
    )


def last_days() -> Files:
    """The first and the last day that there are, as values, ends and rounds."""
    head = (
        _TALKS + "issues: {pay: {title: x, scale: quantity, unit: date, "
        "min: 0001-01-01, max: 9999-12-31}}\n"
    )
    files = _record(
        head,
        _both("positions: {pay: 9999-12-31}\n", "positions: {pay: {value: {min: 0001-01-01}}}\n"),
    )
    files["2025-01-02/round.yaml"] = b"date: 9999-12-31\n"
    return files


def blocs() -> Files:
    """A bloc of a thousand principals that speaks on a thousand issues, beside another one."""
    members = ", ".join(f"m{n:04}" for n in range(1_000))
    parties = "".join(f"  m{n:04}: {{name: x}}\n" for n in range(1_000))
    both = "".join(
        f"  {bloc}: {{name: x, role: third-party, members: [{members}]}}\n"
        for bloc in ("north", "south")
    )
    head = f"title: Talks\nparties:\n{both}{parties}" + _issues(1_000, "scale: text")
    said = "positions:\n" + "".join(f"  i{n:04}: x\n" for n in range(1_000))
    return _record(head, _both(said, said))


def many_parties() -> Files:
    """Five thousand principals, of whom two speak: nearly as many pairs as a file can make."""
    parties = "".join(f"  p{n:04}: {{name: x}}\n" for n in range(5_000))
    head = f"title: Talks\n{_PAY}parties:\n  north: {{name: x}}\n  south: {{name: x}}\n{parties}"
    return _record(head, _both("positions: {pay: 1}\n", "positions: {pay: 2}\n"))


def packages() -> Files:
    """A thousand packages, each accepted by name, and once more in the round after."""
    head = _TALKS + _issues(1_000, "scale: text")
    names = "".join(f"  k{n:04}: {{title: x}}\n" for n in range(1_000))
    said = "".join(f"  i{n:04}: {{value: x, package: k{n:04}}}\n" for n in range(1_000))
    answers = "answers:\n" + "".join(f"  k{n:04}: accept\n" for n in range(1_000))
    north = f"packages:\n{names}positions:\n{said}"
    return _record(head, [{"north": north, "south": answers}, {"south": answers}])


RECORDS: Mapping[str, Callable[[], Files]] = {
    "a ring of conditions": ring,
    "alternatives of many needs": alternatives,
    "a ladder of 5,000 options": long_ladder,
    "lists of 100 numbers": long_lists,
    "numbers of 30 digits": long_numbers,
    "the last day there is": last_days,
    "blocs of 1,000 members": blocs,
    "5,000 parties": many_parties,
    "1,000 packages": packages,
}
"""Records in which nothing is wrong, by what makes them long to answer from."""
