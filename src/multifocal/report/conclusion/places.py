"""Where a stretch is and how much is lost over it, in few words: R median, forearm; area −62 %."""

from collections.abc import Callable
from typing import Final

from multifocal import body
from multifocal.criteria.coverage import ARM, LEG
from multifocal.study import FMeasure, Measure, Segment, stretch_said, word_of
from multifocal.study.limb import LEVELS
from multifocal.study.order import series_rank
from multifocal.words import listed, say

_REGIONS: Final = {
    "arm": (((0.0, 1.0), "forearm"), ((1.0, 1.0), "elbow"), ((1.0, 2.0), "upper_arm")),
    "leg": (((0.0, 1.0), "lower_leg"), ((1.0, 1.0), "knee"), ((1.0, 2.0), "thigh")),
}
"""What lies between two levels of a limb (`study.limb`); above it the sites say it."""
_NERVES: Final = (*ARM, *LEG)
SIDES_IN_ORDER: Final = ("right", "left")
CLOSE_PERCENT: Final = 5
LEAST_LIMIT_PERCENT: Final = 20
"""A multiple of the one, from the other on, may be a limit: what only rounds to it is longer."""


def rank(one: Measure | FMeasure) -> tuple[int, int, int]:
    """Sorts nerve by nerve as a protocol lists them, and of each nerve right before left."""
    _, nerve, muscle = series_rank(one.side, one.nerve, one.muscle)
    usual = _NERVES.index(one.nerve) if one.nerve in _NERVES else len(_NERVES) + nerve
    return usual, muscle, SIDES_IN_ORDER.index(one.side)


def short_series(measure: Measure | FMeasure, language: str, *, muscle: bool = False) -> str:
    """Side by its letter and nerve, the muscle where asked for."""
    words = {
        "side": say(f"report.conclusion.side.{measure.side}", language),
        "nerve": word_of("nerve", measure.nerve, language),
    }
    if muscle and measure.muscle:
        spot = word_of("muscle", measure.muscle, language)
        return say("report.conclusion.series_to", language, **words, muscle=spot)
    return say("report.conclusion.series", language, **words)


def where(segment: Segment, language: str, *, muscle: bool = False, brief: bool = False) -> str:
    """Nerve and stretch. `muscle`: where the nerve was recorded from more than one. `brief`: the
    part of the limb alone, where it has a name."""
    series = short_series(segment.distal, language, muscle=muscle)
    stretch = stretch_said(segment, language)
    region = _region(segment)
    if region is None:
        return say("report.conclusion.where", language, series=series, stretch=stretch)
    part = say(f"report.conclusion.region.{region}", language)
    if brief:
        return say("report.conclusion.where", language, series=series, stretch=part)
    key = "report.conclusion.where.region"
    return say(key, language, series=series, region=part, stretch=stretch)


def _region(segment: Segment) -> str | None:
    limb = body.nerve(segment.nerve).limb
    near, far = LEVELS[segment.distal.site], LEVELS[segment.proximal.site]
    for (low, high), name in _REGIONS[limb]:
        if near == far == low == high or (low != high and low <= near < far <= high):
            return name
    return None


_TYPED_DECIMALS: Final = 2


def how_much(segment: Segment, language: str) -> str:
    """The change of area, amplitude and duration, and the amplitudes; what is missing says so."""
    near, far = segment.distal.amplitude_mv, segment.proximal.amplitude_mv
    amplitude = _changed("amplitude", segment.amplitude_reduction_percent, language, falls=True)
    if near is not None and far is not None:
        ends = {"near": millivolts(near), "far": millivolts(far)}
        amplitude = say("report.conclusion.how.ends", language, amplitude=amplitude, **ends)
    parts = [_changed("area", segment.area_reduction_percent, language, falls=True), amplitude]
    if segment.duration_increase_percent is not None:
        parts.append(_changed("duration", segment.duration_increase_percent, language))
    said = listed(parts, language)
    if segment.proximal.silent:
        return say("report.conclusion.how.silent", language, changes=said)
    return said


def millivolts(value: float) -> str:
    """An amplitude as typed; one that was measured, with three digits that count."""
    return f"{value:g}" if round(value, _TYPED_DECIMALS) == value else f"{value:.3g}"


def _changed(what: str, percent: float | None, language: str, *, falls: bool = False) -> str:
    if percent is None:
        return say(f"report.conclusion.how.{what}.unknown", language)
    return say(f"report.conclusion.how.{what}", language, percent=change_said(percent, falls=falls))


def change_said(percent: float, *, falls: bool = False) -> str:
    """A change with its sign: −62. `falls`: it is given as a reduction."""
    change = 0.0 - percent if falls else percent + 0.0
    sign = "−" if change < 0 else "+" if change > 0 else "±"
    return f"{sign}{rounded(abs(change))}"


def rounded(percent: float) -> str:
    """A whole number, but longer where that would look like a limit which the number is not."""
    whole = round(percent)
    if whole < LEAST_LIMIT_PERCENT or whole % CLOSE_PERCENT or abs(percent - whole) < 1e-9:
        return f"{whole}"
    return next(
        (text for digits in (1, 2, 3) if float(text := f"{percent:.{digits}f}") != whole),
        f"{whole}",
    )


def listed_few(
    names: list[str], language: str, most: int, by: Callable[[list[str], str], str] = listed
) -> str:
    """The first few of a list, and how many more there are. `by`: how they are listed."""
    if len(names) <= most:
        return by(names, language)
    few = by(names[:most], language)
    return say("report.conclusion.and_more", language, few=few, count=len(names) - most)
