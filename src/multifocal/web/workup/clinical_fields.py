"""What the criteria ask beyond the table: the clinical picture, weak muscles, age and height."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import get_language

from multifocal import body
from multifocal.body import SIDES, Subject
from multifocal.body.subject import AGE_RANGE_YEARS, HEIGHT_RANGE_CM
from multifocal.criteria.coverage import ARM, LEG, recorded_nerve
from multifocal.study import ClinicalPicture, WeakMuscle, word_of
from multifocal.study.clinical import TECHNIQUE_ITEMS
from multifocal.web.site.language import say_later
from multifocal.words import say

KNOWN: Final = [
    ("", say_later("workup.known.unknown")),
    ("yes", say_later("workup.known.yes")),
    ("no", say_later("workup.known.no")),
]

GROUPS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "core": (
        say_later("workup.clinical.core"),
        (
            "weakness_focal_asymmetric_progressive",
            "weakness_in_two_or_more_nerves",
            "weakness_over_one_month",
            "weakness_predominantly_distal",
            "onset_at_20_to_65_years",
            "diffuse_symmetric_weakness_in_initial_weeks",
        ),
    ),
    "examination": (
        say_later("workup.clinical.examination"),
        (
            "no_sensory_abnormality_but_minor_leg_vibration_loss",
            "sensory_impairment_beyond_minor_leg_vibration_loss",
            "upper_motor_neuron_signs",
            "marked_bulbar_involvement",
            "bulbar_signs",
            "predominantly_upper_limb",
            "reflexes_decreased_or_absent_in_affected_limb",
            "cranial_nerves_spared",
            "cramps_and_fasciculations_in_affected_limb",
            "no_other_neuropathy_or_myopathy",
        ),
    ),
    "sensory": (
        say_later("workup.clinical.sensory"),
        ("sensory_studies_normal", "sensory_studied_in_three_or_more_nerves"),
    ),
    "supportive": (
        say_later("workup.clinical.supportive"),
        (
            "anti_gm1_igm_raised",
            "csf_protein_raised_below_1_g_l",
            "csf_protein_below_1_g_l",
            "mri_t2_hyperintense_swollen_plexus",
            "objective_improvement_after_ivig",
            "improved_with_immunomodulation",
        ),
    ),
}
ITEMS: Final = tuple(name for _words, names in GROUPS.values() for name in names)


@dataclass(frozen=True)
class Group:
    """Questions under one heading."""

    heading: str
    fields: tuple[forms.BoundField, ...]


@dataclass(frozen=True)
class MuscleRow:
    """A muscle to mark as weak, on each side: the box's value, id, words, and whether marked."""

    name: str
    boxes: tuple[tuple[str, str, str, bool], ...]


@dataclass(frozen=True)
class MuscleGroup:
    """The muscles of one nerve."""

    heading: str
    rows: tuple[MuscleRow, ...]


def truth(typed: str) -> bool:
    """The answer typed."""
    return typed == "yes"


class ClinicalFields(forms.Form):
    """Every question of the clinical picture; unanswered ones stay unknown."""

    weak = forms.MultipleChoiceField(
        required=False,
        choices=[(f"{side}:{one.id}", one.id) for one in body.muscles() for side in SIDES],
    )
    age_years = forms.FloatField(
        required=False, min_value=AGE_RANGE_YEARS[0], max_value=AGE_RANGE_YEARS[1]
    )
    height_cm = forms.FloatField(
        required=False, min_value=HEIGHT_RANGE_CM[0], max_value=HEIGHT_RANGE_CM[1]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        for name in (*TECHNIQUE_ITEMS, *ITEMS):
            self.fields[name] = forms.TypedChoiceField(
                required=False,
                choices=KNOWN,
                coerce=truth,
                empty_value=None,
                label=say(f"study.question.{name}", language),
            )

    def question_groups(self) -> tuple[Group, ...]:
        """The questions under their headings."""
        return tuple(
            Group(heading, tuple(self[name] for name in names))
            for heading, names in GROUPS.values()
        )

    def technique_questions(self) -> tuple[forms.BoundField, ...]:
        """What a block presupposes of technique and a table may not say."""
        return tuple(self[name] for name in TECHNIQUE_ITEMS)

    def muscle_groups(self) -> tuple[MuscleGroup, ...]:
        """The muscles that the protocol's nerves supply, by nerve."""
        language = get_language() or "en"
        marked = set(self["weak"].value() or ())
        return tuple(
            MuscleGroup(
                word_of("nerve", nerve, language),
                tuple(
                    _muscle_row(one.id, marked, language)
                    for one in body.muscles_of(nerve)
                    if recorded_nerve(one.id) == nerve
                ),
            )
            for nerve in (*ARM, *LEG)
        )

    def picture(self, **more: bool | None) -> ClinicalPicture:
        """The clinical picture that was entered, with what other fields know."""
        answers = {name: self.cleaned_data[name] for name in (*TECHNIQUE_ITEMS, *ITEMS)} | more
        weak = tuple(
            WeakMuscle(side, one.removeprefix(f"{side}:"))
            for one in self.cleaned_data["weak"]
            for side in SIDES
            if one.startswith(f"{side}:")
        )
        return ClinicalPicture(**answers, weak_muscles=weak)

    def subject(self) -> Subject | None:
        """Whose study it is; None where neither age nor height is known."""
        known = {
            name: self.cleaned_data[name]
            for name in ("age_years", "height_cm")
            if self.cleaned_data.get(name) is not None
        }
        return Subject(**known) if known else None


def _muscle_row(muscle: str, marked: set[str], language: str) -> MuscleRow:
    return MuscleRow(
        word_of("muscle", muscle, language),
        tuple(
            (
                f"{side}:{muscle}",
                f"weak_{side}_{muscle}",
                word_of("side", side, language),
                f"{side}:{muscle}" in marked,
            )
            for side in ("right", "left")
        ),
    )
