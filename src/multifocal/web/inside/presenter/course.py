"""The made-up course in words and pictures."""

from dataclasses import dataclass

from multifocal.figures import BODY_MAP, Figure, Struck, spread_map
from multifocal.web.inside.course import Stage, course
from multifocal.words import listed_clauses, say


@dataclass(frozen=True)
class PresentedBar:
    """One thing that one side can still do."""

    name: str
    percent: int


@dataclass(frozen=True)
class PresentedStage:
    """A stage: its heading, what is new, the body, what is left."""

    heading: str
    text: str
    figure: Figure
    bars: tuple[PresentedBar, ...]


def present_course(language: str) -> tuple[PresentedStage, ...]:
    """All stages."""
    return tuple(_present_stage(k, stage, language) for k, stage in enumerate(course(), start=1))


def _present_stage(number: int, stage: Stage, language: str) -> PresentedStage:
    names = [say(f"inside.course.spot.{muscle}", language) for muscle, _ in stage.foci]
    spots = [
        Struck(muscle, focus.place, name)
        for (muscle, focus), name in zip(stage.foci, names, strict=True)
    ]
    text = say("inside.course.text", language, spots=listed_clauses(names, language))
    bars = [
        PresentedBar(say(f"inside.course.{what}.{side}", language), round(100 * share))
        for what, shares in (("zip", stage.zipping), ("foot", stage.foot))
        for side, share in sorted(shares.items(), reverse=True)
    ]
    return PresentedStage(
        heading=say(f"inside.course.{number}.heading", language),
        text=say(f"inside.course.{number}.text", language),
        figure=spread_map(text, spots, BODY_MAP, drawn=True),
        bars=tuple(bars),
    )
