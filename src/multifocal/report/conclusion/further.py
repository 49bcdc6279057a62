"""What was not tested, and what is worth testing next."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from multifocal.criteria import Coverage, Step
from multifocal.criteria.reason import REPEAT, SAID_OF_FALL
from multifocal.formats import motor_nerves
from multifocal.reference import ReferenceTable
from multifocal.report.conclusion.lines import Places, kind_of, most_distal
from multifocal.report.conclusion.places import SIDES_IN_ORDER, listed_few, rank, short_series
from multifocal.study import ClinicalPicture, Measure, Study, word_of
from multifocal.study.crossover import is_crossover
from multifocal.study.order import site_rank
from multifocal.words import listed, listed_clauses, say

MOST_STEPS: Final = 3
MOST_NERVES: Final = 5
_AGAIN: Final = (
    *REPEAT,
    *SAID_OF_FALL,
    "unmeasurable",
    "no_response_stimulus",
    "no_response_window",
    "no_response_distance",
    "no_response_noise",
    "numbers_contradict",
    "latency_back",
)
"""Reasons that the same site, done or read again, would settle."""


def not_tested(
    coverage: Coverage,
    lone: Sequence[Measure],
    empty: Sequence[Measure],
    language: str,
    unread: Collection[str] = (),
    unread_motor: Collection[tuple[str | None, str]] = (),
) -> tuple[str, ...]:
    """Nerves without a motor study, side by side; and those that were not studied all along.

    `lone`: responses of muscles recorded from one site only, `empty`: rows without a number;
    `unread`: "sensory" and "f" where its report had such rows that were not read, so that nothing
    is said to be missing, and "motor" where others were, of nerves that are not known;
    `unread_motor`: nerves of which lines that were not read tell motor responses: they were tested.
    """
    lines = []
    recorded = [one for one in coverage.steps if not one.done and _is_unread(one, unread_motor)]
    if recorded:
        nerves = listed_few([_nerve(one, language) for one in recorded], language, 2 * MOST_NERVES)
        lines.append(say("report.conclusion.untested.unread", language, nerves=nerves))
    if "motor" in unread:
        lines.append(say("report.conclusion.untested.not_known", language))
    for side in () if "motor" in unread else SIDES_IN_ORDER:
        steps = [one for one in coverage.steps if one.side == side]
        none = [one for one in steps if not one.done and one not in recorded]
        if none and len(none) == len(steps):
            name = word_of("side", side, language)
            lines.append(say("report.conclusion.untested.side", language, side=name))
        elif none:
            name = say(f"report.conclusion.side.{side}", language)
            nerves = listed((word_of("nerve", one.nerve, language) for one in none), language)
            key = "report.conclusion.untested.nerves"
            lines.append(say(key, language, side=name, nerves=nerves))
    partly = [
        say(
            "report.conclusion.untested.part",
            language,
            nerve=_nerve(one, language),
            sites=listed((word_of("site", site, language) for site in one.to_do), language),
        )
        for one in coverage.steps
        if one.done and one.to_do
    ]
    if partly:
        few = listed_clauses(partly[:MOST_NERVES], language)
        more = len(partly) - MOST_NERVES
        if more > 0:
            few = say("report.conclusion.and_more", language, few=few, count=more)
        lines.append(say("report.conclusion.untested.parts", language, each=few))
    late = (one for one in coverage.steps if one.done and one.f_to_do and "f" not in unread)
    sensory = (one for one in coverage.steps if one.done and one.sensory_to_do)
    lines += _without("f", late, language)
    lines += _without("sensory", () if "sensory" in unread else sensory, language)
    single = [one for one in lone if not is_crossover(one.nerve, one.muscle or "")]
    for name, rows in (("lone", single), ("empty", empty)):
        if rows:
            key = f"report.conclusion.untested.{name}"
            lines.append(say(key, language, each=_sites(rows, language)))
    if not lines:
        lines.append(say("report.conclusion.untested.nothing", language))
    return tuple(lines)


def unread_nerves(unread: Iterable[str]) -> frozenset[tuple[str | None, str]]:
    """Side and nerve of the motor responses that lines tell which were not read."""
    return frozenset(one for text in unread for one in motor_nerves(text))


def _is_unread(step: Step, unread_motor: Collection[tuple[str | None, str]]) -> bool:
    return (step.side, step.nerve) in unread_motor or (None, step.nerve) in unread_motor


def _sites(rows: Sequence[Measure], language: str) -> str:
    """Nerve and site of each."""
    places = [
        say(
            "report.conclusion.where",
            language,
            series=short_series(one, language),
            stretch=word_of("site", one.site, language),
        )
        for one in sorted(rows, key=rank)
    ]
    return listed_few(places, language, MOST_NERVES, listed_clauses)


def _without(what: str, steps: Iterable[Step], language: str) -> list[str]:
    names = [_nerve(one, language) for one in steps]
    if not names:
        return []
    nerves = listed_few(names, language, 2 * MOST_NERVES)
    return [say(f"report.conclusion.untested.{what}", language, nerves=nerves)]


def next_tests(
    places: Places,
    coverage: Coverage,
    language: str,
    unread_motor: Collection[tuple[str | None, str]] = (),
    *,
    all_read: bool = True,
) -> tuple[str, ...]:
    """First what a second look would settle, then the first steps of the protocol. `unread_motor`:
    nerves of which lines that were not read tell motor responses; `all_read`: whether no other row
    may be of a nerve without a motor study."""
    again = [
        one.segment for one in places.verdicts if one.reason in _AGAIN and not one.segment.crossover
    ]
    lines = []
    if again:
        lines.append(say("report.conclusion.next.again", language, where=places.listed(again)))
    checks = {
        "crossing": [one for one in places.verdicts if "no_crossing" in one.provided],
        "confirm": [one for one in places.verdicts if one.large == "at_erb"],
        "groove": [one for one in places.verdicts if one.large == "at_groove"],
    }
    lines += [
        say(
            f"report.conclusion.next.{name}",
            language,
            where=places.listed(one.segment for one in found),
        )
        for name, found in checks.items()
        if found
    ]
    alike: dict[tuple[str, ...], list[str]] = {}
    for one in coverage.open:
        if not one.done and (not all_read or _is_unread(one, unread_motor)):
            continue  # it was or may have been tested, and its numbers were not read
        alike.setdefault(_tasks(one, language), []).append(_nerve(one, language))
    steps = [
        say(
            "report.conclusion.next.step",
            language,
            nerves=listed_few(names, language, MOST_NERVES),
            tasks=listed_clauses(tasks, language),
        )
        for tasks, names in alike.items()
    ]
    return (*lines, *steps[:MOST_STEPS])


def _tasks(step: Step, language: str) -> tuple[str, ...]:
    """What is left to do, a few words each."""
    sites = listed((word_of("site", site, language) for site in step.to_do), language)
    names = (
        *(["compare_sides"] if step.to_do and step.nerve == "axillary" else []),
        *(["f"] if step.f_to_do else []),
        *(["sensory"] if step.sensory_to_do else []),
        *step.numbers,
    )
    return (
        *([say("report.conclusion.task.sites", language, sites=sites)] if step.to_do else []),
        *(say(f"report.conclusion.task.{name}", language) for name in names),
    )


def _nerve(one: Step, language: str) -> str:
    return say(
        "report.conclusion.series",
        language,
        side=say(f"report.conclusion.side.{one.side}", language),
        nerve=word_of("nerve", one.nerve, language),
    )


def weak_lines(
    study: Study, places: Places, table: ReferenceTable, language: str
) -> tuple[str, ...]:
    """Weak muscles whose distal response is within its limit, with no block and no fall that counts
    or might: what makes them weak lies above the highest site that was stimulated, or is no loss of
    axons. A fall that is open, or large without counting, is where to look first."""
    picture, person = study.clinical or ClinicalPicture(), study.subject
    weak = {(one.side, one.muscle) for one in picture.weak_muscles}
    fallen = {
        (one.side, one.muscle)
        for one in places.verdicts
        if (kind := kind_of(one)) in ("block", "large")
        or (kind == "open" and one.segment.amplitude_reduction_percent is not None)
    }
    each = []
    for measure in most_distal(study.measures):
        if (
            (measure.side, measure.muscle) not in weak - fallen
            or measure.silent
            or measure.amplitude_mv is None
        ):
            continue
        age_years = person.age_years if person else None
        limit = table.amplitude_lower_mv(measure.nerve, measure.muscle or "", age_years)
        if limit is None or measure.amplitude_mv < limit:
            continue
        highest = max(
            (m for m in study.measures if m.kind == "M" and not (m.empty or m.unmeasurable)
             and (m.side, m.nerve, m.muscle) == (measure.side, measure.nerve, measure.muscle)),
            key=lambda m: site_rank(m.nerve, m.site),
        )  # fmt: skip
        series = short_series(measure, language, muscle=True)
        site = word_of("site", highest.site, language)
        each.append(say("report.conclusion.where", language, series=series, stretch=site))
    if not each:
        return ()
    return (say("report.conclusion.next.weak", language, each=listed_clauses(each, language)),)
