"""How soon what is told needs help, by the graded list; and which company of it is asked about
before it is saved. Source of both: multifocal-choice-graded-list, meningitis-signs.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, Literal, get_args

from multifocal.diary.daily import About, Note, Visit
from multifocal.diary.entry import Content, signs_of
from multifocal.diary.infusion import Infusion
from multifocal.diary.strength import Force, MovementStrength, TaskEase
from multifocal.diary.symptom import (
    GRADES,
    SIGNS,
    Grade,
    Sign,
    Symptom,
    grade_of,
    without_contradiction,
)
from multifocal.frozen import FrozenDict

Worry = Literal["headache", "rash", "neck", "reaction", "limb", "weakness", "onset", "speech"]
"""What may be harmless or not, by what comes with it: or, of what is told about oneself (`onset`,
`speech`), by whether it is new."""
WORRIES: Final[tuple[Worry, ...]] = get_args(Worry)
COMPANY: Final[Mapping[Worry, Mapping[str, Sign]]] = FrozenDict(
    {
        "headache": FrozenDict(
            {"fever": "headache_with", "stiff_neck": "headache_with", "light": "headache_with",
             "drowsy": "headache_with", "rash": "headache_with", "worst": "headache_with",
             "one_side": "one_side", "bad": "bad_headache"}
        ),
        "rash": FrozenDict(
            {"swollen_face": "swollen_face", "breathing": "breathing",
             "headache": "headache_with", "fever": "fever", "raised": "hives"}
        ),
        "neck": FrozenDict(
            {"stiff": "headache_with", "fever": "fever", "confused": "confusion",
             "sudden": "one_side", "spreading": "spreading", "bladder": "bladder"}
        ),
        "reaction": FrozenDict(
            {"breathing": "breathing", "swollen_face": "swollen_face", "chest": "chest_pain",
             "one_side": "one_side", "confused": "confusion", "headache": "headache_with",
             "swallowing": "swallowing", "spreading": "spreading", "bladder": "bladder",
             "limb": "swollen_limb", "urine": "dark_urine", "little_urine": "little_urine",
             "fever": "fever", "bad_headache": "bad_headache", "raised": "hives"}
        ),
        "limb": FrozenDict(
            {"swollen": "swollen_limb", "breathing": "breathing", "chest": "chest_pain",
             "sudden": "one_side"}
        ),
        "weakness": FrozenDict(
            {"sudden": "one_side", "spreading": "spreading", "swallowing": "swallowing",
             "breathing": "breathing", "bladder": "bladder", "slow": "newly_weak"}
        ),
        "onset": FrozenDict({"new": "one_side", "spreading": "spreading"}),
        "speech": FrozenDict(
            {"speaking": "one_side", "swallowing": "swallowing", "breathing": "breathing"}
        ),
    }
)  # fmt: skip
"""What is asked about each, and the sign of the graded list that it then is. A reaction may be
told in own words, which may mean anything: every sign of "now" and "today" is asked of it. What
is asked in its own way of a stiff neck stands before that: the list knows a bad headache alone."""
OF_ONESELF: Final[frozenset[Worry]] = frozenset(("onset", "speech"))
"""What is told about oneself: it may be old, and known to a doctor."""
REACTIONS_ASKED: Final = (
    "chills", "flushing", "aches", "swelling_at_needle", "blood_pressure", "other",
)  # fmt: skip
"""Reactions that may be the first sign of a severe one. Not nausea and tiredness, which most
infusions can bring: of these only where own words stand beside them.
Source: multifocal-choice-company."""
LIKE_WEAKNESS: Final = ("weakness", "numbness", "tingling")
"""What may be the first sign of a stroke or of a nerve disease that spreads."""
LIMB: Final = (
    "upper_arm", "elbow", "forearm", "thigh", "knee", "lower_leg", "ankle", "foot",
)  # fmt: skip
"""Where pain may come from a clot in an arm or a leg. Source: dvt-signs."""
NECK: Final = ("pain", "cramp")
"""How a stiff neck may be marked on the body, where nobody asks for it by its name: with a headache
or a fever it is an emergency. Source: meningitis-signs."""


def graded_signs(contents: Sequence[Content | None]) -> tuple[Sign, ...]:
    """What of the graded list is told, the most urgent first.

    Pain marked in the chest counts as the list's chest pain, ticked or not; so does a headache that
    comes with a fever or a rash as the list's headache. That one is not told as a bad headache
    "with none of the signs that need help now", too.
    """
    signs = {sign for content in contents for sign in signs_of(content)}
    if any(_is_pain(content, "chest") for content in contents):
        signs.add("chest_pain")
    rash = "hives" in signs or any(_reacted(content, "rash") for content in contents)
    headache = "bad_headache" in signs or any(map(_is_headache, contents))
    if headache and (rash or "fever" in signs):
        signs.add("headache_with")
    return tuple(sorted(without_contradiction(signs), key=SIGNS.index))


def unnamed(contents: Sequence[Content | None]) -> tuple[Worry, ...]:
    """A headache and a rash of which is not said whether it is the list's one."""
    signs = graded_signs(contents)
    is_named = "bad_headache" in signs or "headache_with" in signs
    headache: tuple[Worry, ...] = ("headache",) if any(map(_is_headache, contents)) else ()
    rash: tuple[Worry, ...] = ("rash",) if any(_reacted(one, "rash") for one in contents) else ()
    return (*(() if is_named else headache), *(() if "hives" in signs else rash))


