"""Whether the dose of an infusion may be a slip of the pen, so that it is asked about before it is
saved. It says nothing about what anyone should receive: it knows no right dose."""

from decimal import Decimal
from typing import Final

from multifocal.diary.entry import Content
from multifocal.diary.infusion import Infusion

# A proposal of this project, in no guideline: far above what records of one infusion mostly have,
# so that whoever is asked has mostly typed a digit too many. Source: multifocal-choice-asked-dose.
ASKED_ABOVE_G_PER_KG: Final = 3
ASKED_ABOVE_G: Final = 200
"""Where no weight stands beside it."""
ASKED_ABOVE_TIMES_LAST: Final = 3
KG_A_LB: Final = Decimal("0.45359237")


def is_dose_asked(
    content: Content, last: Content | None = None, before: Content | None = None
) -> bool:
    """Whether it is asked if its dose is right. `last`: the last infusion that ran. `before`: what
    the entry said that is corrected; a dose that stays is not asked about again."""
    if not isinstance(content, Infusion) or content.dose is None or _same(content, before):
        return False
    grams, kg = _grams(content), _kg(content)
    if content.dose_unit == "g/kg":
        much = content.dose > ASKED_ABOVE_G_PER_KG
    elif grams is None:  # mL: how much is in them is not said
        much = False
    else:
        much = grams > (ASKED_ABOVE_G if kg is None else ASKED_ABOVE_G_PER_KG * kg)
    return much or _far_above(content, last)


def _same(content: Infusion, before: Content | None) -> bool:
    said = (content.dose, content.dose_unit)
    return isinstance(before, Infusion) and (before.dose, before.dose_unit) == said


def _far_above(content: Infusion, last: Content | None) -> bool:
    if not isinstance(last, Infusion) or last.dose is None or content.dose is None:
        return False
    if content.dose_unit == last.dose_unit:
        return content.dose > ASKED_ABOVE_TIMES_LAST * last.dose
    now, then = _grams(content), _grams(last)
    return now is not None and then is not None and now > ASKED_ABOVE_TIMES_LAST * then


def _grams(content: Infusion) -> Decimal | None:
    """The dose in g; None in mL or without the weight that it needs."""
    assert content.dose is not None
    if content.dose_unit == "g/kg":
        kg = _kg(content)
        return None if kg is None else content.dose * kg
    per_gram = {"g": Decimal(1), "mg": Decimal("0.001")}.get(content.dose_unit or "")
    return None if per_gram is None else content.dose * per_gram


def _kg(content: Infusion) -> Decimal | None:
    if content.weight is None:
        return None
    return content.weight * (KG_A_LB if content.weight_unit == "lb" else 1)
