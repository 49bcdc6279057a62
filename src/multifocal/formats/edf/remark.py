"""What a reader could not take as it stands, and where."""

from dataclasses import dataclass
from typing import Literal

from multifocal.words import say


@dataclass(frozen=True)
class Remark:
    """One thing that was assumed, passed over or not understood, in plain words.

    `where` names the place in the file (`placed`); it may be empty. `unread`: the place and words
    of a line that was not read and may change what the numbers mean, "" for any other remark.
    """

    text: str
    where: str = ""
    unread: str = ""

    def __str__(self) -> str:
        if not self.where:
            return self.text
        return say("remarks.placed", place=self.where, text=self.text)


def placed(kind: Literal["byte", "record", "stimulus", "row", "line"], number: int) -> str:
    """A place in a file in words: "byte 192", "record 2"."""
    return say(f"remarks.place.{kind}", number=number)


LONGEST_QUOTE = 30


def quoted(word: str) -> str:
    """The words at fault as they may stand in a message: one line, short, in quotation marks."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in word.strip())
    short = plain if len(plain) <= LONGEST_QUOTE else plain[: LONGEST_QUOTE - 1] + "…"
    return f"'{short}'"
