"""Every format that is known: those of `formats.known`."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from multifocal.body.known import known as known_name
from multifocal.formats import known
from multifocal.formats.format import Format
from multifocal.formats.strangers import check_no_stranger


@cache
def formats() -> tuple[Format, ...]:
    """All formats, in the order in which they are asked whether bytes are theirs."""
    names = [one.name for one in iter_modules(known.__path__)]
    found: list[Format] = [import_module(f"{known.__name__}.{name}").FORMAT for name in names]
    return tuple(sorted(found, key=lambda one: (one.rank, one.name)))


def format_named(name: str) -> Format:
    """The format of that name; KeyError if there is none, with those that there are."""
    return known_name("format", name, {one.name: one for one in formats()})


def format_for(name: str) -> Format | None:
    """The format that a file's name asks for; None if it asks for none that is known.

    Of two with one ending, the one asked last of all: the table of measures for `.csv`.
    """
    lower = name.lower()
    asked = [
        (len(suffix), one.rank, one)
        for one in formats()
        for suffix in one.suffixes
        if one.write and lower.endswith(suffix)
    ]
    return max(asked, key=lambda each: each[:2])[2] if asked else None


def format_of(content: bytes) -> Format:
    """The format of these bytes; CSV where nothing else fits. Fault for known strangers."""
    check_no_stranger(content)
    return next(one for one in formats() if one.recognizes and one.recognizes(content))
