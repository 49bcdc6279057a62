"""A day as people write it, in the reader's language."""

from datetime import date
from typing import Final

from multifocal.words.language import language as spoken

_WRITTEN_AS: Final = {"en": "en_GB"}
"""Whose order of day, month and year a language takes here: English puts the day first, because
half of its readers would take 3/4 for another day, and a month's name is read by all."""


def day_said(day: date, language: str | None = None) -> str:
    """The day with its month by name: 28 November 2026."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  (slow to load)
    from babel.dates import format_date  # noqa: PLC0415

    code = language or spoken()
    try:
        locale = Locale.parse(_WRITTEN_AS.get(code, code), sep="-" if "-" in code else "_")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse(_WRITTEN_AS["en"])
    return format_date(day, "long", locale=locale)
