"""`negtrack check`: every problem in the record."""

import sys

from negtrack.commands.asking import Ask, question
from negtrack.problems import DONE, FINDINGS


@question("party", "issue", "group", "private", "exit_code", kept=True)
def check(ask: Ask) -> int:
    """Every problem in the record, in one run.

    Exit 1 where one of them is an error.
    """
    from negtrack.analyses.check import check as analysis

    report = analysis(ask.reading(), excerpts=ask.output is None and sys.stdout.isatty())
    ask.answer(report)
    return FINDINGS if report.found else DONE
