"""The architecture, read off the imports: floors, doors, sizes and docstrings (see the README).

Each check is a function of one module's text, so that the cases below can feed it what is forbidden
and expect the complaint. A table that allows more than the code needs is refused as well.
"""

import ast
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pytest
from program import ROOT

FLOORS = (
    ("negtrack", "analyses", "commands", "git"),
    (
        *("problems", "text", "page", "model", "past", "typed", "shells", "compromise"),
        *("polarisation", "closeness", "coalitions", "glossary", "palette", "charts", "cache"),
    ),
    (
        *("extras", "emitting", "editors", "conflicts", "contracts.shapes", "contracts.keys"),
        *("columns", "formulas", "pages", "document", "contents", "exclusive", "yamlevents"),
        "beside",
    ),
    ("spoken", "sayings"),
    ("heard",),
    (
        *("report", "yamltext", "git.program", "measures", "selection", "contracts.*", "paper"),
        "lettering",
    ),
    ("git.locked",),
    (
        *("git.*", "fields", "folder", "storage", "editing", "yamlnodes", "readable.lines"),
        *("disclosed", "figure"),
    ),
    (
        *("git.snapshot", "git.trees", "identity", "serving", "scaling"),
        *("offers", "chunks", "keeping", "charts.marks"),
    ),
    ("index", "completing", "charts.frame", "charts.heights", "charts.sheet"),
    ("catalogue", "standing", "agreed", "contracts", "contracts.files", "readable.keys"),
    ("query", "camps"),
    ("duck", "pairs"),
    ("sandbox",),
    ("schema", "values", "comparison", "statuses", "splicing", "readable.blocks", "git.undo"),
    ("alignment", "points", "distances"),
    ("validation", "parts", "moves", "written", "readable", "merging", "linkage"),
    ("openings", "terms"),
    ("locks", "deadlock", "awaited", "charts.layers"),
    ("draft", "stuck", "templates", "pending"),
    ("bargaining", "fulfilment", "paths", "relations"),
    ("drawing", "alpha"),
    ("record",),
    ("stood",),
    ("told", "wording", "between", "coders", "reasons"),
    ("codings", "account", "grid", "inputs", "charts.words"),
    ("charts.spots", "charts.timeline", "charts.waiting"),
    ("charts.plot",),
    ("charts.*",),
    ("importers.sheet", "importers.trees"),
    ("importers.found", "importers.workbook", "importers.tables"),
    ("importers.composed", "importers.*"),
    ("importers",),
    ("rules.*", "message", "briefing", "briefing.prose", "panels"),
    ("briefing.situation",),
    ("briefing.*",),
    ("rules",),
    ("judging",),
    ("cores",),
    ("hearing", "analyses.*"),
    ("overview",),
    ("headline",),
    ("dossier",),
    ("tables.shape",),
    ("tables.cells", "tables.rounds"),
    ("tables.*",),
    ("tables",),
    ("exports.archive", "exports.target"),
    ("exports.package", "exports.lines"),
    ("exports.*", "exports"),
    ("formats.graph", "formats.vega", "formats.flow", "formats.wrapping"),
    ("formats.*",),
    ("formats",),
    ("papers.*",),
    ("papers",),
    ("commands.telling", "commands.progress", "commands.versions"),
    ("commands.listening",),
    ("commands.ask",),
    ("commands.answered",),
    ("commands.asking",),
    ("commands.writing", "commands.past", "commands.querying", "commands.watching"),
    ("commands.importing",),
    ("commands.prompt",),
    ("commands.*",),
    ("cli", "answer"),
    ("api",),
    ("spelling", "__main__", "dictionary"),
)
"""Every module, from the ground up. A module imports from below, never from its own floor."""

ONLY = {
    "formats": (
        *("problems", "text", "page", "report", "extras", "pages", "figure", "palette"),
        *("formats.graph", "formats.vega", "formats.flow", "formats.wrapping"),
    ),
    "contracts": ("contracts.shapes", "contracts.keys", "contracts.*"),
}
"""Packages that know nothing of what lies below them but this."""

