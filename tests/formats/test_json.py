"""JSON: exactly the data, in its order, with no live control character."""

from __future__ import annotations

import codecs
import json
import math
from typing import Any

import pytest
from formats.sample import TALKS, Sample
from hypothesis import given
from hypothesis import strategies as st

from negtrack.formats.json import render
from negtrack.text import numbered, visible

SCALARS = st.none() | st.booleans() | st.integers() | st.text()
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
DATA = st.recursive(
    SCALARS | NUMBERS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def told(data: Any) -> str:
    return render(Sample(plain={"data": data}), None, False)


def test_the_data_is_told_whole_in_the_order_given() -> None:
    assert (
        render(TALKS, None, False)
        == """\
{
  "schema": "negtrack.diff/1",
  "summary": {
    "concession": 1,
    "retraction": 1
  },
  "changes": [
    {
      "party": "türkiye",
      "movement": 12.5,
      "before": null,
      "aspects": [
        "raised"
      ]
    },
    {
      "party": "ukraine",
      "movement": -40,
      "before": "none",
      "aspects": []
    }
  ]
}
"""
    )


def test_letters_of_every_script_stay_legible() -> None:
    assert "Bâtiment, Київ, 北京, 😀" in told("Bâtiment, Київ, 北京, 😀")


@pytest.mark.parametrize(
    ("hidden", "escaped"),
    [
        ("\x1b", r"\u001b"),
        ("\x7f", r"\u007f"),
        ("\x9b", r"\u009b"),
        ("\u202e", r"\u202e"),
        ("\u2028", r"\u2028"),
        ("\u200b", r"\u200b"),
        ("\ufeff", r"\ufeff"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\udb40\udc41"),
    ],
)
def test_hidden_characters_are_escaped_in_keys_and_values(hidden: str, escaped: str) -> None:
    out = told({f"ключ{hidden}": f"é{hidden}é"})
    assert hidden not in out
    assert f"ключ{escaped}" in out
    assert f"é{escaped}é" in out
    assert json.loads(out) == {"data": {f"ключ{hidden}": f"é{hidden}é"}}


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_json_has_no_number_for_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        told(number)


@given(DATA)
def test_any_data_parses_back_to_the_same(data: Any) -> None:
    out = told(data)
    assert json.loads(out) == {"data": data}
    assert visible(out) == out


@given(DATA)
def test_any_data_survives_an_encoding_that_lacks_its_letters(data: Any) -> None:
    codecs.register_error("negtrack", numbered)
    for name in ("ascii", "latin-1", "cp1252", "cp437"):
        assert json.loads(told(data).encode(name, "negtrack").decode(name)) == {"data": data}
