"""Categories in three-valued logic: true, false, or unknown over the completions of missing facts.

A category is a function of facts, each true, false or not known (None). A completion fills in every
fact that is not known, and every number that is missing in a segment, by one value it may have. A
criterion is true where every completion meets it, false where none does, unknown else; so no value
is guessed, and an unknown fact on which nothing hangs leaves the answer sure. (Supervaluation: like
Kleene's three values, but "A or not A" is true.)

Items of which all are needed (`core`) act as one fact, and supportive items (`counted`) by their
number, so that few completions remain; answers are remembered.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from types import MappingProxyType
from typing import Final, NamedTuple

from multifocal.criteria.category import Grade
from multifocal.study.clinical import ClinicalPicture

Blocks = tuple[int, ...]
GradeOf = Callable[[bool, tuple[bool, ...], int, Blocks], Grade]
GRADES: Final[tuple[Grade, ...]] = ("definite", "probable", "possible", "not_met")


@dataclass(frozen=True)
class CategoryRule:
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
class Facts:
    """The facts, None where not known; `blocks`: every state the segments may turn out in."""

    core: bool | None
    core_hangs_on_one: bool
    single: tuple[bool | None, ...]
    counted: int
    counted_open: int
    blocks: tuple[Blocks, ...]


class Completion(NamedTuple):
    """One way of filling in what is not known; `grade` takes its fields."""

    core: bool
    single: tuple[bool, ...]
    counted: int
    blocks: Blocks


@dataclass(frozen=True)
class Turn:
    """What an open item does: grades still reachable with either answer, and which it decides."""

    if_wanted: tuple[Grade, ...]
    if_not: tuple[Grade, ...]
    decides: tuple[Grade, ...]


@dataclass(frozen=True)
class Outcomes:
    """The grades that some completion reaches, best first, and the turn of each kind of open item
    that matters; `numbers_matter`: whether the grade hangs on numbers missing in segments."""

    reachable: tuple[Grade, ...]
    core: Turn | None
    single: tuple[Turn | None, ...]
    counted: Turn | None
    numbers_matter: bool


def facts_of(rule: CategoryRule, picture: ClinicalPicture, blocks: tuple[Blocks, ...]) -> Facts:
    """The facts of a clinical picture beside the states of the blocks."""
    met = [_is(picture, name, wanted) for name, wanted in rule.core]
    core = False if False in met else None if None in met else True
    counted = [getattr(picture, name) for name in rule.counted]
    return Facts(
        core=core,
        core_hangs_on_one=met.count(None) == 1,
        single=tuple(getattr(picture, name) for name in rule.single),
        counted=counted.count(True),
        counted_open=counted.count(None),
        blocks=blocks,
    )


def _is(picture: ClinicalPicture, name: str, wanted: bool) -> bool | None:
    value = getattr(picture, name)
    return None if value is None else value is wanted


@lru_cache(maxsize=20_000)
def over_completions(rule: CategoryRule, facts: Facts) -> Outcomes:
    """What the completions come to, and which open items turn it."""
    outcomes = {state: rule.grade(*state) for state in completions(facts)}

    def grades(keep: Callable[[Completion], bool]) -> set[Grade]:
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
            ((outcomes[state], rule.grade(False, *state[1:])) for state in outcomes if state.core),
            # With another core item open, the wanted answer does not yet secure the core.
            grades(lambda state: state.core or not facts.core_hangs_on_one),
            grades(lambda state: not state.core),
        )
    single = tuple(
        turn(
            (
                (outcomes[state], outcomes[_flipped(state, i)])
                for state in outcomes
                if state.single[i]
            ),
            grades(lambda state, i=i: state.single[i]),  # type: ignore[misc]
            grades(lambda state, i=i: not state.single[i]),  # type: ignore[misc]
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
                (outcomes[state], outcomes[state._replace(counted=state.counted + 1)])
                for state in outcomes
                if state.counted < most
            ),
            grades(lambda state: state.counted > facts.counted),
            grades(lambda state: state.counted < most),
        )
    numbers = any(
        outcomes[state._replace(blocks=facts.blocks[0])] != grade
        for state, grade in outcomes.items()
    )
    return Outcomes(_sorted(set(outcomes.values())), core, single, counted, numbers)


def truth_of(grade: Grade, reachable: Sequence[Grade]) -> bool | None:
    """Whether the category is this grade, of those that completions reach; None: unknown."""
    if grade not in reachable:
        return False
    return True if len(reachable) == 1 else None


def turns(rule: CategoryRule, picture: ClinicalPicture, outcomes: Outcomes) -> Mapping[str, Turn]:
    """The turn of each open item that matters, by field; `if_wanted` then means "yes"."""
    result: dict[str, Turn] = {}
    for name, wanted in rule.core:
        if outcomes.core and getattr(picture, name) is None:
            one = outcomes.core
            result[name] = one if wanted else Turn(one.if_not, one.if_wanted, one.decides)
    for name, turn in zip(rule.single, outcomes.single, strict=True):
        if turn:
            result[name] = turn
    for name in rule.counted:
        if outcomes.counted and getattr(picture, name) is None:
            result[name] = outcomes.counted
    return MappingProxyType(result)


def completions(facts: Facts) -> Iterator[Completion]:
    """Every completion of the facts."""
    states = product(
        (True, False) if facts.core is None else (facts.core,),
        product(*((True, False) if one is None else (one,) for one in facts.single)),
        range(facts.counted, facts.counted + facts.counted_open + 1),
        facts.blocks,
    )
    return (Completion(*state) for state in states)


def _flipped(state: Completion, i: int) -> Completion:
    single = tuple(not one if j == i else one for j, one in enumerate(state.single))
    return state._replace(single=single)


def _sorted(grades: set[Grade]) -> tuple[Grade, ...]:
    return tuple(grade for grade in GRADES if grade in grades)
