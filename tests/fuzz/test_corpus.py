"""Every input of the corpus keeps its promise: seeds, and all that a fuzzer has ever found."""

from pathlib import Path

import pytest
from fuzz.targets import TARGETS

CORPUS = Path(__file__).parent / "corpus"
INPUTS = sorted(path for path in CORPUS.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_keeps_its_promise(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


def test_every_target_has_a_corpus_and_the_corpus_is_small() -> None:
    assert {path.parent.name for path in INPUTS} == {*TARGETS}
    assert len(INPUTS) < 200
    assert sum(path.stat().st_size for path in INPUTS) < 300_000
