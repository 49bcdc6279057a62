"""An attacked nerve in words and pictures, as the page's template shows it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from multifocal.criteria import said
from multifocal.figures import (
    Figure,
    Impulse,
    Mark,
    Sweep,
    Table,
    fibers_box,
    impulses,
    responses,
)
from multifocal.figures.impulses import Fate
from multifocal.nerve import fate_of, journey, mrc_grade
from multifocal.study import word_of
from multifocal.web.inside.experiment import FELT, AttackedNerve, mm_of, muscle_mm
from multifocal.web.inside.presenter.lesson import WEAK, caption
from multifocal.web.inside.state import MM_PER_INCH, MOST_DAMAGE, Setting
from multifocal.web.site.ulnar_study import RECORDED, SITES, describe_responses, response_rows
from multifocal.words import say

DRAWN_FIBERS = 24
WIDE_PX, NARROW_PX = 760.0, 340.0
SLOWER = 250
"""The moving picture runs this many times slower than a nerve."""

KEPT_MS, KEPT_MM = 3, 2
"""Decimals of a picture's times and places: what is drawn here and what a script draws is one."""

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
    """One muscle's force: for everyone, and as a grade for clinicians."""

    name: str
    percent: int
    said: str
    grade: str
    weak: bool


@dataclass(frozen=True)
class PresentedTask:
    """One task, how it goes, and why."""

    id: str
    name: str
    word: str
    tone: str
    said: str
    why: str


@dataclass(frozen=True)
class PresentedPicture:
    """Everything that the template of the picture needs. It is drawn when a drawing is asked for:
    a copy of the site keeps thousands of pictures as numbers and words.

    `tables`: for each muscle recorded, its name, and its responses in a sentence and as a table.
    """

    setting: Setting
    where: str
    damage: str
    summary: str
    brief: str
    caption: str
    fibers_text: str
    narrow_box: str
    runs: tuple[Impulse, ...]
    way_mm: float
    marks: tuple[Mark, ...]
    ends: tuple[str, str]
    stretch_mm: tuple[float, float] | None
    fates: Table
    tables: tuple[tuple[str, str, Table], ...]
    responses: tuple[tuple[Sweep, ...], ...]
    strengths: tuple[Strength, ...]
    tasks: tuple[PresentedTask, ...]
    verdicts: tuple[tuple[str, str], ...]
    slower: int
    drawn: int
    total: int

    @cached_property
    def wide(self) -> Figure:
        """The nerve and its fibers on a wide screen."""
        return self._impulses(WIDE_PX)

    @cached_property
    def narrow(self) -> Figure:
        """The same on a phone."""
        return self._impulses(NARROW_PX)

    @cached_property
    def answers(self) -> tuple[tuple[str, Figure], ...]:
        """Each muscle's name and its responses."""
        return tuple(
            (name, responses(text, rows, table))
            for (name, text, table), rows in zip(self.tables, self.responses, strict=True)
        )

    def _impulses(self, width_px: float) -> Figure:
        return impulses(
            self.fibers_text,
            self.runs,
            self.way_mm,
            self.marks,
            self.stretch_mm,
            self.ends,
            width_px,
        )


def region(at_mm: float) -> str:
    """Which part of the arm a place lies in."""
    return next(name for last, name in _REGIONS if at_mm <= last)


def where(at_mm: float, language: str) -> str:
    """A place in words."""
    return say(
        "inside.where",
        language,
        region=say(f"inside.region.{region(at_mm)}", language),
        distance=f"{(muscle_mm() - at_mm) / 10:g}",
        inches=f"{(muscle_mm() - at_mm) / MM_PER_INCH:.0f}",
    )


def regions(language: str) -> list[tuple[int, str]]:
    """The last mm of each region and its name, for a script that must speak at once."""
    return [(last, say(f"inside.region.{name}", language)) for last, name in _REGIONS]


def damage(percent: int, language: str) -> str:
    """How many gaps, in words."""
    if percent == 0:
        return say("inside.damage.none", language)
    if percent == MOST_DAMAGE:
        return say("inside.damage.all", language)
    return say("inside.damage.some", language, percent=percent)


def present_picture(attacked: AttackedNerve, language: str) -> PresentedPicture:
    """The whole picture of a setting."""
    summary = _summary(attacked, language)
    runs = _drawn(attacked)
    return PresentedPicture(
        setting=attacked.setting,
        where=where(attacked.setting.at_mm, language),
        damage=damage(attacked.setting.damage, language),
        summary=summary,
        brief=_brief(attacked, language),
        caption=caption(attacked, language),
        fibers_text=say(
            "inside.impulses.text", language, drawn=len(runs), total=len(attacked.pool)
        ),
        narrow_box=fibers_box(len(runs), NARROW_PX),
        runs=tuple(runs),
        way_mm=attacked.pool.way.length_mm,
        marks=tuple(
            Mark(say(f"inside.site.{s}", language), _short(s, language), mm_of(s)) for s in SITES
        ),
        ends=(say("inside.end.cord", language), say("inside.end.muscle", language)),
        stretch_mm=_stretch_mm(attacked),
        fates=_fates(attacked, language),
        tables=tuple(
            (
                say(f"inside.muscle.{m}", language),
                *describe_responses(attacked.study, attacked.healthy, m, language, listed=False),
            )
            for m in RECORDED
        ),
        responses=tuple(
            tuple(response_rows(attacked.study, attacked.healthy, m, language)) for m in RECORDED
        ),
        strengths=tuple(_strength(attacked, m, language) for m in FELT),
        tasks=tuple(_task(attacked, k, language) for k in range(len(attacked.abilities))),
        verdicts=_verdicts(attacked, language),
        slower=SLOWER,
        drawn=len(runs),
        total=len(attacked.pool),
    )


