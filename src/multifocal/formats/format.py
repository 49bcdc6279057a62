"""What a format is, and what reading and writing a file give."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from multifocal.formats.edf import Remark
from multifocal.formats.report.profile import NO_PROFILE, Profile
from multifocal.formats.report.questions import Question
from multifocal.study.calibration import Unit
from multifocal.study.measure import Measure
from multifocal.study.study import Study
from multifocal.words import say

Polarity = Literal["negative-up", "negative-down"]
"""How a file's numbers are signed: whether negative waves stand as positive numbers."""
POLARITIES: tuple[Polarity, ...] = ("negative-up", "negative-down")
"""Both, as options take them."""


@dataclass(frozen=True)
class Asked:
    """What a person says of a file that does not say it itself: the waveforms' polarity and unit,
    what its own words for sites mean, and what answers the questions of a report or what a
    laboratory's profile says to them. `may_stay_open`: what an annotation leaves open stops nothing
    without an answer, and comes with the study as a question."""

    polarity: Polarity | None = None
    unit: Unit | None = None
    sites: Mapping[str, str] | None = None
    answers: Mapping[str, str] | None = None
    profile: Profile = NO_PROFILE
    may_stay_open: bool = False


@dataclass(frozen=True)
class Reading:
    """A study out of a file.

    `remarks` say what was assumed, passed over or not understood, and where. `stated` are the
    numbers that a file of waveforms gives beside them, as its writer measured them. `questions`:
    what its annotations leave open, answered or not, where it may stay so.
    """

    study: Study
    format: str
    remarks: tuple[Remark, ...] = ()
    stated: tuple[Measure, ...] = field(default=())
    questions: tuple[Question, ...] = ()

    @property
    def unread(self) -> tuple[str, ...]:
        """Lines of a report that were not read, each with its place: they go with every answer."""
        return tuple(one.unread for one in self.remarks if one.unread)


@dataclass(frozen=True)
class Wanted:
    """How a file is to be written: `comments` on top of a table, `conclusion` as sentences of a
    report, `xml` for the stimuli of EDF+ as XML notes. A format passes over what it does not have.
    """

    comments: tuple[str, ...] = ()
    conclusion: tuple[str, ...] = ()
    xml: bool = False


Files = tuple[tuple[bytes, ...], Iterable[Remark]]
"""The contents of the files, mostly one, and what they leave out of the study."""


@dataclass(frozen=True)
class Format:
    """A format of files; a module of `formats.known` makes one and calls it FORMAT.

    `suffixes`: endings of file names, in small letters, the one that is written first.
    `recognizes` says whether bytes are of this format; formats are asked by `rank`, small first,
    so that what takes anything comes last. `read` and `write` raise Fault.
    `waveforms`: whether it holds waveforms; `only_waveforms`, whether it holds nothing else to
    speak of; `measured`, whether waveforms are measured before they are written; `text`, whether a
    person can read and mend it in an editor; `beside`, whether it holds what was inched and
    examined beside nerve conduction. `title` is a name, alike in every language.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    media_type: str
    rank: int = 0
    recognizes: Callable[[bytes], bool] | None = None
    read: Callable[[bytes, Asked], Reading] | None = None
    write: Callable[[Study, Wanted], Files] | None = None
    stem: str = "study"
    waveforms: bool = False
    only_waveforms: bool = False
    measured: bool = False
    text: bool = False
    beside: bool = False
    title_key: str = ""

    @property
    def label(self) -> str:
        """What people call it: the name, or a sentence where a name does not tell it apart."""
        return say(self.title_key) if self.title_key else self.title
