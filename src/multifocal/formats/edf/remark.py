"""What a reader could not take as it stands, and where."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Remark:
    """One thing that was assumed, passed over or not understood, in plain words.

    `where` names the place in the file ("byte 192", "record 2"); it may be empty.
    """

    text: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.text}" if self.where else self.text


LONGEST_QUOTE = 30


def quoted(word: str) -> str:
    """The words at fault as they may stand in a message: one line, short, in quotation marks."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in word.strip())
    short = plain if len(plain) <= LONGEST_QUOTE else plain[: LONGEST_QUOTE - 1] + "…"
    return f"'{short}'"
