"""What the criteria ask of history, examination and laboratory."""

from dataclasses import dataclass
from typing import Final

from multifocal.body import Side, check_side


@dataclass(frozen=True)
class WeakMuscle:
    """A muscle found weak on examination, by its id in `body`."""

    side: Side
    muscle: str

    def __post_init__(self) -> None:
        check_side(self.side)


TECHNIQUE_ITEMS: Final = (
    "stimulation_supramaximal",
    "no_crossing_in_forearm",
    "no_response_confirmed",
    "no_spread_at_erb",
    "no_pressure_at_radial_groove",
)
"""The items that are about technique and not about the person."""


@dataclass(frozen=True)
class ClinicalPicture:
    """Every item True, False or None (not known). Numbers in comments: EFNS/PNS 2010's items.

    Source: `efns-pns-2010` (clinical criteria, table 1; supportive criteria, table 3) and
    `utrecht-criteria`.
    """

    # Core
    weakness_focal_asymmetric_progressive: bool | None = None  # 1
    weakness_in_two_or_more_nerves: bool | None = None  # 1; in one nerve only: possible at most
    weakness_over_one_month: bool | None = None  # 1
    no_sensory_abnormality_but_minor_leg_vibration_loss: bool | None = None  # 2
    # Supportive clinical
    predominantly_upper_limb: bool | None = None  # 3
    reflexes_decreased_or_absent_in_affected_limb: bool | None = None  # 4
    cranial_nerves_spared: bool | None = None  # 5
    cramps_and_fasciculations_in_affected_limb: bool | None = None  # 6
    improved_with_immunomodulation: bool | None = None  # 7
    # Exclusion
    upper_motor_neuron_signs: bool | None = None  # 8
    marked_bulbar_involvement: bool | None = None  # 9
    sensory_impairment_beyond_minor_leg_vibration_loss: bool | None = None  # 10
    diffuse_symmetric_weakness_in_initial_weeks: bool | None = None  # 11
    # Supportive: laboratory, imaging, treatment
    anti_gm1_igm_raised: bool | None = None  # S1
    csf_protein_raised_below_1_g_l: bool | None = None  # S2
    mri_t2_hyperintense_swollen_plexus: bool | None = None  # S3
    objective_improvement_after_ivig: bool | None = None  # S4
    # What the electrodiagnostic rules presuppose
    sensory_conduction_normal_in_arm_segments_with_block: bool | None = None  # EDX3
    weakness_over_ten_days: bool | None = None  # else a block may be early nerve degeneration
    # What other categories and criteria ask besides
    sensory_studies_normal: bool | None = None  # EFNS/PNS "possible"; AANEM 2003, item 4
    sensory_studied_in_three_or_more_nerves: bool | None = None  # AANEM 2003, item 4
    # What Utrecht's list asks besides
    weakness_predominantly_distal: bool | None = None
    onset_at_20_to_65_years: bool | None = None
    bulbar_signs: bool | None = None  # any, also mild
    no_other_neuropathy_or_myopathy: bool | None = None
    csf_protein_below_1_g_l: bool | None = None  # raised or not
    # What a block presupposes of technique, where no row says so (multifocal-choice-technique)
    stimulation_supramaximal: bool | None = None
    no_crossing_in_forearm: bool | None = None  # median nerve at wrist and elbow, same muscle
    no_response_confirmed: bool | None = None  # stimulus well placed, sweep long, baseline quiet
    no_spread_at_erb: bool | None = None  # a stimulus there adds nothing from other nerves
    no_pressure_at_radial_groove: bool | None = None  # and over 3 months, superficial radial normal
    # What the examination found, for `coverage`
    weak_muscles: tuple[WeakMuscle, ...] = ()
