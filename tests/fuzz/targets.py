"""What is fuzzed: functions of bytes that raise where a promise is broken, by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fuzz import imports, reading, splices, words

TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "text": reading.text,
    "record": reading.record,
    "splice": splices.splice,
    "words": words.words,
    **{f"import-{form}": told for form, told in imports.FORMS.items()},
}
"""Each has its folder in `tests/fuzz/corpus/`, and no need of a fuzzer to be called."""
