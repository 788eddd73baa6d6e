"""What was measured on: interpreter, machine, system and the state of the tree."""

import os
import platform
import subprocess
from pathlib import Path

from benchmarks.tools import ROOT


def processor() -> str:
    """The processor's name, and how many cores may be used."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    cores = len(os.sched_getaffinity(0))
    return f"{names[0] if names else platform.machine()}, {cores} cores"


def memory() -> str:
    """The memory of the machine."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return f"{pages / 1e9:.0f} GB"


def system() -> str:
    """The operating system and its kernel."""
    return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {platform.release()}"


def python() -> str:
    """The interpreter of every tool that came from pip."""
    return f"{platform.python_implementation()} {platform.python_version()}"


def tree() -> str:
    """The commit of the tree that was measured, and whether it had changes."""

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(ROOT), *arguments]
        done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--", "negtrack", "positions")
    return (git("rev-parse", "--short", "HEAD") or "no commit") + (", changed" if changed else "")


def busy() -> str:
    """How many processes wanted a core, on average over the last minute."""
    return f"{os.getloadavg()[0]:.1f}"
