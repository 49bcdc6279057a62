"""What the table of measures cannot hold of a study."""

from collections.abc import Iterable

from multifocal.formats.edf import Remark
from multifocal.study.study import Study
from multifocal.words import say


def losses(study: Study) -> Iterable[Remark]:
    """One remark for each kind of thing left out."""
    if study.recordings:
        yield Remark(say("remarks.table.waveforms"))
    if any(one.landmarks for one in study.measures):
        yield Remark(say("remarks.table.landmarks"))
    if any(one.silence for one in study.measures):
        yield Remark(say("remarks.table.silence"))
    if any(one.unmeasurable for one in study.measures):
        yield Remark(say("remarks.table.unmeasurable"))
    if study.clinical is not None:
        yield Remark(say("remarks.table.clinical"))
