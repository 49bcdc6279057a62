"""`multifocal fiber`: one simulated fiber, healthy and with lesions."""

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer
from rich.console import Console

from multifocal.cli.lesion_words import LEAST_SCALE, LesionWord, asked, lesions_of, read_lesion
from multifocal.cli.whole_table import WholeTable
from multifocal.fault import Fault
from multifocal.words import say

if TYPE_CHECKING:
    from multifocal.fiber import Fibers, Lesion
    from multifocal.fiber.engines.registry import EngineName
    from multifocal.fiber.engines.share import Scheme
    from multifocal.fiber.geometry import Rule
    from multifocal.fiber.lesion import Kind as LesionKind
    from multifocal.fiber.membranes.gaines import Kind

WATCHED_FROM_END = 3
"""Times are taken at this node from the end: node 38 of 41, as in the reference tables."""


def fiber(
    diameter: Annotated[float, typer.Option(min=5.7, max=16.0, help="cli.fiber.diameter")] = 10.0,
    lesion: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND:SCALE:COUNT[@PLACE]",
            help="cli.fiber.lesion",
        ),
    ] = None,
    nodes: Annotated[int, typer.Option(min=11, max=2001, help="cli.fiber.nodes")] = 41,
    temperature: Annotated[
        float, typer.Option(min=20, max=45, help="cli.fiber.temperature")
    ] = 37.0,
    membrane: Annotated[
        str,
        typer.Option(help="cli.fiber.membrane"),
    ] = "mrg",
    geometry: Annotated[
        str | None,
        typer.Option(help="cli.fiber.geometry"),
    ] = None,
    scheme: Annotated[str, typer.Option(help="cli.fiber.scheme")] = "cn",
    engine: Annotated[
        str | None,
        typer.Option(help="cli.fiber.engine"),
    ] = None,
    dt_us: Annotated[
        float | None,
        typer.Option(min=0.1, max=50.0, help="cli.fiber.dt_us"),
    ] = None,
    export_neuron: Annotated[
        Path | None, typer.Option(metavar="DIR", help="cli_excitability.export_neuron")
    ] = None,
    export_pyfibers: Annotated[
        Path | None, typer.Option(metavar="DIR", help="cli_excitability.export_pyfibers")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="cli.option.json")] = False,
) -> None:
    """`multifocal fiber`, whose help is `cli.fiber.help`."""
    from multifocal import fiber as fibers  # noqa: PLC0415

    if membrane not in ("mrg", "motor", "sensory"):
        raise typer.BadParameter(say("cli.fiber.wrong.membrane"))
    rule = cast("Rule", geometry or ("table" if membrane == "mrg" else "gaines"))
    if rule not in ("table", "polynomial", "gaines"):
        raise typer.BadParameter(say("cli.fiber.wrong.geometry"))
    if scheme not in ("cn", "be"):
        raise typer.BadParameter(say("cli.fiber.wrong.scheme"))
    if engine not in (None, "fast", "reference"):
        raise typer.BadParameter(say("cli.fiber.wrong.engine"))
    order: Literal["cn", "be"] = "cn" if scheme == "cn" else "be"
    runs_on = cast("Literal['fast', 'reference'] | None", engine)
    dt_ms = None if dt_us is None else dt_us / 1000
    words = [read_lesion(word) for word in lesion or ()]
    try:
        chosen = (
            fibers.Membrane(temperature_c=temperature)
            if membrane == "mrg"
            else fibers.GainesMembrane(cast("Kind", membrane), temperature)
        )
        batch = fibers.Fibers(fibers.Geometry.of([diameter] * 2, rule), nodes, chosen)
        threshold = _threshold(batch, words, dt_ms, runs_on, order)
        answer = fibers.conduct(
            batch,
            lesions_of(words, nodes, threshold),
            watch_at_mm=batch.node_mm()[:, [nodes - WATCHED_FROM_END]],
            dt_ms=dt_ms,
            scheme=order,
            engine=runs_on,
        )
        velocity = fibers.velocity_m_s(
            diameter, rule, chosen, dt_ms=dt_ms, scheme=order, engine=runs_on
        )
    except IndexError as error:
        raise typer.BadParameter(say("cli.fiber.wrong.place", error=error)) from None
    except Fault as fault:
        raise typer.BadParameter(str(fault)) from None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    damaged, healthy = answer.times_ms[:, 0, 0].tolist()
    conducted = None if answer.unfinished[0] else not math.isnan(damaged)
    said = [word.as_json(threshold) for word in words]
    report: dict[str, object] = {
        "diameter_um": diameter,
        "velocity_m_s": round(float(velocity[0]), 4),
        "conducted": conducted,
        "delay_us": round(1000 * (damaged - healthy), 2) if conducted else None,
        "block_at_mm": round(float(answer.block_at_mm[0]), 4) if conducted is False else None,
        "lesion": said[0] if len(said) == 1 else None,
        "lesions": said,
        "nodes": nodes,
        "temperature_c": temperature,
        "membrane": membrane,
        "geometry": rule,
        "scheme": scheme,
        "dt_us": dt_us,
    }
    if threshold is not None:
        report["threshold_scale"] = None if math.isnan(threshold) else round(threshold, 5)
        report["remark"] = _remark(threshold)
    for folder, program in ((export_neuron, "neuron"), (export_pyfibers, "pyfibers")):
        if folder is not None:
            _export(folder, program, batch, lesions_of(words, nodes, threshold))
    if as_json:
        typer.echo(json.dumps(report))
    else:
        _render(report)


def _export(folder: Path, program: str, batch: "Fibers", lesions: "list[Lesion]") -> None:
    from multifocal.fiber_export import write_neuron, write_pyfibers  # noqa: PLC0415

    write = write_neuron if program == "neuron" else write_pyfibers
    try:
        write(folder, batch, lesions, watch_node=batch.nodes - WATCHED_FROM_END)
    except Fault:
        raise
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _threshold(
    batch: "Fibers",
    words: list[LesionWord],
    dt_ms: float | None,
    engine: "EngineName | None",
    scheme: "Scheme",
) -> float | None:
    """The largest scale that blocks, for the lesion whose scale is asked for; 0 if none does."""
    from multifocal.fiber import block_threshold  # noqa: PLC0415

    one = asked(words)
    if one is None:
        return None
    others = lesions_of([word for word in words if word is not one], batch.nodes, None)
    at = one.places(batch.nodes)
    kind = cast("LesionKind", one.kind)
    found = block_threshold(batch, kind, at, others, dt_ms=dt_ms, engine=engine, scheme=scheme)
    return float(found[0])


def _remark(threshold: float) -> str | None:
    """What to know of a threshold that is none."""
    if math.isnan(threshold):
        return say("cli.fiber.threshold.no_rest")
    if threshold == 0:
        return say("cli.fiber.threshold.never", scale=LEAST_SCALE)
    return say("cli.fiber.threshold.always") if threshold == 1 else None


def _render(found: dict[str, object]) -> None:
    table = WholeTable(show_header=False, box=None, padding=(0, 2, 0, 0))
    for key, value in found.items():
        if key == "lesion" or (key == "remark" and value is None):
            continue
        table.add_row(key, "-" if value in (None, []) else str(value))
    Console().print(table)
