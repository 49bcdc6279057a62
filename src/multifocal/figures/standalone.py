"""A figure as a file of its own: the classes' dress as attributes, which need no style sheet."""

from typing import Final
from xml.etree.ElementTree import Element, fromstring

from multifocal.figures.figure import Figure
from multifocal.figures.palette import palette
from multifocal.figures.svg import add, written

_COLOR: Final = palette("light")
INK, SOFT, EDGE, LINE = (_COLOR[name] for name in ("ink", "ink-soft", "edge", "line"))
NERVE, ATTACK = _COLOR["nerve"], _COLOR["attack"]
SLOWED, BLOCKED, HEALTHY = (_COLOR[name] for name in ("slowed", "blocked", "healthy"))

_STROKE: Final = {
    "sweeps__grid": (LINE, 0.7), "sweeps__base": (LINE, 1.0), "sweeps__scale": (INK, 1.6),
    "sweeps__mark": (INK, 1.2), "sweeps__trace--healthy": (EDGE, 1.2),
    "sweeps__trace--now": (NERVE, 1.8), "impulses__site": (EDGE, 1.0),
    "inching__grid": (LINE, 0.7), "inching__line--amplitude": (NERVE, 1.8),
    "inching__line--area": (SOFT, 1.4), "inching__line--latency": (INK, 1.4),
    "fiber__line": (NERVE, 1.6), "fiber__silent": (EDGE, 1.0), "fiber__end": (NERVE, 1.4),
}  # fmt: skip
_FATE: Final = {"fiber--healthy": HEALTHY, "fiber--slowed": SLOWED, "fiber--blocked": BLOCKED}
_DASHED: Final = {
    "impulses__site": "2 4", "fiber__silent": "2 5", "inching__line--area": "5 3",
}  # fmt: skip
_FILL: Final = {"inching__amplitude": NERVE, "inching__area": SOFT, "inching__latency": INK}
"""Of the marks in a group."""
_BOLD: Final = ("sweeps__name", "impulses__end", "inching__mark")


def standalone(figure: Figure) -> str:
    """The figure's SVG for a file: opens alike in a browser, an office program or a drawing one.

    Dressed are the pictures of sweeps, of inching and of impulses; without its script the latter
    shows where each impulse came to. The text twin becomes the file's title.
    """
    root = fromstring(figure.svg.replace('xmlns="http://www.w3.org/2000/svg" ', "", 1))
    _, _, width, height = root.get("viewBox", "0 0 0 0").split()
    root.set("xmlns", "http://www.w3.org/2000/svg")
    root.set("width", width)
    root.set("height", height)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.get("class") == "fiber__impulse":
                parent.remove(child)
            else:
                _dress(child, parent)
    title = add(root, "title", figure.text)
    root.remove(title)
    root.insert(0, title)
    paper = add(root, "rect", width=width, height=height, fill=palette("print")["surface"])
    root.remove(paper)
    root.insert(1, paper)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + written(root) + "\n"


def _dress(element: Element, parent: Element) -> None:
    names = element.get("class", "").split()
    if element.tag == "text":
        bold = any(name in _BOLD for name in names)
        element.set("font-family", "Helvetica, Arial, sans-serif")
        element.set("font-size", "13")
        element.set("font-weight", "600" if bold else "400")
        element.set("fill", BLOCKED if "is-small" in names else INK if bold else SOFT)
        return
    if "inching__point" in names:
        element.set("fill", _FILL[parent.get("class", "")])
        return
    if "inching__beyond" in names:
        element.set("fill", BLOCKED)
        element.set("fill-opacity", "0.16")
        return
    if "impulses__focus" in names:
        element.set("fill", ATTACK)
        element.set("fill-opacity", "0.2")
        return
    for name in names:
        if name in _STROKE:
            color, width = _STROKE[name]
            fate = next((_FATE[n] for n in parent.get("class", "").split() if n in _FATE), color)
            color = color if name == "fiber__silent" else fate
            element.set("stroke", BLOCKED if "is-small" in names else color)
            element.set("stroke-width", str(width))
            element.set("fill", "none")
            if name in _DASHED:
                element.set("stroke-dasharray", _DASHED[name])
