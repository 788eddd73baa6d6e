"""`negtrack cache`: where answers and rounds are kept, and what is there."""

from typing import Annotated

from typer import Option

from negtrack.commands.asking import ON_DISK, Ask, question
from negtrack.problems import DONE, Stop

Clear = Annotated[bool, Option("--clear", help="Remove all that is kept.")]


@question(*ON_DISK, "negotiation", "directory")
def cache(ask: Ask, clear: Clear = False) -> int:
    """Where answers are kept, so that the next is quick, and what is there.

    Nothing there is needed: an answer is used only while its record stays as it was, and what is
    known of a round's files only while these say the same. Where
    --no-cache is given, none is used or kept; with --private or -o, none ever is.
    """
    from negtrack.cache import cache as found
    from negtrack.text import counted

    kept = found()
    if kept is None:
        raise Stop("there is no folder to keep answers in", "set HOME or XDG_CACHE_HOME")
    if clear:
        try:
            removed = kept.clear()
        except OSError as error:
            told = f"an answer in {kept.folder} cannot be removed: {error.strerror or error}"
            raise Stop(told, "check the permissions of the folder") from None
        ask.write(f"{counted(removed, 'answer')} removed from {kept.folder}\n")
        return DONE
    answers, rounds, size = kept.holding()
    told = f"{counted(answers, 'answer')} and {counted(rounds, 'round')}"
    ask.write(f"{told} in {kept.folder}, {size:,} bytes\n")
    if not kept.is_usable():
        ask.write("not used: the folder is somebody else's, or others can write there\n")
    return DONE
