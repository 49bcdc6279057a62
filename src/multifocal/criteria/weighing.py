"""Which categories can still come out, and which unknown answers would change that.

A category is a function of facts, each true, false or not known. Rather than guess, every way of
filling in what is not known is tried. Items of which all are needed (`core`) act as one fact, and
supportive items (`counted`) by their number, so that few ways remain; answers are remembered.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from types import MappingProxyType
from typing import Final

from multifocal.criteria.category import Grade
from multifocal.study.clinical import ClinicalPicture

Blocks = tuple[int, ...]
GradeOf = Callable[[bool, tuple[bool, ...], int, Blocks], Grade]
GRADES: Final[tuple[Grade, ...]] = ("definite", "probable", "possible", "not_met")


@dataclass(frozen=True)
class Weighing:
    """The facts of a category: `core` items with the answer that each needs, `single` items that
    `grade` takes one by one, `counted` items of which it takes the number that are true."""

    core: tuple[tuple[str, bool], ...]
    single: tuple[str, ...]
    counted: tuple[str, ...]
    grade: GradeOf

    @cached_property
    def items(self) -> tuple[str, ...]:
        """Every field of the clinical picture that matters, in the order of the guideline."""
        return (*(name for name, _ in self.core), *self.single, *self.counted)


@dataclass(frozen=True)
class Known:
    """The facts as far as they are known; `blocks`: every state the segments may turn out in."""

    core: bool | None
    core_hangs_on_one: bool
    single: tuple[bool | None, ...]
    counted: int
    counted_open: int
    blocks: tuple[Blocks, ...]


@dataclass(frozen=True)
class Turn:
    """What an open item does: grades still reachable with either answer, and which it decides."""

    if_wanted: tuple[Grade, ...]
    if_not: tuple[Grade, ...]
    decides: tuple[Grade, ...]


@dataclass(frozen=True)
class Weighed:
    """The reachable grades, best first, and the turn of each kind of open item that matters."""

    reachable: tuple[Grade, ...]
    core: Turn | None
    single: tuple[Turn | None, ...]
    counted: Turn | None
    numbers_matter: bool


def known(weighing: Weighing, picture: ClinicalPicture, blocks: tuple[Blocks, ...]) -> Known:
    """The facts of a clinical picture beside the states of the blocks."""
    met = [_is(picture, name, wanted) for name, wanted in weighing.core]
    core = False if False in met else None if None in met else True
    counted = [getattr(picture, name) for name in weighing.counted]
    return Known(
        core=core,
        core_hangs_on_one=met.count(None) == 1,
        single=tuple(getattr(picture, name) for name in weighing.single),
        counted=counted.count(True),
        counted_open=counted.count(None),
        blocks=blocks,
    )


def _is(picture: ClinicalPicture, name: str, wanted: bool) -> bool | None:
    value = getattr(picture, name)
    return None if value is None else value is wanted


@lru_cache(maxsize=20_000)
def weigh(weighing: Weighing, facts: Known) -> Weighed:
    """Every way of filling in what is not known, and which open items turn the outcome."""
    outcomes = {state: weighing.grade(*state) for state in _states(facts)}

    def grades(keep: Callable[[tuple[bool, tuple[bool, ...], int, Blocks]], bool]) -> set[Grade]:
        return {grade for state, grade in outcomes.items() if keep(state)}

    def turn(pairs: Iterator[tuple[Grade, Grade]], yes: set[Grade], no: set[Grade]) -> Turn | None:
        decided: set[Grade] = set()
        for one, other in pairs:
            if one != other:
                better = min(one, other, key=GRADES.index)
                worse = max(one, other, key=GRADES.index)
                decided |= set(GRADES[GRADES.index(better) : GRADES.index(worse)])
        return Turn(_sorted(yes), _sorted(no), _sorted(decided)) if decided else None

    core = None
    if facts.core is None:
        core = turn(
            (
                (outcomes[state], weighing.grade(False, *state[1:]))
                for state in outcomes
                if state[0]
            ),
            # With another core item open, the wanted answer does not yet secure the core.
            grades(lambda state: state[0] or not facts.core_hangs_on_one),
            grades(lambda state: not state[0]),
        )
    single = tuple(
        turn(
            ((outcomes[state], outcomes[_flipped(state, i)]) for state in outcomes if state[1][i]),
            grades(lambda state, i=i: state[1][i]),  # type: ignore[misc]
            grades(lambda state, i=i: not state[1][i]),  # type: ignore[misc]
        )
        if value is None
        else None
        for i, value in enumerate(facts.single)
    )
    counted = None
    if facts.counted_open:
        most = facts.counted + facts.counted_open
        counted = turn(
            (
                (outcomes[state], outcomes[(state[0], state[1], state[2] + 1, state[3])])
                for state in outcomes
                if state[2] < most
            ),
            grades(lambda state: state[2] > facts.counted),
            grades(lambda state: state[2] < most),
        )
    numbers = any(
        outcomes[(*state[:3], facts.blocks[0])] != grade for state, grade in outcomes.items()
    )
    return Weighed(_sorted(set(outcomes.values())), core, single, counted, numbers)


def turns(weighing: Weighing, picture: ClinicalPicture, found: Weighed) -> Mapping[str, Turn]:
    """The turn of each open item that matters, by field; `if_wanted` then means "yes"."""
    result: dict[str, Turn] = {}
    for name, wanted in weighing.core:
        if found.core and getattr(picture, name) is None:
            one = found.core
            result[name] = one if wanted else Turn(one.if_not, one.if_wanted, one.decides)
    for name, turn in zip(weighing.single, found.single, strict=True):
        if turn:
            result[name] = turn
    for name in weighing.counted:
        if found.counted and getattr(picture, name) is None:
            result[name] = found.counted
    return MappingProxyType(result)


def _states(facts: Known) -> Iterator[tuple[bool, tuple[bool, ...], int, Blocks]]:
    return product(
        (True, False) if facts.core is None else (facts.core,),
        product(*((True, False) if one is None else (one,) for one in facts.single)),
        range(facts.counted, facts.counted + facts.counted_open + 1),
        facts.blocks,
    )


def _flipped(
    state: tuple[bool, tuple[bool, ...], int, Blocks], i: int
) -> tuple[bool, tuple[bool, ...], int, Blocks]:
    single = tuple(not one if j == i else one for j, one in enumerate(state[1]))
    return state[0], single, state[2], state[3]


def _sorted(grades: set[Grade]) -> tuple[Grade, ...]:
    return tuple(grade for grade in GRADES if grade in grades)
