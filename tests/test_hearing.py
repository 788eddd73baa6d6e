"""What is heard in the files of a record: the same as is read in them, now and from before."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from base_record import BASE, FOLDER, files
from hypothesis import given
from hypothesis import strategies as st
from many_records import hostile
from program import ROOT

from negtrack import cores, folder, hearing
from negtrack.analyses.check import check
from negtrack.cache import Cache
from negtrack.hearing import Listener
from negtrack.record import Reading, read_all

RECORDS = (".", *(f"tests/records/{name}" for name in ("broken", "cop29", "two-coders", "wages")))
NORTH = "2025-02-01/north.yaml"
SECRET = "positions:\n  prisoners: {value: 700, quote: secret words, confidential: true}\n"
WRONG = "positions:\n  prisoners: {value: many, source: gazete}\n"


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache" / "negtrack")


def listener(kept: Cache | None, program: str = "") -> Listener:
    return Listener(kept, program, 1, lambda _: None)


def same(one: Reading, other: Reading) -> None:
    """Assert that two readings are the same, to the last file and place."""
    assert check(one, excerpts=True).page() == check(other, excerpts=True).page()
    assert one == other._replace(records=one.records)
    for record, again in zip(one.records, other.records, strict=True):
        assert record.negotiation == again.negotiation
        assert dict(record.documents) == dict(again.documents)
        assert dict(record.data) == dict(again.data)
        assert record.unread == again.unread


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are judged from now on."""
    found: list[str] = []
    judge = cores.judge

    def noted(occasion: cores.Occasion, file: str, raw: bytes) -> hearing.Heard | None:
        found.append(file)
        return judge(occasion, file, raw)

    monkeypatch.setattr(cores, "judge", noted)
    return found


class TestTheSameAsIsRead:
    @pytest.mark.parametrize("name", RECORDS)
    def test_in_a_record_on_the_disk(self, name: str, kept: Cache) -> None:
        held = folder.read(ROOT / name).files
        plain = read_all(held)
        for _ in ("judged", "known"):
            same(plain, read_all(held, hearing=listener(kept).hear))

    def test_in_the_worst_of_words(self, kept: Cache) -> None:
        held = files(hostile())
        for _ in ("judged", "known"):
            same(read_all(held), read_all(held, hearing=listener(kept).hear))

    def test_without_a_head(self, kept: Cache) -> None:
        held = files({"negotiation.yaml": None})
        same(read_all(held), read_all(held, hearing=listener(kept).hear))

    @pytest.mark.parametrize("lost", ["2025-01-10/round.yaml", "2025-02-01/round.yaml"])
    def test_without_the_head_of_a_round(self, kept: Cache, lost: str) -> None:
        held = files({lost: None})
        for _ in ("judged", "known"):
            same(read_all(held), read_all(held, hearing=listener(kept).hear))


class TestWhatIsKnown:
    def test_is_not_judged_again(self, kept: Cache, asked: list[str]) -> None:
        first = read_all(files(), hearing=listener(kept).hear)
        assert asked
        asked.clear()
        again = read_all(files(), hearing=listener(kept).hear)
        assert asked == []
        assert first.records[0].negotiation == again.records[0].negotiation

    @pytest.mark.parametrize(
        ("file", "text", "judged"),
        [
            (NORTH, "positions: {ceasefire: full}\n", [NORTH]),
            ("2025-02-01/league.yaml", "{}\n", ["2025-02-01/league.yaml"]),
            (
                "negotiation.yaml",
                BASE["negotiation.yaml"] + "note: another\n",
                sorted(one for one in BASE if one.startswith("20") and "round" not in one),
            ),
            (
                "2025-02-01/round.yaml",
                "{date: 2025-01-30, end: 2025-02-02}\n",
                [NORTH, "2025-02-01/south.yaml"],
            ),
        ],
    )
    def test_is_all_but_what_rests_on_a_change(
        self, kept: Cache, asked: list[str], file: str, text: str, judged: list[str]
    ) -> None:
        read_all(files(), hearing=listener(kept).hear)
        asked.clear()
        changed = files({file: text})
        same(read_all(changed), read_all(changed, hearing=listener(kept).hear))
        assert asked == judged

    def test_is_known_again_once_a_change_is_taken_back(
        self, kept: Cache, asked: list[str]
    ) -> None:
        read_all(files(), hearing=listener(kept).hear)
        read_all(files({NORTH: "positions: {ceasefire: full}\n"}), hearing=listener(kept).hear)
        asked.clear()
        read_all(files(), hearing=listener(kept).hear)
        assert asked == []

    def test_is_known_wherever_the_record_lies(self, kept: Cache, asked: list[str]) -> None:
        read_all(files(), hearing=listener(kept).hear)
        asked.clear()
        moved = {path.replace(FOLDER, "a/positions/other"): raw for path, raw in files().items()}
        read = read_all(moved, "a/positions", hearing=listener(kept).hear)
        assert asked == []
        same(read_all(moved, "a/positions"), read)

    def test_is_not_taken_from_another_party(self, kept: Cache) -> None:
        said = {"2025-02-01/south.yaml": BASE[NORTH], NORTH: BASE["2025-02-01/south.yaml"]}
        read_all(files(), hearing=listener(kept).hear)
        same(read_all(files(said)), read_all(files(said), hearing=listener(kept).hear))

    def test_is_nothing_for_another_program(self, kept: Cache, asked: list[str]) -> None:
        read_all(files(), hearing=listener(kept, "1").hear)
        asked.clear()
        read_all(files(), hearing=listener(kept, "2").hear)
        assert asked

    def test_does_not_grow_with_every_change(self, kept: Cache) -> None:
        read_all(files(), hearing=listener(kept).hear)
        before = kept.holding()
        for amount in range(100):
            said = {NORTH: f"positions: {{prisoners: {{value: {amount}, source: wire}}}}\n"}
            read_all(files(said), hearing=listener(kept).hear)
        assert kept.holding().rounds == before.rounds
        assert kept.holding().size < 4 * before.size


