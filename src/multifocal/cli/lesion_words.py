"""Lesions of one fiber as words of the command line: KIND:SCALE:COUNT[@PLACE]."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from multifocal.words import listed, say

if TYPE_CHECKING:
    from multifocal.fiber import Lesion

LEAST_SCALE = 0.001
"""Shown where a scale is asked for and not even the least one blocks."""


@dataclass(frozen=True)
class LesionWord:
    """One lesion, understood; scale None: the threshold is asked for; place None: the middle."""

    kind: str
    scale: float | None
    count: int
    place: int | None = None

    def places(self, nodes: int) -> list[int]:
        """The nodes or internodes it damages."""
        first = nodes // 2 - self.count // 2 if self.place is None else self.place
        return list(range(first, first + self.count))

    def as_json(self, threshold: float | None) -> dict[str, object]:
        """As the answer says it; the scale that was asked for is the threshold."""
        scale = threshold if self.scale is None else self.scale
        said: dict[str, object] = {"kind": self.kind, "scale": scale, "count": self.count}
        if self.place is not None:
            said["place"] = self.place
        return said


def read_lesion(word: str) -> LesionWord:
    """Understand KIND:SCALE:COUNT[@PLACE]; BadParameter says what is wrong."""
    from multifocal.fiber import KINDS  # noqa: PLC0415  (numba loads only when a fiber runs)

    parts = word.split(":")
    if len(parts) != 3:
        raise typer.BadParameter(say("cli.lesion.wrong.form", word=repr(word)))
    kind, scale, places = parts
    count, at, place = places.partition("@")
    if kind not in KINDS:
        raise typer.BadParameter(say("cli.lesion.wrong.kind", word=repr(kind), known=listed(KINDS)))
    try:
        left = None if scale == "?" else float(scale)
        lesion = LesionWord(kind, left, int(count), int(place) if at else None)
    except ValueError:
        raise typer.BadParameter(say("cli.lesion.wrong.numbers", word=repr(word))) from None
    if left is not None and not (math.isfinite(left) and 0 <= left <= 1):
        raise typer.BadParameter(say("cli.lesion.wrong.scale", word=repr(word)))
    if lesion.count < 1 or (lesion.place or 0) < 0:
        raise typer.BadParameter(say("cli.lesion.wrong.count", word=repr(word)))
    return lesion


def asked(words: Sequence[LesionWord]) -> LesionWord | None:
    """The lesion whose scale is asked for; at most one can be."""
    wanted = [word for word in words if word.scale is None]
    if len(wanted) > 1:
        raise typer.BadParameter(say("cli.lesion.wrong.asked"))
    return wanted[0] if wanted else None


def lesions_of(words: Sequence[LesionWord], nodes: int, threshold: float | None) -> list["Lesion"]:
    """The lesions of fiber 0."""
    from multifocal.fiber import Lesion  # noqa: PLC0415

    at_threshold = max(threshold or 0.0, LEAST_SCALE)
    return [
        Lesion.at_all(
            word.kind,  # type: ignore[arg-type]
            word.places(nodes),
            at_threshold if word.scale is None else word.scale,
            fibers=[0],
        )
        for word in words
    ]
