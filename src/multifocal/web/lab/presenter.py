"""A simulation in words and pictures, as the page's template shows it."""

from dataclasses import dataclass, replace

from multifocal import body
from multifocal.figures import Figure, Table, way_map
from multifocal.nerve import LATE_MS, mrc_grade
from multifocal.nerve.temperature import STANDARD_SKIN_C
from multifocal.reference import DEFAULT_REFERENCE, reference_table
from multifocal.report import PresentedStudy, present_study
from multifocal.study import word_of
from multifocal.web.lab import waveforms
from multifocal.web.lab.experiment import Probed, Simulated, sensory_study
from multifocal.web.lab.fibers import (
    NARROW_PX,
    SLOWER,
    WIDE_PX,
    Fiber,
    fiber_picture,
    fibers,
    where_said,
)
from multifocal.web.lab.state import F_WAVE_MUSCLES, FocusSetting
from multifocal.words import initial, listed_clauses, say


@dataclass(frozen=True)
class Both:
    """A picture for wide and narrow pages."""

    wide: Figure
    narrow: Figure

    @property
    def table(self) -> Table | None:
        """Its numbers, the same for both."""
        return self.wide.table


@dataclass(frozen=True)
class LabAnswer:
    """Everything that the template of the answer needs."""

    query: str
    title: str
    summary: str
    brief: str
    notes: tuple[str, ...]
    temperature: str
    warm: str
    map: Figure
    fibers: Both
    slower: int
    foci: Table
    every: Table
    motor: Both
    late: Both | None
    late_left_out: str
    sensory: Both | None
    sensory_title: str
    force_percent: int
    force_said: str
    findings: PresentedStudy | None
    fault: str
    probe: Both | None
    probe_said: str


def present_answer(
    simulated: Simulated, left_out: tuple[str, ...], language: str, stimulator: Probed | None = None
) -> LabAnswer:
    """The whole answer. `left_out`: switches that do not apply to the muscle."""
    setting = simulated.setting
    every = fibers(simulated)
    summary = _summary(simulated, language)
    limb = body.nerve(body.muscle(setting.muscle).nerve).limb
    percent = round(100 * simulated.strength)
    text = say("lab.fibers.text", language, total=simulated.fates.total)
    return LabAnswer(
        query=setting.query(),
        title=_title(simulated, language),
        summary=summary,
        brief=say("lab.brief", language, stopped=simulated.fates.stopped,
                  total=simulated.fates.total, late=simulated.fates.late_ms.size, percent=percent),
        notes=_notes(simulated, left_out, language),
        temperature=_temperature(simulated, language),
        warm=say("lab.warm", language) if _warm_block(simulated) else "",
        map=_map(simulated, language),
        fibers=Both(
            fiber_picture(simulated, every, text, WIDE_PX, language),
            fiber_picture(simulated, every, text, NARROW_PX, language),
        ),
        slower=SLOWER,
        foci=_foci(simulated, every, language),
        every=_every(every, language),
        motor=Both(
            waveforms.motor_picture(simulated, WIDE_PX, language),
            waveforms.motor_picture(simulated, NARROW_PX, language),
        ),
        late=_both(
            waveforms.f_picture(simulated, WIDE_PX, limb, language),
            waveforms.f_picture(simulated, NARROW_PX, limb, language),
        ),
        late_left_out=_late_left_out(simulated, language),
        sensory=_both(
            waveforms.sensory_picture(simulated, WIDE_PX, language),
            waveforms.sensory_picture(simulated, NARROW_PX, language),
        ),
        sensory_title=_sensory_title(simulated, language),
        force_percent=percent,
        force_said=say("lab.force.said", language, percent=percent,
                       grade=mrc_grade(simulated.strength)),
        findings=_findings(simulated, language),
        fault=str(simulated.fault) if simulated.fault else "",
        probe=Both(
            waveforms.probe_picture(stimulator, WIDE_PX, language),
            waveforms.probe_picture(stimulator, NARROW_PX, language),
        ) if stimulator else None,
        probe_said=_probe(simulated, stimulator, language),
    )  # fmt: skip


