"""How soon weakness needs someone who can help: asked before anything is looked up.

Where a patient is not sure, or has not said, the more cautious answer stands.
"""

from collections.abc import Mapping
from typing import Any, Final, Literal

from multifocal.frozen import FrozenDict

Onset = Literal["minutes", "days", "weeks", "months", "unsure"]
"""How the weakness came."""
Signs = Literal["yes", "no", "unsure"]
"""Whether a sign is there with which weakness cannot wait."""
Urgency = Literal["now", "today", "doctor"]
"""How soon someone who can help is needed."""

ONSETS: Final[tuple[Onset, ...]] = ("minutes", "days", "weeks", "months", "unsure")
"""How the weakness came: within minutes (or there on waking), over hours or days, over one to four
weeks, over more than that."""

SIGNS: Final[tuple[Signs, ...]] = ("yes", "no", "unsure")
"""Whether one of the signs is there with which weakness cannot wait: of speech, face, sight,
swallowing, breathing, bladder, bowel, numbness between the legs, both legs over days to weeks."""

URGENCIES: Final[tuple[Urgency, ...]] = ("now", "today", "doctor")

# source: multifocal-choice-dots-urgency; its grades are those of content/en/emergency.toml
_WITHOUT_SIGNS: Final[Mapping[Onset, Urgency]] = FrozenDict(
    {"minutes": "now", "days": "now", "weeks": "today", "unsure": "today", "months": "doctor"}
)


def how_soon(onset: Onset, signs: Signs) -> Urgency:
    """Now: the emergency number. Today: a doctor today. Doctor: an appointment."""
    return _WITHOUT_SIGNS[onset] if signs == "no" else "now"


def is_now_already(onset: Onset | None, signs: Signs | None) -> bool:
    """Whether what was said (None: not yet) cannot wait, whatever else would be said: who has told
    of one alarming thing is not asked for more first."""
    onsets = ONSETS if onset is None else (onset,)
    return all(how_soon(one, each) == "now" for one in onsets
               for each in (SIGNS if signs is None else (signs,)))  # fmt: skip


def may_go_on_warned(onset: Onset | None, signs: Signs | None) -> bool:
    """Whether who has read what cannot wait may go on unexamined, with that warning beside whatever
    comes: where they are not sure of the signs and the weakness came over months. Never where it
    came faster, where that is not known, or where a sign is there."""
    return signs == "unsure" and onset is not None and how_soon(onset, "no") == "doctor"


def with_own_signs(signs: Signs, own: Signs) -> Signs:
    """The answer on signs where own words, too, were asked about (`own`): the more alarming one."""
    return next(one for one in ("yes", "unsure", "no") if one in (signs, own))


def exported_urgency() -> dict[str, Any]:
    """The same as a table of indexes: a row an onset, a column an answer on signs."""
    return {
        "onsets": list(ONSETS),
        "signs": list(SIGNS),
        "urgencies": list(URGENCIES),
        "table": [[URGENCIES.index(how_soon(o, s)) for s in SIGNS] for o in ONSETS],
    }
