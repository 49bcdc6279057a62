"""What is felt or seen, and where; and which of it stands on the graded list of emergencies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, get_args

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.diary.checks import choice, needed, refuse, words
from multifocal.frozen import FrozenDict

Sign = Literal[
    "chest_pain", "breathing", "swollen_face", "one_side", "confusion", "headache_with",
    "swallowing", "spreading", "bladder", "swollen_limb", "dark_urine", "little_urine", "fever",
    "bad_headache", "hives", "newly_weak", "wears_off", "missed_dose", "before_steroid",
]  # fmt: skip
"""What stands on the graded list (content/en/emergency.toml), each grade in the list's order."""
Grade = Literal["now", "today", "this-week"]

GRADED: Final[Mapping[Grade, tuple[Sign, ...]]] = FrozenDict(
    {"now": get_args(Sign)[:9], "today": get_args(Sign)[9:15], "this-week": get_args(Sign)[15:]}
)
"""Source: multifocal-choice-graded-list; a test holds it beside the list itself."""
SIGNS: Final[tuple[Sign, ...]] = get_args(Sign)
GRADES: Final[tuple[Grade, ...]] = get_args(Grade)

SymptomKind = Literal[
    "weakness", "cramp", "twitching", "wasting", "numbness", "tingling", "pain", "fatigue",
    "worse_in_cold", "other",
]  # fmt: skip
SYMPTOM_KINDS: Final[tuple[SymptomKind, ...]] = get_args(SymptomKind)
Scope = Literal["region", "muscle", "nerve"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
Region = Literal[
    "head", "neck", "chest", "belly", "back", "shoulder", "upper_arm", "elbow", "forearm", "wrist",
    "hand", "thumb", "fingers", "hip", "thigh", "knee", "lower_leg", "ankle", "foot", "toes",
]  # fmt: skip
REGIONS: Final[tuple[Region, ...]] = get_args(Region)


@cache
def places(scope: Scope) -> tuple[str, ...]:
    """The ids that a place of that scope may have."""
    if scope == "region":
        return REGIONS
    return tuple(one.id for one in (body.muscles() if scope == "muscle" else body.nerves()))


@dataclass(frozen=True)
class Symptom:
    """Something felt or seen at a place of the body map, or all over (no place).

    `sign` is set where it is one of the graded list: then that list is shown before it is saved.
    """

    symptom: SymptomKind
    scope: Scope | None = None
    place: str | None = None
    side: Side | None = None
    sign: Sign | None = None
    words: str | None = None

    def __post_init__(self) -> None:
        known = places(self.scope) if self.scope in SCOPES else ()
        refuse(
            choice("symptom", self.symptom, SYMPTOM_KINDS), needed("symptom", self.symptom),
            choice("scope", self.scope, SCOPES), choice("side", self.side, SIDES),
            needed("scope", self.scope) if self.place is not None else [],
            needed("place", self.place) if self.scope is not None else [],
            choice("place", self.place, known) if known else [],
            choice("sign", self.sign, SIGNS), words("words", self.words),
            needed("words", self.words or self.sign) if self.symptom == "other" else [],
        )  # fmt: skip


def without_contradiction(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    """The signs as they are shown together: a bad headache "with none of the signs that need help
    now" is not said beside one that has them."""
    some = tuple(signs)
    return tuple(one for one in some if one != "bad_headache" or "headache_with" not in some)


def grade_of(sign: Sign) -> Grade:
    """How soon that sign needs help."""
    return next(grade for grade, signs in GRADED.items() if sign in signs)
