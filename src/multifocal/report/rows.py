"""Responses as rows of numbers, and those that make no segment."""

from dataclasses import dataclass

from multifocal.report.series import series_title
from multifocal.study import Measure, word_of
from multifocal.study.crossover import is_crossover
from multifocal.words import say


@dataclass(frozen=True)
class Row:
    """One line of a table: a name and its numbers as text."""

    name: str
    numbers: tuple[str, ...]


def response(measure: Measure, language: str, form: str = ".4g") -> tuple[str, ...]:
    """Latency, amplitude, area and duration; four digits are more than a recording is good for."""
    if measure.absent:
        absent = say("study.cli.absent", language)
        return ("", absent, "" if measure.kind == "sensory" else absent, "")
    microvolts = None if measure.amplitude_mv is None else round(1000.0 * measure.amplitude_mv, 3)
    sensory = measure.kind == "sensory" and microvolts is not None
    return (
        number(measure.latency_ms, form),
        f"{number(microvolts)} µV" if sensory else number(measure.amplitude_mv, form),
        number(measure.negative_peak_area_mvms, form),
        number(measure.negative_peak_duration_ms, form),
    )


def entered(one: Measure, language: str) -> Row:
    site = word_of("site", one.site, language)
    name = say("report.response", language, series=series_title(one, language), site=site)
    others = (number(one.distance_mm), number(one.temperature_c))
    return Row(name, (*response(one, language, "g"), *others))


def lone_key(one: Measure) -> str:
    if is_crossover(one.nerve, one.muscle or ""):
        return "study.cli.lone_crossing_check"
    return "study.cli.no_segment"


def alone(key: str, measure: Measure, language: str) -> str:
    return say(
        key,
        language,
        side=word_of("side", measure.side, language),
        nerve=word_of("nerve", measure.nerve, language),
        muscle=word_of("muscle", measure.muscle or "", language),
        site=word_of("site", measure.site, language),
    )


def number(value: float | None, form: str = "g") -> str:
    """A number as text, "" where it is not known."""
    return "" if value is None else f"{value:{form}}"
