"""`multifocal examine`: a simulated person's whole motor and sensory study, and strength."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.console import Console

from multifocal import body
from multifocal.cli.nerve import findings
from multifocal.cli.nerve.files import check_files, comments, write_files
from multifocal.cli.nerve.reading import (
    DEFAULT_SPREAD,
    Draw,
    read_entrapment,
    read_focus_anywhere,
    read_side,
)
from multifocal.cli.outputs import ForceOption, named
from multifocal.words import say

if TYPE_CHECKING:
    from multifocal.nerve import Examination


def examine(
    focus: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SIDE:NERVE:SITE:SEVERITY[:EXTENT_MM[:MECHANISM[:DAYS]]]",
            help="cli_nerve.examine.focus",
        ),
    ] = None,
    limb: Annotated[list[str] | None, typer.Option(help="cli_nerve.examine.limb")] = None,
    side: Annotated[list[str] | None, typer.Option(help="cli_nerve.examine.side")] = None,
    entrapment: Annotated[
        list[str] | None,
        typer.Option(metavar="SIDE:ENTRAPMENT[:SEVERITY]", help="cli_nerve.examine.entrapment"),
    ] = None,
    crossing: Annotated[
        list[str] | None,
        typer.Option(metavar="SIDE:SHARE", help="cli_nerve.examine.crossing"),
    ] = None,
    temperature: Annotated[float | None, typer.Option(help="cli_nerve.option.temperature")] = None,
    stimuli: Annotated[int, typer.Option(min=0, max=1000, help="cli_nerve.examine.stimuli")] = 20,
    velocity_left: Annotated[float, typer.Option(help="cli_nerve.option.velocity_left")] = 1.0,
    varied_units: Annotated[
        bool, typer.Option("--varied-units", help="cli_nerve.option.varied_units")
    ] = False,
    person: Annotated[int, typer.Option(min=0, help="cli.option.person")] = 0,
    height: Annotated[float, typer.Option(help="cli.option.height")] = 175.0,
    age: Annotated[float | None, typer.Option(help="cli_nerve.examine.age")] = None,
    sex: Annotated[str | None, typer.Option(help="cli_nerve.examine.sex")] = None,
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
    """`multifocal examine`, whose help is `cli_nerve.examine.help`."""
    from multifocal import nerve as nerves  # noqa: PLC0415  (numba loads only when needed)

    check_files(out, sweeps, force)
    who = body.Subject(age_years=age, sex=_sex(sex), height_cm=height)
    draw = Draw(person, spread)
    foci = [read_focus_anywhere(word, who, draw) for word in focus or []]
    pressed = []
    for word in entrapment or []:
        where, _, rest = word.partition(":")
        pressed.append(read_entrapment(rest, read_side(where), who, person))
    limbs = limb or ["arm"]
    if unknown := set(limbs) - {"arm", "leg"}:
        raise typer.BadParameter(say("cli_nerve.wrong.limb", word=repr(unknown.pop())))
    warmth = None if temperature is None else nerves.LimbTemperature(temperature)
    crossed = dict(_crossing(word) for word in crossing or [])
    someone = nerves.Person(person, who, warmth, varied_units)
    harm = nerves.Harm(tuple(foci), tuple(pressed), crossing=crossed, velocity_left=velocity_left)
    exam = nerves.examine(
        someone,
        harm,
        sides=[read_side(word) for word in side or body.SIDES],
        limbs=limbs,
        stimuli=stimuli,
        noise=nerves.AMPLIFIER if noise else None,
    )
    said = comments(someone, harm, [*foci, *pressed], noise=noise)
    write_files(out, sweeps, exam.study, said, force)
    found = _found(exam, prescribed=any(one.prescribed for one in foci))
    if as_json:
        typer.echo(json.dumps(found))
    else:
        _render(found)


def _sex(word: str | None) -> Literal["female", "male"] | None:
    if word == "female":
        return "female"
    if word == "male":
        return "male"
    if word is None:
        return None
    raise typer.BadParameter(say("cli_nerve.wrong.sex", word=repr(word)))


def _crossing(word: str) -> tuple[body.Side, float]:
    where, _, share = word.partition(":")
    try:
        value = float(share)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise typer.BadParameter(say("cli_nerve.wrong.crossing", word=repr(word)))
    return read_side(where), value


def _found(exam: "Examination", *, prescribed: bool) -> dict[str, Any]:
    return {
        "prescribed": prescribed,
        "motor": [
            {"side": m.side, "nerve": m.nerve, "muscle": m.muscle, **findings.motor_row(m)}
            for m in exam.measures()
        ],
        "f_waves": [
            {"side": side, "muscle": muscle, **findings.f_row(latencies)}
            for (side, muscle), latencies in exam.f_latencies_ms.items()
        ],
        "sensory": [{"side": m.side, **findings.sensory_row(m)} for m in exam.measures("sensory")],
        "strength": [
            {
                "side": side,
                "muscle": muscle,
                "force_share": round(share, 4),
                "mrc_proposal": exam.mrc(side, muscle),
            }
            for side, muscles in exam.strength.items()
            for muscle, share in muscles.items()
        ],
        "limb_forces": [
            {"side": side, **findings.limb_force_row(one)}
            for side, forces in exam.limb_forces.items()
            for one in forces
        ],
        "tasks": [
            {"side": side, **findings.ability_row(one)}
            for side, tasks in exam.abilities.items()
            for one in tasks
        ],
    }


def _render(report: dict[str, Any]) -> None:
    console = Console()
    narrow = ("nerve", "distance_mm")
    findings.render(console, report["motor"], say("cli_nerve.table.motor"), leave_out=narrow)
    findings.render(console, report["f_waves"], say("cli_nerve.table.f_waves"))
    findings.render(console, report["sensory"], say("cli_nerve.table.sensory"), leave_out=narrow)
    weak = [row for row in report["strength"] if row["force_share"] < 1.0]
    findings.render(console, weak, say("cli_nerve.table.weak"))
    lost = [row for row in (*report["limb_forces"], *report["tasks"]) if row["share"] < 1.0]
    findings.render(console, lost, say("cli_nerve.table.lost"), leave_out=("normal",))
    if not weak:
        console.print(say("cli_nerve.no_weak_muscle"))
    if report["prescribed"]:
        console.print(say("cli_nerve.examine.prescribed"))
