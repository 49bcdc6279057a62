"""The request to the nerve laboratory, filled in from what was chosen and said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from multifocal.body import SIDES
from multifocal.localize.patient import Joined, patient_tables
from multifocal.web.dots.answer import lower
from multifocal.web.dots.appointment import Fact, present_facts
from multifocal.web.site.request_sheet import present_request_sheet
from multifocal.words import say
from multifocal.words.lists import listed_clauses

ON_REQUEST = ("numb", "tried", "tests")
"""What the laboratory is told of the answers: numbness too, since it tests feeling."""


@dataclass(frozen=True)
class Filled:
    """The lines that the patient's own words fill; empty where nothing was said."""

    began: str
    known: str


def filled_request(shared: Joined | None, said: Mapping[str, Any]) -> dict[str, Any]:
    """What site/request_sheet.html shows: `request` and `filled`; blank without choices."""
    if shared is None:
        return {"request_sheet": present_request_sheet(), "filled": Filled("", "")}
    tables = patient_tables()
    muscles = [(tables.muscles[one.muscle], SIDES[one.side]) for one in shared.muscles]
    nerves = [(tables.nerves[one.nerve], SIDES[one.side]) for one in shared.nerves]
    facts = {one.id: one for one in present_facts(said)}
    course = [lower([tick.word]) for tick in facts["course"].ticks if tick.on]
    onset = say(f"dots.request.onset.{said['onset']}") if said["onset"] else ""
    began = [words for words in (said["since"], onset, *course) if words]
    known = [
        say("dots.message.fact", name=facts[key].name, said=words)
        for key in ON_REQUEST
        if (words := _answered(facts[key]))
    ]
    return {
        "request_sheet": present_request_sheet(muscles, nerves),
        "filled": Filled(listed_clauses(began), listed_clauses(known)),
    }


def _answered(fact: Fact) -> str:
    return fact.said or "".join(tick.word for tick in fact.ticks if tick.on)
