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
    from multifocal.nerve import Experiment

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
    from multifocal.measuring import measure, measure_all  # noqa: PLC0415

    check_files(out, sweeps, force)
    which, name = read_side(side), _muscle(nerve_id, muscle)
    who = body.Subject(height_cm=height)
    warmth = None if temperature is None else nerves.LimbTemperature(temperature)
    way, draw = body.path(name, which, who), Draw(person, spread)
    foci = [read_focus(word, nerve_id, way, draw) for word in focus or []]
    pressed = [read_entrapment(word, which, who, person) for word in entrapment or []]
    stimuli = dict(read_stimulus(word, nerve_id) for word in stimulus or [])
    sites = [read_site(nerve_id, word).id for word in site or _usual_sites(name)]
    if crossing:
        nerves.check_may_cross(way)
    made = nerves.Experiment(
        nerves.Person(person, who, warmth),
        nerves.Harm(tuple(foci), tuple(pressed), crossing={which: crossing} if crossing else {}),
        nerves.Protocol(
            (nerves.MotorRun(name, tuple(sites), which),),
            (nerves.FWaveRun(name, sites[0], f_waves, which),) if f_waves else (),
            tuple(nerves.SensoryRun(one, side=which) for one in _felt(nerve_id) if sensory),
            {(nerve_id, at): given for at, given in stimuli.items()},
            noise=nerves.AMPLIFIER if noise else None,
        ),
    )
    found = {
        "nerve": nerve_id,
        "muscle": name,
        "side": which,
        "temperature_c": temperature,
        **_fate(made, name, which),
        "responses": [findings.motor_row(one) for one in measure_all(made.motor)],
    }
    for check in made.checks:
        found["median_elbow"] = findings.motor_row(measure(check))
    for latencies in made.f_latencies_ms.values():
        found["f_waves"] = findings.f_row(latencies)
    if sensory:
        found["sensory"] = [findings.sensory_row(measure(one)) for one in made.sensory]
    met = [*foci, *(one for one in pressed if way.passes(one.place))]
    said = comments(who, person, met, noise=noise)
    write_files(out, sweeps, made.study(), said, force)
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


def _felt(nerve_id: str) -> list[str]:
    """The sensory studies of the nerve that can be simulated."""
    from multifocal.nerve import simulated_sensory_studies  # noqa: PLC0415

    known = simulated_sensory_studies()
    mine = (one for one in body.sensory_studies() if body.skin(one.skin).stem == nerve_id)
    return [one.id for one in mine if one.id in known]


def _fate(made: "Experiment", muscle: str, side: body.Side) -> dict[str, Any]:
    """What becomes of a voluntary impulse in each fiber."""
    from multifocal.nerve import mrc_grade  # noqa: PLC0415

    fates, strength = made.fates(muscle, side), made.strength((muscle,), side)[muscle]
    return {
        "fibers": fates.total,
        "stopped": fates.stopped,
        "slowed": int(fates.late_ms.size),
        "prescribed": fates.prescribed,
        "force_share": round(strength, 4),
        "mrc_proposal": mrc_grade(strength),
    }


def _show(found: dict[str, Any]) -> None:
    from multifocal.nerve import LATE_MS  # noqa: PLC0415

    console = Console()
    findings.show(console, found["responses"])
    console.print(
        f"{found['fibers']} fibers: {found['stopped']} stopped, {found['slowed']} slowed by "
        f"{LATE_MS:g} ms or more. Force {100 * found['force_share']:.0f} % of normal, about MRC "
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