def urgency(contents: Sequence[Content | None]) -> Grade | None:
    """The most urgent grade among what is told; None where nothing of it is on the list.

    As the list itself says, two signs of "today" that come together count as "now", and what one is
    not sure of counts too: beside one of them, so does a headache or a rash of any kind.
    """
    grades = [grade_of(sign) for sign in graded_signs(contents)]
    today = grades.count("today")
    if today and today + len(unnamed(contents)) > 1:
        return "now"
    return next((grade for grade in GRADES if grade in grades), None)


def list_comes_first(contents: Sequence[Content | None]) -> bool:
    """Whether the graded list is shown before it is saved: not for an infusion that was missed and
    nothing more, of which the list's sentence is said beside "Saved"."""
    signs = graded_signs(contents)
    missed = all(isinstance(one, Infusion) and one.status == "missed" for one in contents)
    return bool(signs) and not (missed and signs == ("missed_dose",))


def is_graded(content: Content | None) -> bool:
    """Whether something of it may count together with what other entries tell: a sign of the list,
    pain in the chest, a headache or a rash. Not that an infusion was missed: nothing is felt."""
    return bool(
        set(signs_of(content)) - {"missed_dose"}
        or _is_pain(content, "chest")
        or _is_headache(content)
        or _reacted(content, "rash")
    )


def company_asked(
    contents: Sequence[Content],
    before: Content | None = None,
    earlier: Iterable[Content | None] = (),
    beside: Sequence[Content | None] = (),
    answered: Collection[str] = (),
) -> tuple[Worry, ...]:
    """About which of what is told it is asked what comes with it. Nothing is asked of whoever must
    get help now.

    `before`: what the entry said that is corrected, of which it was asked then. `earlier`: what
    other entries tell: weakness or numbness that they have at the same place is not new, nor is a
    task or a movement that cannot be done. `beside`: what other entries tell of the same time
    (`alongside`). `answered`: what of the same form was answered before it was changed
    (`answer_keys`).
    """
    if urgency((*contents, *beside)) == "now":
        return ()
    known = {worry for one in earlier for worry in _worries(one) if _stays_known(worry)}
    known |= _worries(before)
    new = {worry for one in contents for worry in _worries(one)} - known
    asked = {worry[0] for worry in new if json.dumps(worry) not in answered}
    return tuple(sorted(asked, key=WORRIES.index))


