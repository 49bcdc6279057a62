"""What a series of responses is called."""

from multifocal.study import FMeasure, Measure, Recording, word_of
from multifocal.words import say


def series_title(one: Recording | Measure | FMeasure, language: str | None = None) -> str:
    """What a series of responses is called: side, nerve, and muscle or skin."""
    spot = one.muscle or (None if isinstance(one, FMeasure) else one.skin)
    return say(
        "report.series",
        language,
        side=word_of("side", one.side, language),
        nerve=word_of("nerve", one.nerve, language),
        spot=word_of("muscle" if one.muscle else "skin", spot or "", language),
    )
