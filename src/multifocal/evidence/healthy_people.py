"""Healthy people whose responses fall as published ones do, stimulated at 3, 5 or 8 sites.

No fibers are simulated here: the falls of our model are smaller than published ones. Each person
has falls drawn from published figures, and every response its own error of measurement.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import numpy as np

from multifocal import body
from multifocal.measuring import usual_way_mm
from multifocal.study import ClinicalPicture, Measure, Study
from multifocal.study.limb import LEVELS

Falls = Literal["along_the_nerve", "by_segment"]
"""Which published falls: of the whole way from wrist to root, or of each segment of the limb."""
FALLS: Final[tuple[Falls, ...]] = ("along_the_nerve", "by_segment")
"""Both, in the order in which they are told."""
COUNTS: Final = (3, 5, 8)
"""Numbers of sites a nerve."""

SITES: Final[Mapping[int, Mapping[str, tuple[str, ...]]]] = {
    3: {
        "apb": ("wrist", "elbow", "axilla"),
        "adm": ("wrist", "below_elbow", "axilla"),
        "eip": ("forearm", "elbow", "axilla"),
        "edb": ("ankle", "below_fibular_head", "popliteal_fossa"),
        "ah": ("ankle", "popliteal_fossa"),
    },
    5: {
        "apb": ("wrist", "elbow", "axilla", "erb", "root"),
        "adm": ("wrist", "below_elbow", "above_elbow", "axilla", "erb"),
        "eip": ("forearm", "elbow", "spiral_groove", "axilla", "erb"),
        "edb": ("ankle", "below_fibular_head", "fibular_head", "above_fibular_head",
                "popliteal_fossa"),
        "ah": ("ankle", "popliteal_fossa"),
    },
    8: {
        "apb": ("palm", "wrist", "mid_forearm", "elbow", "upper_arm", "axilla", "erb", "root"),
        "adm": ("wrist", "mid_forearm", "below_elbow", "above_elbow", "upper_arm", "axilla",
                "erb", "root"),
        "eip": ("forearm", "elbow", "spiral_groove", "axilla", "erb", "root"),
        "edb": ("ankle", "below_fibular_head", "fibular_head", "above_fibular_head",
                "popliteal_fossa"),
        "ah": ("ankle", "popliteal_fossa"),
    },
}  # fmt: skip
"""Sites by their number and muscle; where a nerve has fewer, all it has up to where healthy falls
are published, which is the knee in a leg."""
NERVE: Final = {"apb": "median", "adm": "ulnar", "eip": "radial", "edb": "fibular", "ah": "tibial"}


@dataclass(frozen=True)
class Spread:
    """Mean and SD of a change in healthy people, percent."""

    mean: float
    sd: float

    def at(self, z: Any) -> Any:
        """The change of somebody that many SD from the mean; a fall is never a growth."""
        return np.maximum(self.mean + self.sd * z, 0.0)


# Wrist to root. Source: vucic-2006.
WHOLE_WAY: Final = {
    "adm": (Spread(21.1, 10.7), Spread(17.2, 8.8)),
    "apb": (Spread(15.1, 11.6), Spread(4.9, 3.6)),
}
"""Of amplitude and area. The radial nerve has no such figures: the ulnar nerve's are taken."""


def _up_to(limit: float, sds: float) -> Spread:
    """Of a change of which only a limit is known, that many SD above the mean: the mean is taken to
    be as large as one SD. Source: multifocal-choice-healthy-falls."""
    return Spread(limit / (sds + 1.0), limit / (sds + 1.0))


# Limits of mean and three SD: distal (up to the elbow), and proximal, here from there up to Erb's
# point, so that both add up to about the whole way's fall. Source: ghosh-2005.
SEGMENT: Final = {
    "distal": (_up_to(32.0, 3.0), _up_to(23.0, 3.0)),
    "proximal": (_up_to(33.0, 3.0), _up_to(29.0, 3.0)),
}
# Ankle to knee, as limits of two SD: fibular korean-normals, tibial multifocal-choice-tibial-falls.
# The area is taken to fall as the amplitude does.
LEG: Final = {"edb": _up_to(28.9, 2.0), "ah": _up_to(71.0, 2.0)}
LONGER: Final = {"arm": _up_to(13.9, 2.0), "leg": _up_to(25.0, 2.0)}
"""Growth of the negative peak over one segment. Source: korean-normals."""

# Errors of one measurement, SD as a share of the number. Source: multifocal-choice-healthy-falls.
ERROR: Final = {"amplitude": 0.04, "area": 0.04, "duration": 0.03}
# Mean and SD of distal amplitudes, mV: measured in 227 (ulnar, median) and about 250 people (leg),
# clinical.md 2a; the radial nerve's is a proposal. Source: multifocal-choice-healthy-falls.
DISTAL_MV: Final = {"adm": (9.6, 2.3), "apb": (10.0, 3.0), "eip": (6.0, 1.5), "edb": (6.8, 2.5),
                    "ah": (12.9, 4.5)}  # fmt: skip