def _probe(simulated: Simulated, probe: Probed | None, language: str) -> str:
    """Where the stimulator stands, what it fires and what arrives."""
    if probe is None:
        return ""
    now, m = probe.by_strength[probe.here], probe.measure
    late = None if m is None else m.latency_ms
    where = where_said(simulated, float(simulated.setting.probe), language)
    said = say(
        "lab.probe.said",
        language,
        where=initial(where, language),
        strength=probe.here,
        fired=now.fired,
        arrived=now.arrived,
        total=simulated.fates.total,
    )
    if late is None:
        return said
    return said + " " + say("lab.probe.late", language, latency=f"{late:.2f}")


def _both(wide: Figure | None, narrow: Figure | None) -> Both | None:
    return Both(wide, narrow) if wide is not None and narrow is not None else None


def _title(found: Simulated, language: str) -> str:
    setting = found.setting
    return say(
        "lab.title",
        language,
        side=initial(word_of("side", setting.side, language), language),
        nerve=word_of("nerve", setting.nerve, language),
        muscle=word_of("muscle", setting.muscle, language),
    )


def _summary(found: Simulated, language: str) -> str:
    total, stopped, late = found.fates.total, found.fates.stopped, found.fates.late_ms
    if not stopped and not late.size:
        return say("lab.summary.healthy", language, total=total)
    words = say("lab.summary.harmed", language, total=total, stopped=stopped, late=late.size,
                on_time=total - stopped - late.size)  # fmt: skip
    if late.size:
        words += " " + say(
            "lab.summary.late",
            language,
            least=f"{late.min():.2f}",
            most=f"{late.max():.2f}",
            late_from=f"{LATE_MS:g}",
        )
    return words


def _notes(simulated: Simulated, left_out: tuple[str, ...], language: str) -> tuple[str, ...]:
    setting = simulated.setting
    notes = [say(f"lab.left_out.{name}", language) for name in left_out]
    if simulated.fates.prescribed:
        notes.append(say("lab.prescribed", language))
    if setting.velocity < 100:
        notes.append(say("lab.slow_nerve", language, velocity=setting.velocity))
    if setting.crossing:
        count = sum(len(one.pool) for one in simulated.fates.parts if one.crosses)
        notes.append(say("lab.crossing", language, count=count, total=simulated.fates.total))
    if simulated.pressed:
        notes.append(say("lab.pressed", language))
    if setting.stimulus and (setting.strength < 100 or setting.spread):
        site = word_of("site", setting.stimulus, language)
        if setting.strength < 100:
            notes.append(say("lab.weak", language, site=site, strength=setting.strength))
        if setting.spread and simulated.unheard is None and not setting.crossing:
            notes.append(say("lab.spread", language, site=site, spread=setting.spread))
        elif setting.spread:
            key = "lab.spread.crossing" if setting.crossing else "lab.spread.unheard"
            notes.append(say(key, language, site=site))
    return tuple(notes)


def _temperature(simulated: Simulated, language: str) -> str:
    """What the limb's temperature does to the same damage; empty at the usual temperature."""
    here = simulated.setting.temperature_c
    if here == STANDARD_SKIN_C:
        return ""
    harmed = bool(simulated.foci or simulated.pressed)
    return say(
        "lab.temperature.block" if harmed else "lab.temperature",
        language,
        here=f"{here:g}",
        usual=f"{STANDARD_SKIN_C:g}",
        stopped=simulated.fates.stopped,
        stopped_usual=simulated.stopped_at_standard,
    )


def _warm_block(found: Simulated) -> bool:
    """Whether block is shown in a limb that is warmer than usual, or worse for the warmth."""
    warmer = found.setting.temperature_c > STANDARD_SKIN_C and found.fates.stopped > 0
    colder = found.setting.temperature_c < STANDARD_SKIN_C
    eased_by_cold = colder and found.fates.stopped < found.stopped_at_standard
    return warmer or eased_by_cold


