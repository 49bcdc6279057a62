"""Lesions as the reference tables write them: `kind:scale@first-last;...`."""

import numpy as np

from multifocal.fiber import Lesion


def read_lesions(text: str, fibers: int = 1) -> list[Lesion]:
    """The same damage in each of `fibers`; `widen` has the node's new length in µm."""
    found = []
    for word in filter(None, text.split(";")):
        kind, rest = word.split(":")
        scale, places = rest.split("@")
        first, _, last = places.partition("-")
        at = np.arange(int(first), int(last or first) + 1)
        if kind == "widen":
            found.append(Lesion.at_all("widened", at, 1.0 / float(scale), fibers))
        else:
            found.append(Lesion.at_all(kind, at, float(scale), fibers))  # type: ignore[arg-type]
    return found


def read_currents(text: str, nodes: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Steady currents of a lesion text, nA into each node."""
    steady = np.zeros(nodes)
    for word in filter(None, text.split(";")):
        kind, rest = word.split(":")
        if kind == "current":
            amount, places = rest.split("@")
            first, _, last = places.partition("-")
            steady[int(first) : int(last or first) + 1] += float(amount)
    return steady
