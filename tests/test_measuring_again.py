"""Whether two pages of measurements agree, and what is said of a goal that is not reached."""

import sys
from pathlib import Path

import pytest

from benchmarks.again import Spread, compared, main, read
from benchmarks.bed import BARE
from benchmarks.gauge import Run
from benchmarks.goals import Goal, What
from benchmarks.tables import reasons, timings
from benchmarks.timing import Timing


def page(*seconds: float, bare: float = 0.01) -> str:
    """A page with one work, as it is written; the named command took so long each time."""
    told = {
        BARE: Timing(BARE, (Run(bare, bare, 1000, 0),)),
        "ours": Timing("ours", tuple(Run(one, one, 1000, 0) for one in seconds)),
        "absent": Timing("absent", (), "not here"),
    }
    return "\n".join(("# Page", "| ours | 1 | 2.0 ms |", "## A work (w)", "", *timings(told, {})))


def test_a_page_is_read_as_it_was_written() -> None:
    found = read(page(0.5, 1, 1.5, 2, 2.5))
    assert found.keys() == {("w", "ours")}
    assert found["w", "ours"] == pytest.approx(Spread(100, 150, 200))


def test_a_slower_machine_is_slower_at_the_bare_interpreter_too() -> None:
    assert list(compared(read(page(0.1)), read(page(0.3, bare=0.03)))) == ["1 of 1 rows agree.\n"]


def test_quartiles_that_do_not_meet_are_told_with_both_figures() -> None:
    lines = list(compared(read(page(0.1, 0.11)), read(page(0.2, 0.21))))
    assert lines[0] == "0 of 1 rows agree.\n"
    assert lines[-1] == "| w | ours | 10.5 × | 20.5 × | 1.95 |"


def test_quartiles_that_meet_agree() -> None:
    one, two = Spread(1, 2, 3), Spread(3, 4, 5)
    assert one.meets(two)
    assert two.meets(one)
    assert not one.meets(two._replace(low=3.1))
    assert not two._replace(low=3.1).meets(one)


def test_what_one_page_alone_has_is_not_counted() -> None:
    assert list(compared(read(page(0.1)), {})) == ["0 of 0 rows agree.\n"]


def test_the_command_takes_two_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page.md"
    file.write_text(page(1, 2), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["again", str(file), str(file)])
    main()
    assert capsys.readouterr().out == "1 of 1 rows agree.\n\n"
    monkeypatch.setattr(sys, "argv", ["again", str(file)])
    with pytest.raises(SystemExit, match="name two pages"):
        main()


def test_a_goal_that_is_not_reached_has_its_reason_and_no_other_has() -> None:
    measured = {
        BARE: Timing(BARE, (Run(0.01, 0.01, 1000, 0),)),
        "ours": Timing("ours", (Run(0.06, 0.06, 1000, 0),)),
    }
    wanted = (
        Goal("w", "ours", What.TIME, 5, limits="the walk"),
        Goal("w", "ours", What.TIME, 7, limits="met all the same"),
        Goal("w", "ours", What.TIME, 4),
        Goal("w", "absent", What.TIME, 4, limits="not measured"),
    )
    assert list(reasons(wanted, {"w": measured}))[1:] == [
        *("- **ours** (w): the walk", "- **ours** (w): not looked into")
    ]
    assert list(reasons(wanted[1:2], {"w": measured})) == []
