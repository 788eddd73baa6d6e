"""The program: completion for a shell, which must be quick, or a command."""

import sys
from contextlib import suppress


def main() -> None:
    """Answer a shell that completes, without a word where anything is wrong; else run a command."""
    if sys.argv[1:2] == ["complete"]:
        from negtrack.completing import answer

        with suppress(Exception):
            sys.stdout.write(answer(sys.argv[2:]))
        return
    from negtrack.cli import main as program

    program()


if __name__ == "__main__":
    main()
