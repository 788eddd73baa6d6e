"""Which tables a query could be about, and whether what was typed is all of it."""

import pytest

from negtrack.query import is_whole, named

TABLES = ("gaps", "gap_pairs", "moves")


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("SELECT 1", set()),
        ("SELECT * FROM gaps", {"gaps"}),
        ("select * from GAPS g join main.Moves using (round)", {"gaps", "moves"}),
        ('SELECT * FROM "gap_pairs"', {"gap_pairs"}),
        ("SELECT gap FROM mygaps, gaps_of_mine", set()),
        ("SELECT 'gaps' -- and moves", {"gaps", "moves"}),
        ("FROM query('FROM ga' || 'ps')", set(TABLES)),
        ("FROM query_table('ga' || 'ps')", set(TABLES)),
        ("SELECT table_name, estimated_size FROM duckdb_tables()", set(TABLES)),
        ("", set()),
    ],
)
def test_names_every_table_that_a_query_could_read(sql: str, tables: set[str]) -> None:
    assert named(sql, TABLES) == tables


@pytest.mark.parametrize(
    "text",
    [
        "SELECT 1;",
        "SELECT 1 ;  \n",
        "SELECT 'it''s; so';",
        'SELECT "a;b";',
        "SELECT 1; -- done",
        "SELECT /* ; */ 1; /* and\nmore */",
        "SELECT $$ ' $$;",
        "SELECT $x$ $$ ; $x$;",
        ";",
    ],
)
def test_what_ends_with_a_semicolon_is_whole(text: str) -> None:
    assert is_whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SELECT 1",
        "SELECT 'a;",
        "SELECT 'it''s;",
        'SELECT "a;',
        "SELECT 1 -- ;",
        "SELECT 1 /* ;",
        "SELECT 1 /* ; */",
        "SELECT $$ ;",
        "SELECT $x$ $$ ;",
        "SELECT 1; SELECT 2",
    ],
)
def test_a_semicolon_in_a_text_a_name_or_a_comment_ends_nothing(text: str) -> None:
    assert not is_whole(text)
