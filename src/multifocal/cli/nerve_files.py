"""What `multifocal nerve` writes: the study as a table, and every sweep."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from multifocal import body
from multifocal.fault import Fault

if TYPE_CHECKING:
    from multifocal.nerve import Focus
    from multifocal.study import Measure, Recording


def rounded(value: float | None) -> float | None:
    """Three decimals, as a report would print."""
    return None if value is None else round(value, 3)


def write_study(out: Path, measures: "Iterable[Measure]", comments: Sequence[str]) -> None:
    """The motor responses as a table for `multifocal study evaluate`."""
    from multifocal.study import write_csv  # noqa: PLC0415

    write(out, write_csv([_three_decimals(one) for one in measures if one.kind == "M"], comments))


def write_sweeps(out: Path, recordings: "Iterable[Recording]", comments: Sequence[str]) -> None:
    """Every sample of every sweep, one row each, in mV, negativity upward."""
    page = io.StringIO()
    for comment in comments:
        page.write(f"# {comment}\n")
    table = csv.writer(page, lineterminator="\n")
    table.writerow(
        ["sweep", "kind", "side", "nerve", "muscle", "skin", "site", "time_ms", "signal_mv"]
    )
    for number, one in enumerate(recordings, 1):
        what = [number, one.kind, one.side, one.nerve, one.muscle or "", one.skin or "", one.site]
        for time_ms, signal in zip(one.times_ms, one.negativity_mv, strict=True):
            table.writerow([*what, f"{time_ms:.3f}", f"{signal:.6f}"])
    write(out, page.getvalue())


def comments(subject: body.Subject, person: int, foci: "Sequence[Focus]") -> list[str]:
    """Lines that say what was simulated."""
    lines = [f"Simulated by multifocal nerve: person {person}, {subject.height_cm:g} cm."]
    for one in foci:
        given = " PRESCRIBED, not computed" if one.prescribed else ""
        lines.append(
            f"Focus: {one.mechanism}{given}, {one.place.side} {one.place.segment} at "
            f"{one.place.mm:.0f} mm, {one.extent_mm:g} mm long, severity {one.severity:g}, "
            f"spread {one.spread:g}."
        )
    return lines


def write(out: Path, text: str) -> None:
    """All or nothing: a half-written study is worse than none."""
    draft = out.with_name(out.name + ".part")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(out)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Fault(
            f"cannot write {out}: {error.strerror}", remedy="Choose another place for it"
        ) from None


def _three_decimals(one: "Measure") -> "Measure":
    return replace(
        one,
        latency_ms=rounded(one.latency_ms),
        amplitude_mv=rounded(one.amplitude_mv),
        negative_peak_area_mvms=rounded(one.negative_peak_area_mvms),
        negative_peak_duration_ms=rounded(one.negative_peak_duration_ms),
        supramaximal=None if one.supramaximal else one.supramaximal,  # only the unusual is told
    )
