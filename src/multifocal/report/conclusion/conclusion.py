"""A judged study in one screen: what, where, how much, what decides, what was not tested, and next.

Everything is said by the leading set and in its words. Nothing that was not told is taken to be
normal, and nothing is said of a person: it grades segments of nerves and a study.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from multifocal.criteria import Coverage, Evaluation, SegmentVerdict
from multifocal.criteria.sensory.reach import sensory_over
from multifocal.formats import is_measured
from multifocal.reference import ReferenceTable
from multifocal.report.beyond_limits import slow_line
from multifocal.report.categories import PresentedCategory, PresentedQuestion
from multifocal.report.conclusion.facts import Fact, by_what, facts
from multifocal.report.conclusion.further import next_tests, not_tested, unread_nerves, weak_lines
from multifocal.report.conclusion.lines import (
    Line,
    Places,
    blocks,
    distal_lines,
    kind_of,
    large_falls,
    longer_line,
    most_distal,
    none_line,
    open_lines,
    rest_line,
)
from multifocal.report.conclusion.points import cautions, examiner_differs, unstated
from multifocal.report.conclusion.sensed import f_line, sensory_line
from multifocal.study import ClinicalPicture, Study
from multifocal.words import say

MOST_UNREAD: Final = 6
MOST_MEASURED: Final = 24
"""Lines with numbers of responses: all of a usual report."""


@dataclass(frozen=True)
class Decides:
    """Items that decide alike; `way`: which answer leaves which grades."""

    names: tuple[str, ...]
    way: str


def way_said(category: PresentedCategory, question: PresentedQuestion, language: str) -> str:
    """Which answer narrows the grades that can come out, and to which."""
    narrowing = [
        name
        for name, grades in (("yes", question.if_yes), ("no", question.if_no))
        if grades != category.reachable
    ]
    key = "_".join(narrowing) or "together"
    words = {"if_yes": question.if_yes, "if_no": question.if_no}
    return say(f"report.conclusion.decides.{key}", language, **words)


def decides(category: PresentedCategory | None, language: str) -> tuple[Decides, ...]:
    """The open items of a category, those together that decide alike."""
    if category is None:
        return ()
    ways: dict[str, list[str]] = {}
    for one in category.questions:
        ways.setdefault(way_said(category, one, language), []).append(one.name)
    return tuple(Decides(tuple(names), way) for way, names in ways.items())


@dataclass(frozen=True)
class Asked:
    """An item to answer here: its field in the clinical picture, the question, what hangs on it."""

    item: str
    text: str
    way: str
    proposed: str = ""


def asked(
    category: PresentedCategory | None,
    places: Places,
    picture: ClinicalPicture,
    language: str,
) -> tuple[Asked, ...]:
    """What segments hang on, then what the category hangs on, each once."""
    provided = {condition for one in places.verdicts for condition in one.provided}
    reasons = {one.reason for one in places.verdicts}
    large = {one.large for one in places.verdicts}
    wanted = {
        "stimulation_supramaximal": "supramaximal" in provided,
        "no_crossing_in_forearm": "no_crossing" in provided,
        "no_response_confirmed": "no_response_unstated" in reasons,
        "no_spread_at_erb": "at_erb" in large,
        "no_pressure_at_radial_groove": "at_groove" in large,
        "weakness_over_ten_days": True,
    }
    grade = say("report.conclusion.asked.segment", language)
    questions = {
        item: Asked(item, say(f"study.question.{item}", language), grade)
        for item, matters in wanted.items()
        if matters and getattr(picture, item) is None
    }
    if category is not None:
        for one in category.questions:
            way = way_said(category, one, language)
            questions[one.item] = Asked(one.item, one.text, way, one.proposed)
    return tuple(questions.values())


@dataclass(frozen=True)
class Conclusion:
    """What a reader needs first.

    `facts`: of study and person; `rules`: by what it was judged. `blocks`, `unjudged`, `large`:
    segments with a block, with a large fall that could be one and cannot be judged, and with one
    that is none, each with why. `none`: what stands there where
    no segment has a block, else "". `open`: segments that cannot be assessed, by reason. `other`:
    what no single fall shows (small distal responses, longer ones, the rest). `category`: what the
    set says of the study, None where it says nothing; `decides`: what would decide it,
    `asked`: the same and what segments hang on, as questions.
    `unstated`: preconditions that nobody answered. `unread`: lines of a pasted report that were
    not read. `grades` and `draft`: what it is not.
    """

    facts: tuple[Fact, ...]
    rules: tuple[Fact, ...]
    blocks: tuple[Line, ...]
    none: str
    unjudged: tuple[Line, ...]
    large: tuple[Line, ...]
    open: tuple[str, ...]
    other: tuple[str, ...]
    sensory: str
    f_waves: str
    category: PresentedCategory | None
    no_category: str
    decides: tuple[Decides, ...]
    asked: tuple[Asked, ...]
    unstated: tuple[str, ...]
    cautions: tuple[str, ...]
    not_tested: tuple[str, ...]
    next: tuple[str, ...]
    unread: tuple[str, ...]
    grades: str
    draft: str


def _first_few(unread: Sequence[str], language: str) -> tuple[str, ...]:
    """Lines that were not read, first those with numbers of responses, and how many more there
    are."""
    measured = [one for one in unread if is_measured(one)]
    others = [one for one in unread if not is_measured(one)]
    few = (*measured[:MOST_MEASURED], *others)[
        : max(MOST_UNREAD, min(len(measured), MOST_MEASURED))
    ]
    more = len(unread) - len(few)
    if more <= 0:
        return few
    return (*few, say("report.conclusion.unread.more", language, count=more))


def _unread_kinds(study: Study) -> tuple[str, ...]:
    counts = {
        "sensory": study.sensory_unread,
        "f": study.f_waves_unread,
        "motor": study.motor_unread,
    }
    return tuple(kind for kind, count in counts.items() if count)


def _with_sensory_over_falls(protocol: Coverage, study: Study, places: Places) -> Coverage:
    """The protocol without a sensory study of nerves of which one goes over every stretch with a
    block or a large fall, though not as far up as the motor study does."""
    felt = [one for one in study.measures if one.kind == "sensory"]
    falls: dict[tuple[str, str], list[bool]] = {}
    for one in places.verdicts:
        if kind_of(one) in ("block", "large"):
            there = one.segment
            over = sensory_over(felt, there.side, there.nerve, there.proximal.site) == "over"
            falls.setdefault((there.side, there.nerve), []).append(over)
    covered = {nerve for nerve, each in falls.items() if all(each)}
    steps = [
        replace(one, sensory_to_do=False) if (one.side, one.nerve) in covered else one
        for one in protocol.steps
    ]
    return replace(protocol, steps=tuple(steps))


def concluded(
    study: Study,
    lead: Evaluation,
    verdicts: Sequence[SegmentVerdict],
    tones: Sequence[str],
    category: PresentedCategory | None,
    table: ReferenceTable,
    protocol: Coverage,
    language: str,
    unread: Sequence[str] = (),
) -> Conclusion:
    """The conclusion by the leading set. `verdicts` and `tones`: its segments as they are shown.
    `unread`: lines of the file that were not read."""
    places = Places(tuple(verdicts), language)
    protocol = _with_sensory_over_falls(protocol, study, places)
    picture = study.clinical or ClinicalPicture()
    age_years = study.subject.age_years if study.subject else None
    with_block = blocks(places, tones)
    slow = slow_line(
        most_distal(study.measures),
        [one.segment for one in places.verdicts if not one.segment.between],
        table,
        age_years,
        language,
    )
    rest = (slow, longer_line(places), rest_line(places))
    return Conclusion(
        facts=facts(study, language),
        rules=by_what(lead, table, language),
        blocks=with_block,
        none="" if with_block else none_line(lead, places),
        unjudged=large_falls(places, tones, open_=True),
        large=large_falls(places, tones, open_=False),
        open=open_lines(places),
        other=(
            *distal_lines(study.measures, table, age_years, language),
            *(text for text in rest if text),
        ),
        sensory=sensory_line(
            lead,
            picture,
            language,
            rows=any(one.kind == "sensory" for one in study.measures),
            unread=study.sensory_unread,
        ),
        f_waves=f_line(lead, language, unread=study.f_waves_unread),
        category=category,
        no_category="" if category else say("report.conclusion.no_category", language),
        decides=decides(category, language),
        asked=asked(category, places, picture, language),
        unstated=unstated(places, picture),
        cautions=(
            *examiner_differs(study, found=bool(with_block), language=language),
            *cautions(places, picture, unread=study.sensory_unread > 0),
        ),
        not_tested=not_tested(
            protocol, lead.lone, lead.empty, language, _unread_kinds(study), unread_nerves(unread)
        ),
        next=(
            *weak_lines(study, places, table, language),
            *next_tests(
                places,
                protocol,
                language,
                unread_nerves(unread),
                all_read=not study.motor_unread,
            ),
        ),
        unread=_first_few(unread, language),
        grades=say("report.conclusion.grades", language),
        draft=say("report.conclusion.draft", language),
    )
