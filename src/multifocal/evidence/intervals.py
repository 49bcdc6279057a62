"""How sure a share is that was counted."""

import math
from dataclasses import dataclass
from typing import Final

Z_95: Final = 1.959963984540054
"""Of the normal distribution, for 95 %."""


@dataclass(frozen=True)
class Share:
    """`hits` of `total`, with Wilson's 95 % interval (source wilson-1927).

    `value`, `low`, `high` lie within 0 to 1, and are None where nothing was counted.
    """

    hits: int
    total: int
    value: float | None
    low: float | None
    high: float | None


def share(hits: int, total: int) -> Share:
    """The share and its interval; ValueError for counts that contradict each other."""
    if not 0 <= hits <= total:
        raise ValueError("hits must lie within 0 to total")
    if total == 0:
        return Share(0, 0, None, None, None)
    p, z2 = hits / total, Z_95**2
    middle = (p + z2 / (2 * total)) / (1 + z2 / total)
    reach = Z_95 / (1 + z2 / total) * math.sqrt(p * (1 - p) / total + z2 / (4 * total**2))
    low = 0.0 if hits == 0 else max(middle - reach, 0.0)
    high = 1.0 if hits == total else min(middle + reach, 1.0)
    return Share(hits, total, p, low, high)
