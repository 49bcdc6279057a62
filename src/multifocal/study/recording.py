"""One sweep: a waveform, and how it was evoked and recorded."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from multifocal.arguments import names_fields
from multifocal.body import Side, check_side
from multifocal.fault import Fault
from multifocal.study.calibration import Calibration

Kind = Literal["M", "F", "sensory"]
Origin = Literal["recorded", "simulated", "typed"]
EndsAt = Literal["record", "next_stimulus"]
Crossing = bool | Literal["possible"]
"""Whether fibers cross in a forearm; possible: a report names them, and nobody knows more."""

MOST_MV: Final = 1e6
LONGEST_S: Final = 60.0
"""Of a sample: a thousand times what an amplifier takes in, so beyond it the unit is wrong. Of a
sweep: beyond it the sampling rate is wrong, or nobody has cut the recording into sweeps (source
multifocal-choice-plausible-values)."""


@names_fields
@dataclass(frozen=True, eq=False)
class Recording:
    """One sweep after one stimulus, recorded or simulated alike.

    `samples_mv` has shape (n,), in mV, and is kept as a read-only copy. `stimulus_at_ms` is the
    time of the stimulus from the first sample. `distance_mm` runs along the nerve from the
    cathode to the recording electrode. `negative_up` tells whether negativity is stored as a
    positive number. `calibration`: the digital units that the samples had in their file.
    `stimulus_noted`: whether the file notes the stimulus itself (an annotation, or a time stated
    for it). `ends_at`: what of the file ended the sweep, its data record or the stimulus after this
    one. `timed`: whether `stimulus_at_ms` is known. `crossing_in_forearm`: as of a `Measure`. None
    means not known. Fault for a waveform
    that is no waveform.
    """

    samples_mv: NDArray[np.float64]
    sampling_hz: float
    kind: Kind
    side: Side
    nerve: str
    muscle: str | None
    skin: str | None
    site: str
    stimulus_at_ms: float = 0.0
    current_ma: float | None = None
    duration_ms: float | None = None
    supramaximal: bool | None = None
    distance_mm: float | None = None
    temperature_c: float | None = None
    negative_up: bool = True
    origin: Origin = "recorded"
    calibration: Calibration | None = None
    stimulus_noted: bool | None = None
    ends_at: EndsAt | None = None
    timed: bool = True
    crossing_in_forearm: Crossing | None = None

    def __post_init__(self) -> None:
        check_side(self.side)
        samples = np.array(self.samples_mv, dtype=np.float64)
        if samples.ndim != 1 or samples.size == 0:
            raise Fault("study.recording.shape", shape=str(samples.shape))
        if not np.isfinite(samples).all():
            raise Fault("study.recording.finite")
        if np.abs(samples).max() > MOST_MV:
            raise Fault("study.recording.beyond_body", most_kv=MOST_MV / 1e6)
        if not (np.isfinite(self.sampling_hz) and self.sampling_hz > 0):
            raise Fault("study.recording.rate")
        if samples.size > LONGEST_S * self.sampling_hz:
            raise Fault("study.recording.too_long", longest_s=LONGEST_S)
        if not np.isfinite(self.stimulus_at_ms):
            raise Fault("study.recording.stimulus")
        samples.setflags(write=False)
        object.__setattr__(self, "samples_mv", samples)

    @property
    def times_ms(self) -> NDArray[np.float64]:
        """Time of each sample after the stimulus, ms, shape (n,)."""
        count = self.samples_mv.size
        return np.arange(count, dtype=np.float64) * (1e3 / self.sampling_hz) - self.stimulus_at_ms

    @property
    def stimulus_recorded(self) -> bool | None:
        """Whether the stimulus is on record: noted, or by its current, duration or stated time.

        A stimulus within the sweep after its first sample has a stated time: a table whose times
        run from negative ones through 0 says where it came. False where its current or duration is
        0, or the file says that there was none; None where nothing tells.
        """
        told = (self.current_ma, self.duration_ms)
        if 0.0 in told or self.stimulus_noted is False:
            return False
        length_ms = self.samples_mv.size * 1e3 / self.sampling_hz
        stated = self.stimulus_noted or 0 < self.stimulus_at_ms < length_ms
        return True if stated or any(one is not None for one in told) else None

    @property
    def negativity_mv(self) -> NDArray[np.float64]:
        """The waveform with negativity positive (upward), mV, shape (n,)."""
        return self.samples_mv if self.negative_up else -self.samples_mv
