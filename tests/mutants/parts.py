"""Which modules are mutated as one part, and the tests that are to notice, the quickest first."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Part(NamedTuple):
    """Modules below `negtrack/` and tests below `tests/`, without their endings.

    Of these tests, those of the module itself are run first, and the `slow` ones by themselves,
    where all others have noticed nothing.
    """

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    slow: tuple[str, ...] = ()

    def turns(self, module: str) -> Iterator[list[str]]:
        """The words that pytest is given in its first turn, and in the next, for one module."""
        name = module.rpartition("/")[2]
        own = [one for one in self.tests if f"test_{name}" in one]
        first = [f"tests/{one}.py" for one in dict.fromkeys((*own, *self.tests))]
        yield first + [f"--deselect=tests/{one}" for one in self.slow]
        if self.slow:
            yield [f"tests/{one}" for one in self.slow]


PARTS: Mapping[str, Part] = {
    "measures": Part(
        ("measures", "scaling", "values", "points", "distances", "alpha", "closeness", "pairs"),
        (
            *("test_values", "test_measures", "test_distances", "test_points", "test_alpha"),
            *("test_closeness", "test_pairs", "test_positions", "test_statuses"),
            *("analyses/test_diff", "analyses/test_gaps"),
            *("analyses/test_distance_report", "test_laws"),
        ),
        ("test_laws.py",),
    ),
    "splicer": Part(
        ("splicing", "emitting"),
        ("test_emitting", "test_splicing"),
        (
            "test_splicing.py::test_any_file_says_one_thing_more_or_stays",
            "test_splicing.py::test_every_issue_of_the_real_record_can_be_added_to",
        ),
    ),
    "reader": Part(
        ("yamltext", "yamlnodes", "yamlevents", "document", "validation", "fields"),
        (
            *("test_yamltext", "test_yamlnodes", "test_document", "test_bom", "test_fields"),
            *("test_validation", "hostile/test_yaml", "test_record"),
        ),
    ),
    "rules": Part(
        (
            *("rules/__init__", "rules/blocs", "rules/dates", "rules/duplicates"),
            *("rules/names", "rules/scales", "rules/sides", "rules/statements"),
        ),
        ("test_rules", "test_rules_duplicates", "analyses/test_rules_report", "test_record"),
    ),
    "analyses": Part(
        tuple(
            f"analyses/{name}"
            for name in (
                *("diff", "gaps", "stalemate", "linkage", "agreements", "history", "moves"),
                *("pending", "distance", "polarisation", "reliability", "forecast", "show"),
            )
        ),
        (
            *("analyses/test_diff", "analyses/test_gaps", "analyses/test_stalemate"),
            *("analyses/test_linkage_report", "analyses/test_agreements_report"),
            *("analyses/test_history_report", "analyses/test_moves_report"),
            *("analyses/test_pending_report", "analyses/test_distance_report"),
            *("analyses/test_polarisation_report", "analyses/test_reliability_report"),
            *("analyses/test_forecast", "analyses/test_show"),
        ),
    ),
}
