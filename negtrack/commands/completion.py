"""`negtrack completion`: the script with which a shell completes what is typed."""

from typing import Annotated

from typer import Argument

from negtrack.commands.asking import ON_DISK, Ask, question
from negtrack.problems import DONE, Stop

Shell = Annotated[str, Argument(metavar="bash|zsh|fish", help="The shell that is to complete.")]


@question(*ON_DISK, "negotiation", "directory")
def completion(ask: Ask, shell: Shell) -> int:
    """The script with which a shell completes commands.

    bash: source <(negtrack completion bash), in ~/.bashrc. zsh: the same after compinit, in
    ~/.zshrc. fish: negtrack completion fish | source, in ~/.config/fish/config.fish.
    """
    from negtrack import shells

    if shell not in shells.NAMES:
        raise Stop(f"there is no completion for '{shell}'", f"there is {', '.join(shells.NAMES)}")
    ask.write(shells.script(shell))
    return DONE
