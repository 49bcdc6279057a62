"""A labelled study: a simulated person's right arm under one condition, and what is true of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

import numpy as np

from multifocal import __version__, body, words
from multifocal.body.subject import TABLE_HEIGHT_CM
from multifocal.evidence.axon_loss import lose_units
from multifocal.evidence.conditions import LABELS, SENSORY, SIDE, SITES, Condition, Label, condition
from multifocal.evidence.passing import arrives_from, focus_truth
from multifocal.nerve import (
    AMPLIFIER,
    SUPRAMAXIMAL,
    CrossedPool,
    LimbTemperature,
    MotorPool,
    Noise,
    martin_gruber,
    motor_pool,
    sensory_nerve,
    sensory_response,
    stimulate,
)
from multifocal.study import Recording, Study

FORMAT: Final = "multifocal-truth"
VERSION: Final = 1
_DECIMALS: Final = 4  # of what is counted or simulated; more would differ between processors


@dataclass(frozen=True, eq=False)
class LabelledStudy:
    """The study as a laboratory would hand it over, and the truth as plain JSON."""

    label: Label
    study: Study
    truth: dict[str, Any]


def labelled_study(label: Label, seed: int = 0, noise: Noise | None = AMPLIFIER) -> LabelledStudy:
    """Simulate one condition; `seed` is the person, the same under every label.

    Each label is an examination (`Noise.run`) of its own: noise that came again would give itself
    away. KeyError for an unknown label.
    """
    what = condition(label, seed)
    if noise is not None:
        noise = replace(noise, run=LABELS.index(label))
    temperature = LimbTemperature(what.skin_c)
    who = body.Subject(height_cm=TABLE_HEIGHT_CM)
    recordings: list[Recording] = []
    muscles: dict[str, Any] = {}
    pools: list[MotorPool] = []
    for muscle, site_ids in SITES.items():
        pool = motor_pool(muscle, SIDE, who, seed, temperature)
        units = len(pool)
        if (loss := what.axon_loss.get(muscle)) is not None:
            pool = lose_units(pool, loss.share, loss.regained)
        pools.append(pool)
        crossed = what.crossing_share > 0.0 and muscle == "adm"
        parts = martin_gruber(pool, what.crossing_share) if crossed else pool
        nerve = body.muscle(muscle).stem or ""
        at = [body.site(nerve, one) for one in site_ids]
        if crossed:
            at.append(body.site("median", "elbow"))  # the check that tells crossing from block
        recordings += [_recorded(parts, site, what, noise) for site in at]
        muscles[muscle] = _muscle_truth(parts, at, what, units)
    for name in SENSORY:
        skin = sensory_nerve(name, SIDE, who, seed, temperature)
        on_it = [one for one in what.on_sensory if skin.way.passes(one.place)]
        recordings.append(sensory_response(skin, on_it, noise=noise))
    truth = {
        "format": FORMAT,
        "version": VERSION,
        "label": label,
        "summary": words.say(f"evidence.label.{label}"),
        "made_by": f"multifocal {__version__}",
        "license": "CC0-1.0",
        "person": {"seed": seed, "height_cm": who.height_cm},
        "side": SIDE,
        "skin_temperature_c": what.skin_c,
        "foci": [_focus(one, what, pools) for one in what.foci],
        "muscles": muscles,
        "noise_sd_uv": {
            "motor": noise.single.broadband_uv if noise else 0.0,
            "sensory": noise.averaged.broadband_uv if noise else 0.0,
        },
        "stimuli_too_weak": [
            {"nerve": nerve, "site": site, "strength": one.strength}
            for (nerve, site), one in what.stimuli.items()
        ],
    }
    return LabelledStudy(label, Study(recordings=tuple(recordings), subject=who), truth)


def _recorded(
    pool: MotorPool | CrossedPool, site: body.Site, what: Condition, noise: Noise | None
) -> Recording:
    stimulus = what.stimuli.get((site.nerve, site.id), SUPRAMAXIMAL)
    if isinstance(pool, CrossedPool):
        found = pool.stimulate(site, what.foci, stimulus, noise)
    else:
        on_it = [one for one in what.foci if one.reaches(pool)]
        found = stimulate(pool, site, on_it, stimulus, noise)
    # whether a stimulus was strong enough is what nobody wrote down where it was not
    return found if found.supramaximal else replace(found, supramaximal=None)


def _focus(focus: Any, what: Condition, pools: Sequence[MotorPool]) -> dict[str, Any]:
    where = focus.place
    return {
        "segment": where.segment,
        "middle_mm_from_segment_start": where.mm,
        "extent_mm": focus.extent_mm,
        "mechanism": focus.mechanism,
        "severity": focus.severity,
        "spread": focus.spread,
        "seed": focus.seed,
        "at_entrapment": focus in what.on_sensory,
        "fibers": [
            _rounded(asdict(focus_truth(pool, focus))) for pool in pools if focus.reaches(pool)
        ],
    }


def _muscle_truth(
    pool: MotorPool | CrossedPool, at: Sequence[body.Site], what: Condition, units: int
) -> dict[str, Any]:
    """Of the units that live: how many respond to each stimulus, whatever hinders the others."""
    parts = (pool.direct, pool.crossing) if isinstance(pool, CrossedPool) else (pool,)
    living = sum(len(part) for part in parts)
    found: dict[str, Any] = {"units": units, "units_lost": units - living}
    if isinstance(pool, CrossedPool):
        found["units_crossing"] = len(pool.crossing)
    if units > living:
        bare = parts[0].twitch
        found["force_share"] = round(float(bare.sum()), _DECIMALS)
    rows = []
    for site in at:
        stimulus = what.stimuli.get((site.nerve, site.id), SUPRAMAXIMAL)
        fired = arrived = 0
        for part in parts:
            if not site.is_on(part.way):
                continue
            fires = (
                stimulus.fires(part, site)
                if stimulus.strength < 1.0
                else np.ones(len(part), dtype=bool)
            )
            fired += int(fires.sum())
            arrived += int((fires & arrives_from(part, site, what.foci)).sum())
        rows.append(
            {
                "nerve": site.nerve,
                "site": site.id,
                "stimulated_share": round(fired / living, _DECIMALS),
                "responding_share": round(arrived / living, _DECIMALS),
            }
        )
    found["sites"] = rows
    return found


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: round(value, _DECIMALS) if isinstance(value, float) else value
        for name, value in row.items()
    }
