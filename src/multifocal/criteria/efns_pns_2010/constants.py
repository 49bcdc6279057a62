"""Numbers and names of the EFNS/PNS 2010 rules for motor conduction block.

Source: `efns-pns-2010` (electrophysiological criteria, table 2), except where a choice of this
project is named.
"""

from typing import Final

from multifocal.criteria.ruling import Ruling
from multifocal.criteria.threshold import Threshold

SET: Final = Ruling("efns-pns-2010", "EFNS/PNS 2010", "6", "efns-pns-2010", "study.efns")

DEFINITE_AREA: Final = Threshold("at_least", 50.0, "%")
PROBABLE_AREA: Final = Threshold("at_least", 30.0, "%")
DURATION: Final = Threshold("at_most", 30.0, "%")
FLOOR_AMPLITUDE: Final = Threshold("more_than", 1.0, "mV")
FLOOR_SHARE_OF_LOWER_LIMIT: Final = 0.2

BLOCK_NERVES: Final = ("median", "ulnar", "fibular")
"""Counted by EDX1; and by EDX2b, which is EDX1 but for duration (choice: rule 2b nerves)."""

ARM_NERVES: Final = ("median", "ulnar", "radial", "musculocutaneous", "axillary")
"""Counted by EDX2a ("upper-limb nerve")."""

LONG_SEGMENTS: Final = (
    ("wrist", "elbow"),
    ("wrist", "below_elbow"),
    ("elbow", "axilla"),
    ("above_elbow", "axilla"),
)
"""Distal and proximal site of the long segments the guideline names as examples."""

LONGER_SEGMENTS: Final = (("radial", "forearm", "elbow"),)
"""Nerve, distal and proximal site of what counts as long by the reading "longer" besides: the
guideline's sites are examples ("e.g."), and it names no nerve."""

LARGE_FALL_NERVES: Final = ("radial", "musculocutaneous")
"""Not counted by EDX1; a fall of at least 50 % is at least EDX2a, however long the stretch and
however long the response (choice: arm nerves rule 2a)."""

GROOVE: Final = "radial_spiral_groove"

# Choices of this project where the text is silent, besides those in `ruling`; each is a source and
# has a sentence.
TIBIAL_NOT_COUNTED: Final = "multifocal-choice-counted-nerves"
ARM_NERVES_2A_ONLY: Final = "multifocal-choice-arm-nerves-rule-2a"
RULE_2B_NERVES: Final = "multifocal-choice-rule-2b-nerves"
FLOOR_FOR_ALL: Final = "multifocal-choice-floor-for-all"
LONG_AS_NAMED: Final = "multifocal-choice-long-segments-named"
LONG_AND_LONGER: Final = "multifocal-choice-long-segments-longer"
