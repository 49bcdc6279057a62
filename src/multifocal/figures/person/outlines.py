"""The line round a union of capsules, by marching squares."""

from collections.abc import Sequence

import numpy as np

from multifocal.figures.person.capsules import Capsule, Points, joined

# Which sides of a square the line crosses, by which of its corners lie inside.
# Corners: 1 top left, 2 top right, 4 bottom right, 8 bottom left; the inside is on the left hand.
_TOP, _RIGHT, _BOTTOM, _LEFT = range(4)
_CROSSINGS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((_TOP, _LEFT),),
    2: ((_RIGHT, _TOP),),
    3: ((_RIGHT, _LEFT),),
    4: ((_BOTTOM, _RIGHT),),
    5: ((_TOP, _RIGHT), (_BOTTOM, _LEFT)),
    6: ((_BOTTOM, _TOP),),
    7: ((_BOTTOM, _LEFT),),
    8: ((_LEFT, _BOTTOM),),
    9: ((_TOP, _BOTTOM),),
    10: ((_LEFT, _TOP), (_RIGHT, _BOTTOM)),
    11: ((_RIGHT, _BOTTOM),),
    12: ((_LEFT, _RIGHT),),
    13: ((_TOP, _RIGHT),),
    14: ((_LEFT, _TOP),),
}


def outline(capsules: Sequence[Capsule], blend: float = 0, step: float = 1) -> list[Points]:
    """Closed lines (n, 2) round the union, longest first; `step` is the grid's spacing."""
    boxes = np.array([capsule.box() for capsule in capsules])
    low = np.floor(boxes[:, :2].min(axis=0) - blend - 2 * step)
    high = boxes[:, 2:].max(axis=0) + blend + 2 * step
    xs = np.arange(low[0], high[0] + step, step)
    ys = np.arange(low[1], high[1] + step, step)
    grid = np.stack(np.meshgrid(xs, ys), axis=-1)
    field = joined(capsules, grid.reshape(-1, 2), blend).reshape(grid.shape[:2])
    field[field == 0] = 1e-9  # a line never runs exactly through a corner
    return sorted(_lines(field, xs, ys), key=len, reverse=True)


def _lines(field: Points, xs: Points, ys: Points) -> list[Points]:
    inside = field < 0
    code = inside[:-1, :-1] * 1 + inside[:-1, 1:] * 2 + inside[1:, 1:] * 4 + inside[1:, :-1] * 8
    following: dict[tuple[int, int, bool], tuple[int, int, bool]] = {}
    for row, column in np.argwhere((code > 0) & (code < 15)).tolist():
        sides = (
            (row, column, True),
            (row, column + 1, False),
            (row + 1, column, True),
            (row, column, False),
        )
        for start, end in _CROSSINGS[int(code[row, column])]:
            following[sides[start]] = sides[end]
    lines = []
    while following:
        first = next(iter(following))
        side, line = first, []
        while side in following:
            line.append(_crossing(field, xs, ys, side))
            side = following.pop(side)
        lines.append(np.array(line))
    return lines


def _crossing(
    field: Points, xs: Points, ys: Points, side: tuple[int, int, bool]
) -> tuple[float, float]:
    row, column, level = side
    here = field[row, column]
    if level:
        part = here / (here - field[row, column + 1])
        return float(xs[column] + part * (xs[column + 1] - xs[column])), float(ys[row])
    part = here / (here - field[row + 1, column])
    return float(xs[column]), float(ys[row] + part * (ys[row + 1] - ys[row]))
