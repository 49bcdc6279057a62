"""A PDF that opens with a password only, and stays readable by screen readers."""

import io
from typing import Final

from multifocal.extras import require
from multifocal.fault import Fault

FEWEST, MOST = 8, 127
"""Letters of a password; the most is the format's own, in bytes (ISO 32000-2, 7.6.4.3.3).
multifocal-choice-diary-passphrase."""
REVISION: Final = 6
"""AES-256 as ISO 32000-2 has it."""


def check_password(password: str) -> None:
    """Fault unless it will do as a PDF's password."""
    if len(password) < FEWEST:
        raise Fault("diary.password_short", fewest=FEWEST)
    if len(password.encode()) > MOST:
        raise Fault("diary.password_long", most=MOST)


def protect_pdf(pdf: bytes, password: str) -> bytes:
    """The same PDF, tags and all, under a password (AES-256). Whoever knows it may do everything.

    Nothing is written to the disk. Fault where the password will not do, or pikepdf (the extra
    `encrypted`) is not installed.
    """
    check_password(password)
    require("encrypted")
    import pikepdf  # noqa: PLC0415 (an extra)

    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(
            made,
            encryption=pikepdf.Encryption(
                user=password,
                owner=password,
                R=REVISION,
                aes=True,
                metadata=True,
                allow=pikepdf.Permissions(accessibility=True),
            ),
        )
    return made.getvalue()
