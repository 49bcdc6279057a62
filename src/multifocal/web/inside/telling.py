"""A story in words and pictures, as the page's template shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from multifocal.figures import Figure, Impulse, Mark, Response, Table, impulses, responses
from multifocal.nerve import mrc_grade
from multifocal.study import Measure, said, word_of
from multifocal.web.inside.story import FELT, RECORDED, SITES, Setting, Story, mm_of
from multifocal.words import say

DRAWN_FIBERS = 24
WIDE_PX, NARROW_PX = 760.0, 340.0
SLOWER = 250
"""The moving picture runs this many times slower than a nerve."""

SHOWS = 0.25
"""From this share of stopped fibers on the caption speaks of what the test shows."""
SMALL = 0.75
"""A response below this share of the healthy one is drawn as small."""

# From which share of a task's strength on it is called so: this project's choice.
USUAL, HARDER = 0.85, 0.60

# The last mm from the cord that belongs to each region, proximal to distal.
_REGIONS = (
    (135, "neck"),
    (310, "shoulder"),
    (438, "upper_arm"),
    (542, "elbow"),
    (738, "forearm"),
    (762, "wrist"),
    (10_000, "hand"),
)


@dataclass(frozen=True)
class Strength:
    """One muscle's force."""

    name: str
    percent: int
    said: str
    weak: bool


@dataclass(frozen=True)
class ShownTask:
    """One task, how it goes, and why."""

    id: str
    name: str
    word: str
    tone: str
    said: str
    why: str


@dataclass(frozen=True)
class Told:
    """Everything that the template of the picture needs."""

    setting: Setting
    where: str
    damage: str
    summary: str
    caption: str
    wide: Figure
    narrow: Figure
    fates: Table
    answers: tuple[tuple[str, Figure], ...]
    strengths: tuple[Strength, ...]
    tasks: tuple[ShownTask, ...]
    verdicts: tuple[tuple[str, str], ...]
    slower: int
    drawn: int
    total: int


def region(at_mm: float) -> str:
    """Which part of the arm a place lies in."""
    return next(name for last, name in _REGIONS if at_mm <= last)


def where(at_mm: float, language: str) -> str:
    """A place in words."""
    distance = round((mm_of("wrist") + 75 - at_mm) / 10)
    return say("inside.where", language, region=say(f"inside.region.{region(at_mm)}", language),
               distance=distance)  # fmt: skip


def damage(percent: int, language: str) -> str:
    """How many spots, in words."""
    key = "inside.damage.some" if percent else "inside.damage.none"
    return say(key, language, percent=percent)


def told(story: Story, language: str) -> Told:
    """The whole picture of a setting."""
    summary = _summary(story, language)
    wide, narrow = (_impulses(story, summary, width, language) for width in (WIDE_PX, NARROW_PX))
    return Told(
        setting=story.setting,
        where=where(story.setting.at_mm, language),
        damage=damage(story.setting.damage, language),
        summary=summary,
        caption=say(f"inside.caption.{_lesson(story)}", language),
        wide=wide,
        narrow=narrow,
        fates=_fates(story, language),
        answers=tuple(
            (say(f"inside.muscle.{m}", language), _answers(story, m, language)) for m in RECORDED
        ),
        strengths=tuple(_strength(story, m, language) for m in FELT),
        tasks=tuple(_task(story, k, language) for k in range(len(story.abilities))),
        verdicts=_verdicts(story, language),
        slower=SLOWER,
        drawn=min(DRAWN_FIBERS, len(story.pool)),
        total=len(story.pool),
    )


def _lesson(story: Story) -> str:
    if story.setting.damage == 0 or story.stopped == len(story.late_ms) == 0:
        return "none"
    if story.stopped < SHOWS * len(story.pool):
        return "mild"
    found = region(story.setting.at_mm)
    return "hand" if found == "wrist" else found


def _summary(story: Story, language: str) -> str:
    total, stopped, late = len(story.pool), story.stopped, story.late_ms
    if stopped == 0 and late.size == 0:
        return say("inside.summary.healthy", language, total=total)
    words = say("inside.summary.attacked", language, total=total, stopped=stopped,
                late=late.size, on_time=total - stopped - late.size)  # fmt: skip
    if late.size:
        least, most = f"{late.min():.1f}", f"{late.max():.1f}"
        key = "inside.summary.late.same" if least == most else "inside.summary.late"
        words += " " + say(key, language, least=least, most=most)
    return words


def _fate(story: Story, fiber: int) -> str:
    delay = story.fates.delay_ms[fiber]
    return "blocked" if np.isnan(delay) else "slowed" if delay >= 0.1 else "healthy"


def _impulses(story: Story, summary: str, width: float, language: str) -> Figure:
    pool = story.pool
    order = np.argsort(-pool.velocity_m_s)
    drawn = order[np.linspace(0, len(order) - 1, min(DRAWN_FIBERS, len(order))).astype(int)]
    names = [(s, say(f"inside.site.{s}", language)) for s in SITES if s != "above_elbow"]
    return impulses(
        say("inside.impulses.text", language, drawn=len(drawn), total=len(pool), summary=summary),
        [_impulse(story, int(f)) for f in drawn],
        pool.way.length_mm,
        [Mark(name, say(f"inside.short.{s}", language), mm_of(s)) for s, name in names],
        story.focus.stretch_mm(pool) if story.setting.damage else None,
        (say("inside.end.cord", language), say("inside.end.muscle", language)),
        width,
    )


