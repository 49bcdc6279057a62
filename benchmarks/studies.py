"""10,000 typed-in studies, each with its own numbers and answers, for `bench.py`. Seeded.

A study is one arm: median and ulnar nerve at two sites each, as most reports have it, or `whole`
up to the axilla: seven responses, five segments.
"""

import random
from dataclasses import fields

from multifocal.study import ClinicalPicture, Measure, Study

TYPICAL = {("median", "apb"): ("wrist", "elbow"), ("ulnar", "adm"): ("wrist", "below_elbow")}
WHOLE = {
    ("median", "apb"): ("wrist", "elbow", "axilla"),
    ("ulnar", "adm"): ("wrist", "below_elbow", "above_elbow", "axilla"),
}
ITEMS = [one.name for one in fields(ClinicalPicture) if one.name != "weak_muscles"]


def made_up_studies(count: int, *, whole: bool = False, seed: int = 7) -> list[Study]:
    """Studies with falls and lengthenings on both sides of every threshold."""
    chance = random.Random(seed)
    return [_study(chance, whole) for _ in range(count)]


def _study(chance: random.Random, whole: bool) -> Study:
    rows = []
    for (nerve, muscle), sites in (WHOLE if whole else TYPICAL).items():
        amplitude, duration = chance.uniform(0.8, 12), chance.uniform(5, 7)
        for i, site in enumerate(sites):
            rows.append(
                Measure(
                    "right",
                    nerve,
                    muscle,
                    site,
                    latency_ms=3 + 3.5 * i,
                    amplitude_mv=amplitude,
                    negative_peak_area_mvms=3.2 * amplitude,
                    negative_peak_duration_ms=duration,
                    distance_mm=200,
                )
            )
            amplitude *= chance.uniform(0.3, 1.05)
            duration *= chance.uniform(0.95, 1.4)
    answers = {name: chance.choice((None, True, False)) for name in ITEMS}
    return Study(measures=tuple(rows), clinical=ClinicalPicture(**answers))
