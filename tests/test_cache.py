"""Answers that are kept: whole, the owner's, of one question and one source, or not at all."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack import cache as module
from negtrack.cache import Cache, Holding, cache

TEXT = "what moved\n–\r\n".encode() * 3 + b"\xff\0"


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    found = Cache(tmp_path / "cache" / "negtrack")
    found.keep("diff", b"files", (1, TEXT))
    return found


def recalled(
    kept: Cache, question: str = "diff", source: bytes = b"files"
) -> tuple[int, bytes] | None:
    found = kept.recall(question, source)
    if found is None:
        return None
    with found.rest as file:
        return found.code, file.read()


def only_file(kept: Cache) -> Path:
    (path,) = kept.folder.iterdir()
    return path


class TestWhatIsKept:
    def test_it_comes_back_with_its_code(self, kept: Cache) -> None:
        assert recalled(kept) == (1, TEXT)
        assert recalled(kept) == (1, TEXT)

    @pytest.mark.parametrize(
        ("question", "source"), [("diff", b"other"), ("gaps", b"files"), ("diff\0\0\0files", b"")]
    )
    def test_it_answers_nothing_else(self, kept: Cache, question: str, source: bytes) -> None:
        assert recalled(kept, question, source) is None

    def test_a_question_keeps_one_answer(self, kept: Cache) -> None:
        kept.keep("diff", b"changed", (0, b"other"))
        assert recalled(kept) is None
        assert recalled(kept, "diff", b"changed") == (0, b"other")
        assert kept.holding().answers == 1

    def test_two_questions_whose_files_have_one_name_are_not_mixed_up(
        self, kept: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Cache, "_path", lambda self, question: self.folder / "same")
        kept.keep("diff", b"files", (0, b"diff"))
        kept.keep("gaps", b"files", (0, b"gaps"))
        assert recalled(kept) is None
        assert recalled(kept, "gaps") == (0, b"gaps")

    def test_only_the_owner_may_look(self, kept: Cache) -> None:
        assert kept.folder.stat().st_mode & 0o777 == 0o700
        assert only_file(kept).stat().st_mode & 0o777 == 0o600

    def test_rounds_are_kept_beside_answers(self, kept: Cache) -> None:
        kept.of(".round").keep("diff", b"files", (0, b"\xff\x00"))
        assert recalled(kept) == (1, TEXT)
        found = kept.of(".round").recall("diff", b"files")
        assert found is not None
        with found.rest as file:
            assert file.read() == b"\xff\x00"
        assert kept.holding()[:2] == (1, 1)
        assert kept.clear() == 1
        assert kept.holding() == Holding(0, 0, 0)

    def test_it_holds_so_much_and_can_be_cleared(self, kept: Cache) -> None:
        assert kept.holding() == Holding(1, 0, only_file(kept).stat().st_size)
        assert kept.clear() == 1
        assert kept.holding() == Holding(0, 0, 0)
        assert recalled(kept) is None


class TestWhatIsNotBelieved:
    @pytest.mark.parametrize("end", [0, 1, 20, 40, 60, -1])
    def test_what_was_cut_short(self, kept: Cache, end: int) -> None:
        path = only_file(kept)
        path.write_bytes(path.read_bytes()[:end])
        assert recalled(kept) is None

    def test_what_has_something_after_it(self, kept: Cache) -> None:
        path = only_file(kept)
        path.write_bytes(path.read_bytes() + b"\n")
        assert recalled(kept) is None

    def test_any_byte_that_is_another(self, kept: Cache) -> None:
        path = only_file(kept)
        whole = path.read_bytes()
        for place in range(len(whole)):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert recalled(kept) is None

    @given(st.binary())
    def test_anything_else(self, tmp_path_factory: pytest.TempPathFactory, found: bytes) -> None:
        kept = Cache(tmp_path_factory.mktemp("cache") / "negtrack")
        kept.keep("diff", b"files", (1, TEXT))
        only_file(kept).write_bytes(found)
        assert recalled(kept) is None

    def test_what_another_version_kept(self, kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "_MARK", b"negtrack answer 2")
        assert recalled(kept) is None

    def test_a_link(self, kept: Cache, tmp_path: Path) -> None:
        path = only_file(kept)
        path.rename(tmp_path / "elsewhere")
        path.symlink_to(tmp_path / "elsewhere")
        assert recalled(kept) is None

    @pytest.mark.parametrize("mode", [0o770, 0o702, 0o777])
    def test_a_folder_into_which_others_can_write(self, kept: Cache, mode: int) -> None:
        kept.folder.chmod(mode)
        assert recalled(kept) is None
        assert not kept.is_usable()
        before = only_file(kept).stat().st_mtime_ns
        kept.keep("diff", b"files", (0, b"other"))
        assert only_file(kept).stat().st_mtime_ns == before
        assert kept.clear() == 0

    def test_a_folder_of_somebody_else(self, kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module.os, "getuid", lambda: 12345678)
        assert recalled(kept) is None
        assert not kept.is_usable()

    def test_a_folder_that_is_a_link(self, kept: Cache, tmp_path: Path) -> None:
        link = tmp_path / "link"
        link.symlink_to(kept.folder)
        assert recalled(Cache(link)) is None
        assert recalled(kept) == (1, TEXT)

    def test_a_file_in_the_place_of_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        kept = Cache(tmp_path / "file")
        kept.keep("diff", b"files", (0, TEXT))
        assert recalled(kept) is None
        assert kept.holding() == Holding(0, 0, 0)


class TestWhatCannotBeKept:
    @pytest.mark.parametrize("call", ["open", "replace"])
    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
    def test_a_refusal_leaves_what_was_there(
        self, kept: Cache, monkeypatch: pytest.MonkeyPatch, call: str, number: int
    ) -> None:
        def refused(*_arguments: object, **_options: object) -> None:
            raise OSError(number, os.strerror(number))

        with monkeypatch.context() as patch:
            patch.setattr(module.os, call, refused)
            kept.keep("diff", b"changed", (0, b"other"))
        assert recalled(kept) == (1, TEXT)
        assert kept.holding().answers == 1

    def test_where_no_folder_can_be_made_nothing_is(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refused(*_arguments: object, **_options: object) -> None:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(module.os, "mkdir", refused)
        kept = Cache(tmp_path / "cache" / "negtrack")
        kept.keep("diff", b"files", (0, TEXT))
        assert recalled(kept) is None
        assert kept.is_usable()
        assert kept.clear() == 0

    def test_a_disk_that_is_full_in_the_middle(
        self, kept: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def half(path: Path, *parts: bytes) -> None:
            path.write_bytes(b"".join(parts)[:50])
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(module, "_write", half)
        kept.keep("diff", b"changed", (0, b"other"))
        assert recalled(kept) == (1, TEXT)
        assert kept.holding().answers == 1

    def test_what_a_killed_writer_left_is_no_answer_and_goes_in_time(
        self, kept: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        left = kept.folder / f".{only_file(kept).name}-{os.getpid()}"
        left.write_bytes(b"half")
        os.utime(left, ns=(0, 0))
        assert recalled(kept) == (1, TEXT)
        monkeypatch.setattr(module, "LARGEST", 200)
        kept.keep("gaps", b"files", (0, b"x" * 100))
        assert not left.exists()


def test_what_was_not_asked_for_longest_goes_first(
    kept: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    for nth, question in enumerate(("one", "two", "three")):
        kept.keep(question, b"files", (0, b"x" * 1000))
        os.utime(kept._path(question), ns=(nth, nth))
    os.utime(kept._path("diff"), ns=(0, 0))
    assert recalled(kept, "one") is not None  # which makes it the one last asked for
    monkeypatch.setattr(module, "LARGEST", 3300)
    kept.keep("four", b"files", (0, b"x" * 1000))
    there = [name for name in ("diff", "one", "two", "three", "four") if recalled(kept, name)]
    assert there == ["one", "three", "four"]


class TestWhereItIs:
    def test_in_the_folder_that_the_user_has_for_such(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        assert cache() == Cache(tmp_path / "negtrack")

    @pytest.mark.parametrize("named", ["", "relative/folder"])
    def test_or_in_the_home(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: str
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", named)
        monkeypatch.setenv("HOME", str(tmp_path))
        assert cache() == Cache(tmp_path / ".cache" / "negtrack")

    def test_or_nowhere(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        monkeypatch.setenv("HOME", "nowhere")
        assert cache() is None