def _impulse(story: Story, fiber: int) -> Impulse:
    """Straight runs at the fiber's velocity; in each damaged stretch it loses its extra time."""
    velocity = float(story.pool.velocity_m_s[fiber])
    knots, late = [(0.0, 0.0)], 0.0
    for one in (s for s in story.stretches if s.fiber == fiber):
        knots.append((late + one.from_mm / velocity, one.from_mm))
        if np.isnan(one.delay_ms):
            stopped = max(one.stopped_mm, one.from_mm)
            knots.append((late + stopped / velocity, stopped))
            return Impulse(tuple(knots), "blocked")
        late += one.delay_ms
        to_mm = max(one.to_mm, one.from_mm + float(story.pool.internode_mm[fiber]))
        knots.append((late + to_mm / velocity, to_mm))
    end = story.pool.way.length_mm
    knots.append((late + end / velocity, end))
    return Impulse(tuple(knots), "slowed" if late >= 0.1 else "healthy")


def _fates(story: Story, language: str) -> Table:
    kinds = [_fate(story, f) for f in range(len(story.pool))]
    return Table(
        say("inside.impulses.table", language),
        ("", *(say(f"inside.fate.{k}", language) for k in ("healthy", "slowed", "blocked"))),
        (
            (
                say("inside.muscle.adm", language),
                *(str(kinds.count(k)) for k in ("healthy", "slowed", "blocked")),
            ),
        ),
    )


def _answers(story: Story, muscle: str, language: str) -> Figure:
    now, healthy = (
        {m.site: m for m in measures if m.muscle == muscle}
        for measures in (story.measures, story.healthy_measures)
    )
    name = say(f"inside.muscle.{muscle}", language)
    rows = [
        Response(
            site=say(f"inside.site.{s}", language),
            recording=story.recordings[muscle, s],
            healthy=story.healthy[muscle, s],
            said=_mv(now[s], language),
            small=(now[s].amplitude_mv or 0) < SMALL * (healthy[s].amplitude_mv or 0),
        )
        for s in SITES
    ]
    values = ", ".join(
        say(
            "inside.responses.value",
            language,
            site=r.site,
            now=r.said,
            healthy=_mv(healthy[s], language),
        )
        for s, r in zip(SITES, rows, strict=True)
    )
    text = say("inside.responses.text", language, muscle=name.lower(), values=values)
    table = _study_table([now[s] for s in SITES], name, language)
    return responses(text, rows, table)


def _mv(one: Measure, language: str) -> str:
    if one.absent or one.amplitude_mv is None:
        return say("inside.responses.none", language)
    return f"{one.amplitude_mv:.1f} mV"


def _study_table(measures: Sequence[Measure], name: str, language: str) -> Table:
    def cell(value: float | None, digits: int = 1) -> str:
        return "–" if value is None else f"{value:.{digits}f}"

    return Table(
        say("inside.responses.table", language, muscle=name),
        ("", "ms", "mV", "mV·ms", "ms"),
        tuple(
            (
                say(f"inside.site.{m.site}", language),
                cell(m.latency_ms),
                cell(m.amplitude_mv),
                cell(m.negative_peak_area_mvms),
                cell(m.negative_peak_duration_ms),
            )
            for m in measures
        ),
    )


def _strength(story: Story, muscle: str, language: str) -> Strength:
    share = story.strength[muscle]
    percent = round(100 * share)
    return Strength(
        name=say(f"inside.muscle.{muscle}", language),
        percent=percent,
        said=say("inside.strength", language, percent=percent, grade=mrc_grade(share)),
        weak=share < 0.8,
    )


def _task(story: Story, k: int, language: str) -> ShownTask:
    one = story.abilities[k]
    word = "usual" if one.share >= USUAL else "harder" if one.share >= HARDER else "very_hard"
    tone = {"usual": "healthy", "harder": "slowed", "very_hard": "blocked"}[word]
    lost = one.share < USUAL
    return ShownTask(
        id=one.task,
        name=say(f"inside.task.{one.task}", language),
        word=say(f"inside.task.{word}", language),
        tone=tone,
        said=say("inside.task.said", language, percent=round(100 * one.share)),
        why=say("inside.task.why", language,
                muscle=word_of("muscle", one.weakest, language)) if lost else "",
    )  # fmt: skip


def _verdicts(story: Story, language: str) -> tuple[tuple[str, str], ...]:
    """For a clinician: each segment of the simulated study, judged."""
    return tuple(
        (
            " – ".join(
                say(f"inside.site.{s}", language) for s in (one.distal_site, one.proximal_site)
            )
            + f", {one.muscle.upper()}",
            said(one.findings[0], language),
        )
        for one in story.judged.segments
    )
