"""The address by which a page is handed on, and its QR code."""

from dataclasses import dataclass
from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe

QUIET_MODULES = 4
"""The white edge that a reader of such codes needs, by their standard."""


@dataclass(frozen=True)
class HandedOn:
    """A page's address without anything that somebody chose, and the same as a picture."""

    address: str

    @property
    def code(self) -> SafeString:
        """The QR code as SVG, which stretches to its box; its text twin is the address."""
        return mark_safe(_code(self.address))


def code_picture(address: str) -> SafeString:
    """The code of an address that is nobody else's: it is not kept in memory."""
    return mark_safe(_draw(address))


@lru_cache(maxsize=256)
def _code(address: str) -> str:
    return _draw(address)


def _draw(address: str) -> str:
    """Level M: read even where a seventh of it is stained or creased."""
    made = segno.make(address, error="m", micro=False)
    return made.svg_inline(
        border=QUIET_MODULES, dark="black", light="white", omitsize=True, svgclass=None,
        lineclass=None,
    )  # fmt: skip
