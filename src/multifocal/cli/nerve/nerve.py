"""`multifocal nerve`: a simulated nerve conduction study of a nerve, or of a whole person."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from multifocal import body
from multifocal.cli.nerve import findings
from multifocal.cli.nerve.files import check_files, comments, write_files
from multifocal.cli.nerve.reading import (
    DEFAULT_SPREAD,
    Draw,
    read_entrapment,
    read_focus,
    read_side,
    read_site,
    read_stimulus,
)
from multifocal.cli.outputs import ForceOption, named
from multifocal.words import listed, say

if TYPE_CHECKING:
    from multifocal.nerve import Experiment, Focus

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
        typer.Argument(metavar="NERVE", help="cli_nerve.nerve.nerve_id"),
    ],
    muscle: Annotated[str | None, typer.Option(help="cli_nerve.nerve.muscle")] = None,
    side: Annotated[str, typer.Option(help="cli_nerve.nerve.side")] = "right",
    focus: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SITE:SEVERITY[:EXTENT_MM[:MECHANISM[:DAYS]]]",
            help="cli_nerve.nerve.focus",
        ),
    ] = None,
    site: Annotated[list[str] | None, typer.Option(help="cli_nerve.nerve.site")] = None,
    f_waves: Annotated[int, typer.Option(min=0, max=1000, help="cli_nerve.nerve.f_waves")] = 0,
    sensory: Annotated[bool, typer.Option("--sensory", help="cli_nerve.nerve.sensory")] = False,
    temperature: Annotated[float | None, typer.Option(help="cli_nerve.option.temperature")] = None,
    entrapment: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ENTRAPMENT[:SEVERITY]",
            help="cli_nerve.nerve.entrapment",
        ),
    ] = None,
    crossing: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=1.0,
            help="cli_nerve.nerve.crossing",
        ),
    ] = 0.0,
    stimulus: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SITE:STRENGTH[:SPREAD]",
            help="cli_nerve.nerve.stimulus",
        ),
    ] = None,
    velocity_left: Annotated[float, typer.Option(help="cli_nerve.option.velocity_left")] = 1.0,
    varied_units: Annotated[
        bool, typer.Option("--varied-units", help="cli_nerve.option.varied_units")
    ] = False,
    person: Annotated[int, typer.Option(min=0, help="cli.option.person")] = 0,
    height: Annotated[float, typer.Option(help="cli.option.height")] = 175.0,
    spread: Annotated[
        float, typer.Option(min=0.1, help="cli_nerve.option.spread")
    ] = DEFAULT_SPREAD,
    noise: Annotated[bool, typer.Option(help="cli_nerve.option.noise")] = True,
    out: Annotated[
        Path | None,
        typer.Option(
            callback=named,
            help="cli_nerve.option.out",
        ),
    ] = None,
    sweeps: Annotated[
        Path | None,
        typer.Option(callback=named, help="cli_nerve.option.sweeps"),
    ] = None,
    force: ForceOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="cli.option.json")] = False,
) -> None:
    """`multifocal nerve`, whose help is `cli_nerve.nerve.help`."""
    from multifocal import nerve as nerves  # noqa: PLC0415  (numba loads only when needed)
    from multifocal.measuring import measure, measure_all  # noqa: PLC0415

    check_files(out, sweeps, force)
    which, name = read_side(side), _muscle(nerve_id, muscle)
    who = body.Subject(height_cm=height)
    warmth = None if temperature is None else nerves.LimbTemperature(temperature)
    way, draw = body.path(name, which, who), Draw(person, spread)
    foci = [read_focus(word, nerve_id, way, draw) for word in focus or []]
    pressed = [read_entrapment(word, which, who, person) for word in entrapment or []]
    felt = [body.path(body.sensory_study(one).skin, which, who) for one in _felt(nerve_id)]
    if crossing:
        nerves.check_may_cross(way)
    else:  # fibers that cross run in another nerve too
        _check_met(entrapment or [], pressed, [way, *(felt if sensory else ())], nerve_id)
    stimuli = dict(read_stimulus(word, nerve_id) for word in stimulus or [])
    sites = [read_site(nerve_id, word).id for word in site or _usual_sites(name)]
    if unused := next((one for one in stimuli if one not in sites), None):
        raise typer.BadParameter(say("cli_nerve.wrong.unused", site=unused, known=listed(sites)))
    made = nerves.Experiment(
        nerves.Person(person, who, warmth, varied_units),
        nerves.Harm(
            tuple(foci),
            tuple(pressed),
            crossing={which: crossing} if crossing else {},
            velocity_left=velocity_left,
        ),
        nerves.Protocol(
            (nerves.MotorRun(name, tuple(sites), which),),
            (nerves.FWaveRun(name, sites[0], f_waves, which),) if f_waves else (),
            tuple(nerves.SensoryRun(one, side=which) for one in _felt(nerve_id) if sensory),
            {(nerve_id, at): given for at, given in stimuli.items()},
            noise=nerves.AMPLIFIER if noise else None,
        ),
    )
    report = {
        "nerve": nerve_id,
        "muscle": name,
        "side": which,
        "temperature_c": temperature,
        **_fate(made, name, which),
        "responses": [findings.motor_row(one) for one in measure_all(made.motor)],
    }
    for check in made.checks:
        report["median_elbow"] = findings.motor_row(measure(check))
    for latencies in made.f_latencies_ms.values():
        report["f_waves"] = findings.f_row(latencies)
    if sensory:
        report["sensory"] = [findings.sensory_row(measure(one)) for one in made.sensory]
    met = [*foci, *(one for one in pressed if way.passes(one.place))]
    said = comments(made.person, made.harm, met, noise=noise)
    write_files(out, sweeps, made.study(), said, force)
    if as_json:
        typer.echo(json.dumps(report))
    else:
        _render(report)


def _muscle(nerve_id: str, muscle: str | None) -> str:
    from multifocal.nerve import recordable_muscles  # noqa: PLC0415

    if nerve_id not in USUAL_MUSCLE:
        raise typer.BadParameter(
            say("cli_nerve.wrong.nerve", word=repr(nerve_id), known=listed(USUAL_MUSCLE))
        )
    name = muscle or USUAL_MUSCLE[nerve_id]
    if name not in recordable_muscles():
        raise typer.BadParameter(
            say("cli_nerve.wrong.muscle", word=repr(name), known=listed(recordable_muscles()))
        )
    if body.muscle(name).stem != nerve_id:
        raise typer.BadParameter(
            say("cli_nerve.wrong.stem", muscle=name, nerve=body.muscle(name).stem)
        )
    return name


def _check_met(
    words: list[str], pressed: "list[Focus]", ways: list[body.Path], nerve_id: str
) -> None:
    """Refuse an entrapment that no fiber which is simulated runs through: it would do nothing."""
    for word, one in zip(words, pressed, strict=True):
        if any(way.passes(one.place) for way in ways):
            continue
        known = [place.id for place in body.entrapments() if place.segment in ways[0].segments]
        key = "elsewhere" if known else "none_there"
        raise typer.BadParameter(
            say(f"cli_nerve.wrong.{key}", word=repr(word), nerve=nerve_id, known=listed(known))
        )


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


def _render(report: dict[str, Any]) -> None:
    from multifocal.nerve import LATE_MS  # noqa: PLC0415

    console = Console()
    findings.render(console, report["responses"])
    console.print(
        say(
            "cli_nerve.nerve.fate",
            fibers=report["fibers"],
            stopped=report["stopped"],
            slowed=report["slowed"],
            late_ms=LATE_MS,
            force_percent=100 * report["force_share"],
            mrc=report["mrc_proposal"],
        )
    )
    if report["prescribed"]:
        console.print(say("cli_nerve.nerve.prescribed"))
    if "median_elbow" in report:
        findings.render(console, [report["median_elbow"]], say("cli_nerve.table.median_elbow"))
    if "f_waves" in report:
        findings.render(console, [report["f_waves"]], say("cli_nerve.table.f_waves"))
    if "sensory" in report:
        findings.render(console, report["sensory"], say("cli_nerve.table.sensory"))
