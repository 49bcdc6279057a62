"""What changed between an earlier and a later study, stretch by stretch. Never why, and never that
a treatment works.

A fall that became smaller or went needs a proximal response that rose: where the distal one fell
instead, the difference shrank because responses were lost. A fall that is new needs an earlier
study of that stretch that could have found it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from multifocal.body import Side
from multifocal.criteria import SegmentVerdict, evaluate
from multifocal.criteria.case import large_fall
from multifocal.criteria.reason import FallDoubted, Hindrance
from multifocal.follow_up.repeating import DEFAULT_REPEAT, Repeat
from multifocal.study import Study
from multifocal.study.segment import Segment

Change = Literal[
    "gone", "smaller", "larger", "new", "distal_lost", "below", "below_distal", "distal_rose",
    "within_repeat", "none", "first_studied", "not_studied_again", "doubtful", "unknown",
]  # fmt: skip
"""`distal_lost`: the fall shrank, or both responses did, because the distal one was lost.
`below`: both ends fell, and so did a response below, though not that of the nerve's end;
`below_distal`: the same of the distal end alone, and the proximal one stayed.
`distal_rose`: the fall grew because the distal response did. `within_repeat`: no response changed
by more than repeating gives. `doubtful`: technique keeps one of the two back. `unknown`: an
amplitude is missing."""

_DOUBTS: Final = (*(one for one in get_args(Hindrance) if one != "at_erb"), *get_args(FallDoubted))
_Key = tuple[Side, str, str, str, str]


@dataclass(frozen=True)
class StretchChange:
    """One stretch in both studies, None where it was not studied in one of them; `half`: that one
    has the response at one of its ends.

    `distal` and `proximal`: 1 where that response rose by more than repeating gives, -1 where it
    fell, 0 where neither, None where an amplitude is missing. `unstated`: whether no row says that
    the stimuli were supramaximal. `distal_mv`, `proximal_mv`: the amplitudes of both studies, mV,
    None where one is not known; of a study without the stretch that of a response at one end.
    """

    change: Change
    earlier: Segment | None
    later: Segment | None
    distal: int | None = None
    proximal: int | None = None
    unstated: bool = False
    distal_mv: tuple[float | None, float | None] = (None, None)
    proximal_mv: tuple[float | None, float | None] = (None, None)
    half: bool = False

    @property
    def segment(self) -> Segment:
        """The stretch, as it was studied last."""
        found = self.later or self.earlier
        assert found is not None
        return found


@dataclass(frozen=True)
class Course:
    """Every stretch of two studies, those of the later one first in its order."""

    stretches: tuple[StretchChange, ...]
    repeat: Repeat


def changes(earlier: Study, later: Study, repeat: Repeat = DEFAULT_REPEAT) -> Course:
    """What changed. Fault for a study that makes no sense, as `criteria.evaluate`."""
    before, after = _stretches(earlier), _stretches(later)
    alone = _responses(earlier), _responses(later)
    keys = (*after, *(key for key in before if key not in after))
    ends = [_nearest(one) for one in (before, after)]
    return Course(
        tuple(
            _change(before.get(key), after.get(key), repeat, _end(ends, key, repeat))
            if key in before and key in after
            else _of_one_study(before.get(key), after.get(key), alone, key)
            for key in keys
        ),
        repeat,
    )


def _nearest(stretches: Mapping[_Key, SegmentVerdict]) -> Mapping[tuple[str, ...], float | None]:
    """The amplitude of the most distal response of every side, nerve and muscle."""
    found: dict[tuple[str, ...], float | None] = {}
    for key, one in stretches.items():  # distal stretches first
        found.setdefault(key[:3], one.segment.distal.amplitude_mv)
    return found


def _end(
    ends: Sequence[Mapping[tuple[str, ...], float | None]], key: _Key, repeat: Repeat
) -> int | None:
    """How the most distal response of a stretch's series moved."""
    earlier, later = (one.get(key[:3]) for one in ends)
    return _moved(earlier, later, repeat)


