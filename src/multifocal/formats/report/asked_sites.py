"""Words in the place of a site that name none: "S2", "4 cm below elbow". Each is asked about.

A stimulus that has but its number is wherever its laboratory puts it; and a position is no site,
unless a person says that it is where the laboratory stimulates that site.
"""

import re
from typing import Final

from multifocal import body
from multifocal.fault import Fault, quoted
from multifocal.formats.report.places import Context
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.site_labels import LABEL
from multifocal.study import vocabulary
from multifocal.study.vocabulary import normalized

LEAVE_OUT: Final = "leave-out"
POSITION: Final = re.compile(r"[+-]?\s?\d+(?:[.,]\d+)?\s?(?:cm|mm)\b(?P<of>.*)", re.IGNORECASE)
"""A place by its distance from another: "4 cm below elbow"."""


def asked_site(text: str, context: Context, asking: Asking, line: int) -> str | None:
    """The site that a person says such a word is of a motor nerve, "" while nobody did, or
    `LEAVE_OUT`; None for a word that is none of these, and for a position of which not even the
    place that it is told from is a site of the nerve."""
    plain = text.strip(" *")
    if context.kind == "sensory" or context.nerve is None:
        return None
    try:
        nerve = vocabulary.nerve(context.nerve)
    except Fault:
        return None
    if position := POSITION.fullmatch(plain):
        key, sites = "position", _sites_of_position(position["of"], nerve)
    elif LABEL.fullmatch(plain):
        key, sites = "site_label", tuple(one.id for one in body.sites(nerve))
    else:
        return None
    if not sites:
        return None
    given = asking.ask(f"site:{nerve}:{normalized(plain)}", key, (*sites, LEAVE_OUT), line, "site",
                       word=quoted(plain), nerve=nerve)  # fmt: skip
    return given or ""


def _sites_of_position(text: str, nerve: str) -> tuple[str, ...]:
    try:
        return (vocabulary.site(text.strip(" -–:,."), nerve),)
    except Fault:
        return ()
