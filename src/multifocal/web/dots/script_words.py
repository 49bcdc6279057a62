"""What the scripts of `/dots` say, as one JSON: they have no words of their own."""

from typing import Any

from multifocal import body
from multifocal.body import SIDES, drawing
from multifocal.figures.body.marks import middle
from multifocal.localize import ONSETS, SIGNS, difficulties
from multifocal.localize.patient import patient_tables
from multifocal.web.dots.answer import name_of
from multifocal.web.dots.forms import ASKED, COURSES, KNOWN, LINES, READY_QUESTIONS
from multifocal.words import say
from multifocal.words.catalog import unfilled

MOST_COUNTED = 150
"""Sentences with a count are written out so far: both sides of every muscle."""

SENTENCES = (
    "words.list.words", "dots.needed_for", "dots.nerve.title.left", "dots.nerve.title.right",
    "dots.nerve.left", "dots.nerve.right", "dots.nerve.reached", "dots.nerve.unreached",
    "dots.count.only", "dots.count.all", "dots.side.left", "dots.side.right", "dots.sides.left",
    "dots.sides.right", "dots.sides.both", "dots.hard.left", "dots.hard.right",
    "dots.sheet.heading", "dots.sheet.onset", "dots.sheet.signs", "dots.sheet.examined",
    "dots.sheet.unsure", "dots.more.own_words.count", "dots.more.own_words.over",
    "dots.sheet.note", "dots.sheet.ask", "dots.sheet.course",
    "dots.message.fact", "dots.message.item", "dots.message.nerves", "dots.calm.causes",
    "dots.sheet.ticked", "dots.more.own_words", "dots.sheet.others", "words.list.clauses",
)  # fmt: skip
COUNTED = (
    "dots.summary.choices", "dots.summary.muscles", "dots.summary.nerves", "dots.answer.more",
    "dots.nerve.shared", "dots.count.some", "dots.live.chosen", "dots.live.muscles",
    "dots.live.nerves", "dots.answer.more_nerves",
)  # fmt: skip
"""Sentences whose form depends on a count."""


class _Open(dict[str, str]):
    """Leaves a sentence's other placeholders as they are."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def script_words() -> dict[str, Any]:
    """Names by the indexes of `exported_tables`, and sentences by key, in the context's language.

    A sentence with a count is a list, from 0 on; its other placeholders stay open.
    """
    tables, page = patient_tables(), drawing()
    return {
        "difficulties": [name_of(one) for one in difficulties()],
        "muscles": [
            [say(f"dots.plain.muscle.{key}"), say(f"body.muscle.{key}")] for key in tables.muscles
        ],
        "nerves": [[say(f"dots.plain.nerve.{k}"), say(body.nerve(k).name)] for k in tables.nerves],
        "sites": [
            [[say(f"dots.plain.site.{site}"), say(f"body.site.{site}")] for site in row]
            for row in tables.sites
        ],
        "marks": [
            [[round(at) for at in page.on_page(middle(page, key), side)] for side in SIDES]
            for key in tables.muscles
        ],
        "known": [[key, str(word)] for key, word in KNOWN],
        "first": {
            "onset": [[key, say(f"dots.onset.{key}")] for key in ONSETS],
            "signs": [[key, say(f"dots.signs.{key}")] for key in SIGNS],
        },
        "onsets": [[key, say(f"dots.request.onset.{key}")] for key in ONSETS],
        "courses": [[key, say(f"dots.course.{key}")] for key in COURSES],
        "lines": [[key, say(f"dots.sheet.{key}")] for key in LINES],
        "asked": [[key, say(f"dots.sheet.{key}")] for key in ASKED],
        "questions": [[key, say(f"dots.question.{key}")] for key in READY_QUESTIONS],
        "sentences": {
            **{key: unfilled(key) for key in SENTENCES},
            **{key: [_counted(key, n) for n in range(MOST_COUNTED + 1)] for key in COUNTED},
        },
    }


def _counted(key: str, count: int) -> str:
    return unfilled(key, count=count).format_map(_Open(count=str(count)))
