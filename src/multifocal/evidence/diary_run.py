"""How well the wear-off of a diary is estimated: simulated diaries asked, counted, by group."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean, median
from typing import Any, Final

from multifocal import __version__
from multifocal.diary.cycles import cycles
from multifocal.diary.wear_off import INTERVAL, WearOff, wear_off
from multifocal.evidence.diaries import A_WEEK, WEEKS, Fall, SimulatedDiary, simulated_diary
from multifocal.evidence.intervals import share

FORMAT: Final = "multifocal-diary-evidence"
VERSION: Final = 1
FIRST: Final = 1_000
"""Of how many a report holds the tally once more: enough to see, in a quarter of the time, that a
kept run comes out again."""


@dataclass(frozen=True)
class DiaryAnswer:
    """What was said of one simulated diary. `lack` is set where nothing was."""

    number: int
    weeks: int
    a_week: float
    cycles: int
    fall: Fall
    true_percent: float
    lack: str | None
    fall_percent: float | None
    low_percent: float | None
    high_percent: float | None
    seen: bool

    @property
    def error(self) -> float:
        """Said less true, percentage points."""
        return (self.fall_percent or 0.0) - self.true_percent

    @property
    def held(self) -> bool:
        """Whether the interval holds the truth."""
        return (self.low_percent or 0.0) <= self.true_percent <= (self.high_percent or 0.0)


def asked(diary: SimulatedDiary) -> DiaryAnswer:
    """The wear-off of a simulated diary."""
    answer = wear_off(cycles(diary.entries, diary.series))
    about = (diary.number, diary.weeks, diary.a_week, diary.cycles, diary.fall, diary.fall_percent)
    if isinstance(answer, WearOff):
        return DiaryAnswer(*about, None, answer.fall_percent, answer.low_percent,
                           answer.high_percent, answer.seen)  # fmt: skip
    return DiaryAnswer(*about, answer.lack, None, None, None, False)


def ask_diaries(
    patients: int, seed: int, done: Callable[[int, int], None] | None = None
) -> tuple[DiaryAnswer, ...]:
    """That many diaries asked; `done` is called with how many of how many. ValueError for none."""
    if patients < 1:
        raise ValueError("patients must be at least 1")
    answers = []
    for number in range(patients):
        answers.append(asked(simulated_diary(number, seed)))
        if done is not None:
            done(number + 1, patients)
    return tuple(answers)


Choice = Callable[[DiaryAnswer], bool]

GROUPS: Final[tuple[tuple[str, Choice], ...]] = (
    ("all", lambda _: True),
    ("none", lambda one: one.fall == "none"),
    ("some", lambda one: one.fall == "some"),
    *((f"weeks_{n}", lambda one, n=n: one.weeks == n) for n in WEEKS),
    *((f"a_week_{n:g}", lambda one, n=n: one.a_week == n) for n in A_WEEK),
    ("cycles_3_5", lambda one: one.cycles <= 5),
    ("cycles_6_8", lambda one: 6 <= one.cycles <= 8),
    ("cycles_9_12", lambda one: one.cycles >= 9),
)


def tally_diaries(answers: Sequence[DiaryAnswer]) -> dict[str, dict[str, Any]]:
    """By group: how many were asked and answered; bias; how often the intervals hold; how often a
    fall is seen where there is none, and where there is one."""
    return {name: _tally([one for one in answers if wanted(one)]) for name, wanted in GROUPS}


def _tally(asked_of: Sequence[DiaryAnswer]) -> dict[str, Any]:
    said = [one for one in asked_of if one.lack is None]
    none = [one for one in said if one.fall == "none"]
    some = [one for one in said if one.fall == "some"]
    return {
        "asked": len(asked_of),
        "answered": len(said),
        "bias": fmean(one.error for one in said) if said else None,
        "typical_error": median(abs(one.error) for one in said) if said else None,
        "held": asdict(share(sum(one.held for one in said), len(said))),
        "false_alarms": asdict(share(sum(one.seen for one in none), len(none))),
        "seen": asdict(share(sum(one.seen for one in some), len(some))),
    }


def diary_report(answers: Sequence[DiaryAnswer], seed: int) -> dict[str, Any]:
    """The run as plain JSON, with the command that makes it again."""
    count = len(answers)
    lacks = [one.lack for one in answers if one.lack is not None]
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_by": f"multifocal {__version__}",
        "command": f"multifocal evidence diary --patients {count} --seed {seed}",
        "patients": count,
        "seed": seed,
        "interval": INTERVAL,
        "not_answered": {lack: lacks.count(lack) for lack in sorted(set(lacks))},
        "groups": tally_diaries(answers),
        "first": {"patients": min(FIRST, count), "groups": tally_diaries(answers[:FIRST])},
    }
