"""Files of the `multifocal study` commands: read in any format, named for writing."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from multifocal.cli.outputs import STANDARD
from multifocal.fault import Fault
from multifocal.formats import (
    MOST_BYTES,
    Format,
    Profile,
    Reading,
    parse_study,
    read_study,
    without_repeats,
)
from multifocal.measuring import completed_study, measured_study
from multifocal.study import Study, unmeasurable_said
from multifocal.words import say

FileArgument = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="cli_study.option.file",
    ),
]
PolarityOption = Annotated[
    Literal["negative-up", "negative-down"] | None,
    typer.Option(help="cli_study.option.polarity"),
]
UnitOption = Annotated[
    Literal["mV", "uV"] | None,
    typer.Option(help="cli_study.option.unit"),
]
NO_PROFILE = Profile()

CallOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="WORD=SITE",
        help="cli_study.option.call",
    ),
]


def read(
    file: str,
    polarity: Literal["negative-up", "negative-down"] | None = None,
    unit: Literal["mV", "uV"] | None = None,
    call: list[str] | None = None,
    told: Mapping[str, str] | None = None,
    profile: Profile = NO_PROFILE,
) -> Reading:
    """The study in a file of any format; Fault if it is not understood.

    `told` answers the questions of a report, as `profile` does for a laboratory.
    """
    sites = _called(call or [])
    if file == STANDARD:
        if sys.stdin is None:
            raise Fault("cli.no_input")
        content = sys.stdin.buffer.read(MOST_BYTES + 1)
        name = say("cli_study.standard_input")
        return parse_study(
            content, name, polarity=polarity, unit=unit, sites=sites, answers=told, profile=profile
        )
    return read_study(
        Path(file), polarity=polarity, unit=unit, sites=sites, answers=told, profile=profile
    )


def _called(words: list[str]) -> dict[str, str]:
    sites = {}
    for one in words:
        word, sign, site = one.partition("=")
        if not (sign and word.strip() and site.strip()):
            raise typer.BadParameter(say("cli.said.not_of_form", word=repr(one), form="WORD=SITE"))
        sites[word.strip()] = site.strip()
    return sites


def completed(reading: Reading) -> tuple[Study, tuple[str, ...]]:
    """The study to be judged: one response a site, every waveform with a measure.

    Also what there is to say of the file, sentence by sentence.
    """
    study, repeats = without_repeats(reading.study)
    study = completed_study(study)
    return study, _remarks(reading, repeats, study)


def measured(reading: Reading) -> tuple[Study, tuple[str, ...]]:
    """As `completed`, but waveforms are measured anew even where the file has measures."""
    study, repeats = without_repeats(reading.study)
    fresh = measured_study(study) if study.recordings else study
    whole = replace(fresh, recordings=reading.study.recordings)
    return whole, _remarks(reading, repeats, whole)


def _remarks(reading: Reading, repeats: Iterable[object], study: Study) -> tuple[str, ...]:
    """What there is to say of the file, and why responses in it cannot be measured."""
    lost = [unmeasurable_said(one) for one in study.measures if one.unmeasurable is not None]
    inched = len(study.inched)
    aside = [say("study.cli.inched", count=inched)] if inched else []
    return (*(str(one) for one in (*reading.remarks, *repeats)), *lost, *aside)


def printed(study: Study) -> Study:
    """The study with measures of six digits, for formats that people read: no more was measured."""

    def short(one: Any) -> Any:
        numbers = {k: float(f"{v:.6g}") for k, v in vars(one).items() if isinstance(v, float)}
        return replace(one, **numbers)

    return replace(
        study,
        measures=tuple(short(one) for one in study.measures),
        f_measures=tuple(short(one) for one in study.f_measures),
    )


def names(out: Path, kind: Format, count: int) -> list[Path]:
    """Where the files of a study go: OUT, or OUT with numbers where there are several."""
    if count == 1:
        return [out]
    ending = next((one for one in (kind.suffixes[0], out.suffix) if out.name.endswith(one)), "")
    stem = out.name.removesuffix(ending)
    return [out.with_name(f"{stem}-{at}{ending}") for at in range(1, count + 1)]


def one_line(fault: Fault) -> typer.Exit:
    """Prints every fault as one line of its own on standard error; the exit to raise."""
    for one in fault.each:
        typer.echo(" ".join(str(one).split()), err=True)
    return typer.Exit(1)
