"""`multifocal fiber`: one simulated fiber, healthy and with lesions."""

import json
import math
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer
from rich.console import Console
from rich.table import Table

from multifocal.cli.lesion_words import LesionWord, asked, lesions_of, read_lesion
from multifocal.fault import Fault

if TYPE_CHECKING:
    from multifocal.fiber import Fibers
    from multifocal.fiber.geometry import Rule
    from multifocal.fiber.membranes.gaines import Kind

WATCHED_FROM_END = 3
"""Times are taken at this node from the end: node 38 of 41, as in the reference tables."""


def fiber(
    diameter: Annotated[
        float, typer.Option(min=5.7, max=16.0, help="Outer diameter of the fiber, µm.")
    ] = 10.0,
    lesion: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND:SCALE:COUNT[@PLACE]",
            help="Damage, in the middle of the fiber or from node or internode PLACE on; may be "
            "given several times. KIND: lamellae, gna, seal, seal+peri, seal+gna, paranode, mysa "
            "or widened. SCALE: what is left (lamellae:0.05:3 leaves 5 % of the lamellae in 3 "
            "internodes; for paranode, the sodium left at the bared nodes), or ? for the largest "
            "that blocks.",
        ),
    ] = None,
    nodes: Annotated[int, typer.Option(min=11, max=2001, help="Number of nodes.")] = 41,
    temperature: Annotated[float, typer.Option(min=20, max=45, help="Temperature, °C.")] = 37.0,
    membrane: Annotated[
        str,
        typer.Option(help="mrg, or motor or sensory (Gaines 2018: channels in the internode too)."),
    ] = "mrg",
    geometry: Annotated[
        str | None,
        typer.Option(
            help="table, polynomial or gaines; left out, the one that the membrane was published "
            "with (mrg: table)."
        ),
    ] = None,
    scheme: Annotated[
        str, typer.Option(help="cn (second order in time) or be (backward Euler).")
    ] = "cn",
    engine: Annotated[
        str | None,
        typer.Option(help="fast, or reference (float64 double cable); mrg only, be: reference."),
    ] = None,
    dt_us: Annotated[
        float | None,
        typer.Option(min=0.1, max=50.0, help="Time step, µs; left out, the engine's own."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Simulate one fiber (double cable): does the impulse pass a lesion, and how late?"""
    from multifocal import fiber as fibers  # noqa: PLC0415

    if membrane not in ("mrg", "motor", "sensory"):
        raise typer.BadParameter("--membrane is mrg, motor or sensory")
    rule = cast("Rule", geometry or ("table" if membrane == "mrg" else "gaines"))
    if rule not in ("table", "polynomial", "gaines"):
        raise typer.BadParameter("--geometry is table, polynomial or gaines")
    if scheme not in ("cn", "be"):
        raise typer.BadParameter("--scheme is cn or be")
    if engine not in (None, "fast", "reference"):
        raise typer.BadParameter("--engine is fast or reference")
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
        threshold = _threshold(batch, words)
        answer = fibers.conduct(
            batch,
            lesions_of(words, nodes, threshold),
            watch_at_mm=batch.node_mm()[:, [nodes - WATCHED_FROM_END]],
            duration_ms=8.0 + 0.05 * nodes,
            dt_ms=dt_ms,
            scheme=order,
            engine=runs_on,
        )
        velocity = fibers.velocity_m_s(
            diameter, rule, chosen, dt_ms=dt_ms, scheme=order, engine=runs_on
        )
    except IndexError as error:
        raise typer.BadParameter(f"{error}; give fewer places or more --nodes") from None
    except Fault as fault:
        raise typer.BadParameter(str(fault)) from None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    damaged, healthy = answer.times_ms[:, 0, 0].tolist()
    conducted = not math.isnan(damaged)
    said = [word.as_json(threshold) for word in words]
    found: dict[str, object] = {
        "diameter_um": diameter,
        "velocity_m_s": round(float(velocity[0]), 4),
        "conducted": conducted,
        "delay_us": round(1000 * (damaged - healthy), 2) if conducted else None,
        "block_at_mm": None if conducted else round(float(answer.block_at_mm[0]), 4),
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
        found["threshold_scale"] = round(threshold, 5)
    if as_json:
        typer.echo(json.dumps(found))
    else:
        _show(found)


def _threshold(batch: "Fibers", words: list[LesionWord]) -> float | None:
    """The largest scale that blocks, for the lesion whose scale is asked for; 0 if none does."""
    from multifocal.fiber import block_threshold  # noqa: PLC0415

    one = asked(words)
    if one is None:
        return None
    others = lesions_of([word for word in words if word is not one], batch.nodes, None)
    at = one.places(batch.nodes)
    return float(block_threshold(batch, one.kind, at, others)[0])  # type: ignore[arg-type]


def _show(found: dict[str, object]) -> None:
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for key, value in found.items():
        if key == "lesion":
            continue
        table.add_row(key, "-" if value in (None, []) else str(value))
    Console().print(table)
