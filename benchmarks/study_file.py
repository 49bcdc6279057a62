"""One EDF+ file of 40 recordings: read, measured, judged. A part of `make bench`."""

from collections.abc import Callable

import numpy as np

from multifocal.body import SIDES
from multifocal.criteria import evaluate
from multifocal.formats import parse_study, write_study
from multifocal.measuring import measured_study
from multifocal.study import Recording, Study

SERIES = {
    ("median", "apb"): ("wrist", "elbow", "upper_arm", "axilla"),
    ("ulnar", "adm"): ("wrist", "below_elbow", "above_elbow", "axilla"),
    ("ulnar", "fdi"): ("wrist", "below_elbow", "above_elbow", "axilla"),
    ("radial", "eip"): ("forearm", "elbow", "spiral_groove", "axilla"),
    ("fibular", "edb"): ("ankle", "below_fibular_head", "fibular_head", "popliteal_fossa"),
}


def forty() -> Study:
    """40 noisy half sines of 50 ms at 20 kHz; every second series loses half at its third site."""
    dice = np.random.default_rng(1)
    times = np.arange(1000) / 20.0 - 2.0
    sweeps = []
    for side in SIDES:
        for turn, ((nerve, muscle), sites) in enumerate(SERIES.items()):
            for at, site in enumerate(sites):
                onset = 3.5 + 3.5 * at
                height = 9.0 * (0.4 if turn % 2 and at > 1 else 0.97**at)
                inside = (times > onset) & (times < onset + 6.0)
                wave = np.where(inside, height * np.sin(np.pi * (times - onset) / 6.0), 0.0)
                wave += dice.normal(0, 0.003, times.size)
                sweeps.append(
                    Recording(
                        wave, 20_000.0, "M", side, nerve, muscle, None, site, 2.0, 30.0, 0.2, True,
                        70.0 + 190.0 * at, 33.0,
                    )
                )  # fmt: skip
    return Study(recordings=tuple(sweeps))


def read_measured_and_judged() -> tuple[str, Callable[[], object]]:
    """The name of the work, and the work itself on a file that is made beforehand."""
    (content,), _ = write_study(forty(), "edf")

    def work() -> object:
        return evaluate(measured_study(parse_study(content).study)).as_json()

    return f"40 recordings read, measured, judged ({len(content) // 1000} kB)", work