class TestWhatIsNotKept:
    def test_nothing_confidential(self, kept: Cache) -> None:
        held = files({NORTH: SECRET})
        for _ in range(2):
            same(read_all(held), read_all(held, hearing=listener(kept).hear))
        assert not any(b"secret" in one.read_bytes() for one in kept.folder.iterdir())

    def test_nothing_of_a_file_with_a_fault_but_that_it_has_one(
        self, kept: Cache, asked: list[str]
    ) -> None:
        held = files({NORTH: WRONG})
        same(read_all(held), read_all(held, hearing=listener(kept).hear))
        asked.clear()
        same(read_all(held), read_all(held, hearing=listener(kept).hear))
        assert asked == []
        assert not any(b"gazete" in one.read_bytes() for one in kept.folder.iterdir())

    def test_nothing_where_nothing_can_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        nowhere = Cache(tmp_path / "file")
        same(read_all(files()), read_all(files(), hearing=listener(nowhere).hear))

    def test_what_was_cut_short_is_judged_anew(self, kept: Cache, asked: list[str]) -> None:
        read_all(files(), hearing=listener(kept).hear)
        for path in kept.folder.iterdir():
            path.write_bytes(path.read_bytes()[:-1])
        asked.clear()
        same(read_all(files()), read_all(files(), hearing=listener(kept).hear))
        assert asked


def test_it_is_told_how_many_files_were_heard(kept: Cache) -> None:
    for _ in ("judged", "known"):
        counts: list[int] = []
        read_all(files(), hearing=Listener(kept, "", 1, counts.append).hear)
        assert sum(counts) == 5


TEXTS: Mapping[str, tuple[str | None, ...]] = {
    "negotiation.yaml": (
        BASE["negotiation.yaml"],
        BASE["negotiation.yaml"].replace("max: 6000", "max: 850"),
        BASE["negotiation.yaml"].replace("gazette:", "gazete:"),
        "title: [",
        None,
    ),
    "2025-01-10/round.yaml": (BASE["2025-01-10/round.yaml"], "date: 2025-01-31\n", None),
    "2025-02-01/round.yaml": (BASE["2025-02-01/round.yaml"], "date: 2025-02-01\nend: 2025\n"),
    "2025-01-10/north.yaml": (BASE["2025-01-10/north.yaml"], "a: [", "positions: {venue: []}\n"),
    NORTH: (
        BASE[NORTH],
        SECRET,
        WRONG,
        None,
        "",
        "positions:\n  venue: {value: coast, package: north-plan, source: wire}\n",
        "positions:\n  venue: {value: coast, replies_to: {party: south}, source: wire}\n",
        "positions:\n  venue: {value: coast, only_if: {language: X}, source: wire}\n",
        "positions:\n  venue: {value: coast, rejects: coast, quote: " + "w " * 60 + "}\n",
    ),
    "2025-02-01/nobody.yaml": (None, "positions: {venue: coast}\n"),
}
one_record = st.fixed_dictionaries({file: st.sampled_from(texts) for file, texts in TEXTS.items()})


@given(st.lists(one_record, min_size=2, max_size=4))
def test_it_is_the_same_whatever_came_before(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, str | None]]
) -> None:
    kept = Cache(tmp_path_factory.mktemp("cache") / "negtrack")
    for state in states:
        same(read_all(files(state)), read_all(files(state), hearing=listener(kept).hear))