FREE = {
    *(
        "__future__",
        "array",
        "bisect",
        "collections",
        "contextlib",
        "copy",
        "functools",
        "heapq",
        "itertools",
    ),
    *("datetime", "decimal", "difflib", "fractions", "math", "operator", "re", "textwrap"),
    *("typing", "unicodedata"),
}
"""The part of the standard library that reaches nothing: no file, clock, terminal or network."""

DOORS: Mapping[str, tuple[str, ...]] = {
    "yaml": ("yamlevents", "yamltext", "yamlnodes", "emitting"),
    "pydantic_core": ("fields", "schema", "validation", "values", "parts"),
    "pydantic": ("contracts.*", "contracts.shapes", "contracts.keys"),
    "rich": ("formats.table", "formats.wrapping", "commands.progress"),
    "threading": ("commands.progress",),
    "networkx": ("locks", "charts.layers"),
    "typer": ("cli", "commands.*", "commands.asking", "commands.versions", "spelling"),
    "subprocess": ("editing", "git.program"),
    "tempfile": ("beside", "git.*", "git.program", "exports.*"),
    "os": (
        *("editing", "folder", "formats", "git.*", "git.program", "git.undo", "storage"),
        *("commands.telling", "commands.writing", "commands.git", "cli", "api", "sandbox"),
        *("serving", "cache", "identity", "index", "commands.answered", "cores"),
        *("commands.versions", "exclusive", "git.locked", "beside"),
    ),
    "stat": ("storage", "beside", "serving", "cache", "identity", "index"),
    "time": ("identity", "exclusive", "git.*", "git.locked"),
    "fcntl": ("exclusive",),
    "ctypes": ("exclusive",),
    "errno": ("storage",),
    "zlib": ("cache",),
    "shlex": ("editing", "git.setup", "git.locked"),
    "statistics": ("bargaining",),
    "random": ("alpha",),
    "hashlib": (
        *("commands.writing", "exports.*", "exports.package", "serving", "pages", "hearing"),
        "index",
    ),
    "marshal": ("cores", "heard", "hearing", "identity", "index", "stood"),
    "concurrent": ("cores",),
    "codecs": ("commands.writing", "cli"),
    "pathlib": (
        *("editing", "folder", "formats", "git.*", "git.program", "git.snapshot", "storage"),
        *("git.trees", "commands.*", "commands.asking", "commands.telling", "commands.writing"),
        *("offers", "shells", "api", "exports.*", "exports.target", "serving", "pages"),
        *("commands.importing", "commands.ask", "commands.answered", "cache", "identity"),
        "beside",
        *("commands.listening", "index", "commands.versions", "exclusive"),
    ),
    "importlib": ("catalogue", "editors", "extras", "formats", "cli", "api", "negtrack", "papers"),
    "io": ("formats.*", "cli", "exports.*", "importers.workbook", "papers.*"),
    "csv": ("formats.csv", "importers.sheet"),
    "html": ("formats.*", "serving", "papers.*"),
    "pandas": ("answer",),
    "polars": ("answer",),
    "json": (
        *("formats.json", "contracts.files", "commands.schema", "completing", "spelling"),
        *("tables.cells", "exports.*", "exports.lines", "exports.package", "duck", "analyses.sql"),
        *("importers.tables", "cli"),
    ),
    "inspect": ("commands.asking",),
    "shutil": ("beside", "editing", "commands.telling"),
    "sys": (
        *("commands.*", "commands.telling", "commands.writing", "cli", "spelling", "__main__"),
        *("negtrack", "commands.prompt", "dictionary", "commands.importing", "commands.watching"),
        *("commands.answered", "commands.progress", "commands.versions", "yamltext", "exports.*"),
    ),
    "types": ("negtrack", "sandbox", "commands.querying"),
    "gc": ("cli", "cores"),
    "traceback": ("cli",),
    "negtrack.git.program": (
        *("git.*", "git.snapshot", "git.undo", "commands.commit", "commands.git"),
        *("commands.merge_driver", "git.trees", "git.locked", "commands.report"),
    ),
    "negtrack.git.history": (
        *("git.snapshot", "commands.past", "commands.log", "commands.blame", "commands.commit"),
        *("commands.reliability", "commands.report"),
    ),
    "negtrack.git.snapshot": (
        *("commands.ask", "commands.past", "commands.commit", "commands.report"),
    ),
    "negtrack.git.trees": ("commands.answered",),
    "negtrack.git.worktree": ("git.undo", "commands.commit"),
    "negtrack.git.locked": ("git.*", "git.undo", "commands.commit"),
    "negtrack.git.undo": ("commands.commit",),
    "negtrack.git.setup": ("commands.git",),
    "negtrack.git.attributes": ("commands.git",),
    "negtrack.contracts": ("commands.schema", "spelling"),
    "negtrack.folder": (
        *("draft", "record", "message", "git.snapshot", "commands.*", "commands.ask", "identity"),
        *("commands.listening", "index"),
        *("git.trees", "commands.past", "commands.writing", "offers", "api", "commands.importing"),
        *("importers.tables", "importers.trees", "importers.composed", "briefing.*"),
        *("commands.watching", "serving"),
    ),
    "negtrack.storage": (
        *("commands.*", "commands.writing", "exports.*", "commands.importing"),
        "commands.telling",
    ),
    "negtrack.editing": ("commands.writing",),
    "zipfile": ("exports.*", "importers.workbook", "papers.*"),
    "openpyxl": ("exports.*", "importers.workbook"),
    "duckdb": ("exports.*", "duck"),
    "multiprocessing": ("sandbox", "cores"),
    "signal": ("sandbox", "cores"),
    "resource": ("sandbox",),
    "readline": ("commands.prompt",),
    "negtrack.duck": ("sandbox",),
    "negtrack.sandbox": ("commands.querying",),
    "base64": ("serving", "pages"),
    "http": ("serving",),
    "jinja2": ("pages",),
    "markupsafe": ("pages",),
    "scipy": ("coalitions",),
    "docx": ("papers.*",),
    "vl_convert": ("formats.vega",),
    "xml": ("formats.vega",),
}
"""Who may import what reaches out, or takes long to load. What is not here, nobody may."""

