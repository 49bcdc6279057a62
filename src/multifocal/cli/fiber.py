"""`multifocal fiber`: one simulated fiber, healthy and with a lesion."""

import json
import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer
from rich.console import Console
from rich.table import Table

from multifocal.fault import Fault

if TYPE_CHECKING:
    from multifocal.fiber.gaines import Kind
    from multifocal.fiber.geometry import Rule

WATCHED_FROM_END = 3
"""Times are taken at this node from the end: node 38 of 41, as in the reference tables."""


@dataclass(frozen=True)
class LesionWord:
    """KIND:SCALE:COUNT, understood."""

    kind: str
    scale: float
    count: int


def read_lesion(word: str) -> LesionWord:
    """Understand KIND:SCALE:COUNT."""
    from multifocal.fiber import KINDS  # noqa: PLC0415  (numba loads only when a fiber runs)

    parts = word.split(":")
    if len(parts) != 3:
        raise typer.BadParameter(f"{word!r} is not KIND:SCALE:COUNT, for example lamellae:0.05:3")
    if parts[0] not in KINDS:
        raise typer.BadParameter(f"unknown kind {parts[0]!r}; known: {', '.join(KINDS)}")
    try:
        found = LesionWord(parts[0], float(parts[1]), int(parts[2]))
    except ValueError:
        raise typer.BadParameter(
            f"{word!r}: SCALE is a number from 0 to 1, COUNT a whole number"
        ) from None
    if not math.isfinite(found.scale) or not 0 <= found.scale <= 1 or found.count < 1:
        raise typer.BadParameter(f"{word!r}: SCALE lies from 0 to 1, COUNT is at least 1")
    return found


def fiber(
    diameter: Annotated[
        float, typer.Option(min=5.7, max=16.0, help="Outer diameter of the fiber, µm.")
    ] = 10.0,
    lesion: Annotated[
        str | None,
        typer.Option(
            metavar="KIND:SCALE:COUNT",
            help="Damage in the middle of the fiber. KIND: lamellae, gna, seal, seal+peri, "
            "seal+gna, paranode or mysa. SCALE: what is left (lamellae:0.05:3 leaves 5 % of the "
            "lamellae in 3 internodes; for paranode, the sodium left at the bared nodes).",
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
    dt_us: Annotated[float, typer.Option(min=0.1, max=20.0, help="Time step, µs.")] = 2.5,
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
    order: Literal["cn", "be"] = "cn" if scheme == "cn" else "be"
    word = read_lesion(lesion) if lesion is not None else None
    chosen = (
        fibers.Membrane(temperature_c=temperature)
        if membrane == "mrg"
        else fibers.GainesMembrane(cast("Kind", membrane), temperature)
    )
    batch = fibers.Fibers(fibers.Geometry.of([diameter] * 2, rule), nodes, chosen)
    try:
        lesions = (
            [fibers.Lesion.centered(word.kind, word.count, word.scale, nodes // 2)]  # type: ignore[arg-type]
            if word
            else []
        )
        answer = fibers.conduct(
            batch,
            lesions,
            watch_at_mm=batch.node_mm()[:, [nodes - WATCHED_FROM_END]],
            duration_ms=8.0 + 0.05 * nodes,
            dt_ms=dt_us / 1000,
            scheme=order,
        )
    except IndexError as error:
        raise typer.BadParameter(f"{error}; give fewer places or more --nodes") from None
    except Fault as fault:
        raise typer.BadParameter(str(fault)) from None
    damaged, healthy = answer.times_ms[:, 0, 0].tolist()
    conducted = not math.isnan(damaged)
    velocity = fibers.velocity_m_s(diameter, rule, chosen, dt_ms=dt_us / 1000, scheme=order)
    found = {
        "diameter_um": diameter,
        "velocity_m_s": round(float(velocity[0]), 4),
        "conducted": conducted,
        "delay_us": round(1000 * (damaged - healthy), 2) if conducted else None,
        "block_at_mm": None if conducted else round(float(answer.block_at_mm[0]), 4),
        "lesion": asdict(word) if word else None,
        "nodes": nodes,
        "temperature_c": temperature,
        "membrane": membrane,
        "geometry": rule,
        "scheme": scheme,
        "dt_us": dt_us,
    }
    if as_json:
        typer.echo(json.dumps(found))
    else:
        _show(found)


def _show(found: dict[str, object]) -> None:
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for key, value in found.items():
        table.add_row(key, "-" if value is None else str(value))
    Console().print(table)
