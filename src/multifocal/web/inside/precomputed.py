"""Answers computed beforehand, for a page that nobody computes for: numbers once for all languages,
sentences once a language.

Each file holds several answers. A response that is the same in two of them, and a sentence, stands
in the file once; the answers name it by its number (`answers.js` puts them together again).
"""

import json
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any, Final

from multifocal.fiber.sharing import one_thread
from multifocal.web.inside.closeup import GAPS, close_up
from multifocal.web.inside.experiment import simulate_attack
from multifocal.web.inside.presenter import (
    Frame,
    closeup_frame,
    picture_frame,
    present_close_up,
    present_picture,
)
from multifocal.web.inside.state import Grid, Setting

CLOSE_UP: Final = "closeup"


def precompute_place(at_mm: int, grid: Grid, languages: Iterable[str]) -> dict[str, bytes]:
    """The files of one place on the nerve, by their names: every amount of damage of the grid."""
    with one_thread():
        attacks = [simulate_attack(Setting(at_mm, damage)) for damage in grid.damages]
    frames = {
        language: [picture_frame(present_picture(one, language), language) for one in attacks]
        for language in languages
    }
    return _files(str(at_mm), frames, {"damage": grid.damages})


def precompute_close_ups(languages: Iterable[str]) -> dict[str, bytes]:
    """The files of the close-up: the k-th answer is that of the gaps whose bits k has."""
    by_bits = sorted(
        (sum(1 << gap for gap in gaps), gaps)
        for count in range(GAPS + 1)
        for gaps in combinations(range(GAPS), count)
    )
    nears = [close_up(gaps) for _, gaps in by_bits]
    frames = {
        language: [closeup_frame(present_close_up(near, language), near) for near in nears]
        for language in languages
    }
    return _files(CLOSE_UP, frames, {})


def _files(
    name: str, frames: Mapping[str, list[Frame]], more: Mapping[str, Any]
) -> dict[str, bytes]:
    lines = _Shared()
    (first, *_) = frames.values()
    numbers = {**more, "frames": [_with_lines(one.numbers, lines) for one in first]}
    made = {f"{name}.json": _json({**numbers, "lines": lines.all()} if lines.all() else numbers)}
    for language, said in frames.items():
        texts = _Shared()
        kept = [_numbered(one.words, texts) for one in said]
        made[f"{language}/{name}.json"] = _json({"frames": kept, "texts": texts.all()})
    return made


class _Shared:
    """Values by their numbers, each once, in the order in which they came."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def number(self, value: Any) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    def all(self) -> list[Any]:
        return list(self._numbers)


def _with_lines(numbers: Mapping[str, Any], lines: _Shared) -> dict[str, Any]:
    if "responses" not in numbers:
        return dict(numbers)
    responses = [
        [{**row, "line": lines.number(tuple(row["line"]))} for row in rows]
        for rows in numbers["responses"]
    ]
    return {**numbers, "responses": responses}


def _numbered(part: Any, texts: _Shared) -> Any:
    """The same with each text replaced by its number."""
    if isinstance(part, str):
        return texts.number(part)
    if isinstance(part, Mapping):
        return {name: _numbered(one, texts) for name, one in part.items()}
    return [_numbered(one, texts) for one in part]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
