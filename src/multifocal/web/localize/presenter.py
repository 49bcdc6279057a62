"""The form and the answer, in words and pictures, as the template shows them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.figures import Figure, LitNerve, body_choice, body_nerves, can_draw, runs_behind
from multifocal.localize import SETTINGS, Answer, Explanation, muscle_groups
from multifocal.localize.wording import (
    cause_said,
    contributions_said,
    explanation_said,
    factor_said,
    finding_said,
    next_test_said,
    place_said,
    question_said,
    standing_said,
    stimulation_said,
)
from multifocal.web.localize.plain import PlainNerve, present_plain
from multifocal.web.localize.state import FEELING, FEELINGS, GRADE, GRADES, field_name
from multifocal.web.site.presenter import Citation, PresentedParagraph
from multifocal.words import language, listed, listed_clauses, say

ON_VIEWERS_LEFT: tuple[Side, Side] = ("right", "left")
MOST_EXPLANATIONS, MOST_CAUSES = 6, 3
_ANATOMY = ("innervation", "chiba", "furukawa", "tsao", "jeon", "pham", "baumer")
LEAST_WEIGHT = 0.005
"""An explanation of less weight is left out, unless it is the first."""


@dataclass(frozen=True)
class Option:
    """A choice of a field."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class Field:
    """A select: its name, what it is called, which of its kind's values is chosen, its choices as
    markup (125 rows of two selects have the same ones)."""

    name: str
    label: str
    chosen: str
    options: SafeString


@dataclass(frozen=True)
class Row:
    """A muscle or an area of skin, right and left."""

    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Section:
    """Rows that stand together; `open` where something in them is filled in."""

    id: str
    name: str
    rows: tuple[Row, ...]
    open: bool


@dataclass(frozen=True)
class PresentedForm:
    """Everything that the form shows beside its line of findings."""

    picture: Figure
    muscles: tuple[Section, ...]
    skin: tuple[Section, ...]
    settings: tuple[Option, ...]
    line: str


@dataclass(frozen=True)
class PresentedExplanation:
    """An explanation under its rank: each place on a line, and what every finding does to it."""

    rank: int
    places: tuple[str, ...]
    percent: int
    causes: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class PresentedCause:
    """A cause, how much the pattern shifts its odds, and what tells it apart."""

    name: str
    shift: str
    posterior: str
    question: str


@dataclass(frozen=True)
class PresentedAnswer:
    """Everything that the answer shows."""

    findings: tuple[str, ...]
    standing: str
    explanations: tuple[PresentedExplanation, ...]
    causes: tuple[PresentedCause, ...]
    posterior: bool
    next_tests: tuple[str, ...]
    stimulations: tuple[str, ...]
    pictures: tuple[Figure, ...]
    plain: tuple[PlainNerve, ...]
    error: str


@dataclass(frozen=True)
class Foot:
    """The page's foot: sources under their numbers, and when its words are reviewed."""

    citations: tuple[Citation, ...]
    reviewed: datetime.date
    review_by: datetime.date

    @property
    def anatomy(self) -> PresentedParagraph:
        """What stands behind the anatomy."""
        return self._resting_on(*_ANATOMY)

    @property
    def model(self) -> PresentedParagraph:
        """What stands behind the numbers."""
        return self._resting_on("multifocal-choice")

    def _resting_on(self, *parts: str) -> PresentedParagraph:
        of = tuple(c for c in self.citations if any(part in c.source.id for part in parts))
        return PresentedParagraph("", of)


def present_form(filled: Mapping[str, str]) -> PresentedForm:
    """The form as it was filled in."""
    muscles = tuple(
        _section(group, [(m, say(body.muscle(m).name)) for m in members], GRADE, GRADES, filled)
        for group, members in muscle_groups().items()
    )
    areas: dict[str, list[tuple[str, str]]] = {}
    for one in body.skin_areas():
        limb = body.nerve(one.nerve).limb
        areas.setdefault(f"skin_{limb}", []).append((one.id, say(one.name)))
    skin = tuple(_section(key, rows, FEELING, FEELINGS, filled) for key, rows in areas.items())
    setting = filled.get("setting", "")
    return PresentedForm(
        picture=body_choice(
            say("localize.page.picture"), _side_names(), {m.id: (m.id,) for m in body.muscles()}
        ),
        muscles=muscles,
        skin=skin,
        settings=tuple(
            Option(key, say(f"localize.setting.{key or 'none'}"), key == setting)
            for key in ("", *SETTINGS)
        ),
        line=filled.get("line", ""),
    )