def _brief(attacked: AttackedNerve, language: str) -> str:
    zipping = next(k for k, one in enumerate(attacked.abilities) if one.task == "zip")
    return say("inside.brief", language, stopped=attacked.stopped, total=len(attacked.pool),
               late=attacked.late_ms.size, zip=_task(attacked, zipping, language).word)  # fmt: skip


def _summary(attacked: AttackedNerve, language: str) -> str:
    total, stopped, late = len(attacked.pool), attacked.stopped, attacked.late_ms
    if stopped == 0 and late.size == 0:
        return say("inside.summary.healthy", language, total=total)
    words = say("inside.summary.attacked", language, total=total, stopped=stopped,
                late=late.size, on_time=total - stopped - late.size)  # fmt: skip
    if late.size:
        least, most = f"{late.min():.1f}", f"{late.max():.1f}"
        key = "inside.summary.late.same" if least == most else "inside.summary.late"
        words += " " + say(key, language, least=least, most=most)
    return words


def _fate(attacked: AttackedNerve, fiber: int) -> Fate:
    return fate_of(float(attacked.fates.delay_ms[fiber]))


def _drawn(attacked: AttackedNerve) -> list[Impulse]:
    """Some of the fibers, the fastest to the slowest."""
    order = np.argsort(-attacked.pool.velocity_m_s)
    some = order[np.linspace(0, len(order) - 1, min(DRAWN_FIBERS, len(order))).astype(int)]
    return [_impulse(attacked, int(f)) for f in some]


def _stretch_mm(attacked: AttackedNerve) -> tuple[float, float] | None:
    """From where to where the nerve is attacked, None where nothing is damaged."""
    if not attacked.setting.damage:
        return None
    a, b = attacked.focus.stretch_mm(attacked.pool)
    return round(a, KEPT_MM), round(b, KEPT_MM)


def _short(site: str, language: str) -> str:
    """A site's name where there is little room: the elbow's two sites are one word."""
    return "" if site == "above_elbow" else say(f"inside.short.{site}", language)


def _impulse(attacked: AttackedNerve, fiber: int) -> Impulse:
    met = [one for one in attacked.stretches if one.fiber == fiber]
    stop = next((one for one in met if np.isnan(one.delay_ms)), None)
    end_mm = None if stop is None else max(stop.stopped_mm, stop.from_mm)
    knots = journey(attacked.pool, fiber, met, end_mm)
    kept = tuple((round(ms, KEPT_MS), round(mm, KEPT_MM)) for ms, mm in knots)
    return Impulse(kept, _fate(attacked, fiber))


def _fates(attacked: AttackedNerve, language: str) -> Table:
    kinds = [_fate(attacked, f) for f in range(len(attacked.pool))]
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


def _strength(attacked: AttackedNerve, muscle: str, language: str) -> Strength:
    share = attacked.strength[muscle]
    percent, grade = round(100 * share), mrc_grade(share)
    key = "inside.strength"
    if 0 < share < 0.01:
        key = "inside.strength.trace"
    elif grade == "5" and percent < 100:
        key = "inside.strength.nearly"
    return Strength(
        name=say(f"inside.muscle.{muscle}", language),
        percent=percent,
        said=say(key, language, percent=percent),
        grade=say("inside.strength.grade", language, grade=grade),
        weak=share < WEAK,
    )


def _task(attacked: AttackedNerve, k: int, language: str) -> PresentedTask:
    ability = attacked.abilities[k]
    word = (
        "usual" if ability.share >= USUAL else "harder" if ability.share >= HARDER else "very_hard"
    )
    tone = {"usual": "healthy", "harder": "slowed", "very_hard": "blocked"}[word]
    lost = ability.share < USUAL
    return PresentedTask(
        id=ability.task,
        name=say(f"inside.task.{ability.task}", language),
        word=say(f"inside.task.{word}", language),
        tone=tone,
        said=say("inside.task.said", language, percent=round(100 * ability.share)),
        why=say("inside.task.why", language, muscle=_plain(ability.weakest, language))
        if lost
        else "",
    )


def _plain(muscle: str, language: str) -> str:
    """The page's own name of a muscle where it has one."""
    if muscle in FELT:
        return say(f"inside.muscle.{muscle}", language).lower()
    return word_of("muscle", muscle, language)


def _verdicts(attacked: AttackedNerve, language: str) -> tuple[tuple[str, str], ...]:
    """For a clinician: each segment of the simulated study, judged."""
    return tuple(
        (
            " – ".join(word_of("site", s, language) for s in (one.distal_site, one.proximal_site))
            + f", {one.muscle.upper()}",
            said(one.findings[0], language),
        )
        for one in attacked.evaluation.segments
    )
