"""What temperature, pressure, patches, cut axons and a slow nerve do to responses, for
docs/nerve.md: each the mean over people, beside what is published."""

from collections.abc import Callable, Sequence

import numpy as np

from multifocal import body
from multifocal.measuring import measure
from multifocal.nerve import (
    Experiment,
    Focus,
    Harm,
    LimbTemperature,
    MotorRun,
    Person,
    Protocol,
    SensoryRun,
    conduction,
    entrapment,
)
from multifocal.study import Measure, Recording

Fill = Callable[[str, str, str], None]
PAGE = "nerve.md"
PEOPLE = range(16)


def states(fill: Fill) -> None:
    """Every table of what changes a nerve's responses."""
    cold(fill)
    pressure(fill)
    patches(fill)
    cut_axons(fill)
    slow_nerve(fill)


def cold(fill: Fill) -> None:
    """Responses by the temperature of the skin, over those at 33 °C."""
    rows = {}
    for skin_c in (22.0, 24.0, 26.0, 28.0, 30.0, 33.0, 36.0):
        responses = []
        for person in PEOPLE:
            made = Experiment(
                Person(person, temperature=LimbTemperature(skin_c)),
                protocol=Protocol(
                    (MotorRun("adm", ("wrist",)),), (), (SensoryRun("median_index"),), noise=None
                ),
            )
            (one,), (other,) = made.motor, made.sensory
            responses.append([*_four(one), *_four(other)])
        rows[skin_c] = np.nanmean(np.array(responses, dtype=float), axis=0)
    usual = rows[33.0]
    head = ("skin, °C", *(f"{kind} {name}" for kind in ("ADM", "index") for name in _NAMES))
    lines = [[f"{c:g}", *_ratios(row, usual)] for c, row in rows.items()]
    fill(PAGE, "cold", _table(head, lines))


_NAMES = ("later, ms", "amplitude", "area", "duration")


def _four(one: Recording) -> tuple[float, ...]:
    m = measure(one)
    return tuple(
        np.nan if value is None else float(value)
        for value in (
            m.latency_ms,
            m.amplitude_mv,
            m.negative_peak_area_mvms,
            m.negative_peak_duration_ms,
        )
    )


def _ratios(row: Sequence[float], usual: Sequence[float]) -> list[str]:
    cells = []
    for k, (value, reference) in enumerate(zip(row, usual, strict=True)):
        cells.append(f"{value - reference:+.2f}" if k % 4 == 0 else f"× {value / reference:.2f}")
    return cells


def pressure(fill: Fill) -> None:
    """The median nerve pressed at the wrist."""
    grades = {
        0.0: "healthy: 3.7 ± 0.5 ms",
        0.1: "mild: sensory slow, latency normal",
        0.3: "moderate: below 6.5 ms",
        0.5: "moderate: below 6.5 ms",
        0.7: "moderate to very severe",
        0.8: "very severe: above 6.5 ms",
        0.9: "extremely severe: below 0.2 mV",
        1.0: "extremely severe: below 0.2 mV",
    }
    lines = []
    for severity, grade in grades.items():
        responses = []
        for person in PEOPLE:
            pressed = entrapment("median_wrist", severity=severity, seed=person)
            made = Experiment(
                Person(person),
                Harm(entrapments=(pressed,) if severity else ()),
                Protocol((MotorRun("apb", ("wrist",)),), (), (SensoryRun("median_index"),)),
            )
            thumb, finger = (_measured(one) for one in (*made.motor, *made.sensory))
            arrives = conduction(made.pool("apb"), made.harm.on_motor).arrives.mean()
            slow = 140.0 / finger.latency_ms if finger and finger.latency_ms else np.nan
            responses.append(
                [
                    (thumb.latency_ms if thumb else None) or np.nan,
                    (thumb.amplitude_mv if thumb else None) or 0.0,
                    (thumb.negative_peak_duration_ms if thumb else None) or np.nan,
                    100 * (1 - arrives),
                    slow,
                ]
            )
        values = np.array(responses, dtype=float)
        cells = [
            "–" if np.isnan(column).all() else f"{np.nanmean(column):.{digits}f}"
            for column, digits in zip(values.T, (1, 1, 1, 0, 0), strict=True)
        ]
        lines.append([f"{severity:g}", *cells, grade])
    head = (
        "severity", "latency, ms", "amplitude, mV", "duration, ms", "stopped, %",
        "finger to wrist, m/s", "Bland's grade",
    )  # fmt: skip
    fill(PAGE, "entrapment", _table(head, lines))


def _measured(one: Recording) -> Measure | None:
    try:
        return measure(one)
    except ValueError:  # too small to be told from the noise
        return None


