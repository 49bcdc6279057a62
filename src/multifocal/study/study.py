"""A nerve conduction study: what was recorded or typed in, of one person on one day."""

from dataclasses import dataclass
from datetime import date

from multifocal.body import Subject
from multifocal.study.clinical import ClinicalPicture
from multifocal.study.examined import MuscleExamined, NerveArea
from multifocal.study.f_measure import FMeasure
from multifocal.study.inched import InchedResponse
from multifocal.study.measure import Measure
from multifocal.study.recording import Recording


@dataclass(frozen=True)
class Study:
    """Measures, and the recordings they were read from where there are any.

    `f_measures` are F waves in summary; F sweeps stand among the recordings. `inched` are responses
    at places with numbers; they, `muscles` and `areas` enter no rule. `sensory_unread` and
    `f_waves_unread`: how many such rows its report had that were not read; `motor_unread`: the same
    of other rows, of nerves that are not known here. `block_denied` and `block_stated`: how many
    lines of its examiner say that there is no block, or that there is one.
    """

    measures: tuple[Measure, ...] = ()
    recordings: tuple[Recording, ...] = ()
    subject: Subject | None = None
    clinical: ClinicalPicture | None = None
    on: date | None = None
    f_measures: tuple[FMeasure, ...] = ()
    inched: tuple[InchedResponse, ...] = ()
    muscles: tuple[MuscleExamined, ...] = ()
    areas: tuple[NerveArea, ...] = ()
    sensory_unread: int = 0
    f_waves_unread: int = 0
    motor_unread: int = 0
    block_denied: int = 0
    block_stated: int = 0