LEAST_MV: Final = 2.5
DISTAL_MS: Final = 5.5  # duration of the negative peak
AREA_SHARE: Final = 0.64  # of amplitude times duration: a half sine
VELOCITY_M_S: Final = {"arm": 60.0, "leg": 47.0}

GRANTED: Final = ClinicalPicture(
    stimulation_supramaximal=True,
    no_crossing_in_forearm=True,
    no_response_confirmed=True,
    no_spread_at_erb=True,
    no_pressure_at_radial_groove=True,
)
"""Sound technique, so that no condition keeps a false block back: the hardest trial."""


def healthy_study(number: int, sites: int, falls: Falls, seed: int) -> Study:
    """One healthy person's right arm and leg; the same person whatever the number of sites.

    KeyError for a number of sites other than those of `COUNTS`.
    """
    chosen = SITES[sites]
    measures: list[Measure] = []
    for muscle, all_sites in SITES[COUNTS[-1]].items():
        at = (seed, number, FALLS.index(falls), list(NERVE).index(muscle))
        rng = np.random.default_rng(at)
        whole = _responses(muscle, all_sites, falls, rng)
        measures.extend(_with_distances(muscle, [whole[site] for site in chosen[muscle]]))
    return Study(tuple(measures), clinical=GRANTED)


def _responses(
    muscle: str, sites: tuple[str, ...], falls: Falls, rng: np.random.Generator
) -> dict[str, Measure]:
    nerve = NERVE[muscle]
    limb = body.nerve(nerve).limb
    way = np.array([usual_way_mm(nerve, site, muscle) for site in sites], dtype=float)
    amplitude_left, area_left = _left(muscle, sites, way, falls, rng)
    levels = np.array([max(LEVELS[site], 0.0) for site in sites])
    longer = 1.0 + np.cumsum(
        np.append(0.0, np.diff(levels)) * LONGER[limb].at(rng.normal(size=len(sites))) / 100.0
    )
    mean, sd = DISTAL_MV[muscle]
    distal = max(mean + sd * rng.normal(), LEAST_MV)
    noise = {name: 1.0 + share * rng.normal(size=len(sites)) for name, share in ERROR.items()}
    other = 1.0 + ERROR["amplitude"] * rng.normal(size=len(sites))
    amplitude = distal * amplitude_left * noise["amplitude"]
    duration = DISTAL_MS * longer * noise["duration"]
    area = distal * DISTAL_MS * AREA_SHARE * area_left * noise["area"]
    latency = 2.0 + way / VELOCITY_M_S[limb]
    return {
        site: Measure(
            "right",
            nerve,
            muscle,
            site,
            latency_ms=float(latency[i]),
            amplitude_mv=float(amplitude[i]),
            negative_peak_area_mvms=float(area[i]),
            negative_peak_duration_ms=float(duration[i]),
            peak_to_peak_mv=float(1.7 * distal * amplitude_left[i] * other[i]),
            supramaximal=True,
        )
        for i, site in enumerate(sites)
    }


def _left(
    muscle: str, sites: tuple[str, ...], way: Any, falls: Falls, rng: np.random.Generator
) -> tuple[Any, Any]:
    """What is left of amplitude and area at each site, as a fraction; the two fall together."""
    if muscle in LEG:
        share = (way - way[0]) / (way[-1] - way[0])  # the last site is the knee
        fall = np.minimum(LEG[muscle].at(rng.normal()), 95.0) * share
        return 1.0 - fall / 100.0, 1.0 - fall / 100.0
    levels = np.array([max(LEVELS[site], 0.0) for site in sites])
    if falls == "along_the_nerve":
        # The whole fall, parted among the segments of the limb as chance has it.
        parts = np.append(0.0, np.cumsum(rng.dirichlet(np.ones(4) * 2.0)))
        along = np.interp(levels, np.arange(5), parts)
        z = rng.normal()
        whole = [spread.at(z) * along / 100.0 for spread in WHOLE_WAY.get(muscle, WHOLE_WAY["adm"])]
        return 1.0 - whole[0], 1.0 - whole[1]
    below, above, part = rng.normal(), rng.normal(), rng.uniform()
    remaining = []
    for distal, proximal in zip(SEGMENT["distal"], SEGMENT["proximal"], strict=True):
        forearm, rest = float(distal.at(below)) / 100.0, float(proximal.at(above)) / 100.0
        elbow = 1.0 - forearm
        kept = (1.0, elbow, elbow * (1.0 - part * rest), elbow * (1.0 - rest), elbow * (1.0 - rest))
        remaining.append(np.interp(levels, np.arange(5), kept))
    return remaining[0], remaining[1]


def _with_distances(muscle: str, chosen: list[Measure]) -> list[Measure]:
    """The rows as a table has them: each with its distance from the one before."""
    ways = [usual_way_mm(NERVE[muscle], one.site, muscle) or 0.0 for one in chosen]
    return [
        one if i == 0 else replace(one, distance_mm=ways[i] - ways[i - 1])
        for i, one in enumerate(chosen)
    ]
