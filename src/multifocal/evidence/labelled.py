"""A labelled study: a simulated person's right arm under one condition, and what is true of it."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from multifocal import __version__, body, words
from multifocal.body.subject import TABLE_HEIGHT_CM
from multifocal.evidence.conditions import LABELS, SENSORY, SIDE, SITES, Label, condition
from multifocal.nerve import (
    AMPLIFIER,
    Experiment,
    Focus,
    LimbTemperature,
    MotorRun,
    Noise,
    Person,
    Protocol,
    SensoryRun,
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
    who = body.Subject(height_cm=TABLE_HEIGHT_CM)
    made = Experiment(
        Person(seed, who, LimbTemperature(what.skin_c)),
        what.harm,
        Protocol(
            motor=tuple(MotorRun(muscle, sites, SIDE) for muscle, sites in SITES.items()),
            sensory=tuple(SensoryRun(name, side=SIDE) for name in SENSORY),
            stimuli=what.stimuli,
            even=True,  # in the cold the sweeps of one nerve would differ in length
            noise=noise,
        ),
    )
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
        "foci": [_focus(one, made) for one in what.harm.on_motor],
        "muscles": {run.muscle: _muscle_truth(made, run) for run in made.protocol.motor},
        "noise_sd_uv": {
            "motor": noise.single.broadband_uv if noise else 0.0,
            "sensory": noise.averaged.broadband_uv if noise else 0.0,
        },
        "stimuli_too_weak": [
            {"nerve": nerve, "site": site, "strength": one.strength}
            for (nerve, site), one in what.stimuli.items()
        ],
    }
    recordings = tuple(_handed_over(one) for one in made.recordings)
    return LabelledStudy(label, Study(recordings=recordings, subject=who), truth)


def _handed_over(one: Recording) -> Recording:
    """Whether a stimulus was strong enough is what nobody wrote down where it was not."""
    return one if one.supramaximal else replace(one, supramaximal=None)


def _focus(focus: Focus, made: Experiment) -> dict[str, Any]:
    where = focus.place
    return {
        "segment": where.segment,
        "middle_mm_from_segment_start": where.mm,
        "extent_mm": focus.extent_mm,
        "mechanism": focus.mechanism,
        "severity": focus.severity,
        "spread": focus.spread,
        "seed": focus.seed,
        "at_entrapment": focus in made.harm.entrapments,
        "fibers": [_rounded(asdict(one)) for one in made.truth_of(focus)],
    }


def _muscle_truth(made: Experiment, run: MotorRun) -> dict[str, Any]:
    """Of the units that live: how many respond to each stimulus, whatever hinders the others."""
    source, living = made.source(run.muscle, run.side), len(made.pool(run.muscle, run.side))
    whole = replace(made, harm=replace(made.harm, axon_loss={}))
    units = len(whole.pool(run.muscle, run.side))
    truth: dict[str, Any] = {"units": units, "units_lost": units - living}
    if source.checks:
        truth["units_crossing"] = sum(len(one.pool) for one in source.parts if one.crosses)
    if units > living:
        truth["force_share"] = round(source.force(), _DECIMALS)
    rows = []
    for site in (*(body.site(run.nerve, one) for one in run.sites), *source.checks):
        counted = made.truth_at(site, run.muscle, run.side)
        rows.append(
            {
                "nerve": site.nerve,
                "site": site.id,
                "stimulated_share": round(counted.fired / living, _DECIMALS),
                "responding_share": round(counted.arrived / living, _DECIMALS),
            }
        )
    truth["sites"] = rows
    return truth


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: round(value, _DECIMALS) if isinstance(value, float) else value
        for name, value in row.items()
    }
