"""What reading a file gives: a study, and what was assumed or left out on the way."""

from dataclasses import dataclass, field
from typing import Literal

from multifocal.formats.edf import Remark
from multifocal.study.measure import Measure
from multifocal.study.study import Study

FormatName = Literal["csv", "waveform-csv", "xlsx", "json", "edf"]
Polarity = Literal["negative-up", "negative-down"]
POLARITIES: tuple[Polarity, ...] = ("negative-up", "negative-down")


@dataclass(frozen=True)
class Reading:
    """A study out of a file.

    `remarks` say what was assumed, passed over or not understood, and where. `stated` are the
    numbers that a file of waveforms gives beside them, as its writer measured them.
    """

    study: Study
    format: FormatName
    remarks: tuple[Remark, ...] = ()
    stated: tuple[Measure, ...] = field(default=())