def _map(simulated: Simulated, language: str) -> Figure:
    setting = simulated.setting
    places = [
        (one.place, say("lab.map.focus", language, number=k))
        for k, one in enumerate(simulated.foci, 1)
    ]
    if simulated.pressed:
        places.append((simulated.pressed.place, say("lab.map.pressed", language)))
    where = [where_said(simulated, float(one.at_mm), language) for one in setting.foci]
    key = "lab.map.foci" if where else "lab.map"
    text = say(
        key, language, title=_title(simulated, language), places=listed_clauses(where, language)
    )
    return way_map(text, setting.muscle, setting.side, places, "lab-way")


def _foci(simulated: Simulated, every: tuple[Fiber, ...], language: str) -> Table:
    """What was set, and how many fibers each focus stops."""
    stopped = [one.row.stopped_by for one in every]
    rows = [
        (
            say(
                "lab.focus.row",
                language,
                number=k,
                where=where_said(simulated, float(focus.at_mm), language),
                mechanism=_mechanism(focus, language),
            ),
            f"{focus.at_mm}",
            f"{focus.extent_mm}",
            f"{focus.severity}",
            str(stopped.count(k)),
        )
        for k, focus in enumerate(simulated.setting.foci, start=1)
    ]
    if simulated.pressed:
        pressed = simulated.pressed
        way = simulated.setting.way
        rows.append(
            (
                say(
                    "lab.focus.pressed",
                    language,
                    where=say(f"body.entrapment.{simulated.setting.entrapment}", language),
                    mechanism=say("lab.mechanism.lamellae", language),
                ),
                f"{way.mm_from_muscle(pressed.place):.0f}",
                f"{pressed.extent_mm:.0f}",
                f"{simulated.setting.pressed}",
                str(stopped.count(0)),
            )
        )
    names = ("focus", "at", "extent", "severity", "stopped")
    return Table(
        say("lab.foci.table", language),
        tuple(say(f"lab.column.{name}", language) for name in names),
        tuple(rows),
    )


def _mechanism(one: FocusSetting, language: str) -> str:
    if one.mechanism == "axon":
        return say("lab.mechanism.axon_days", language, days=one.days)
    return say(f"lab.mechanism.{one.mechanism}", language)


def _every(shown: tuple[Fiber, ...], language: str) -> Table:
    rows = []
    for one in shown:
        row = one.row
        fate = say(f"lab.fate.{row.fate}", language)
        if row.crosses:
            fate += ", " + say("lab.fate.crosses", language)
        rows.append(
            (
                str(row.number),
                f"{row.velocity_m_s:.1f}",
                f"{row.diameter_um:.2f}",
                f"{1000 * row.amplitude_mv:.0f}",
                f"{row.force_percent:.2f}",
                fate,
                "–" if row.delay_ms is None else f"{row.delay_ms:.2f}",
                "–" if row.stopped_mm is None else f"{row.stopped_mm:.0f}",
            )
        )
    names = ("fiber", "velocity33", "diameter", "unit", "pull", "fate", "delay", "ended")
    return Table(
        say("lab.every.table", language),
        tuple(say(f"lab.column.{name}", language) for name in names),
        tuple(rows),
    )


def _late_left_out(found: Simulated, language: str) -> str:
    if found.f_latencies_ms is not None:
        return ""
    near = found.setting.muscle not in F_WAVE_MUSCLES
    return say("lab.f.near" if near else "lab.f.crossing", language)


def _sensory_title(found: Simulated, language: str) -> str:
    study = sensory_study(found.setting.nerve)
    return say("lab.sensory.none" if study is None else study.name, language)


def _findings(simulated: Simulated, language: str) -> PresentedStudy | None:
    """The study judged as `/workup` judges one; None where it could not be measured."""
    if simulated.fault:
        return None
    table = reference_table(DEFAULT_REFERENCE)
    motor = tuple(one for one in simulated.study.measures if one.kind == "M")
    # the answer shows no list of what was entered, which has words for motor nerves only
    study = replace(simulated.study, measures=motor)
    return present_study(study, simulated.evaluations(), table, language)
