"""Ctrl-C: one line, no traceback, and the exit status that shells give to it."""

import os
import sys
from pathlib import Path
from typing import Final, Never

from multifocal import words
from multifocal.cli.language import language_of

INTERRUPTED: Final = 130


def stopped() -> Never:
    """Say so, and end the program."""
    with words.speaking(language_of(os.environ)):
        sys.stderr.write(f"multifocal: {words.say('cli.system.stopped')}\n")
    sys.exit(INTERRUPTED)


def resumption(finished: int, total: int, place: Path) -> str:
    """Of a run of many patients, what is kept and how to go on; nothing is where none is."""
    if not finished:
        return words.say("cli_evidence.performance.stopped.at_once", total=total)
    return words.say("cli_evidence.performance.stopped", finished=finished, total=total, file=place)
