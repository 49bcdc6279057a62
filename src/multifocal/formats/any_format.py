"""Files of studies, in and out: a format is known by a file's content, never by its name."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from multifocal.arguments import names_arguments
from multifocal.fault import Fault
from multifocal.files import printable, read_whole
from multifocal.formats import edf
from multifocal.formats.format import Asked, Polarity, Reading, Wanted
from multifocal.formats.registry import format_named, format_of
from multifocal.formats.report.profile import NO_PROFILE, Profile
from multifocal.study.calibration import Unit
from multifocal.study.study import Study
from multifocal.words import say

MOST_BYTES: Final = edf.MOST_BYTES
"""Larger files are refused before they are read."""


@names_arguments
def parse_study(
    content: bytes,
    source: str | None = None,
    *,
    polarity: Polarity | None = None,
    unit: Unit | None = None,
    sites: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
    profile: Profile = NO_PROFILE,
    may_stay_open: bool = False,
) -> Reading:
    """The study in the bytes of a CSV, XLSX, JSON or EDF+ file.

    `polarity` and `unit` are those of waveforms that do not say them themselves (for EDF+,
    `polarity` has the last word); `sites` says what a file's own words for sites mean; `answers`
    are those to the questions of a report or of annotations, and `profile` what a laboratory's
    reports mean. `may_stay_open`: what annotations leave open stops nothing, and comes with the
    study. Fault, naming `source`, for what is not understood.
    """
    try:
        read = format_of(content).read
        assert read is not None  # a format that recognizes bytes reads them
        return read(content, Asked(polarity, unit, sites, answers, profile, may_stay_open))
    except Fault as fault:
        raise (fault.within(source) if source else fault) from None


@names_arguments
def read_study(
    path: Path,
    *,
    polarity: Polarity | None = None,
    unit: Unit | None = None,
    sites: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
    profile: Profile = NO_PROFILE,
) -> Reading:
    """The study in a file of any format; as `parse_study`. Fault if it cannot be read."""
    content = read_whole(path, MOST_BYTES, fault="formats.unreadable")
    return parse_study(
        content, printable(path), polarity=polarity, unit=unit, sites=sites,
        answers=answers, profile=profile,
    )  # fmt: skip


@names_arguments
def write_study(
    study: Study,
    kind: str,
    *,
    xml: bool = False,
    conclusion: Iterable[str] = (),
    comments: Iterable[str] = (),
) -> tuple[tuple[bytes, ...], tuple[edf.Remark, ...]]:
    """The contents of the files that the study makes in a format, and what they leave out.

    One file, but for EDF+ one for every length, rate and kind of sweep. `kind`: a format's name.
    `xml`: stimuli of EDF+ as XML notes; `conclusion`: sentences for FHIR's report; `comments`:
    lines on top of a table. Fault where the format cannot hold it, KeyError for an unknown one.
    """
    form = format_named(kind)
    if form.write is None:
        raise KeyError(kind)
    contents, lost = form.write(study, Wanted(tuple(comments), tuple(conclusion), xml))
    if not form.beside and (study.inched or study.muscles or study.areas):
        lost = (*lost, edf.Remark(say("remarks.beside", format=form.title)))
    return contents, tuple(lost)
