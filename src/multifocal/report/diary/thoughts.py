"""For the undiagnosed: what speaks for and against a motor nerve problem, and what is not examined.

Nothing is weighed and nothing is concluded. What was not told is not normal: it stands under what
has not been examined, with the test that answers it. The features are those of the clinical
criteria (source efns-pns-2010).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from multifocal.diary import About, Content, Entry, Symptom
from multifocal.diary.naming import choice_name, place_name
from multifocal.report.diary.pointing import Pointed, weak_sides
from multifocal.words import listed, say

SOURCE: Final = "efns-pns-2010"


@dataclass(frozen=True)
class OpenQuestion:
    """What was not examined, and which test answers it."""

    question: str
    known: str
    test: str


@dataclass(frozen=True)
class Thoughts:
    """What speaks for, what against, and what is not known."""

    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    open: tuple[OpenQuestion, ...]


ASKED: Final = (
    "reflexes", "feeling", "speech_or_swallowing", "stiffness", "conduction_study",
    "worse_in_cold", "relatives",
)  # fmt: skip


def thoughts(about: About, entries: Sequence[Entry], pointed: Pointed) -> Thoughts:
    """For and against, from what was told. Entries of one range of days."""
    symptoms = {one.content.symptom for one in entries if isinstance(one.content, Symptom)}
    sides = weak_sides(entries, pointed)
    begun = {about.first_side} - {None}
    shared = any(len(one.difficulties) > 1 for one in pointed.joined.nerves)
    cold = about.worse_in_cold == "yes" or "worse_in_cold" in symptoms
    numb = bool(symptoms & {"numbness", "tingling"})
    speaks_for = {
        "feeling_normal": about.feeling == "normal" and bool(pointed.weak) and not numb,
        "one_side": None not in sides and len(sides | begun) == len(sides) == 1,
        "one_nerve": shared,
        "cold": cold,
        "twitching": bool(symptoms & {"twitching", "cramp"}),
        "reflexes": about.reflexes in ("reduced", "absent"),
        "course": about.course in ("steps", "slowly"),
    }
    speaks_against = {
        "speech": about.speech_or_swallowing == "yes",
        "stiffness": about.stiffness == "yes",
        "brisk": about.reflexes == "increased",
        "feeling_lost": about.feeling in ("reduced", "absent"),
        "numb": numb,
        "pain": "pain" in symptoms,
        "both_sides": len(sides - {None}) > 1,
        "suddenly": about.course == "suddenly",
        "relatives": about.relatives == "yes",
    }
    pains = dict.fromkeys(_place(one.content) for one in entries if _is_pain(one.content))
    unknown = [
        (one, said) for one in ASKED
        if (said := getattr(about, one) or "not_said") in ("not_said", "unsure", "not_examined")
        or (one, said) == ("conduction_study", "no")
    ]  # fmt: skip
    return Thoughts(
        tuple(say(f"report.diary.for.{key}") for key, true in speaks_for.items() if true),
        tuple(
            say(f"report.diary.against.{key}", where=listed(pains))
            if key == "pain"
            else say(f"report.diary.against.{key}")
            for key, true in speaks_against.items()
            if true
        ),
        tuple(
            OpenQuestion(
                say(f"report.diary.open.{one}"),
                say(f"report.diary.known.{said}"),
                say(f"report.diary.test.{one}"),
            )
            for one, said in unknown
        ),
    )


def _is_pain(content: Content | None) -> bool:
    return isinstance(content, Symptom) and content.symptom == "pain"


def _place(content: Content | None) -> str:
    """Where it is, with its side: pain in the head is another thing than pain in the weak hand."""
    where = place_name(content) if isinstance(content, Symptom) else None
    side = getattr(content, "side", None)
    if where is None:
        return say("report.diary.all_over")
    if side is None:
        return where
    return say("report.diary.nerves_without.one", what=where, side=choice_name("side", side))
