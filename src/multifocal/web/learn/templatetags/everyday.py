"""Everyday tasks and their muscles, looked up in `body`, for a template."""

from dataclasses import dataclass

from django import template

from multifocal import body, words

register = template.Library()


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
