"""Rows and cells of what stands beside nerve conduction: inching, strength, needle, ultrasound."""

from collections.abc import Mapping
from typing import Final

from multifocal import body
from multifocal.body.mrc import MRC_GRADES, MrcGrade
from multifocal.fault import Fault, quoted
from multifocal.formats.table.columns import Column
from multifocal.formats.table.decimals import Decimals
from multifocal.formats.table.rows import cell, measure_of
from multifocal.study import vocabulary
from multifocal.study.examined import (
    NEEDLE_FINDINGS,
    MuscleExamined,
    NeedleFinding,
    NerveArea,
)
from multifocal.study.inched import InchedResponse, origins

POSITION: Final = "position_cm"
OF_MUSCLE: Final = ("strength_mrc", "needle", "motor_units")
OF_NERVE: Final = "ultrasound_area_mm2"
BESIDE: Final = (POSITION, *OF_MUSCLE, OF_NERVE)
_RESPONSE: Final = (
    "latency_ms", "amplitude_mv", "negative_peak_area_mvms", "negative_peak_duration_ms",
    "peak_to_peak_mv", "distance_mm", "temperature_c", "supramaximal", "no_response_checked",
)  # fmt: skip
_NEEDLE_WORDS: Final[Mapping[str, NeedleFinding]] = {
    "normal": "normal",
    "fibrillations": "fibrillations", "fibs": "fibrillations", "fib": "fibrillations",
    "psw": "fibrillations", "positive_sharp_waves": "fibrillations",
    "fasciculations": "fasciculations", "fascics": "fasciculations", "fasc": "fasciculations",
    "large_units": "large_units", "small_units": "small_units",
    "few_units": "few_units", "reduced_recruitment": "few_units",
    "long_units": "long_units", "polyphasic_units": "polyphasic_units",
    "polyphasic": "polyphasic_units",
}  # fmt: skip


def is_inched(cells: Mapping[str, str]) -> bool:
    """Whether the row is of a stimulus at a place with a number."""
    return _filled(cells, POSITION)


def is_beside_only(cells: Mapping[str, str]) -> bool:
    """Whether the row says only what stands beside nerve conduction, and names no response."""
    some = any(_filled(cells, name) for name in (*OF_MUSCLE, OF_NERVE))
    return some and not any(_filled(cells, name) for name in (*_RESPONSE, POSITION))


def needs(cells: Mapping[str, str], name: str) -> bool:
    """Whether a motor row needs its muscle or its site (`name`)."""
    if name == "site":
        return not (is_beside_only(cells) and not _filled(cells, OF_NERVE)) or _filled(cells, name)
    of_muscle = any(_filled(cells, one) for one in OF_MUSCLE)
    return not is_beside_only(cells) or of_muscle or _filled(cells, name)


def origin(typed: str, nerve: str) -> str | None:
    """Where position 0 is: a site of the nerve or one of its entrapments; None where not said."""
    word = vocabulary.normalized(typed)
    if not word:
        return None
    if word in origins(nerve):
        return word
    return vocabulary.site(typed, nerve)


def inched_of(
    cells: Mapping[str, str], numbers: Mapping[str, Column], decimals: Decimals
) -> InchedResponse:
    """The response of a row with a position. Fault as in `measure_of`."""
    nerve = vocabulary.nerve(cells["nerve"])
    site = body.sites(nerve)[0].id
    read = measure_of({**cells, "site": site}, numbers, decimals)
    position_cm = cell(cells[POSITION], numbers[POSITION], decimals)
    assert isinstance(position_cm, float)
    return InchedResponse(
        read.side, nerve, read.muscle or "", round(position_cm * 10, 6),
        origin(cells.get("site", ""), nerve), read.latency_ms, read.amplitude_mv,
        read.negative_peak_area_mvms, read.negative_peak_duration_ms, read.absent,
        read.supramaximal,
    )  # fmt: skip


def muscle_of(
    cells: Mapping[str, str], numbers: Mapping[str, Column], decimals: Decimals
) -> MuscleExamined | None:
    """What the row says of its muscle; None where it says nothing."""
    if not any(_filled(cells, name) for name in OF_MUSCLE):
        return None
    units = (
        cell(cells["motor_units"], numbers["motor_units"], decimals)
        if _filled(cells, "motor_units")
        else None
    )
    return MuscleExamined(
        vocabulary.side(cells["side"]),
        vocabulary.muscle(cells["muscle"], vocabulary.nerve(cells["nerve"])),
        grade(cells.get("strength_mrc", "")),
        needle(cells.get("needle", "")),
        units if isinstance(units, float) else None,
    )


def area_of(
    cells: Mapping[str, str], numbers: Mapping[str, Column], decimals: Decimals
) -> NerveArea | None:
    """The nerve's area that the row gives at its site; None where it gives none."""
    if not _filled(cells, OF_NERVE):
        return None
    nerve = vocabulary.nerve(cells["nerve"])
    area = cell(cells[OF_NERVE], numbers[OF_NERVE], decimals)
    assert isinstance(area, float)
    site = vocabulary.site(cells["site"], nerve)
    return NerveArea(vocabulary.side(cells["side"]), nerve, site, area)


def grade(typed: str) -> MrcGrade | None:
    """The MRC grade; None for an empty cell. Fault for what is none."""
    word = typed.strip().replace("\u2212", "-").removesuffix("/5").removesuffix(".0")
    if not word:
        return None
    if word not in MRC_GRADES:
        raise Fault("table.mrc", word=quoted(typed), known=MRC_GRADES, column="strength_mrc")
    return word


def needle(typed: str) -> tuple[NeedleFinding, ...]:
    """What the needle showed, several with "+" between; () for an empty cell. Fault for a word that
    is not known."""
    findings: list[NeedleFinding] = []
    for part in typed.split("+") if typed.strip() else ():
        word = vocabulary.normalized(part)
        if word not in _NEEDLE_WORDS:
            raise Fault("table.needle", word=quoted(part), known=NEEDLE_FINDINGS, column="needle")
        findings.append(_NEEDLE_WORDS[word])
    return tuple(dict.fromkeys(findings))


def _filled(cells: Mapping[str, str], name: str) -> bool:
    return bool(cells.get(name, "").strip())
