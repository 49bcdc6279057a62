"""What the report says of other medicines and of scores that were answered elsewhere. A steroid can
weaken in MMN, so the doctor must see that it was begun. Nothing is judged."""

from collections.abc import Sequence
from typing import Final

from multifocal.diary import Entry, Medicine, Score
from multifocal.diary.naming import choice_name
from multifocal.words import day_said, initial, say

MOST_MEDICINES: Final = 12
"""Lines, with those of scores."""


def medicine_lines(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Each start, change and stop of a medicine, what was taken with its last day, and each score,
    the newest first; entries come in order."""
    last: dict[tuple[object, ...], str] = {}
    for entry in entries:
        content, day = entry.content, day_said(entry.when.day)
        key: tuple[object, ...] = (entry.id,)
        if isinstance(content, Score):
            number = f"{content.number:f}"
            line = say("report.diary.score", name=content.name, number=number, day=day)
        elif isinstance(content, Medicine):
            line = _line(content, day)
            if content.change == "taken":
                key = (content.name, content.dose)
        else:
            continue
        last.pop(key, None)
        last[key] = initial(line)
    return tuple(last.values())[::-1]


def _line(content: Medicine, day: str) -> str:
    change = choice_name("change", content.change)
    if content.dose is None:
        return say("report.diary.medicine", name=content.name, change=change, day=day)
    return say("report.diary.medicine.dose", name=content.name, dose=content.dose, change=change,
               day=day)  # fmt: skip
