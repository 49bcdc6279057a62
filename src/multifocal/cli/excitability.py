"""`multifocal excitability`: nerve excitability testing of one simulated fiber."""

import json
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from rich.console import Console

from multifocal.cli.lesion_words import lesions_of, read_lesion
from multifocal.cli.whole_table import WholeTable
from multifocal.fault import Fault
from multifocal.words import listed, say

if TYPE_CHECKING:
    from multifocal.excitability import Tracking
    from multifocal.fiber.membranes.gaines import Kind

PROTOCOLS = ("strength-duration", "recovery", "electrotonus", "current-threshold")
NODES = 21
MEASURES = (
    ("strength-duration", "time_constant_ms"), ("recovery", "relative_refractory_ms"),
    ("recovery", "superexcitability_percent"), ("recovery", "subexcitability_percent"),
    ("electrotonus", "ted_10_percent"), ("electrotonus", "ted_90_percent"),
    ("electrotonus", "ted_after_percent"), ("electrotonus", "teh_10_percent"),
    ("electrotonus", "teh_90_percent"), ("electrotonus", "teh_after_percent"),
)  # fmt: skip


def excitability(
    diameter: Annotated[float, typer.Option(min=5.7, max=16.0, help="cli.fiber.diameter")] = 10.0,
    membrane: Annotated[str, typer.Option(help="cli.fiber.membrane")] = "mrg",
    temperature: Annotated[
        float, typer.Option(min=20, max=45, help="cli.fiber.temperature")
    ] = 37.0,
    shift: Annotated[float, typer.Option(min=-30, max=15, help="cli_excitability.shift")] = 0.0,
    lesion: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND:SCALE:COUNT[@PLACE]", help="cli_excitability.lesion"),
    ] = None,
    protocol: Annotated[list[str] | None, typer.Option(help="cli_excitability.protocol")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="cli.option.json")] = False,
) -> None:
    """`multifocal excitability`, whose help is `cli_excitability.help`."""
    asked = tuple(protocol or PROTOCOLS)
    if unknown := [one for one in asked if one not in PROTOCOLS]:
        wrong = say("cli_excitability.wrong.protocol", given=unknown[0], known=listed(PROTOCOLS))
        raise typer.BadParameter(wrong)
    if membrane not in ("mrg", "motor", "sensory"):
        raise typer.BadParameter(say("cli.fiber.wrong.membrane"))
    words = [read_lesion(word) for word in lesion or ()]
    if any(word.scale is None for word in words):
        raise typer.BadParameter(say("cli_excitability.wrong.scale"))
    try:
        tested, rest_mv = _tested(diameter, membrane, temperature, shift, words)
        report: dict[str, Any] = {
            "diameter_um": diameter,
            "membrane": membrane,
            "temperature_c": temperature,
            "rest_mv": _number(rest_mv, 2),
            "shift_mv": shift,
            "lesions": [word.as_json(None) for word in words],
            "threshold_na": _number(float(tested.control_na[0]), 5),
            "protocols": _found(tested, asked),
        }
    except IndexError as error:
        raise typer.BadParameter(say("cli.fiber.wrong.place", error=error)) from None
    except Fault as fault:
        raise typer.BadParameter(str(fault)) from None
    report["measures"] = _measures(report["protocols"])
    if as_json:
        typer.echo(json.dumps(report, allow_nan=False))
    else:
        _render(report)


