"""What is published can be built by anybody, to the byte: the sdist, and the wheel of either."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from program import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
INCLUDED = (
    *("negtrack", "pyproject.toml", "README.md", "LICENSE"),
    *(name.rstrip("/") for name in PROJECT["tool"]["flit"]["sdist"]["include"]),
)
EPOCH = "1764000000"
BUILD = """
import sys, os
os.umask(int(sys.argv[2], 8))
from flit_core import buildapi
print(buildapi.build_sdist(sys.argv[1]))
print(buildapi.build_wheel(sys.argv[1]))
"""


def ignored(_folder: str, names: list[str]) -> set[str]:
    return {one for one in names if one in ("__pycache__", "node") or one.endswith(".pyc")}


def tree(folder: Path) -> Path:
    """A copy of all that the project is published from, and of nothing else."""
    folder.mkdir(parents=True)
    for name in INCLUDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy2(source, folder / name)
    return folder


def built(source: Path, into: Path, *, umask: str = "022", **environment: str) -> dict[str, bytes]:
    """What the backend makes of a tree: the sdist and the wheel, by name."""
    into.mkdir()
    run = subprocess.run(
        [sys.executable, "-c", BUILD, into, umask],
        cwd=source,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, **environment},
        capture_output=True,
        check=True,
        text=True,
    )
    return {name: (into / name).read_bytes() for name in run.stdout.split()}


def spoil(folder: Path) -> None:
    """What a tree may have from whoever worked in it: other times and modes, and left-overs."""
    for number, file in enumerate(sorted(folder.rglob("*"))):
        if file.is_file():
            file.chmod(0o700 if os.access(file, os.X_OK) else 0o600)
            os.utime(file, (number, number))
    for left in (
        "negtrack/__pycache__/model.cpython-99.pyc",
        "tests/__pycache__/program.cpython-99.pyc",
        "tests/papers/stray.pyc",
        ".ci/node/node_modules/axe-core/axe.js",
    ):
        (folder / left).parent.mkdir(parents=True, exist_ok=True)
        (folder / left).write_bytes(b"left")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("one")
    return built(tree(folder / "negtrack"), folder / "dist", LC_ALL="C", TZ="UTC")


def digests(files: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(raw).hexdigest() for name, raw in files.items()}


def test_another_folder_another_day_and_another_user_make_the_same_bytes(
    published: dict[str, bytes], tmp_path: Path
) -> None:
    other = tree(tmp_path / "elsewhere" / "of another name")
    spoil(other)
    environment = {"LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "77"}
    again = built(other, tmp_path / "dist", umask="077", **environment)
    assert len(published) == 2
    assert digests(again) == digests(published)


def test_the_wheel_of_the_sdist_is_that_of_the_tree(
    published: dict[str, bytes], tmp_path: Path
) -> None:
    sdist, wheel = published
    (tmp_path / sdist).write_bytes(published[sdist])
    with tarfile.open(tmp_path / sdist) as packed:
        packed.extractall(tmp_path, filter="data")
    again = built(tmp_path / sdist.removesuffix(".tar.gz"), tmp_path / "dist")
    assert digests(again)[wheel] == digests(published)[wheel]


def names(raw: bytes, folder: Path) -> set[str]:
    """The files in a wheel or an sdist; of an sdist without the folder that all are in."""
    file = folder / "packed"
    file.write_bytes(raw)
    if zipfile.is_zipfile(file):
        return {*zipfile.ZipFile(file).namelist()}
    with tarfile.open(file) as packed:
        return {one.name.partition("/")[2] for one in packed if one.isfile()}


def kept(folder: Path) -> set[str]:
    """The files of a folder, by their paths from the project's own."""
    found = (one for one in folder.rglob("*") if one.is_file())
    told = {one.relative_to(ROOT).as_posix() for one in found}
    return {one for one in told if "__pycache__" not in one and "/node/" not in one}


def test_a_wheel_has_the_package_its_licence_and_nothing_else(
    published: dict[str, bytes], tmp_path: Path
) -> None:
    (wheel,) = (raw for name, raw in published.items() if name.endswith(".whl"))
    found = names(wheel, tmp_path)
    package = {one for one in found if ".dist-info/" not in one}
    assert package == kept(ROOT / "negtrack")
    rest = {one.partition(".dist-info/")[2] for one in found - package}
    assert rest == {"licenses/LICENSE", "METADATA", "RECORD", "WHEEL", "entry_points.txt"}


def test_an_sdist_has_all_that_the_tests_read(published: dict[str, bytes], tmp_path: Path) -> None:
    (sdist,) = (raw for name, raw in published.items() if name.endswith(".tar.gz"))
    found = names(sdist, tmp_path)
    for name in INCLUDED:
        wanted = kept(ROOT / name) if (ROOT / name).is_dir() else {name}
        assert wanted <= found, name
    assert not [one for one in found if one.endswith(".pyc") or "/node/" in one]


def test_the_backend_is_the_one_that_the_tests_have() -> None:
    (backend,) = PROJECT["build-system"]["requires"]
    assert backend in PROJECT["project"]["optional-dependencies"]["test"]
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert backend in pins
