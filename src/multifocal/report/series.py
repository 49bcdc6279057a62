"""What a series of responses is called."""

from multifocal.study import FMeasure, Measure, Recording, word_of
from multifocal.words import say


def series_title(response: Recording | Measure | FMeasure, language: str | None = None) -> str:
    """What a series of responses is called: side, nerve, and muscle or skin."""
    spot = response.muscle or (None if isinstance(response, FMeasure) else response.skin)
    return say(
        "report.series",
        language,
        side=word_of("side", response.side, language),
        nerve=word_of("nerve", response.nerve, language),
        spot=word_of("muscle" if response.muscle else "skin", spot or "", language),
    )
