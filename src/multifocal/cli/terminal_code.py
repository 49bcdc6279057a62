"""A QR code in a terminal: two rows of it in one line, dark on light in every color scheme."""

from itertools import zip_longest

QUIET_MODULES = 4
"""The white edge that a reader of such codes needs, by their standard."""
DARK_ON_LIGHT, AS_BEFORE = "\x1b[38;5;16;48;5;231m", "\x1b[0m"
BLOCKS = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def terminal_code(address: str, encoding: str | None) -> str | None:
    """The code of an address; None where the terminal has no signs for it."""
    import segno  # noqa: PLC0415 (an extra)

    try:
        "".join(BLOCKS.values()).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return None
    made = segno.make(address, error="l", micro=False)
    rows = [list(row) for row in made.matrix_iter(border=QUIET_MODULES)]
    light = [0] * len(rows[0])
    lines = (
        "".join(BLOCKS[upper, lower] for upper, lower in zip(above, below, strict=True))
        for above, below in zip_longest(rows[::2], rows[1::2], fillvalue=light)
    )
    return "\n".join(f"{DARK_ON_LIGHT}{line}{AS_BEFORE}" for line in lines)
