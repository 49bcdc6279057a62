"""A day as people write it, in the reader's language."""

from datetime import date
from typing import TYPE_CHECKING, Final

from multifocal.words.language import language as spoken

if TYPE_CHECKING:
    from babel import Locale

_WRITTEN_AS: Final = {"en": "en_GB"}
"""Whose order of day, month and year a language takes here: English puts the day first, because
half of its readers would take 3/4 for another day, and a month's name is read by all."""


def day_said(day: date, language: str | None = None) -> str:
    """The day with its month by name: 28 November 2026."""
    from babel.dates import format_date  # noqa: PLC0415  (slow to load)

    return format_date(day, "long", locale=_locale(language))


def month_said(day: date, language: str | None = None) -> str:
    """Its month by name, with the year: November 2026."""
    from babel.dates import format_skeleton  # noqa: PLC0415

    return format_skeleton("yMMMM", day, locale=_locale(language))


def _locale(language: str | None) -> "Locale":
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    code = language or spoken()
    try:
        return Locale.parse(_WRITTEN_AS.get(code, code), sep="-" if "-" in code else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_WRITTEN_AS["en"])
