"""For templates: the muscles of a task, the simulated nerve studies, the blank request sheet."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import template
from django.utils.translation import get_language

from multifocal import body, words
from multifocal.web.learn import example_studies as studies
from multifocal.web.learn import wear_off as infusions
from multifocal.web.site.content.page import DEFAULT_LANGUAGE
from multifocal.web.site.presenter import PresentedBlock
from multifocal.web.site.request_sheet import RequestSheet, present_request_sheet

register = template.Library()


@register.filter
def blocks(
    groups: Mapping[str, tuple[PresentedBlock, ...]], name: str
) -> tuple[PresentedBlock, ...]:
    """The blocks of the group of that name; KeyError if the page has none."""
    return groups[name]


@dataclass(frozen=True)
class NeededMuscle:
    """A muscle of a task: its name, what it does, the nerve it answers to, and that nerve's id."""

    name: str
    movement: str
    nerve: str
    stem: str


@register.simple_tag
def muscles_of_task(task_id: str) -> list[NeededMuscle]:
    """The task's muscles, those that do most first; KeyError if there is no such task."""
    weights = body.task(task_id).weights
    made = []
    for key in sorted(weights, key=lambda key: -weights[key]):
        muscle = body.muscle(key)
        nerve = body.nerve(muscle.stem or muscle.nerve)
        made.append(
            NeededMuscle(
                words.say(muscle.name), words.say(muscle.movement), words.say(nerve.name), nerve.id
            )
        )
    return made


@register.simple_tag
def example_studies() -> tuple[studies.ExampleStudy, ...]:
    """The simulated studies of /diagnosis in the reader's language."""
    return studies.example_studies(get_language() or DEFAULT_LANGUAGE)


@register.simple_tag
def request_sheet() -> RequestSheet:
    """The blank request sheet for a nerve laboratory."""
    return present_request_sheet()


@register.simple_tag
def wear_off_example() -> infusions.WearOff:
    """The made-up days after an infusion on /treatment."""
    return infusions.wear_off()
