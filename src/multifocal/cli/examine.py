"""`multifocal examine`: a simulated person's whole motor and sensory study, and strength."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.console import Console

from multifocal import body
from multifocal.cli import nerve_findings as findings
from multifocal.cli.nerve_files import check_files, comments, write_files
from multifocal.cli.nerve_words import (
    DEFAULT_SPREAD,
    Draw,
    read_entrapment,
    read_focus_anywhere,
    read_side,
)
from multifocal.cli.outputs import ForceOption, named

if TYPE_CHECKING:
    from multifocal.nerve import Examination


def examine(
    focus: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SIDE:NERVE:SITE:SEVERITY[:EXTENT_MM[:MECHANISM]]",
            help="A focus of disease, for example right:ulnar:forearm:0.4. May be given several "
            "times. It falls on motor fibers only: why sensory fibers are mostly spared is not "
            "fully known.",
        ),
    ] = None,
    limb: Annotated[
        list[str] | None, typer.Option(help="arm (default) or leg; may be given twice.")
    ] = None,
    side: Annotated[list[str] | None, typer.Option(help="left or right; without it both.")] = None,
    entrapment: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SIDE:ENTRAPMENT[:SEVERITY]", help="Thinned myelin at a place of entrapment."
        ),
    ] = None,
    crossing: Annotated[
        list[str] | None,
        typer.Option(metavar="SIDE:SHARE", help="Martin-Gruber on a side: share that crosses."),
    ] = None,
    temperature: Annotated[
        float | None, typer.Option(help="Skin of hand or foot, °C (without it 33).")
    ] = None,
    stimuli: Annotated[
        int, typer.Option(min=0, max=1000, help="Stimuli a nerve for F waves; 0 for none.")
    ] = 20,
    person: Annotated[int, typer.Option(min=0, help="Seed of the simulated person.")] = 0,
    height: Annotated[float, typer.Option(help="Height, cm.")] = 175.0,
    age: Annotated[float | None, typer.Option(help="Years; for normal values of strength.")] = None,
    sex: Annotated[
        str | None, typer.Option(help="female or male; for normal values of strength.")
    ] = None,
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
    """Examine a simulated person: every usual nerve of the limbs, strength, daily tasks."""
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
        raise typer.BadParameter(f"{unknown.pop()!r} is not a limb; arm or leg")
    warmth = None if temperature is None else nerves.LimbTemperature(temperature)
    crossed = dict(_crossing(word) for word in crossing or [])
    exam = nerves.examine(
        nerves.Person(person, who, warmth),
        nerves.Harm(tuple(foci), tuple(pressed), crossing=crossed),
        sides=[read_side(word) for word in side or body.SIDES],
        limbs=limbs,
        stimuli=stimuli,
        noise=nerves.AMPLIFIER if noise else None,
    )
    said = comments(who, person, [*foci, *pressed], noise=noise)
    write_files(out, sweeps, exam.study, said, force)
    found = _found(exam, prescribed=any(one.prescribed for one in foci))
    if as_json:
        typer.echo(json.dumps(found))
    else:
        _show(found)


def _sex(word: str | None) -> Literal["female", "male"] | None:
    if word == "female":
        return "female"
    if word == "male":
        return "male"
    if word is None:
        return None
    raise typer.BadParameter(f"{word!r} is not understood; female or male")


def _crossing(word: str) -> tuple[body.Side, float]:
    where, _, share = word.partition(":")
    try:
        value = float(share)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise typer.BadParameter(f"{word!r} is not SIDE:SHARE with a share from 0 to 1")
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


def _show(found: dict[str, Any]) -> None:
    console = Console()
    narrow = ("nerve", "distance_mm")
    findings.show(console, found["motor"], "Motor responses", leave_out=narrow)
    findings.show(console, found["f_waves"], "F waves")
    findings.show(console, found["sensory"], "Sensory responses", leave_out=narrow)
    weak = [row for row in found["strength"] if row["force_share"] < 1.0]
    findings.show(console, weak, "Weak muscles (MRC is a proposal, unverified)")
    lost = [row for row in (*found["limb_forces"], *found["tasks"]) if row["share"] < 1.0]
    title = "Strength and tasks, share of normal (proposals, unverified)"
    findings.show(console, lost, title, leave_out=("normal",))
    if not weak:
        console.print("No muscle is weak.")
    if found["prescribed"]:
        console.print("A block was prescribed, not computed.")
