"""Passphrases, asked at the terminal or read from standard input: never words of a command, which
other accounts of the machine can list, nor of its environment."""

import getpass
import sys

from multifocal.fault import Fault
from multifocal.words import say

MOST_CHARACTERS = 10_000


def ask_secret(question: str) -> str:
    """The answer to a question of the catalog, unseen; a line of standard input where that is no
    terminal. Fault where there is none."""
    if at_terminal():
        try:
            return getpass.getpass(f"{say(question)}: ")
        except EOFError:
            raise Fault("cli_diary.no_secret") from None
    line = sys.stdin.readline(MOST_CHARACTERS)
    if not line:
        raise Fault("cli_diary.no_secret")
    return line.removesuffix("\n").removesuffix("\r")


def ask_new_secret(question: str) -> tuple[str, str]:
    """A new one, asked twice at a terminal, where one cannot see what one types."""
    said = ask_secret(question)
    return said, ask_secret("cli_diary.ask.again") if at_terminal() else said


def at_terminal() -> bool:
    """Whether somebody sits there to be asked."""
    return sys.stdin is not None and sys.stdin.isatty()
