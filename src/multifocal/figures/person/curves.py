"""Lines of many points as few cubic curves, and those as the shortest path data.

The fit is Schneider's: least squares for the two handles, halved where it strays too far.
"""

import numpy as np

from multifocal.figures.person.capsules import Points

Curve = tuple[Points, Points, Points, Points]


def closed_path(line: Points, tolerance: float = 0.35) -> str:
    """Path data of a closed line."""
    return _data(_fitted(np.vstack([line, line[:1]]), tolerance, closed=True)) + "Z"


def open_path(line: Points, tolerance: float = 0.35) -> str:
    """Path data of an open line."""
    return _data(_fitted(line, tolerance, closed=False))


def _fitted(line: Points, tolerance: float, closed: bool) -> list[Curve]:
    line = _thinned(line)
    if closed and len(line) > 8:
        heading = line[1] - line[-2]
        first = heading / np.sqrt(heading @ heading)
        return _halved(line, first, -first, tolerance)
    return _halved(line, _tangent(line), _tangent(line[::-1]), tolerance)


def _thinned(line: Points) -> Points:
    """Without points that stand closer than a hundredth."""
    keep = np.ones(len(line), dtype=bool)
    keep[1:] = np.sqrt(((line[1:] - line[:-1]) ** 2).sum(axis=1)) > 0.01
    return line[keep]


def _tangent(line: Points) -> Points:
    heading = line[min(2, len(line) - 1)] - line[0]
    return np.asarray(heading / max(float(np.sqrt(heading @ heading)), 1e-12))


def _halved(line: Points, first: Points, last: Points, tolerance: float) -> list[Curve]:
    if len(line) <= 3:
        third = float(np.sqrt(((line[-1] - line[0]) ** 2).sum())) / 3
        return [(line[0], line[0] + first * third, line[-1] + last * third, line[-1])]
    steps = np.sqrt(((line[1:] - line[:-1]) ** 2).sum(axis=1))
    times = np.concatenate([[0], np.cumsum(steps)])
    times = times / times[-1]
    for _ in range(5):
        curve = _least_squares(line, times, first, last)
        off = ((_at(curve, times) - line) ** 2).sum(axis=1)
        worst = int(off.argmax())
        if off[worst] <= tolerance**2:
            return [curve]
        times = _nearer(curve, line, times)
    worst = min(max(worst, 2), len(line) - 3)
    heading = line[min(worst + 2, len(line) - 1)] - line[max(worst - 2, 0)]
    middle = heading / max(float(np.sqrt(heading @ heading)), 1e-12)
    return [
        *_halved(line[: worst + 1], first, -middle, tolerance),
        *_halved(line[worst:], middle, last, tolerance),
    ]


def _least_squares(line: Points, times: Points, first: Points, last: Points) -> Curve:
    t, u = times[:, None], 1 - times[:, None]
    one, two = 3 * t * u**2 * first, 3 * t**2 * u * last
    rest = line - line[0] * (u**3 + 3 * t * u**2) - line[-1] * (t**3 + 3 * t**2 * u)
    a, b, c = (one * one).sum(), (one * two).sum(), (two * two).sum()
    x, y = (one * rest).sum(), (two * rest).sum()
    reach = float(np.sqrt(((line[-1] - line[0]) ** 2).sum()))
    det = a * c - b * b
    near, far = ((c * x - b * y) / det, (a * y - b * x) / det) if abs(det) > 1e-12 else (0, 0)
    if near < reach / 100 or far < reach / 100:
        near = far = reach / 3
    return line[0], line[0] + first * near, line[-1] + last * far, line[-1]


def _at(curve: Curve, times: Points) -> Points:
    t, u = times[:, None], 1 - times[:, None]
    p, q, r, s = curve
    return np.asarray(p * u**3 + 3 * q * t * u**2 + 3 * r * t**2 * u + s * t**3)


def _nearer(curve: Curve, line: Points, times: Points) -> Points:
    """One Newton step toward the curve's nearest point, for each point of the line."""
    t, u = times[:, None], 1 - times[:, None]
    p, q, r, s = curve
    off = _at(curve, times) - line
    slope = 3 * ((q - p) * u**2 + 2 * (r - q) * t * u + (s - r) * t**2)
    bend = 6 * ((r - 2 * q + p) * u + (s - 2 * r + q) * t)
    over = (off * slope).sum(axis=1)
    under = (slope * slope).sum(axis=1) + (off * bend).sum(axis=1)
    moved = np.where(np.abs(under) > 1e-9, times - over / np.where(under == 0, 1, under), times)
    return np.maximum.accumulate(np.clip(moved, 0, 1))


def _data(curves: list[Curve]) -> str:
    """Relative path data with one decimal; what rounding loses does not add up."""
    pen = np.round(curves[0][0], 1)
    parts = ["M" + numbers(*pen)]
    for _, near, far, end in curves:
        goal = np.round(end, 1)
        parts.append("c" + numbers(*(near - pen), *(far - pen), *(goal - pen)))
        pen = goal
    return "".join(parts)


def numbers(*values: float) -> str:
    """Numbers as path data writes them: no needless zero, space or sign."""
    text = ""
    for value in values:
        number = f"{float(value):.1f}".rstrip("0").rstrip(".")
        number = number.replace("0.", ".", 1) if number.lstrip("-").startswith("0.") else number
        number = "0" if number in ("-0", "-", "") else number
        text += number if number.startswith("-") or not text else " " + number
    return text