def patches(fill: Fill) -> None:
    """Patchy demyelination of 150 mm of forearm, or of 60 mm of the hand, to ADM."""
    lines = []
    for name, at_mm, extent_mm in (("forearm, 150 mm", 180.0, 150.0), ("hand, 60 mm", 40.0, 60.0)):
        for severity in (0.2, 0.4, 0.6, 0.8):
            responses = []
            for person in PEOPLE:
                place = body.path("adm").place_at(at_mm)
                focus = Focus(place, severity, extent_mm, "patches", seed=person)
                made = Experiment(
                    Person(person),
                    Harm((focus,)),
                    Protocol((MotorRun("adm", ("wrist", "above_elbow")),), noise=None),
                )
                near, far = (measure(one) for one in made.motor)
                fate = conduction(made.pool("adm"), [focus])
                late = fate.delay_ms[fate.arrives]
                responses.append(
                    [
                        100 * (1 - fate.arrives.mean()),
                        late.mean(),
                        late.std(),
                        near.negative_peak_duration_ms,
                        far.negative_peak_duration_ms / near.negative_peak_duration_ms,  # type: ignore[operator]
                        far.amplitude_mv / near.amplitude_mv,  # type: ignore[operator]
                        far.total_negative_area_mvms / near.total_negative_area_mvms,  # type: ignore[operator]
                    ]
                )
            mean = np.mean(np.array(responses, dtype=float), axis=0)
            lines.append(
                [name, f"{severity:g}", f"{mean[0]:.0f}", f"{mean[1]:.1f} ± {mean[2]:.1f}",
                 f"{mean[3]:.1f}", *(f"× {one:.2f}" for one in mean[4:])]
            )  # fmt: skip
    head = (
        "where", "severity", "stopped, %", "late, ms", "distal duration, ms",
        "duration to above elbow", "amplitude", "area",
    )  # fmt: skip
    fill(PAGE, "patches", _table(head, lines))


def cut_axons(fill: Fill) -> None:
    """Six in ten axons of the ulnar nerve cut in the forearm, by the days since."""
    usual = _cut(None)
    lines = []
    for days in (0, 2, 4, 6, 9, 11, 30, 60, 120, 240, 1000):
        wrist, elbow, finger, duration, force = _cut(days)
        lines.append(
            [str(days), *(f"{100 * one / whole:.0f}" for one, whole in zip(
                (wrist, elbow, finger), usual[:3], strict=True)),
             f"{duration:.1f}", f"{100 * force:.0f}"]
        )  # fmt: skip
    head = (
        "days", "ADM from the wrist, %", "from above the elbow, %", "little finger, %",
        "duration, ms", "force, %",
    )  # fmt: skip
    fill(PAGE, "cut-axons", _table(head, lines))


def _cut(days: float | None) -> tuple[float, ...]:
    responses = []
    for person in PEOPLE:
        place = body.path("adm").place_at(250.0)
        harm = Harm()
        if days is not None:
            harm = Harm((Focus(place, 0.6, mechanism="axon", seed=person, days=days),))
        made = Experiment(
            Person(person),
            harm,
            Protocol(
                (MotorRun("adm", ("wrist", "above_elbow")),), (), (SensoryRun("ulnar_little"),)
            ),
        )
        near, far, felt = (measure(one) for one in (*made.motor, *made.sensory))
        responses.append(
            [near.amplitude_mv, far.amplitude_mv, felt.amplitude_mv,
             near.negative_peak_duration_ms, made.strength(("adm",))["adm"]]
        )  # fmt: skip
    return tuple(np.nanmean(np.array(responses, dtype=float), axis=0))


def slow_nerve(fill: Fill) -> None:
    """A nerve that keeps a third of its velocity all along."""
    lines = []
    for velocity_left in (1.0, 0.6, 0.35):
        for muscle, sites in (("apb", ("wrist", "elbow", "axilla")),
                              ("adm", ("wrist", "below_elbow", "axilla"))):  # fmt: skip
            responses = []
            for person in PEOPLE:
                made = Experiment(
                    Person(person),
                    Harm(velocity_left=velocity_left),
                    Protocol((MotorRun(muscle, sites),), noise=None),
                )
                near, middle, far = (measure(one) for one in made.motor)
                responses.append(
                    [near.latency_ms, _velocity(near, middle), _velocity(middle, far),
                     middle.amplitude_mv / near.amplitude_mv]  # type: ignore[operator]
                )  # fmt: skip
            mean = np.mean(np.array(responses, dtype=float), axis=0)
            lines.append(
                [f"{100 * velocity_left:.0f}", muscle.upper(), f"{mean[0]:.1f}", f"{mean[1]:.1f}",
                 f"{mean[2]:.1f}", f"× {mean[3]:.2f}"]
            )  # fmt: skip
    head = (
        "velocity left, %", "muscle", "latency, ms", "forearm, m/s", "upper arm, m/s",
        "amplitude over the forearm",
    )  # fmt: skip
    fill(PAGE, "slow-nerve", _table(head, lines))


def _velocity(near: Measure, far: Measure) -> float:
    assert near.latency_ms and far.latency_ms and near.distance_mm and far.distance_mm
    return (far.distance_mm - near.distance_mm) / (far.latency_ms - near.latency_ms)


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    rows = [head, ["---"] * len(head), *lines]
    text = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return text.replace("| --- ", "|---").replace("|--- |", "|---|").replace("---|---", "---|---")
