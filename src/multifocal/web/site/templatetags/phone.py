"""For templates: whom to call, by country."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import template
from django.utils.translation import get_language

from multifocal import words
from multifocal.web.site.content.page import DEFAULT_LANGUAGE
from multifocal.web.site.content.phone_numbers import Directory, Line, phone_numbers

register = template.Library()


@dataclass(frozen=True)
class PresentedCountry:
    """A country's name, its lines, and a warning in words where one of them may fail."""

    id: str
    name: str
    emergency: tuple[Line, ...]
    crisis: tuple[Line, ...]
    warning: str


@dataclass(frozen=True)
class WhomToCall:
    """Every country, where to look for another crisis line, and when all this was checked."""

    countries: tuple[PresentedCountry, ...]
    directory: Directory
    checked: datetime.date
    emergency_numbers: tuple[tuple[str, str], ...]
    """Each emergency number once, with the short names of its countries, for a card."""
    crisis_numbers: tuple[tuple[str, str], ...]
    """Each number of a crisis line, likewise."""


@register.simple_tag
def whom_to_call() -> WhomToCall:
    """The numbers in the reader's language, in the same order for everyone."""
    language = get_language() or DEFAULT_LANGUAGE
    numbers = phone_numbers()
    countries = tuple(
        PresentedCountry(
            country.id,
            words.say(f"phone.country.{country.id}", language),
            country.of_kind("emergency"),
            country.of_kind("crisis"),
            words.say(country.warning, language) if country.warning else "",
        )
        for country in numbers.countries
    )
    return WhomToCall(
        countries,
        numbers.directory,
        numbers.checked(),
        _short(numbers.emergency_numbers(), language),
        _short(numbers.crisis_numbers(), language),
    )


def _short(numbers: Mapping[str, Sequence[str]], language: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            number,
            words.listed((words.say(f"phone.short.{key}", language) for key in keys), language),
        )
        for number, keys in numbers.items()
    )
