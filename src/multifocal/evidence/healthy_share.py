"""In how many healthy people some rule of a set is met, by the number of sites stimulated."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from multifocal import __version__
from multifocal.criteria import Evaluation, criteria_names, criteria_set, evaluate_by
from multifocal.evidence.healthy_people import COUNTS, FALLS, Falls, healthy_study
from multifocal.evidence.intervals import Share, share

FORMAT: Final = "multifocal-healthy"
VERSION: Final = 1
BLOCKS: Final = ("definite", "probable", "met")

Met = Mapping[Falls, Mapping[str, Mapping[int, tuple[int, ...]]]]
"""By published falls, set and number of sites: the numbers of the people with any rule met."""


def meets(found: Evaluation) -> bool:
    """Whether a set says block of any stretch of the study."""
    return any(one.block in BLOCKS for one in found.segments)


def met_by(number: int, seed: int, falls: Falls) -> frozenset[tuple[str, int]]:
    """Set and number of sites of every study of one person in which a rule is met."""
    return frozenset(
        (one.criteria, sites)
        for sites in COUNTS
        for one in evaluate_by(healthy_study(number, sites, falls, seed), criteria_names())
        if meets(one)
    )


def healthy_met(people: int, seed: int, done: Callable[[int, int], None] | None = None) -> Met:
    """Judge that many people; `done` is told how many of how many. ValueError for no people."""
    if people < 1:
        raise ValueError("people must be at least 1")
    every: dict[Falls, list[frozenset[tuple[str, int]]]] = {falls: [] for falls in FALLS}
    for falls in FALLS:
        for number in range(people):
            every[falls].append(met_by(number, seed, falls))
            if done is not None:
                done(sum(map(len, every.values())), people * len(FALLS))
    return {
        falls: {
            name: {
                sites: tuple(i for i, met in enumerate(every[falls]) if (name, sites) in met)
                for sites in COUNTS
            }
            for name in criteria_names()
        }
        for falls in FALLS
    }


def shares(by_sites: Mapping[int, tuple[int, ...]], people: int) -> Mapping[int, Share]:
    """The share of people at each number of sites."""
    return {sites: share(len(met), people) for sites, met in by_sites.items()}


def grows(by_sites: Mapping[int, Share]) -> bool:
    """Whether the share at more sites lies above the whole interval of that at fewer."""
    found: list[Any] = [by_sites[sites] for sites in COUNTS]
    return any(
        later.value > earlier.high for i, earlier in enumerate(found) for later in found[i + 1 :]
    )


def healthy_json(met: Met, people: int, seed: int) -> dict[str, Any]:
    """The run as plain JSON, with the command that makes it again."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_by": f"multifocal {__version__}",
        "command": f"multifocal evidence healthy --people {people} --seed {seed}",
        "rule_sets": {name: criteria_set(name).version for name in criteria_names()},
        "people": people,
        "seed": seed,
        "met": {
            falls: {
                name: {str(sites): list(numbers) for sites, numbers in by_sites.items()}
                for name, by_sites in by_set.items()
            }
            for falls, by_set in met.items()
        },
    }
