"""From bytes to numbered lines: size, encoding, and what is no text at all."""

import csv
from typing import Final

from multifocal.fault import Fault

# Source of the limits: multifocal-choice-plausible-values. A study of a whole body has 100 rows.
MOST_BYTES: Final = 1_000_000
"""Larger tables are refused before they are read."""
MOST_ROWS: Final = 10_000
MOST_CHARACTERS_A_LINE: Final = 10_000

_SAVE_AS: Final = "Save the table as CSV UTF-8"


def lines_of(content: bytes) -> list[tuple[int, str]]:
    """Numbered lines (from 1) without the blank ones and those that begin with "#".

    Fault if the content is empty, too large, not UTF-8 or not text.
    """
    if len(content) > MOST_BYTES:
        raise Fault(
            f"the table is larger than {MOST_BYTES // 1_000_000} MB",
            remedy="Give one person's study, one row a stimulation site",
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Fault("the table is in UTF-16", remedy=_SAVE_AS)
    if b"\x00" in content:
        raise Fault("the file is not a text table but binary", remedy=_SAVE_AS)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = content.count(b"\n", 0, error.start) + 1
        raise Fault("the table is not in UTF-8", remedy=_SAVE_AS, line=at) from None
    found = []
    # Not str.splitlines: that also splits at characters which a cell may hold.
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if len(line) > MOST_CHARACTERS_A_LINE:
            raise Fault("the line is far too long", remedy="Give one row a line", line=number)
        if any(not (sign.isprintable() or sign in "\t\u00a0\u202f") for sign in line):
            raise Fault("the line holds signs that are no text", remedy=_SAVE_AS, line=number)
        if line.strip(" \t,;") and not line.lstrip(' \t"').startswith("#"):
            found.append((number, line))
    if not found:
        raise Fault("the table is empty", remedy="Give a header and one row a stimulation site")
    if len(found) > MOST_ROWS + 1:
        raise Fault(
            f"the table has more than {MOST_ROWS} rows",
            remedy="Give one person's study, one row a stimulation site",
        )
    return found


def cells_of(number: int, line: str, delimiter: str) -> list[str]:
    """The cells of a line of CSV. Fault, naming the line, where a quotation mark is not closed."""
    try:
        found = list(csv.reader([line], delimiter=delimiter, strict=True, skipinitialspace=True))
    except csv.Error:
        raise Fault(
            "a quotation mark is not closed or stands inside a cell",
            remedy="Put quotation marks round the whole cell, or none",
            line=number,
        ) from None
    return found[0] if found else []
