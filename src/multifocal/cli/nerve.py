"""`multifocal nerve`: a simulated nerve conduction study of a nerve, or of a whole person."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from multifocal import body
from multifocal.cli import nerve_findings as findings
from multifocal.cli.nerve_files import check_files, comments, write_files
from multifocal.cli.nerve_words import (
    DEFAULT_SPREAD,
    Draw,
    read_entrapment,
    read_focus,
    read_side,
    read_site,
    read_stimulus,
)
from multifocal.cli.outputs import ForceOption, named

if TYPE_CHECKING:
    from multifocal.nerve import Conduction, CrossedPool, MotorPool, Noise, Stimulus
    from multifocal.study import Recording

USUAL_MUSCLE = {
    "median": "apb",
    "ulnar": "adm",
    "radial": "eip",
    "musculocutaneous": "biceps",
    "axillary": "deltoid",
    "femoral": "vastus_medialis",
    "fibular": "edb",
    "tibial": "ah",
}


def nerve(
    nerve_id: Annotated[
        str,
        typer.Argument(metavar="NERVE", help=f"Which nerve: {', '.join(USUAL_MUSCLE)}."),
    ],
    muscle: Annotated[
        str | None, typer.Option(help="Muscle to record from; without it the nerve's usual one.")
    ] = None,
    side: Annotated[str, typer.Option(help="left or right.")] = "right",
    focus: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SITE:SEVERITY[:EXTENT_MM[:MECHANISM]]",
            help="A focus of disease, for example forearm:0.4 or upper_arm:0.3:30. SEVERITY from "
            "0 to 1 is the mean share of damage. MECHANISM: paranode (default), lamellae, gna, or "
            "block (prescribed, not computed). May be given several times.",
        ),
    ] = None,
    site: Annotated[
        list[str] | None, typer.Option(help="Stimulation site; may be given several times.")
    ] = None,
    f_waves: Annotated[
        int, typer.Option(min=0, max=1000, help="F waves: so many stimuli at the first site.")
    ] = 0,
    sensory: Annotated[
        bool, typer.Option("--sensory", help="The nerve's sensory responses too.")
    ] = False,
    temperature: Annotated[
        float | None, typer.Option(help="Skin of hand or foot, °C (without it 33).")
    ] = None,
    entrapment: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ENTRAPMENT[:SEVERITY]",
            help="Thinned myelin at a place of entrapment, on motor and sensory fibers: "
            f"{', '.join(one.id for one in body.entrapments())}.",
        ),
    ] = None,
    crossing: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=1.0,
            help="Martin-Gruber: share of an ulnar hand muscle's units "
            "that comes down the median nerve.",
        ),
    ] = 0.0,
    stimulus: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SITE:STRENGTH[:SPREAD]",
            help="A stimulus that is not as it should be: STRENGTH below 1 fires only some fibers, "
            "SPREAD from 0 to 1 of the neighboring nerve's fire too.",
        ),
    ] = None,
    person: Annotated[int, typer.Option(min=0, help="Seed of the simulated person.")] = 0,
    height: Annotated[float, typer.Option(help="Height, cm.")] = 175.0,
    spread: Annotated[
        float, typer.Option(min=0.1, help="How alike the fibers are hit; larger is more alike.")
    ] = DEFAULT_SPREAD,
    noise: Annotated[
        bool, typer.Option(help="The noise of an amplifier on every sweep (docs/nerve.md).")
    ] = True,
    out: Annotated[
        Path | None,
        typer.Option(
            callback=named,
            help="Write the study, for `multifocal study evaluate`; the ending says how: "
            ".csv, .xlsx, .json, .edf, .fhir.json.",
        ),
    ] = None,
    sweeps: Annotated[
        Path | None,
        typer.Option(callback=named, help="Write every sweep's samples as CSV."),
    ] = None,
    force: ForceOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Simulate a nerve's study: responses by site, fibers stopped and slowed, force."""
    from multifocal import nerve as nerves  # noqa: PLC0415  (numba loads only when needed)
    from multifocal.study import Study, measure, measure_all  # noqa: PLC0415

    check_files(out, sweeps, force)
    which, name = read_side(side), _muscle(nerve_id, muscle)
    who = body.Subject(height_cm=height)
    warmth = None if temperature is None else nerves.LimbTemperature(temperature)
    pool = nerves.motor_pool(name, which, who, person, warmth)
    draw = Draw(person, spread)
    foci = [read_focus(word, nerve_id, pool.way, draw) for word in focus or []]
    pressed = [read_entrapment(word, which, who, person) for word in entrapment or []]
    on_motor = [*foci, *(one for one in pressed if one.reaches(pool))]
    stimuli = dict(read_stimulus(word, nerve_id) for word in stimulus or [])
    sites = [read_site(nerve_id, word) for word in site or _usual_sites(name)]
    source: MotorPool | CrossedPool = nerves.martin_gruber(pool, crossing) if crossing else pool
    amplifier = nerves.AMPLIFIER if noise else None
    recordings = [
        _stimulate(source, one, on_motor, stimuli.get(one.id), amplifier) for one in sites
    ]
    measures = measure_all(recordings)
    found = _fate(source, on_motor)
    found = {
        "nerve": nerve_id,
        "muscle": name,
        "side": which,
        "temperature_c": temperature,
        **found,
        "responses": [findings.motor_row(one) for one in measures],
    }
    if isinstance(source, nerves.CrossedPool):
        # tells crossing fibers from block: they answer to the median nerve too
        check = source.stimulate(body.site("median", "elbow"), on_motor, noise=amplifier)
        recordings.append(check)
        found["median_elbow"] = findings.motor_row(measure(check))
    late = []
    if f_waves:
        found["f_waves"] = findings.f_row(
            nerves.f_latencies_ms(pool, sites[0], on_motor, f_waves, person)
        )
        late = list(nerves.f_waves(pool, sites[0], on_motor, f_waves, person, amplifier))
    felt: list[Recording] = []
    if sensory:
        for study in body.sensory_studies():
            stem = body.skin(study.skin).stem
            if stem == nerve_id and study.id in nerves.simulated_sensory_studies():
                fibers = nerves.sensory_nerve(study.id, which, who, person, warmth)
                there = [one for one in pressed if fibers.way.passes(one.place)]
                felt.append(nerves.sensory_response(fibers, there, noise=amplifier))
        found["sensory"] = [findings.sensory_row(measure(one)) for one in felt]
    said = comments(who, person, on_motor, noise=noise)
    every = (*recordings, *late, *felt)
    write_files(out, sweeps, Study(recordings=every, subject=who), said, force)
    if as_json:
        typer.echo(json.dumps(found))
    else:
        _show(found)