CALLS: Mapping[str, tuple[str, ...]] = {
    "open": ("folder",),
    ".open": ("cli", "beside", "sandbox", "cache", "identity", "exclusive"),
    ".read_bytes": ("catalogue", "editors", "storage", "offers", "shells", "exports.*"),
    ".read_text": ("shells", "pages"),
    ".write_bytes": ("git.worktree", "storage"),
    "print": (),
    "input": ("commands.prompt",),
    "eval": (),
    "exec": (),
    "__import__": (),
    ".today": ("commands.new",),
    ".now": (),
}
"""Who may call what reads or writes a file, speaks, asks for the time, or runs a text."""

LATE = (
    *("commands.*", "commands.ask", "commands.asking", "commands.progress", "commands.writing"),
    *(
        "commands.telling",
        "commands.answered",
        "commands.prompt",
        "commands.importing",
        "cli",
        "answer",
        "completing",
        "__main__",
        "sandbox",
        "cores",
        "exclusive",
    ),
)
"""Who may import inside a function, to load only what a command needs."""

LINES_OF_FUNCTION, LINES_OF_FILE, PARAMETERS = 40, 300, 5

WAIVERS: Mapping[tuple[str, str], str] = {}
"""(module, complaint) → the reason why it may stay."""


class Import(NamedTuple):
    """A module that another imports: `negtrack.git` or `rich.text`; `late` is in a function."""

    name: str
    late: bool

    @property
    def own(self) -> str:
        """Its name in FLOORS; empty for a library."""
        return self.name.removeprefix("negtrack.") if self.name.startswith("negtrack") else ""


# Who is who


def fits(module: str, entry: str) -> bool:
    """Whether a module is meant by an entry of a table: `formats.*` is all of that package."""
    if entry.endswith(".*"):
        named = any(module in row for row in FLOORS)
        return not named and module.rpartition(".")[0] == entry.removesuffix(".*")
    return module == entry


def floor(module: str) -> int | None:
    """The floor of a module, from 0; None for what is no module."""
    for number, row in enumerate(FLOORS):
        if any(fits(module, entry) for entry in row):
            return number
    return None


def allowed(module: str, entries: tuple[str, ...]) -> bool:
    return any(fits(module, entry) for entry in entries)


def late_nodes(tree: ast.Module) -> set[ast.AST]:
    """Everything that stands in a function."""
    return {
        inside
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for inside in ast.walk(node)
    }


