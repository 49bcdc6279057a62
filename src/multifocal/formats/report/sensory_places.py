"""Sensory rows that name one place: the other one is asked, once for the report."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from multifocal.formats.report.questions import Asking
from multifocal.formats.report.row import Row
from multifocal.study.sensory_words import is_sensory_word, sensory_word

_CALF: Final = "calf"
_FINGERS: Final = ("thumb", "index_finger", "middle_finger", "ring_finger", "little_finger")


@dataclass(frozen=True)
class _Usual:
    """Where a nerve is usually stimulated, and over which skin it is then recorded."""

    site: str
    skins: tuple[str, ...]


# As the antidromic studies of which most limits of normal are. Source: aanem-2016.
_USUAL: Final[Mapping[str, _Usual]] = {
    "median": _Usual("wrist", _FINGERS),
    "ulnar": _Usual("wrist", _FINGERS),
    "superficial_radial": _Usual("forearm", ("snuffbox", "hand_dorsum", "thumb")),
    "sural": _Usual(_CALF, ("ankle", "outer_foot")),
}


def completed_places(row: Row, asking: Asking) -> Row:
    """The sensory row with both its places, where one is usual beside the other and a person says
    how the study was done; else as it is."""
    nerve = row.context.nerve or ""
    usual = _USUAL.get(sensory_word("nerve", nerve)) if is_sensory_word("nerve", nerve) else None
    if usual is None or (row.site and row.context.skin):
        return row
    place = row.site or row.context.skin or ""
    skin = sensory_word("skin", place) if is_sensory_word("skin", place) else None
    site = sensory_word("site", place) if is_sensory_word("site", place) else None
    of_calf = usual.site == _CALF and (site == _CALF or not place)
    if skin not in usual.skins and not of_calf:
        return row
    given = asking.ask(
        "sensory-place",
        "sensory_place",
        ("antidromic", "orthodromic", "leave-out"),
        row.line,
        None,
        written=f"'{' '.join((row.context.written, place)).strip()}'",
    )
    if given in (None, "leave-out"):
        return row
    if skin not in usual.skins:
        return replace(row, site=_CALF, context=replace(row.context, skin=usual.skins[0]))
    recorded = row.context.skin is not None  # by the column that it stands in
    if given == "antidromic" or recorded or skin not in _FINGERS:
        return replace(row, site=usual.site, context=replace(row.context, skin=skin))
    return replace(row, site=skin, context=replace(row.context, skin=usual.site))
