"""A diary as its reader sees it: one presented form for the page, the print and the PDF.

The first page answers who and since when, where, what is lost, how strong and how it runs with
the infusions, what was infused, and what is asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.diary import (
    Content,
    Entry,
    Infusion,
    MovementStrength,
    Note,
    Symptom,
    TaskEase,
    Visit,
    in_order,
)
from multifocal.diary.naming import choice_name, field_name, place_name
from multifocal.diary.oneself import Oneself, oneself
from multifocal.figures import Figure, LitNerve, body_nerves
from multifocal.report.diary.charts import diary_charts
from multifocal.report.diary.infusion_lines import infusion_summary, plan_lines
from multifocal.report.diary.infusion_table import InfusionLine, infusion_table, reported_infusions
from multifocal.report.diary.medicine_lines import MOST_MEDICINES, medicine_lines
from multifocal.report.diary.options import ReportOptions, Section
from multifocal.report.diary.pointing import (
    Pointed,
    first_days,
    is_weak,
    newest,
    point,
    self_reports_and_grades,
)
from multifocal.report.diary.rates import RUN_COLUMNS, InfusionRun, infusion_runs
from multifocal.report.diary.strength_lines import (
    StrengthLine,
    said_once,
    side_lines,
    strength_lines,
)
from multifocal.report.diary.symptom_lines import (
    MOST_SYMPTOMS,
    oneself_lines,
    sign_lines,
    symptom_lines,
    with_words,
)
from multifocal.report.diary.thoughts import Thoughts, thoughts
from multifocal.report.diary.trial import Trial, trial_page
from multifocal.report.diary.visit_lines import visits_said
from multifocal.words import day_said, initial, listed, month_said, say

MOST_NERVES: Final = 5


@dataclass(frozen=True)
class Fact:
    """A name and what is known of it."""

    name: str
    value: str


@dataclass(frozen=True)
class PresentedDiary:
    """The report. Sections that were not asked for are empty; `headings` are by section."""

    title: str
    period: str
    facts: tuple[Fact, ...]
    headings: dict[str, str]
    sections: tuple[Section, ...]
    map: Figure | None
    nerves: tuple[str, ...]
    no_nerves: str
    nerves_note: str
    sides: tuple[str, ...]
    signs: tuple[str, ...]
    tasks: tuple[str, ...]
    symptoms: tuple[str, ...]
    more_symptoms: str
    strength: tuple[StrengthLine, ...]
    strength_shared: tuple[str, ...]
    charts: tuple[Figure, ...]
    caution: str
    infusion_columns: tuple[str, ...]
    infusions: tuple[InfusionLine, ...]
    infusion_summary: tuple[str, ...]
    more_infusions: str
    plans: tuple[str, ...]
    run_columns: tuple[str, ...]
    runs: tuple[InfusionRun, ...]
    medicines: tuple[str, ...]
    more_medicines: str
    questions: tuple[str, ...]
    more_notes: str
    visits: str
    thoughts: Thoughts | None
    thoughts_note: str
    trial: Trial | None
    nothing: str
    foot: str


def present_diary(
    entries: Sequence[Entry], options: ReportOptions | None = None, *, made_on: date | None = None
) -> PresentedDiary:
    """The report of a diary in the language that is spoken here."""
    options = options or ReportOptions()
    every = in_order(entries)
    some = in_order(options.within(every))
    said = oneself(every)
    told = _with_signs(said, some)
    about = told.about
    today = made_on or _last_day(some)
    pointed = point(some)
    wanted = options.sections_for(diagnosed=about.standing == "diagnosed")
    infusions, more_infusions = infusion_table(some) if "infusions" in wanted else ((), "")
    felt = symptom_lines(some)
    other = medicine_lines(some) if "medicines" in wanted else ()
    lines, shared = said_once(strength_lines(some) if "strength" in wanted else ())
    trial = options.trial if "trial" in wanted else None
    return PresentedDiary(
        title=say("report.diary.title"),
        period=_period(some, options),
        facts=_facts(told),
        headings={one: say(f"report.diary.head.{one}") for one in _HEADS},
        sections=wanted,
        map=_map(pointed) if "map" in wanted else None,
        nerves=_nerves(pointed) if "map" in wanted else (),
        no_nerves=say("report.diary.no_nerves.unplaced" if any(map(is_weak, newest(some)))
                      else "report.diary.no_nerves"),
        sides=side_lines(some) if "sides" in wanted else (),
        nerves_note=_nerves_note(pointed),
        signs=(*oneself_lines(said.about), *(sign_lines(some) if "symptoms" in wanted else ())),
        tasks=_lost(some, first_days(every)) if "tasks" in wanted else (),
        symptoms=felt[:MOST_SYMPTOMS] if "symptoms" in wanted else (),
        more_symptoms=say("report.diary.more_symptoms", count=len(felt) - MOST_SYMPTOMS)
        if len(felt) > MOST_SYMPTOMS else "",
        strength=lines,
        strength_shared=shared,
        charts=diary_charts(some) if "strength" in wanted else (),
        caution=say("diary.caution"),
        infusion_columns=tuple(initial(say(f"report.diary.column.{one}")) for one in COLUMNS),
        infusions=infusions,
        infusion_summary=infusion_summary(some) if "infusions" in wanted else (),
        more_infusions=more_infusions,
        plans=plan_lines(some, today) if "infusions" in wanted else (),
        run_columns=tuple(initial(say(f"report.diary.column.{one}")) for one in RUN_COLUMNS),
        runs=infusion_runs(reported_infusions(some)[0]) if "infusions" in wanted else (),
        medicines=other[:MOST_MEDICINES],
        more_medicines=say("report.diary.more_symptoms", count=len(other) - MOST_MEDICINES)
        if len(other) > MOST_MEDICINES else "",
        questions=_questions(some) if "questions" in wanted else (),
        more_notes=_more_notes(some),
        visits=visits_said(some, today),
        thoughts=thoughts(about, some, pointed) if "thoughts" in wanted else None,
        thoughts_note=say("report.diary.thoughts.note"),
        trial=trial_page(every, trial) if trial else None,
        nothing=say("report.diary.nothing"),
        foot=say("report.diary.foot.dated", day=day_said(made_on)) if made_on
        else say("report.diary.foot"),
    )  # fmt: skip


_HEADS: Final = (
    "map", "sides", "signs", "tasks", "symptoms", "strength", "infusions", "runs",
    "medicines", "questions", "for", "against", "open", "trial", "before", "after", "change",
)  # fmt: skip
COLUMNS: Final = ("day", "status", "product", "lots", "dose", "weight", "reactions")


def _period(entries: Sequence[Entry], options: ReportOptions) -> str:
    days = [one.when.day for one in entries if not _is_planned(one)]
    first = options.since or next(iter(days), None)
    last = options.until or next(iter(days[::-1]), None)
    if first is None or last is None:
        return say("report.diary.period.empty")
    return say("report.diary.period", first=day_said(first), last=day_said(last))


def _last_day(entries: Sequence[Entry]) -> date:
    """Of what has taken place: where the day of the report is not told, what is planned for later
    lies ahead."""
    return max((one.when.day for one in entries if not _is_planned(one)), default=date.min)


def _is_planned(entry: Entry) -> bool:
    content = entry.content
    return isinstance(content, Infusion | Visit) and content.status == "planned"


def _with_signs(told: Oneself, entries: Sequence[Entry]) -> Oneself:
    """What one ticked of the graded list is told, wherever it was ticked."""
    swallowing = any(
        isinstance(one.content, Symptom) and one.content.sign == "swallowing" for one in entries
    )
    if not swallowing:
        return told
    earlier = {one: day for one, day in told.earlier.items() if one != "speech_or_swallowing"}
    return Oneself(replace(told.about, speech_or_swallowing="yes"), earlier)


OPTIONAL_FACTS: Final = ("stiffness", "worse_in_cold", "relatives", "conduction_study")
"""What stands on the first page only where it was told; nobody misses it there otherwise."""


def _facts(told: Oneself) -> tuple[Fact, ...]:
    """What the newest "About you" leaves open is told of the day on which it was written down."""
    about = told.about
    where = [
        choice_name(field, value)
        for field, value in (("side", about.first_side), ("region", about.first_region))
        if value
    ]
    rows = (
        ("name", about.name),
        ("born", day_said(about.born) if about.born else None),
        ("standing", about.standing and choice_name("standing", about.standing)),
        ("since", about.since and _since(about.since)),
        ("first_region", listed(where) if where else None),
        ("course", about.course and choice_name("course", about.course)),
        ("reflexes", about.reflexes and choice_name("reflexes", about.reflexes)),
        ("feeling", about.feeling and choice_name("feeling", about.feeling)),
        (
            "speech_or_swallowing",
            about.speech_or_swallowing
            and choice_name("speech_or_swallowing", about.speech_or_swallowing),
        ),
        *(
            (name, choice_name(name, value))
            for name in OPTIONAL_FACTS
            if (value := getattr(about, name))
        ),
    )
    return tuple(
        Fact(initial(field_name(name)), _dated(value, told.earlier.get(name)))
        for name, value in rows
    )


def _dated(value: str | None, earlier: date | None) -> str:
    if not value:
        return say("report.diary.unknown")
    return (
        value
        if earlier is None
        else say("report.diary.earlier", value=value, day=day_said(earlier))
    )


def _since(since: str) -> str:
    """A year, a month or a day, as it was written: the last two in words."""
    parts = [int(one) for one in since.split("-")]
    if len(parts) == 1:
        return since
    day = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    return day_said(day) if len(parts) > 2 else month_said(day)


def _nerves(pointed: Pointed) -> tuple[str, ...]:
    lines = []
    for number, one in enumerate(pointed.joined.nerves[:MOST_NERVES], 1):
        nerve = say(body.nerve(pointed.tables.nerves[one.nerve]).name)
        side = choice_name("side", SIDES[one.side])
        hard = listed(_difficulty(pointed.tables.difficulties[k]) for k in one.difficulties)
        lines.append(say("report.diary.nerve", number=number, side=initial(side), nerve=nerve,
                         hard=hard))  # fmt: skip
    return tuple(lines)


def _nerves_note(pointed: Pointed) -> str:
    """What the nerves mean, and what is weak but not among that which they are used for."""
    note = say("report.diary.nerves_note")
    if not pointed.unplaced:
        return note
    what = listed(dict.fromkeys(_with_side(one.content) for one in pointed.unplaced))
    without = say("report.diary.nerves_without", what=what)
    return f"{note} {without}"


def _with_side(content: Content | None) -> str:
    side = getattr(content, "side", None)
    what = _weak_name(content)
    if side is None:
        return what
    return say("report.diary.nerves_without.one", what=what, side=choice_name("side", side))


def _weak_name(content: Content | None) -> str:
    """What is weak or hard: a task, a movement or a place."""
    if isinstance(content, TaskEase):
        return content.own or choice_name("task", content.task or "")
    if isinstance(content, MovementStrength):
        return choice_name("movement", content.movement)
    place = place_name(content) if isinstance(content, Symptom) else None
    return place or say("report.diary.all_over")


def _difficulty(key: str) -> str:
    kind, _, name = key.partition("-")
    if kind == "muscle":
        return say(body.muscle(name).name)
    return choice_name(kind, name)


def _map(pointed: Pointed) -> Figure | None:
    if not pointed.joined.nerves:
        return None
    lit = [
        LitNerve(pointed.tables.nerves[one.nerve], SIDES[one.side], str(number),
                 tuple(pointed.tables.muscles[m] for m in one.muscles))
        for number, one in enumerate(pointed.joined.nerves[:MOST_NERVES], 1)
    ]  # fmt: skip
    text = say("report.diary.map", count=len(lit), nerves=listed(_nerves(pointed)))
    return body_nerves(text, {side: initial(choice_name("side", side)) for side in SIDES}, lit)


def _lost(entries: Sequence[Entry], since: Mapping[str, date]) -> tuple[str, ...]:
    """Tasks and movements that are hard or cannot be done, the worst first, and since which day
    that is told (`first_days`)."""
    ranked: list[tuple[int, str]] = []
    movements = self_reports_and_grades(entries)
    for last in newest(entries):
        entry, grade = _with_grade(last, movements)
        if not is_weak(entry) and not (grade and is_weak(grade)):
            continue
        content, day = entry.content, day_said(entry.when.day)
        first = since.get(entry.id, entry.when.day)
        if first < entry.when.day:
            day = say("report.diary.lost.since", day=day, first=day_said(first))
        if isinstance(content, TaskEase):
            how = choice_name("ease", content.ease)
            line = _lost_line(_weak_name(content), content.side, how, day)
            ranked.append((content.ease != "cannot", line))
        elif isinstance(content, MovementStrength):
            how = (say("report.diary.mrc", grade=content.mrc) if content.mrc
                   else choice_name("ease", content.ease or ""))  # fmt: skip
            line = _graded_line(_lost_line(_weak_name(content), content.side, how, day), grade)
            ranked.append((content.ease != "cannot", line))
        elif isinstance(content, Symptom):
            how = choice_name("symptom", content.symptom)
            line = _lost_line(_weak_name(content), content.side, how, day)
            line = with_words(line, content.words)
            ranked.append((True, line))
    return tuple(text for _, text in sorted(ranked, key=lambda one: one[0]))


def _with_grade(
    last: Entry, movements: Mapping[tuple[str, Side], tuple[Entry | None, Entry | None]]
) -> tuple[Entry, Entry | None]:
    """What was told last, and of a movement the examiner's grade that stands beside it."""
    content = last.content
    if not isinstance(content, MovementStrength):
        return last, None
    told, graded = movements[content.movement, content.side]
    return (told, graded) if told else (last, None)


def _graded_line(line: str, grade: Entry | None) -> str:
    if grade is None or not isinstance(grade.content, MovementStrength):
        return line
    day = day_said(grade.when.day)
    return say("report.diary.lost.graded", line=line, grade=grade.content.mrc, day=day)


def _lost_line(what: str, side: str | None, how: str, day: str) -> str:
    if side is None:
        return initial(say("report.diary.lost", what=what, how=how, day=day))
    said = choice_name("side", side)
    return initial(say("report.diary.lost.side", what=what, side=said, how=how, day=day))


def _questions(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(
        one.content.text
        for one in entries
        if isinstance(one.content, Note) and one.content.question
    )


def _more_notes(entries: Sequence[Entry]) -> str:
    """How many notes stand in the diary alone."""
    left = sum(isinstance(one.content, Note) and not one.content.question for one in entries)
    return say("report.diary.more_notes", count=left) if left else ""
