"""What the table of measures cannot hold of a study."""

from collections.abc import Iterable

from multifocal.formats.edf import Remark
from multifocal.study.study import Study


def losses(study: Study) -> Iterable[Remark]:
    """One remark for each kind of thing left out."""
    if study.recordings:
        yield Remark("waveforms are not in the table; write them as edf, json or waveform-csv")
    if any(one.landmarks for one in study.measures):
        yield Remark("landmarks are not in the table; json keeps them")
    if any(one.silence for one in study.measures):
        yield Remark("what says that no response came is not in the table; json keeps it")
    if any(one.unmeasurable for one in study.measures):
        yield Remark("responses that cannot be measured stand as empty rows; json keeps the reason")
    if study.clinical is not None:
        yield Remark("the clinical picture is not in the table; json keeps it")
