"""A file that one process has for itself: while it is held, no other run writes beside it."""

import sys
from typing import IO, Final

_LAST_BYTE: Final = 2**31 - 2


def held(stream: IO[bytes]) -> bool:
    """Whether this process now has the file for itself, until it closes it or ends."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            stream.seek(_LAST_BYTE)  # beyond all content, which others may go on reading
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