def _muscle(nerve_id: str, muscle: str | None) -> str:
    from multifocal.nerve import recordable_muscles  # noqa: PLC0415

    if nerve_id not in USUAL_MUSCLE:
        raise typer.BadParameter(
            f"{nerve_id!r} is not a nerve of motor studies; known: {', '.join(USUAL_MUSCLE)}"
        )
    name = muscle or USUAL_MUSCLE[nerve_id]
    if name not in recordable_muscles():
        raise typer.BadParameter(
            f"{name!r} cannot be recorded yet; known: {', '.join(recordable_muscles())}"
        )
    if body.muscle(name).stem != nerve_id:
        raise typer.BadParameter(f"{name} belongs to the {body.muscle(name).stem} nerve")
    return name


def _usual_sites(muscle: str) -> list[str]:
    from multifocal.nerve import usual_studies  # noqa: PLC0415

    usual = usual_studies(body.nerve(body.muscle(muscle).nerve).limb)
    return list(usual["motor"][muscle])


def _stimulate(
    source: "MotorPool | CrossedPool",
    site: body.Site,
    foci: "list[Any]",
    stimulus: "Stimulus | None",
    noise: "Noise | None",
) -> "Recording":
    from multifocal.nerve import SUPRAMAXIMAL, CrossedPool, stimulate  # noqa: PLC0415

    given = stimulus or SUPRAMAXIMAL
    if isinstance(source, CrossedPool):
        return source.stimulate(site, foci, given, noise)
    return stimulate(source, site, foci, given, noise)


def _fate(source: "MotorPool | CrossedPool", foci: "list[Any]") -> dict[str, Any]:
    """What becomes of a voluntary impulse in each fiber."""
    from multifocal.nerve import CrossedPool, conduction, force, mrc_grade  # noqa: PLC0415

    parts = [source.direct, source.crossing] if isinstance(source, CrossedPool) else [source]
    fates: list[Conduction] = []
    for part in parts:
        fates.append(conduction(part, [one for one in foci if one.reaches(part)]))
    strength = sum(force(part, [one for one in foci if one.reaches(part)]) for part in parts)
    return {
        "fibers": sum(len(one.delay_ms) for one in fates),
        "stopped": sum(int((~one.arrives).sum()) for one in fates),
        "slowed": sum(int((one.delay_ms[one.arrives] >= 0.1).sum()) for one in fates),
        "prescribed": any(one.prescribed for one in fates),
        "force_share": round(float(strength), 4),
        "mrc_proposal": mrc_grade(float(strength)),
    }


def _show(found: dict[str, Any]) -> None:
    console = Console()
    findings.show(console, found["responses"])
    console.print(
        f"{found['fibers']} fibers: {found['stopped']} stopped, {found['slowed']} slowed by 0.1 ms "
        f"or more. Force {100 * found['force_share']:.0f} % of normal, about MRC "
        f"{found['mrc_proposal']} (a proposal, unverified)."
    )
    if found["prescribed"]:
        console.print("The block was prescribed, not computed.")
    if "median_elbow" in found:
        findings.show(console, [found["median_elbow"]], "The median nerve stimulated instead")
    if "f_waves" in found:
        findings.show(console, [found["f_waves"]], "F waves")
    if "sensory" in found:
        findings.show(console, found["sensory"], "Sensory responses")
