"""`multifocal nerve`: a simulated nerve conduction study of a nerve with foci of disease."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from multifocal import body
from multifocal.fault import Fault

if TYPE_CHECKING:
    from multifocal.nerve import Conduction, Focus
    from multifocal.study import Measure

DEFAULT_SITES = {"ulnar": ("wrist", "below_elbow", "above_elbow", "axilla", "erb")}


def nerve(
    nerve_id: Annotated[str, typer.Argument(metavar="NERVE", help="Which nerve: ulnar.")],
    muscle: Annotated[str, typer.Option(help="Muscle to record from: adm or fdi.")] = "adm",
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
    person: Annotated[int, typer.Option(min=0, help="Seed of the simulated person.")] = 0,
    height: Annotated[float, typer.Option(help="Height, cm.")] = 175.0,
    spread: Annotated[
        float, typer.Option(min=0.1, help="How alike the fibers are hit; larger is more alike.")
    ] = 6.0,
    out: Annotated[
        Path | None, typer.Option(help="Write the study as CSV, for `multifocal study evaluate`.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Simulate a study: responses by stimulation site, fibers stopped and slowed, force."""
    from multifocal import nerve as nerves  # noqa: PLC0415  (numba loads only when needed)
    from multifocal.study import measure_all, write_csv  # noqa: PLC0415

    which = _side(side)
    if muscle not in nerves.recordable_muscles():
        raise typer.BadParameter(
            f"{muscle!r} cannot be recorded yet; known: {', '.join(nerves.recordable_muscles())}"
        )
    if body.muscle(muscle).stem != nerve_id:
        raise typer.BadParameter(f"{muscle} belongs to the {body.muscle(muscle).stem} nerve")
    pool = nerves.motor_pool(muscle, which, body.Subject(height_cm=height), person)
    foci = [read_focus(word, nerve_id, pool.way, person, spread) for word in focus or []]
    sites = [_site(nerve_id, word) for word in site or DEFAULT_SITES[nerve_id]]
    measures = measure_all([nerves.stimulate(pool, one, foci) for one in sites])
    fate = nerves.conduction(pool, foci)
    strength = nerves.force(pool, foci)
    if out is not None:
        rounded = [_three_decimals(one) for one in measures]
        _write(out, write_csv(rounded, _comments(pool.way, foci, person, spread)))
    found = _found(nerve_id, muscle, which, measures, fate, strength)
    if as_json:
        typer.echo(json.dumps(found))
    else:
        _show(found)


def read_focus(
    word: str, nerve_id: str, way: body.Path, seed: int = 0, spread: float = 6.0
) -> "Focus":
    """Understand SITE:SEVERITY[:EXTENT_MM[:MECHANISM]]."""
    from multifocal.nerve import DEFAULT_EXTENT_MM, Focus  # noqa: PLC0415

    parts = word.split(":")
    if not 2 <= len(parts) <= 4:
        raise typer.BadParameter(f"{word!r} is not SITE:SEVERITY[:EXTENT_MM[:MECHANISM]]")
    try:
        severity = float(parts[1])
        extent = float(parts[2]) if len(parts) > 2 else DEFAULT_EXTENT_MM
    except ValueError:
        raise typer.BadParameter(f"{word!r}: SEVERITY and EXTENT_MM are numbers") from None
    mechanism: Any = parts[3] if len(parts) > 3 else "paranode"
    place = _site(nerve_id, parts[0]).place_on(way)
    try:
        return Focus(place, severity, extent, mechanism, spread, seed)
    except Fault as fault:
        raise typer.BadParameter(str(fault)) from None


def _side(word: str) -> body.Side:
    if word == "left":
        return "left"
    if word == "right":
        return "right"
    raise typer.BadParameter(f"{word!r} is not a side; left or right")


def _site(nerve_id: str, word: str) -> body.Site:
    try:
        return body.site(nerve_id, word)
    except KeyError:
        known = ", ".join(one.id for one in body.sites(nerve_id))
        raise typer.BadParameter(
            f"no site {word!r} on the {nerve_id} nerve; known: {known}"
        ) from None


def _comments(way: body.Path, foci: "list[Focus]", person: int, spread: float) -> list[str]:
    lines = [f"Simulated by multifocal nerve: person {person}, {way.subject.height_cm:g} cm."]
    for one in foci:
        given = " PRESCRIBED, not computed" if one.prescribed else ""
        from_muscle = way.mm_from_muscle(one.place)
        lines.append(
            f"Focus: {one.mechanism}{given}, {from_muscle:.0f} mm from the muscle, "
            f"{one.extent_mm:g} mm long, severity {one.severity:g}, spread {spread:g}."
        )
    return lines


def _three_decimals(one: "Measure") -> "Measure":
    """What a report would print."""
    return replace(
        one,
        latency_ms=_rounded(one.latency_ms),
        amplitude_mv=_rounded(one.amplitude_mv),
        negative_peak_area_mvms=_rounded(one.negative_peak_area_mvms),
        negative_peak_duration_ms=_rounded(one.negative_peak_duration_ms),
        supramaximal=None,  # every simulated stimulus is: no column needed
    )


def _write(out: Path, text: str) -> None:
    """All or nothing: a half-written study is worse than none."""
    draft = out.with_name(out.name + ".part")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(out)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Fault(
            f"cannot write {out}: {error.strerror}", remedy="Choose another place for --out"
        ) from None


def _found(
    nerve_id: str,
    muscle: str,
    side: str,
    measures: "tuple[Measure, ...]",
    fate: "Conduction",
    strength: float,
) -> dict[str, Any]:
    from multifocal.nerve import mrc_grade  # noqa: PLC0415

    late = fate.delay_ms[fate.arrives]
    return {
        "nerve": nerve_id,
        "muscle": muscle,
        "side": side,
        "fibers": len(fate.delay_ms),
        "stopped": int((~fate.arrives).sum()),
        "slowed": int((late >= 0.1).sum()),
        "prescribed": fate.prescribed,
        "force_share": round(strength, 4),
        "mrc_proposal": mrc_grade(strength),
        "responses": [
            {
                "site": one.site,
                "latency_ms": _rounded(one.latency_ms),
                "amplitude_mv": _rounded(one.amplitude_mv),
                "negative_peak_area_mvms": _rounded(one.negative_peak_area_mvms),
                "negative_peak_duration_ms": _rounded(one.negative_peak_duration_ms),
                "distance_mm": _rounded(one.distance_mm),
            }
            for one in measures
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _show(found: dict[str, Any]) -> None:
    table = Table("site", "latency ms", "amplitude mV", "area mV·ms", "duration ms", "distance mm")
    for row in found["responses"]:
        table.add_row(
            row["site"], *("–" if v is None else f"{v:g}" for v in list(row.values())[1:])
        )
    console = Console()
    console.print(table)
    console.print(
        f"{found['fibers']} fibers: {found['stopped']} stopped, {found['slowed']} slowed by 0.1 ms "
        f"or more. Force {100 * found['force_share']:.0f} % of normal, about MRC "
        f"{found['mrc_proposal']} (a proposal, unverified)."
    )
    if found["prescribed"]:
        console.print("The block was prescribed, not computed.")
