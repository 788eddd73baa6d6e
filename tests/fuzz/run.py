"""Fuzz one target with atheris: `python -m tests.fuzz.run TARGET -runs=10000 -seed=1`.

What follows the target is libFuzzer's. Inputs that reach something new are kept in a folder of
their own, which is named at the end; the corpus of the repository is read and never written.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import atheris

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

with atheris.instrument_imports(include=["negtrack", "yaml"]):
    from fuzz.targets import TARGETS


def main(name: str, *options: str) -> None:
    """Fuzz until libFuzzer's options say stop, in a home that is not the user's."""
    home = tempfile.mkdtemp(prefix=f"negtrack-fuzz-{name}-")
    os.environ.update(HOME=home, XDG_CACHE_HOME=f"{home}/cache", GIT_CONFIG_NOSYSTEM="1")
    os.environ["GIT_CONFIG_GLOBAL"] = f"{home}/.gitconfig"
    kept = Path(home, "corpus")
    kept.mkdir()
    given = (f"-dict={HERE / 'dictionary.txt'}", f"-artifact_prefix={home}/", *options)
    sys.stderr.write(f"kept in {home}\n")
    atheris.Setup([sys.argv[0], *given, str(kept), str(HERE / "corpus" / name)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"name a target: {', '.join(TARGETS)}")
    main(*sys.argv[1:])
