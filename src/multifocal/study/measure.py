"""What is read off one response: latency, amplitude, negative-peak area and duration."""

from dataclasses import dataclass
from typing import Literal

from multifocal.arguments import names_fields
from multifocal.body import Side, check_side
from multifocal.fault import Fault
from multifocal.study.plausible import check_number, check_plausible
from multifocal.study.quality import Quality, Reach, Silence
from multifocal.study.recording import Crossing, Kind, Origin

Found = Literal["automatic", "by_hand"]

_LIMITED = (
    "latency_ms", "negative_peak_area_mvms", "negative_peak_duration_ms", "distance_mm",
    "temperature_c", "peak_latency_ms",
)  # fmt: skip
_NUMBERS = (
    "latency_ms", "amplitude_mv", "negative_peak_area_mvms", "negative_peak_duration_ms",
    "distance_mm", "total_negative_area_mvms", "total_duration_ms", "peak_latency_ms",
    "peak_to_peak_mv",
)  # fmt: skip


@dataclass(frozen=True)
class Landmarks:
    """Where a response was measured: times in ms after the stimulus, baseline in mV.

    `end_ms` is the end of the first negative peak, its return to the baseline.
    The `*_found` fields tell whether a program or a person set the mark.
    """

    onset_ms: float
    peak_ms: float
    end_ms: float
    baseline_mv: float
    onset_found: Found = "automatic"
    peak_found: Found = "automatic"
    end_found: Found = "automatic"


@names_fields
@dataclass(frozen=True)
class Measure:
    """One response of one muscle (or skin, then `muscle` is None) to stimulation at one site.

    Amplitude is baseline to negative peak, mV; area and duration are those of the first negative
    peak, mV·ms and ms. `distance_mm` is from the previous, more distal site; at the most distal
    site from the cathode to the recording electrode. `absent`: stimulated, and no response came;
    then amplitude and area are 0 and there is neither latency nor duration. None: not known.
    `unmeasurable`: stimulated, but whether and how the muscle answered cannot be read off the
    sweep; the reason's id (`study.measuring.reason.*`), and then no number. Total area and duration
    are those of all negative phases; peak latency is of sensory responses only.
    Peak to peak is never used in place of the amplitude. Numbers that were typed lie within the
    limits that the table's have (`plausible`): beyond them the unit is another. Fault for others,
    for what is no number, and for numbers that contradict each other.
    `reach` goes with an unmeasurable one that the sweep may have ended before.
    `silence`: what an absent response rests on where it was read off a sweep.
    `no_response_checked`: a person states that for this "no response" the stimulus was given, the
    sweep was long enough and the baseline quiet.
    `crossing_in_forearm`: whether fibers cross between median and ulnar nerve in this forearm, as a
    person or a report says, "possible" where a report names them and nobody knows more; it holds
    for all responses of the side.
    """

    side: Side
    nerve: str
    muscle: str | None
    site: str
    latency_ms: float | None = None
    amplitude_mv: float | None = None
    negative_peak_area_mvms: float | None = None
    negative_peak_duration_ms: float | None = None
    distance_mm: float | None = None
    absent: bool = False
    temperature_c: float | None = None
    landmarks: Landmarks | None = None
    supramaximal: bool | None = None
    kind: Kind = "M"
    skin: str | None = None
    origin: Origin = "typed"
    total_negative_area_mvms: float | None = None
    total_duration_ms: float | None = None
    peak_latency_ms: float | None = None
    peak_to_peak_mv: float | None = None
    unmeasurable: str | None = None
    quality: Quality | None = None
    silence: Silence | None = None
    reach: Reach | None = None
    no_response_checked: bool | None = None
    crossing_in_forearm: Crossing | None = None

    @property
    def silent(self) -> bool:
        """Whether no response is stated; an amplitude of 0 says the same."""
        return self.absent or self.amplitude_mv == 0

    @property
    def _of_peak(self) -> tuple[float | None, ...]:
        """What many machines give alone of a sensory response."""
        sensory = self.kind == "sensory"
        return (self.peak_latency_ms, self.peak_to_peak_mv) if sensory else ()

    @property
    def empty(self) -> bool:
        """Whether nothing at all is known of the response: no sign that the site was stimulated."""
        return (
            not self.absent
            and self.unmeasurable is None
            and all(
                number is None
                for number in (
                    self.latency_ms,
                    self.amplitude_mv,
                    self.negative_peak_area_mvms,
                    self.negative_peak_duration_ms,
                    *self._of_peak,
                )
            )
        )

    def __post_init__(self) -> None:
        check_side(self.side)
        for name in _NUMBERS:
            number = getattr(self, name)
            if number is not None:
                check_number(name, number)
                if number < 0:
                    raise Fault("study.measure.finite")
        if self.origin == "typed":  # of a waveform, measuring tells whether its unit can be right
            self._check_unit()
        if self.unmeasurable is not None and (
            self.absent or self.latency_ms is not None or self.amplitude_mv is not None
        ):
            raise Fault("study.measure.unmeasurable")
        if self.unmeasurable is None and self.reach is not None:
            raise Fault("study.measure.reach")
        if not self.absent:
            if self.silence is not None:
                raise Fault("study.measure.silence")
            return
        if self.amplitude_mv or self.negative_peak_area_mvms:
            raise Fault("study.measure.absent_amplitude")
        if self.latency_ms is not None or self.negative_peak_duration_ms is not None:
            raise Fault("study.measure.absent_latency")
        object.__setattr__(self, "amplitude_mv", 0.0)
        object.__setattr__(self, "negative_peak_area_mvms", 0.0)

    def _check_unit(self) -> None:
        """Fault for a number beyond what a response can be, as where a unit slipped."""
        for name in _LIMITED:
            check_plausible(name, getattr(self, name))
        sensory = self.kind == "sensory"
        limits = ("sensory_amplitude_uv", "sensory_peak_to_peak_uv") if sensory else ("", "")
        check_plausible("amplitude_mv", self.amplitude_mv, limits[0])
        check_plausible("peak_to_peak_mv", self.peak_to_peak_mv, limits[1])
