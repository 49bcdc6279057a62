"""What an annotation can tell of a stimulus and of the response to it."""

from dataclasses import dataclass, replace
from typing import Literal

Side = Literal["left", "right"]
Polarity = Literal["negative-up", "negative-down"]
Kind = Literal["M", "F", "sensory"]


@dataclass(frozen=True)
class Facts:
    """Stimulus and response of one sweep; None where the file does not say.

    `words` and `recorded` are the writer's own words for the site stimulated and the place
    recorded, left for the reader's vocabulary. `duration_ms` is that of the stimulus. `absent`:
    the file says that no response came. `signal`: the label of the only signal meant.
    """

    stimulus: bool = False
    side: Side | None = None
    words: str | None = None
    nerve: str | None = None
    recorded: str | None = None
    duration_ms: float | None = None
    current_ma: float | None = None
    distance_mm: float | None = None
    supramaximal: bool | None = None
    temperature_c: float | None = None
    latency_ms: float | None = None
    amplitude_mv: float | None = None
    velocity_m_s: float | None = None
    area_mvms: float | None = None
    response_duration_ms: float | None = None
    absent: bool | None = None
    kind: Kind | None = None
    polarity: Polarity | None = None
    origin: Literal["recorded", "simulated"] | None = None
    signal: str | None = None

    def joined(self, other: "Facts") -> "Facts":
        """These facts, and those of the other where these are silent."""
        mine, theirs = vars(self), vars(other)
        more = {
            name: value
            for name, value in theirs.items()
            if value is not None and mine[name] is None
        }
        if other.stimulus and not self.stimulus:
            more["stimulus"] = True
        return replace(self, **more) if more else self
