"""FHIR R4: a diagnostic report for a health record; written, not read."""

from collections.abc import Iterable

from multifocal.formats.edf import Remark
from multifocal.formats.fhir import write_fhir
from multifocal.formats.format import Files, Format, Wanted
from multifocal.study.study import Study
from multifocal.words import say


def _write(study: Study, wanted: Wanted) -> Files:
    return (write_fhir(study, wanted.conclusion).encode(),), _losses(study)


def _losses(study: Study) -> Iterable[Remark]:
    if study.subject is not None and study.subject.age_years is not None:
        yield Remark(say("remarks.fhir.age"))
    if study.subject is not None and study.subject.height_cm is not None:
        yield Remark(say("remarks.fhir.height"))
    if study.clinical is not None:
        yield Remark(say("remarks.fhir.clinical"))


FORMAT = Format(
    name="fhir",
    title="FHIR",
    suffixes=(".fhir.json", ".fhir"),
    media_type="application/fhir+json",
    write=_write,
    waveforms=True,
    rank=10,
    measured=True,
    text=True,
)