def _section(
    key: str,
    rows: Sequence[tuple[str, str]],
    kind: str,
    values: Sequence[str],
    filled: Mapping[str, str],
) -> Section:
    presented = tuple(
        Row(
            name,
            tuple(_field(kind, side, target, name, values, filled) for side in ON_VIEWERS_LEFT),
        )
        for target, name in rows
    )
    used = any(f.chosen for r in presented for f in r.fields)
    return Section(key, say(f"localize.group.{key}"), presented, used or key == "hand")


def _field(
    kind: str, side: Side, target: str, name: str, values: Sequence[str], filled: Mapping[str, str]
) -> Field:
    key = field_name(kind, side, target)
    chosen = value if (value := filled.get(key, "")) in values else ""
    label = say(f"localize.page.field.{side}", what=name)
    return Field(key, label, chosen, _options(kind, chosen, language()))


@lru_cache(maxsize=256)
def _options(kind: str, chosen: str, _: str) -> SafeString:
    """The choices of a select in a language."""
    options = [Option("", say("localize.page.untested"), not chosen)]
    for value in GRADES if kind == GRADE else FEELINGS:
        said = value if kind == GRADE else say(f"localize.feeling.{value}")
        options.append(Option(value, said, value == chosen))
    return render_to_string("localize/options.html", {"options": options})


def present_answer(answer: Answer) -> PresentedAnswer:
    """The answer in the language that is spoken here."""
    explanations = [
        one
        for rank, one in enumerate(answer.explanations)
        if rank == 0 or one.weight >= LEAST_WEIGHT
    ][:MOST_EXPLANATIONS]
    felt = [s for s in answer.weakness.skin if s.feeling == "normal"]
    findings = [f for f in answer.weakness.findings if f not in felt]
    said = [finding_said(one) for one in findings]
    if felt:
        said.append(say("localize.felt.diffuse", count=len(felt)))
    return PresentedAnswer(
        findings=tuple(said),
        standing=standing_said(answer),
        explanations=tuple(_explanation(k, one) for k, one in enumerate(explanations, 1)),
        causes=tuple(
            PresentedCause(
                name=cause_said(one.cause),
                shift=factor_said(one.ratio),
                posterior="" if one.posterior is None else f"{100 * one.posterior:.1f}",
                question=question_said(one.cause),
            )
            for one in answer.causes
        ),
        posterior=answer.setting is not None,
        next_tests=tuple(next_test_said(one) for one in answer.next_tests),
        stimulations=tuple(
            say("localize.page.stimulation", rank=one.rank + 1, test=stimulation_said(one))
            for one in answer.stimulations
        ),
        pictures=_pictures(explanations),
        plain=present_plain(answer.weakness),
        error="" if answer.error is None else f"{100 * answer.error:.1f}",
    )


def _explanation(rank: int, explanation: Explanation) -> PresentedExplanation:
    causes = [cause_said(cause) for cause in list(explanation.causes)[:MOST_CAUSES]]
    return PresentedExplanation(
        rank=rank,
        places=tuple(place_said(p) for p in explanation.places) or (explanation_said(explanation),),
        percent=round(100 * explanation.weight),
        causes=listed_clauses(causes) if explanation.cause is None else "",
        sentences=contributions_said(explanation),
    )


def _pictures(explanations: Sequence[Explanation]) -> tuple[Figure, ...]:
    """The body with the nerves of the explanations under their ranks, from front and back."""
    lit: dict[tuple[Side, str], LitNerve] = {}
    for rank, one in enumerate(explanations, 1):
        for place in one.places:
            key = place.side, place.unit
            if can_draw(place.unit) and key not in lit:
                name = place_said(place)
                lit[key] = LitNerve(place.unit, place.side, str(rank), place.muscles, name)
    if not lit:
        return ()
    nerves = list(lit.values())
    numbered = listed(f"{one.label}: {one.name}" for one in nerves)
    front = body_nerves(say("localize.page.picture.front", nerves=numbered), _side_names(), nerves)
    behind = [one for one in nerves if runs_behind(one.nerve)]
    if not behind:
        return (front,)
    numbered = listed(f"{one.label}: {one.name}" for one in behind)
    text = say("localize.page.picture.behind", nerves=numbered)
    return front, body_nerves(text, _side_names(), nerves, "back")


def _side_names() -> dict[Side, str]:
    return {side: say(f"localize.page.side.{side}") for side in SIDES}