def _stretches(study: Study) -> Mapping[_Key, SegmentVerdict]:
    return {
        (one.side, one.nerve, one.muscle, one.distal_site, one.proximal_site): one
        for one in evaluate(study).segments
        if not one.segment.between and not one.segment.crossover
    }


def _responses(study: Study) -> Mapping[tuple[str, ...], float | None]:
    """The amplitude of every motor response, 0 where none came, by side, nerve, muscle and site."""
    return {
        (one.side, one.nerve, one.muscle, one.site): 0.0 if one.silent else one.amplitude_mv
        for one in study.measures
        if one.kind == "M" and not one.empty and one.muscle is not None
    }


def _of_one_study(
    before: SegmentVerdict | None,
    after: SegmentVerdict | None,
    alone: tuple[Mapping[tuple[str, ...], float | None], Mapping[tuple[str, ...], float | None]],
    key: _Key,
) -> StretchChange:
    """A stretch that one study lacks, with the response at one end where it has that. `alone`: the
    responses of both studies."""
    there = before or after
    assert there is not None
    change: Change = "first_studied" if before is None else "not_studied_again"
    lacks = alone[0] if before is None else alone[1]
    ends = tuple(lacks.get((*key[:3], site)) for site in key[3:])
    half = (ends[0] is None) != (ends[1] is None)
    ends = ends if half else (None, None)
    segment = there.segment
    known = (segment.distal.amplitude_mv, segment.proximal.amplitude_mv)
    distal, proximal = (
        (lacking, stated) if before is None else (stated, lacking)
        for lacking, stated in zip(ends, known, strict=True)
    )
    return StretchChange(change, segment if before else None, segment if after else None,
                         distal_mv=distal, proximal_mv=proximal, half=half)  # fmt: skip


def _change(
    before: SegmentVerdict | None,
    after: SegmentVerdict | None,
    repeat: Repeat,
    end: int | None,
) -> StretchChange:
    """A stretch of both studies."""
    assert before is not None
    assert after is not None
    earlier, later = before.segment, after.segment
    distal = _moved(earlier.distal.amplitude_mv, later.distal.amplitude_mv, repeat)
    proximal = _moved(earlier.proximal.amplitude_mv, later.proximal.amplitude_mv, repeat)
    unstated = any(
        one.supramaximal is None
        for segment in (earlier, later)
        for one in (segment.distal, segment.proximal)
    )
    change: Change
    if before.reason in _DOUBTS or after.reason in _DOUBTS:
        change = "doubtful"
    elif distal is None or proximal is None:
        change = "unknown"
    else:
        change = _kind(earlier, later, distal, proximal)
        if change == "distal_lost" and end == 0:
            change = "below" if proximal < 0 else "below_distal"
    return StretchChange(
        change, earlier, later, distal, proximal, unstated,
        (earlier.distal.amplitude_mv, later.distal.amplitude_mv),
        (earlier.proximal.amplitude_mv, later.proximal.amplitude_mv),
    )  # fmt: skip


def _moved(earlier: float | None, later: float | None, repeat: Repeat) -> int | None:
    return None if earlier is None or later is None else repeat.beyond(earlier, later)


def _kind(earlier: Segment, later: Segment, distal: int, proximal: int) -> Change:
    had, has = large_fall(earlier) is not None, large_fall(later) is not None
    if distal == 0 and proximal == 0:
        return "within_repeat" if had or has else "none"
    if distal < 0 and proximal <= 0:
        if has and proximal < 0 and _grew(earlier, later):
            return "larger" if had else "new"
        return "distal_lost"
    if had and not has:
        return "gone" if proximal > 0 else "within_repeat"
    if has and not had:
        return "new" if proximal < 0 else "distal_rose" if distal > 0 else "within_repeat"
    if had and has:
        if proximal > 0:
            return "distal_rose" if _grew(earlier, later) else "smaller"
        return "larger" if proximal < 0 else "distal_rose"
    return "none"


def _grew(earlier: Segment, later: Segment) -> bool:
    falls = (earlier.amplitude_reduction_percent, later.amplitude_reduction_percent)
    return None not in falls and falls[1] > falls[0]  # type: ignore[operator]
