"""What was measured in people, to set simulated fibers beside: never a verdict, never a target.

Median nerve at the wrist, motor axons to the abductor pollicis brevis, skin at 32.9 ± 0.9 °C, 192
healthy people of 18 to 84 years (source nerve-norms-apb; docs/sources/physiology.md, 1.8).
"""

from dataclasses import dataclass
from typing import Final

from multifocal.frozen import FrozenDict

SOURCE: Final = "nerve-norms-apb"


@dataclass(frozen=True)
class PublishedValue:
    """A mean with its spread: sd, or the range of 90 % of people; None where not told."""

    mean: float
    sd: float | None = None
    low: float | None = None
    high: float | None = None
    source: str = SOURCE


PUBLISHED: Final = FrozenDict[str, PublishedValue](
    time_constant_ms=PublishedValue(0.435, 0.099, 0.30, 0.62),
    relative_refractory_ms=PublishedValue(3.0, None, 2.4, 3.8),
    superexcitability_percent=PublishedValue(-24.4, 6.3, -33.8, -15.3),
    subexcitability_percent=PublishedValue(15.7, 5.1, 8.2, 24.3),
    ted_10_percent=PublishedValue(64.3, 4.9),
    ted_90_percent=PublishedValue(44.1, 4.2),
    ted_after_percent=PublishedValue(-19.0, 4.1),
    teh_10_percent=PublishedValue(-65.9, 5.4),
    teh_90_percent=PublishedValue(-118.6, 18.3),
    teh_after_percent=PublishedValue(10.0),
    sensory_time_constant_ms=PublishedValue(0.665, 0.182, source="mogyoros-1996"),
    motor_time_constant_ms=PublishedValue(0.459, 0.126, source="mogyoros-1996"),
    threshold_after_contraction_percent=PublishedValue(24.0, source="vagg-1998"),
)
"""By the names of the measures; ted, teh: threshold electrotonus, reduction so many ms after a
current of +40 or -40 % begins; after: the largest rebound once it is over;
threshold_after_contraction: its rise after one minute of voluntary contraction."""

RECOVERY_PERCENT: Final = (
    (2.5, 25.9), (3.2, -8.0), (4.0, -20.9), (5.0, -25.1), (6.3, -24.4), (7.9, -20.1),
    (10.0, -13.9), (13.0, -7.3), (18.0, 2.2), (24.0, 10.1), (32.0, 14.8), (42.0, 16.5),
    (56.0, 15.0), (75.0, 10.2), (100.0, 3.9), (140.0, 0.1),
)  # fmt: skip
"""Interval, ms, and mean change of threshold, %."""
DEPOLARIZING_PERCENT: Final = ((0, 40.0), (10, 64.3), (40, 55.0), (90, 44.1), (110, -12.1),
                               (130, -19.0))  # fmt: skip
HYPERPOLARIZING_PERCENT: Final = ((0, -40.0), (10, -65.9), (20, -82.5), (40, -101.6),
                                  (90, -118.6), (110, -50.3), (150, 10.0), (190, 9.5))  # fmt: skip
"""Delay from the current's beginning, ms, and mean reduction of threshold under 40 %, %. The file
counts from 10 ms before: what it calls 10 ms is 40 % to within 0.7 in everybody, the instant at
which the current begins and nothing has followed it yet."""
CURRENT_PERCENT: Final = ((50, 51.0), (30, 35.4), (10, 14.6), (-10, -18.6), (-30, -76.0),
                          (-50, -154.0), (-80, -266.0), (-100, -325.0))  # fmt: skip
"""Current, %, and mean reduction of threshold, %."""