def _tested(
    diameter: float, membrane: str, temperature: float, shift: float, words: list[Any]
) -> "tuple[Tracking, float]":
    from multifocal import excitability as tests  # noqa: PLC0415  (NumPy loads only when needed)
    from multifocal import fiber  # noqa: PLC0415

    chosen = (
        fiber.Membrane(temperature)
        if membrane == "mrg"
        else fiber.GainesMembrane(cast("Kind", membrane), temperature)
    )
    shape = fiber.Geometry.of([diameter], "table" if membrane == "mrg" else "gaines")
    fibers = fiber.Fibers(shape, NODES, chosen)
    lesions = tuple(lesions_of(words, NODES, None))
    steady = tests.steady_for_shift(fibers, shift, lesions) if shift else None
    if steady is not None and math.isnan(steady[0, 0]):
        raise typer.BadParameter(say("cli_excitability.wrong.shift", shift=shift))
    rest = tests.resting_mv(fibers, lesions, steady_na=steady)
    return tests.Tracking(fibers, lesions, steady), float(rest[0, NODES // 2])


def _found(tested: "Tracking", asked: tuple[str, ...]) -> dict[str, Any]:
    from multifocal import excitability as tests  # noqa: PLC0415

    out: dict[str, Any] = {}
    if "strength-duration" in asked:
        law = tests.strength_duration(tested)
        out["strength-duration"] = {
            "durations_ms": law.durations_ms.tolist(),
            "threshold_na": _numbers(law.threshold_na[0], 5),
            "rheobase_na": _number(law.rheobase_na[0], 5),
            "time_constant_ms": _number(law.time_constant_ms[0], 4),
            "misfit_percent": _number(law.misfit_percent[0], 2),
        }
    if "recovery" in asked:
        cycle = tests.recovery_cycle(tested)
        out["recovery"] = {
            "intervals_ms": cycle.intervals_ms.tolist(),
            "change_percent": _numbers(cycle.change_percent[0], 2),
            "relative_refractory_ms": _number(cycle.relative_refractory_ms[0], 3),
            "superexcitability_percent": _number(cycle.superexcitability_percent[0], 2),
            "subexcitability_percent": _number(cycle.subexcitability_percent[0], 2),
        }
    if "electrotonus" in asked:
        tonus = tests.threshold_electrotonus(tested)
        out["electrotonus"] = {
            "currents_percent": tonus.currents_percent.tolist(),
            "delays_ms": tonus.delays_ms.tolist(),
            "reduction_percent": [_numbers(one, 2) for one in tonus.reduction_percent[0]],
        } | {
            f"{name}_{at}_percent": _number(tonus.mean(current, at, at)[0], 2)
            for name, current in (("ted", 40.0), ("teh", -40.0))
            for at in (10, 90)
        } | {
            "ted_after_percent": _number(tonus.rebound(40.0)[0], 2),
            "teh_after_percent": _number(tonus.rebound(-40.0)[0], 2),
        }  # fmt: skip
    if "current-threshold" in asked:
        bend = tests.current_threshold(tested)
        out["current-threshold"] = {
            "currents_percent": bend.currents_percent.tolist(),
            "reduction_percent": _numbers(bend.reduction_percent[0], 2),
            "resting_slope": _number(bend.resting_slope[0], 3),
            "least_slope": _number(bend.least_slope[0], 3),
        }
    return out


def _measures(protocols: dict[str, Any]) -> list[dict[str, Any]]:
    """What clinics read off the curves, beside what was measured in people."""
    from multifocal.excitability import PUBLISHED  # noqa: PLC0415

    return [
        {
            "measure": name,
            "model": protocols[of][name],
            "published_mean": PUBLISHED[name].mean,
            "published_sd": PUBLISHED[name].sd,
            "source": PUBLISHED[name].source,
        }
        for of, name in MEASURES
        if of in protocols
    ]


def _number(value: float, digits: int) -> float | None:
    """None where there is none: refractory, firing by itself, or without a rest."""
    return round(float(value), digits) if math.isfinite(value) else None


def _numbers(values: Iterable[float], digits: int) -> list[float | None]:
    return [_number(one, digits) for one in values]


def _render(report: dict[str, Any]) -> None:
    out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    out.print(
        say(
            "cli_excitability.fiber", membrane=report["membrane"], diameter=report["diameter_um"],
            temperature=report["temperature_c"], rest=_cell(report["rest_mv"]),
            threshold=_cell(report["threshold_na"]),
        )
    )  # fmt: skip
    table = WholeTable(box=None, padding=(0, 2, 0, 0))
    for key in ("measure", "model", "published"):
        table.add_column(say(f"cli_excitability.column.{key}"))
    for one in report["measures"]:
        spread = "" if one["published_sd"] is None else f" ± {one['published_sd']:g}"
        name, mean = one["measure"], f"{one['published_mean']:g}{spread}"
        table.add_row(say(f"cli_excitability.{name}"), _cell(one["model"]), mean)
    out.print(table)
    out.print(say("cli_excitability.beside"))
    for name, found in report["protocols"].items():
        out.print()
        out.print(say(f"cli_excitability.curve.{name.replace('-', '_')}"))
        _curves(out, found)


_AXES = ("durations_ms", "intervals_ms", "delays_ms")
_VALUES = ("threshold_na", "change_percent", "reduction_percent")


def _curves(out: Console, found: dict[str, Any]) -> None:
    axis = next(found[one] for one in (*_AXES, "currents_percent") if one in found)
    values = next(found[one] for one in _VALUES if one in found)
    curves = values if isinstance(values[0], list) else [values]
    table = WholeTable(box=None, padding=(0, 2, 0, 0), show_header=False)
    for k, at in enumerate(axis):
        table.add_row(f"{at:g}", *(_cell(one[k]) for one in curves))
    out.print(table)


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"
