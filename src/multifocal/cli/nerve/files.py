"""What `multifocal nerve` writes: the study as a table, and every sweep."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multifocal.body.subject import TABLE_HEIGHT_CM
from multifocal.fault import Fault
from multifocal.files import check_outputs, write_together
from multifocal.words import say

if TYPE_CHECKING:
    from multifocal.nerve import Focus, Harm, Person
    from multifocal.study import Recording, Study


def rounded(value: float | None) -> float | None:
    """Three decimals, as a report would print."""
    return None if value is None else round(value, 3)


def check_files(out: Path | None, sweeps: Path | None, force: bool) -> None:
    """Fault where one of the files must not be written; before the work."""
    check_outputs([one for one in (out, sweeps) if one is not None], replace=force)


def write_files(
    out: Path | None, sweeps: Path | None, study: "Study", comments: Sequence[str], force: bool
) -> None:
    """Write the study and its sweeps where they are asked for: both or, at a fault, neither."""
    contents = {} if out is None else _study(out, study, comments)
    if sweeps is not None:
        if sweeps in contents:
            raise Fault("files.written_twice", path=str(sweeps))
        contents[sweeps] = _sweeps(study.recordings, comments)
    write_together(contents, replace=force)


def _study(out: Path, study: "Study", comments: Sequence[str]) -> dict[Path, bytes]:
    """The whole study, motor, sensory and F waves; the ending says in which format, else CSV.

    Tables hold its measures, as many digits as a report; EDF+ and JSON its waveforms.
    """
    from multifocal.cli.study import files  # noqa: PLC0415
    from multifocal.formats import format_for, format_named, write_study  # noqa: PLC0415
    from multifocal.measuring import measured_study  # noqa: PLC0415

    kind = format_for(out.name) or format_named("csv")
    if kind.measured:
        study = measured_study(study)
        study = replace(
            study,
            measures=tuple(_three_decimals(one) for one in study.measures),
            f_measures=tuple(_three_decimals(one) for one in study.f_measures),
        )
    contents, _ = write_study(study, kind.name, comments=comments)
    return dict(zip(files.names(out, kind, len(contents)), contents, strict=True))


def _sweeps(recordings: "Iterable[Recording]", comments: Sequence[str]) -> bytes:
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
    return page.getvalue().encode()


def comments(who: "Person", harm: "Harm", foci: "Sequence[Focus]", *, noise: bool) -> list[str]:
    """Lines that say what was simulated; the foci are those that the study can meet."""
    key = "cli_nerve.file.person" if noise else "cli_nerve.file.person_quiet"
    height_cm = who.subject.length_scale * TABLE_HEIGHT_CM
    lines = [say(key, person=who.seed, height_cm=height_cm)]
    if harm.velocity_left < 1.0:
        lines.append(say("cli_nerve.file.velocity_left", left=harm.velocity_left))
    if who.varied_units:
        lines.append(say("cli_nerve.file.varied_units"))
    for focus in foci:
        key = "cli_nerve.file.focus_prescribed" if focus.prescribed else "cli_nerve.file.focus"
        lines.append(
            say(
                "cli_nerve.file.focus_cut" if focus.mechanism == "axon" else key,
                mechanism=focus.mechanism,
                side=focus.place.side,
                segment=focus.place.segment,
                at_mm=focus.place.mm,
                extent_mm=focus.extent_mm,
                severity=focus.severity,
                spread=focus.spread,
                days=focus.days,
            )
        )
    return lines


def _three_decimals(measure: Any) -> Any:
    """Three decimals of ms, mV and percent, as reports print them; sensory ones of µV."""
    more = 3 if getattr(measure, "kind", "M") == "sensory" else 0
    return replace(
        measure,
        **{
            name: round(value, 3 + (more if name == "amplitude_mv" else 0))
            for name, value in vars(measure).items()
            if isinstance(value, float) and name.endswith(("_ms", "_mv", "_mvms", "_percent"))
        },
    )
