"""Segments of a limb: how many of them a stretch of nerve lies in.

Limits of normal were measured on one segment (forearm, upper arm, leg, and so on), and a fall over
two adds up: wrist to root, 21 % (SD 11) of the amplitude are lost in healthy nerves (vucic-2006).
"""

from math import ceil, floor
from typing import Final

LEVELS: Final = {
    "palm": -0.5,
    "wrist": 0.0,
    "ankle": 0.0,
    "forearm": 0.25,  # of the radial nerve, distal in the forearm
    "mid_forearm": 0.5,
    "elbow": 1.0,
    "below_elbow": 1.0,
    "above_elbow": 1.0,
    "below_fibular_head": 1.0,
    "fibular_head": 1.0,
    "above_fibular_head": 1.0,
    "popliteal_fossa": 1.0,
    "upper_arm": 1.5,
    "spiral_groove": 1.5,
    "axilla": 2.0,
    "sciatic_notch": 2.0,
    "inguinal": 2.0,
    "erb": 3.0,
    "root": 4.0,
}
"""Where a site lies: whole numbers are the ends of segments; a joint is one place, whatever site at
it was stimulated. Source: multifocal-choice-limb-segments."""


def limb_segments(near: str, far: str) -> int:
    """How many segments of the limb lie, wholly or in part, between two sites of a nerve.

    1 at least, also across a joint. From sciatic notch or groin to the root is one.
    """
    low, high = sorted((LEVELS[near], LEVELS[far]))
    if high == LEVELS["root"] and near in ("sciatic_notch", "inguinal"):
        return 1
    return max(1, ceil(high) - floor(low))