def imports(tree: ast.Module) -> Iterator[Import]:
    """Every import, wherever it stands; of `from negtrack import x`, x where that is a module."""
    late = late_nodes(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                yield Import(one.name, node in late)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            for one in node.names:
                inside = Import(f"{base}.{one.name}".replace("..", "."), node in late)
                is_module = not inside.own or floor(inside.own) is not None
                yield inside if is_module else Import(base, node in late)


# The checks


def wrong_imports(module: str, tree: ast.Module) -> Iterator[str]:
    here = floor(module)
    if here is None:
        yield "is on no floor"
        return
    package = module.partition(".")[0]
    for one in imports(tree):
        there = floor(one.own)
        if one.name.startswith("."):
            yield f"imports {one.name} by a relative name"
        elif one.own and there is None:
            yield f"imports {one.name}, which is on no floor"
        elif there is not None and there >= here:
            yield f"imports {one.own}, {'its sibling' if there == here else 'from above'}"
        elif there is not None and package in ONLY and not allowed(one.own, ONLY[package]):
            yield f"imports {one.own}, which is none of its business"


def doors(tree: ast.Module) -> set[str]:
    """What a module imports that has a door, or that nobody has heard of."""
    found = {one.name if one.own else one.name.partition(".")[0] for one in imports(tree)}
    own = {name for name in found if name.startswith("negtrack") and name not in DOORS}
    return found - own - FREE - {""}  # a relative import is told elsewhere


def wrong_doors(module: str, tree: ast.Module) -> Iterator[str]:
    for name in sorted(doors(tree)):
        if not allowed(module, DOORS.get(name, ())):
            yield f"imports {name}, which has its door elsewhere"


def calls(tree: ast.Module) -> set[str]:
    """What a module calls: `open`, or with a dot what belongs to something, `.read_text`."""
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = {one.id for one in called if isinstance(one, ast.Name)}
    return names | {f".{one.attr}" for one in called if isinstance(one, ast.Attribute)}


def wrong_calls(module: str, tree: ast.Module) -> Iterator[str]:
    for name in sorted(calls(tree) & set(CALLS)):
        if not allowed(module, CALLS[name]):
            yield f"calls {name}()"


def late_imports(module: str, tree: ast.Module) -> Iterator[str]:
    if not allowed(module, LATE):
        yield from (f"hides its import of {one.name}" for one in imports(tree) if one.late)


def sizes(_module: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        lines = (node.end_lineno or 0) - node.lineno + 1
        if lines > LINES_OF_FUNCTION:
            yield f"{node.name} has {lines} lines"
        taken = node.args
        names = [one.arg for one in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs)]
        number = len([name for name in names if name not in ("self", "cls")])
        if number > PARAMETERS:
            yield f"{node.name} has {number} parameters"


def silences(_module: str, tree: ast.Module) -> Iterator[str]:
    """The module, public classes and public functions that do not say what they are for."""
    if tree.body and ast.get_docstring(tree) is None:
        yield "has no docstring"
    waiting: list[ast.AST] = [tree]
    while waiting:
        for node in getattr(waiting.pop(), "body", []):
            named = isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            if not named or node.name.startswith("_"):
                continue
            if ast.get_docstring(node) is None:
                yield f"{node.name} has no docstring"
            if isinstance(node, ast.ClassDef):
                waiting.append(node)


CHECKS = (wrong_imports, wrong_doors, wrong_calls, late_imports, sizes, silences)


def complaints(module: str, source: str) -> list[str]:
    """All that is wrong with a module by its text, each once."""
    tree = ast.parse(source)
    found = [told for check in CHECKS for told in check(module, tree)]
    lines = len(source.splitlines())
    long = [f"has {lines} lines"] if lines > LINES_OF_FILE else []
    return list(dict.fromkeys(found + long))


def unwaived(sources: Mapping[str, str], waivers: Mapping[tuple[str, str], str]) -> list[str]:
    """Every complaint that nobody waived, and every waiver without a reason or a need."""
    found = [(module, what) for module in sources for what in complaints(module, sources[module])]
    return [
        *(f"{module} {what}" for module, what in found if (module, what) not in waivers),
        *(f"nobody needs the waiver: {' '.join(one)}" for one in waivers if one not in found),
        *(f"no reason is given: {' '.join(one)}" for one, why in waivers.items() if not why),
    ]


def idle(sources: Mapping[str, str]) -> Iterator[str]:
    """What the tables allow and nobody does."""
    trees = {module: ast.parse(source) for module, source in sources.items()}

    def using(entry: str) -> Iterator[ast.Module]:
        yield from (tree for module, tree in trees.items() if fits(module, entry))

    for row in FLOORS:
        yield from (f"there is no {entry}" for entry in row if not any(using(entry)))
    for table, used in ((DOORS, doors), (CALLS, calls)):
        for name, entries in table.items():
            for entry in entries:
                if not any(name in used(tree) for tree in using(entry)):
                    yield f"{entry} has no need of {name}"
    for entry in LATE:
        if not any(one.late for tree in using(entry) for one in imports(tree)):
            yield f"{entry} hides no import"


# The house as it stands

FILES = sorted(ROOT.glob("negtrack/**/*.py"))


def named(parts: tuple[str, ...]) -> str:
    """The name of a module in FLOORS, by the parts of its path."""
    inside = [part for part in parts[1:] if part != "__init__"]
    return ".".join(inside) or "negtrack"


SOURCES = {
    named(path.relative_to(ROOT).with_suffix("").parts): path.read_text(encoding="utf-8")
    for path in FILES
}


@pytest.mark.parametrize("module", sorted(SOURCES))
def test_a_module_keeps_to_the_house(module: str) -> None:
    waived = {one: why for one, why in WAIVERS.items() if one[0] == module}
    assert unwaived({module: SOURCES[module]}, waived) == []


def test_every_waiver_is_for_a_module() -> None:
    assert {module for module, _ in WAIVERS} <= set(SOURCES)


def test_no_table_allows_more_than_is_needed() -> None:
    assert list(idle(SOURCES)) == []


def test_every_module_is_looked_at() -> None:
    assert {"negtrack", "__main__", "cli", "rules", "rules.names", "formats.table"} <= set(SOURCES)
    assert len(SOURCES) == len(FILES)


# The checks as they notice

SAID = '"""What it is for."""\n'


def function(lines: int, *parameters: str) -> str:
    body = "\n".join(["    x = 1"] * (lines - 2))
    return f'{SAID}def f({", ".join(parameters)}):\n    """Do."""\n{body}\n'


FORBIDDEN = {
    "an upward import": (
        "model",
        "from negtrack.record import Record",
        "imports record, from above",
    ),
    "an upward import of a module": (
        "analyses.diff",
        "from negtrack import cli",
        "imports cli, from above",
    ),
    "an upward import in a function": (
        "commands.diff",
        "def _f():\n    import negtrack.cli",
        "imports cli, from above",
    ),
    "an upward import for its types": (
        "page",
        "import typing\nif typing.TYPE_CHECKING:\n    from negtrack.report import Report",
        "imports report, from above",
    ),
    "a sibling": (
        "analyses.diff",
        "from negtrack.analyses.gaps import gaps",
        "imports analyses.gaps, its sibling",
    ),
    "a sibling on another branch": (
        "statuses",
        "from negtrack.values import spelled",
        "imports values, its sibling",
    ),
    "a module of no floor": (
        "analyses.diff",
        "from negtrack.helpers import help_me",
        "imports negtrack.helpers, which is on no floor",
    ),
    "being on no floor": ("helpers", "import re", "is on no floor"),
    "a relative import": (
        "analyses.diff",
        "from . import gaps",
        "imports .gaps by a relative name",
    ),
    "a format that knows the record": (
        "formats.csv",
        "from negtrack.model import Issue",
        "imports model, which is none of its business",
    ),
    "a contract that follows the program": (
        "contracts.diff",
        "from negtrack.moves import KINDS",
        "imports moves, from above",
    ),
    "a second door for yaml": (
        "record",
        "import yaml",
        "imports yaml, which has its door elsewhere",
    ),
    "a second door for a part of rich": (
        "formats.markdown",
        "from rich.text import Text",
        "imports rich, which has its door elsewhere",
    ),
    "pydantic where only its engine may be": (
        "schema",
        "from pydantic import BaseModel",
        "imports pydantic, which has its door elsewhere",
    ),
    "a second door to git": (
        "analyses.diff",
        "from negtrack.git import worktree",
        "imports negtrack.git.worktree, which has its door elsewhere",
    ),
    "an analysis with a file": (
        "analyses.diff",
        "from pathlib import Path",
        "imports pathlib, which has its door elsewhere",
    ),
    "an analysis with the disk": (
        "analyses.diff",
        "from negtrack.folder import read",
        "imports negtrack.folder, which has its door elsewhere",
    ),
    "a library that nobody has heard of": (
        "git.program",
        "import requests",
        "imports requests, which has its door elsewhere",
    ),
    "a clock": (
        "analyses.stalemate",
        "import datetime\nNOW = datetime.date.today()",
        "calls .today()",
    ),
    "a file without any import": ("record", "TEXT = open('x').read()", "calls open()"),
    "a second voice": ("analyses.diff", "print('x')", "calls print()"),
    "an import by its name": ("measures", "M = __import__('yaml')", "calls __import__()"),
    "a hidden import": (
        "record",
        "def _f():\n    from negtrack.draft import Draft\n    return Draft",
        "hides its import of negtrack.draft",
    ),
    "an import hidden in a method": (
        "formats",
        "class _C:\n    async def f(self):\n        import re",
        "hides its import of re",
    ),
    "a function of 41 lines": ("model", function(41), "f has 41 lines"),
    "six parameters": ("model", function(3, *"abc", "*", *"def"), "f has 6 parameters"),
    "a method with six more than self": (
        "model",
        "class _C:\n    def f(self, a, b, /, c, d, e, f): return 1",
        "f has 6 parameters",
    ),
    "301 lines": ("model", "x = 1\n" * 300, "has 301 lines"),
    "a class that says nothing": ("model", "class C:\n    x = 1", "C has no docstring"),
    "a function that says nothing": ("model", "def f(): return 1", "f has no docstring"),
    "a method that says nothing": (
        "model",
        'class C:\n    """It."""\n    def f(self): return 1',
        "f has no docstring",
    ),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_complains_about(what: str) -> None:
    module, source, complaint = FORBIDDEN[what]
    said = source if source.startswith(SAID) else SAID + source
    assert complaints(module, said) == [complaint]


def test_complains_about_a_module_that_says_nothing() -> None:
    assert complaints("model", "import re") == ["has no docstring"]


RIGHT = {
    "an import from below": ("measures", "from negtrack.model import Issue"),
    "the program's version": ("cli", "from negtrack import __version__"),
    "a door of its own": ("yamltext", "import yaml\nfrom yaml.nodes import Node"),
    "a command that loads late": ("commands.new", "def _f():\n    import negtrack.analyses.new"),
    "a new format": ("formats.html", "from negtrack.report import Report\nimport io"),
    "a function of 40 lines": ("model", function(40)),
    "five parameters": ("model", function(3, *"abcde")),
    "300 lines": ("model", "x = 1\n" * 299),
    "what is nobody's business": (
        "model",
        "def _f(): return 1\nclass _C:\n    def f(self):\n        def g(): return 1",
    ),
}


@pytest.mark.parametrize("what", RIGHT)
def test_leaves_alone(what: str) -> None:
    module, source = RIGHT[what]
    assert complaints(module, source if source.startswith(SAID) else SAID + source) == []


def test_a_waiver_needs_a_reason_and_a_need() -> None:
    sources = {"model": f"{SAID}import yaml"}
    one = ("model", "imports yaml, which has its door elsewhere")
    assert unwaived(sources, {}) == [" ".join(one)]
    assert unwaived(sources, {one: "until the reader is there"}) == []
    assert unwaived(sources, {one: ""}) == [f"no reason is given: {' '.join(one)}"]
    assert unwaived({"model": SAID}, {one: "it was needed"}) == [
        f"nobody needs the waiver: {' '.join(one)}"
    ]


def test_a_table_that_allows_too_much_is_noticed() -> None:
    found = list(idle({**SOURCES, "yamltext": SAID, "folder": SAID, "cli": SAID}))
    assert "yamltext has no need of yaml" in found
    assert "folder has no need of open" in found
    assert "cli hides no import" in found
    assert "there is no git" in list(idle({"model": SAID}))
