"""What was chosen and said as plain text, to be sent as a message.

static/multifocal/dots/sheet.js writes the same text.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from multifocal.localize import Complaint
from multifocal.web.dots.answer import present_answer
from multifocal.web.dots.appointment import present_facts, present_warning
from multifocal.web.dots.forms import READY_QUESTIONS
from multifocal.words import listed, say


def present_message(chosen: Sequence[Complaint], said: Mapping[str, Any]) -> str:
    """The text, line by line; nothing stands for what was not said. `said` as for the sheet."""
    answer = present_answer(chosen)
    lines = [say("dots.sheet.heading")]
    if warning := present_warning(said):
        lines.append(warning)
    lines += [
        say("dots.message.fact", name=say(f"dots.hard.{one.side}"), said=one.choices)
        for one in answer.sides
    ]
    for fact in present_facts(said):
        words = fact.said or listed(tick.word for tick in fact.ticks if tick.on)
        if words:
            lines.append(say("dots.message.fact", name=fact.name, said=words))
    lines += ["", say("dots.message.nerves")]
    lines += [
        say("dots.message.item", item=one.name) for one in (*answer.nerves, *answer.other_nerves)
    ]
    asked = [say(f"dots.question.{key}") for key in READY_QUESTIONS if key in said["question"]]
    if asked:
        lines += ["", say("dots.sheet.ask")]
        lines += [say("dots.message.item", item=one) for one in asked]
    if said["words"]:
        own = say("dots.more.own_words")
        lines += ["", say("dots.message.fact", name=own, said=said["words"])]
    return "\n".join([*lines, "", say("dots.sheet.note"), say("dots.calm.causes")])