def has_own_words(content: Content | None) -> bool:
    """Whether it holds own words that may tell of how one feels, and that nobody reads: not a task
    that is easy, and not what is told about oneself, about medicines or supplies."""
    match content:
        case Note():
            return True
        case Visit():
            return bool(content.text)
        case Symptom():
            return bool(content.words)
        case TaskEase():
            return bool(content.own) and content.ease != "easy"
        case Infusion():
            return bool(content.words or any(one.words for one in content.reactions))
        case _:
            return False


def answer_keys(contents: Iterable[Content]) -> tuple[str, ...]:
    """About what it was asked, as texts for the form to keep until it is saved: a form that is
    changed once more asks about what is new in it."""
    return tuple(sorted({json.dumps(worry) for one in contents for worry in _worries(one)}))


def _worries(content: Content | None) -> set[tuple[Worry, object]]:
    """Each with what of it is asked once."""
    some: set[tuple[Worry, object]] = set()
    if _is_headache(content):
        some.add(("headache", None))
    if _reacted(content, "rash"):
        some.add(("rash", None))
    if isinstance(content, Symptom) and content.place == "neck" and content.symptom in NECK:
        some.add(("neck", None))
    if any(_is_pain(content, place) for place in LIMB):
        some.add(("limb", None))
    if "newly_weak" in signs_of(content):
        some.add(("weakness", None))
    if weak := _weak(content):
        some.add(("weakness", weak))
    if isinstance(content, About):
        if content.course == "suddenly":
            some.add(("onset", content.course))
        if content.speech_or_swallowing in ("yes", "unsure"):
            some.add(("speech", content.speech_or_swallowing))
    return some | {("reaction", one) for one in _reactions_asked(content)}


def _reactions_asked(content: Content | None) -> set[tuple[object, ...]]:
    """Reactions and own words that may be the first sign of something severe."""
    match content:
        case Infusion():
            own = {("infusion", content.words)} if content.words else set()
            return own | {
                (one.reaction, one.words)
                for one in content.reactions
                if one.reaction in REACTIONS_ASKED or one.words
            }
        case Symptom() if content.words or _may_be_of_the_chest(content):
            # of one for today or now it is said which sign it tells of
            said = content.sign is not None and grade_of(content.sign) != "this-week"
            what = ("symptom", content.words) if content.words else ("unplaced", content.symptom)
            return set() if said else {what}
        case TaskEase() if content.own and content.ease != "easy":
            return {("task", content.own)}
        case _:
            return set()


def _may_be_of_the_chest(symptom: Symptom) -> bool:
    """Pain of which no place is told, and a cramp of the chest, as which tightness may be told."""
    if symptom.symptom == "pain":
        return symptom.place is None
    return symptom.symptom == "cramp" and symptom.place == "chest"


def _weak(content: Content | None) -> tuple[object, ...] | None:
    """What is told to be weak or numb, or cannot be done, and where; None where nothing is."""
    match content:
        case Symptom() if content.symptom in LIKE_WEAKNESS:
            return (content.symptom, content.scope, content.place, content.side)
        case TaskEase("cannot"):
            return ("task", content.task, content.own, content.side)
        case MovementStrength(ease="cannot"):
            return ("movement", content.movement, content.side)
        case Force() if not content.best:  # the device shows nothing: as much as "cannot"
            return ("force", content.measure, content.side)
        case _:
            return None


def _stays_known(worry: tuple[Worry, object]) -> bool:
    """Whether it is not new where another entry told it: a place, one's own words, what is told
    about oneself. A headache is asked about each time."""
    kind, what = worry
    if kind == "reaction":
        return isinstance(what, tuple) and what[0] in ("symptom", "infusion", "task")
    return what is not None


def _is_headache(content: Content | None) -> bool:
    return _is_pain(content, "head") or _reacted(content, "headache")


def _is_pain(content: Content | None, place: str) -> bool:
    return isinstance(content, Symptom) and content.symptom == "pain" and content.place == place


def _reacted(content: Content | None, reaction: str) -> bool:
    return isinstance(content, Infusion) and any(
        one.reaction == reaction for one in content.reactions
    )
