"""What the rules of every set are made of: conditions on a segment, and how they combine.

Choices of this project that hold for these sets (each is a source and has a sentence):
`ONE_MEASURE`: where a set takes amplitude or area and one of them is missing, the other decides.
`ABSENT_PROXIMAL`, `MISSING_NUMBER`, `CROSSOVER`, `OUR_ENTRAPMENT`: as for EFNS/PNS 2010.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from multifocal.body import Entrapment
from multifocal.criteria.case import Block, Case, SegmentVerdict
from multifocal.criteria.finding import Finding, Parameters, Status
from multifocal.criteria.threshold import Threshold
from multifocal.sources import source

ABSENT_PROXIMAL: Final = "multifocal-choice-absent-proximal"
MISSING_NUMBER: Final = "multifocal-choice-missing-number"
CROSSOVER: Final = "multifocal-choice-crossover-check"
OUR_ENTRAPMENT: Final = "multifocal-choice-radial-groove"
ONE_MEASURE: Final = "multifocal-choice-one-measure"
REFERENCE: Final = "multifocal-choice-reference"
NO_LOWER_LIMIT: Final = "multifocal-choice-no-lower-limit"
TIBIAL_FALLS: Final = "multifocal-choice-tibial-falls"

TIBIAL_MOST: Final = Threshold("more_than", 71.0, "%")
"""What healthy people's tibial responses may fall by. Source: TIBIAL_FALLS."""
TIBIAL: Final = "tibial"
"""Counted by no set, whatever its text: healthy falls reach about 71 %. Source: TIBIAL_FALLS."""

NAMED_ENTRAPMENTS: Final = ("median_wrist", "ulnar_wrist", "ulnar_elbow", "fibular_head")
"""As the criteria of 2003 name them. Source: aaem-2003-entrapment-sites."""
ALL_ENTRAPMENTS: Final = (*NAMED_ENTRAPMENTS, "radial_spiral_groove")

Fall = Literal["amplitude", "area", "peak_to_peak"]
_FIELD: Final = {
    "amplitude": "amplitude_mv",
    "area": "negative_peak_area_mvms",
    "peak_to_peak": "peak_to_peak_mv",
}
_DURATION: Final = "negative_peak_duration_ms"

STATUS_OF: Final[Mapping[Block, Status]] = {
    "definite": "met",
    "probable": "met",
    "met": "met",
    "not_met": "not_met",
    "not_counted": "not_applicable",
    "cannot_be_assessed": "cannot_be_assessed",
}


def settled(statuses: Sequence[Status]) -> Status:
    """All of these together: one that fails settles it, else one that is missing leaves it open.

    A condition that does not apply is passed over.
    """
    if "not_met" in statuses:
        return "not_met"
    return "cannot_be_assessed" if "cannot_be_assessed" in statuses else "met"


@cache
def unverified(source_id: str) -> str:
    """The key of the words to put behind numbers of that source, "" where they were read in it."""
    return "" if source(source_id).verified else "study.reference.unverified"


@dataclass(frozen=True)
class Ruling:
    """Makes the findings of one set, so that every rule names version and source alike."""

    name: str
    title: str
    version: str
    source: str

    def finding(
        self,
        rule: str,
        status: Status,
        message: str,
        *,
        parameters: Parameters | None = None,
        numbers: Mapping[str, float | None] | None = None,
        inputs: tuple[str, ...] = (),
        choices: tuple[str, ...] = (),
        source: str | None = None,
    ) -> Finding:
        """A finding without a threshold."""
        return Finding(
            rule=f"{self.name}.{rule}",
            version=self.version,
            status=status,
            message=message,
            source=source or self.source,
            parameters=parameters or {},
            numbers=numbers or {},
            inputs=inputs,
            choices=choices,
        )

    def compared(
        self,
        rule: str,
        what: str,
        number: float | None,
        threshold: Threshold,
        because: str,
        *,
        numbers: Mapping[str, float | None] | None = None,
        inputs: tuple[str, ...] = (),
        choices: tuple[str, ...] = (),
        source: str | None = None,
        also: Parameters | None = None,
    ) -> Finding:
        """One number beside one threshold; a number of None cannot be assessed, `because`."""
        origin = source or self.source
        words: dict[str, str | float] = {"what": what, "evidence": unverified(origin)}
        status: Status = "cannot_be_assessed"
        message, margin = "study.compared.missing", None
        if number is None:
            words["because"] = because
        else:
            status = "met" if threshold.met_by(number) else "not_met"
            message = f"study.compared.{threshold.comparison}.{status}"
            margin = threshold.margin(number)
            words |= {
                "number": threshold.rounded(number),
                "threshold": round(threshold.value, 6),
                "unit": f" {threshold.unit}" if threshold.unit else "",
            }
        return Finding(
            rule=f"{self.name}.{rule}",
            version=self.version,
            status=status,
            message=message,
            source=origin,
            parameters=words | dict(also or {}),
            numbers=numbers or {},
            threshold=threshold,
            margin=margin,
            inputs=inputs,
            choices=choices,
        )

    def fall(
        self, case: Case, what: Fall, rule: str, threshold: Threshold, source: str | None = None
    ) -> Finding:
        """How far amplitude, area or peak to peak falls from distal to proximal, percent."""
        segment, name = case.segment, _FIELD[what]
        change: float | None = getattr(segment, f"{what}_reduction_percent")
        ends = (segment.distal, segment.proximal)
        return self.compared(
            rule,
            f"{what}_fall",
            change,
            threshold,
            "distal_absent" if segment.distal.absent else f"{what}_missing",
            numbers={
                f"distal_{name}": getattr(ends[0], name),
                f"proximal_{name}": getattr(ends[1], name),
                f"{what}_reduction_percent": change,
            },
            inputs=tuple(f"{one.site}.{name}" for one in ends),
            choices=(ABSENT_PROXIMAL,) if segment.proximal.absent else (),
            source=source,
        )

    def duration(
        self, case: Case, rule: str, threshold: Threshold, source: str | None = None
    ) -> Finding:
        """How much the negative peak lengthens, percent; not applied to an absent response."""
        segment = case.segment
        change = segment.duration_increase_percent
        numbers = {
            "distal_duration_ms": segment.distal.negative_peak_duration_ms,
            "proximal_duration_ms": segment.proximal.negative_peak_duration_ms,
            "duration_increase_percent": change,
        }
        inputs = (f"{segment.distal.site}.{_DURATION}", f"{segment.proximal.site}.{_DURATION}")
        if segment.proximal.absent and not segment.distal.absent:
            return self.finding(
                rule,
                "not_applicable",
                "study.compared.no_duration",
                parameters={"site": segment.site_word(segment.proximal)},
                numbers=numbers,
                inputs=inputs,
                choices=(ABSENT_PROXIMAL,),
            )
        return self.compared(
            rule,
            "duration_rise",
            change,
            threshold,
            "distal_absent" if segment.distal.absent else "duration_missing",
            numbers=numbers,
            inputs=inputs,
            source=source,
        )

    def floor_share(self, case: Case, share: float, source: str | None = None) -> Finding:
        """Distal amplitude at least that share of the lower limit of normal."""
        distal, table = case.segment.distal, case.reference
        lower = table.amplitude_lower_mv(case.segment.nerve, case.segment.muscle, case.age_years)
        numbers = {"distal_amplitude_mv": distal.amplitude_mv, "lower_limit_mv": lower}
        inputs = (f"{distal.site}.amplitude_mv", f"reference.{table.name}")
        if lower is None:
            return self.finding(
                "floor",
                "not_applicable",
                "study.compared.no_lower_limit",
                parameters={
                    "reference": table.title,
                    "nerve": case.segment.nerve,
                    "muscle": case.segment.muscle,
                },
                numbers=numbers,
                inputs=inputs,
            )
        return self.compared(
            "floor",
            "floor",
            distal.amplitude_mv,
            Threshold("at_least", share * lower, "mV"),
            "amplitude_missing_distal",
            numbers=numbers,
            inputs=inputs,
            choices=(REFERENCE,),
            source=source,
        )

    def no_floor(self, case: Case) -> Finding:
        """Says that this set, as far as it was read, asks nothing of the distal amplitude."""
        amplitude = case.segment.distal.amplitude_mv
        return self.finding(
            "floor",
            "not_applicable",
            "study.compared.no_floor" if amplitude is not None else "study.compared.no_floor.known",
            parameters={} if amplitude is None else {"number": round(amplitude, 2)},
            numbers={"distal_amplitude_mv": amplitude},
            inputs=(f"{case.segment.distal.site}.amplitude_mv",),
        )

    def all_of(self, rule: str, needed: Sequence[Finding], source: str | None = None) -> Finding:
        """A rule that asks for all of these."""
        return self._rule(rule, settled([one.status for one in needed]), needed, source=source)

    def either(self, rule: str, ways: Sequence[Finding], source: str | None = None) -> Finding:
        """A rule that asks for one of these; where one is missing, the others decide."""
        statuses = [one.status for one in ways if one.status != "not_applicable"]
        known = [one for one in statuses if one != "cannot_be_assessed"]
        status: Status = "cannot_be_assessed"
        if known:
            status = "met" if "met" in known else "not_met"
        elif not statuses:
            status = "not_applicable"
        alone = known and len(known) < len(statuses)
        return self._rule(rule, status, ways, (ONE_MEASURE,) if alone else (), source)

    def _rule(
        self,
        rule: str,
        status: Status,
        of: Sequence[Finding],
        choices: tuple[str, ...] = (),
        source: str | None = None,
    ) -> Finding:
        missing = next((one for one in of if one.status == "cannot_be_assessed"), None)
        words: dict[str, str | float] = {
            "rule": f"{self.name}.{rule}",
            "evidence": unverified(source or self.source),
        }
        if status == "cannot_be_assessed" and missing is not None:
            words["because"] = missing.parameters.get("because", "missing")
        return self.finding(
            rule,
            status,
            f"study.rule_is.{status}",
            parameters=words,
            inputs=tuple(one.rule for one in of),
            choices=(*choices, *(c for one in of for c in one.choices if c == ONE_MEASURE)),
            source=source,
        )

    # --- a whole segment ---

    def outside(
        self, case: Case, nerves: tuple[str, ...] | None, entrapments: tuple[str, ...]
    ) -> tuple[tuple[Finding, Finding], str | None]:
        """Whether the set counts nerve and segment: the two findings, and why not, None if so."""
        segment = case.segment
        return _outside(
            self,
            segment.nerve,
            segment.muscle,
            segment.crossover,
            nerves is None or segment.nerve in nerves,
            tuple(one for one in segment.entrapments if one.id in entrapments),
        )

    def verdict(
        self,
        case: Case,
        block: Block,
        message: str,
        findings: Sequence[Finding],
        source: str | None = None,
    ) -> SegmentVerdict:
        """The answer for a segment, with all that led to it."""
        segment = case.segment
        words: dict[str, str | float] = {
            "criteria": self.title,
            "nerve": segment.nerve,
            "muscle": segment.muscle,
            "distal_site": segment.site_word(segment.distal),
            "proximal_site": segment.site_word(segment.proximal),
            "evidence": unverified(source or self.source),
        }
        for one in findings:
            if "entrapment" in one.parameters:
                words["entrapment"] = one.parameters["entrapment"]
        answer = self.finding(
            "segment",
            STATUS_OF[block],
            f"study.answer.{message}",
            parameters=words,
            numbers=changes(case),
            inputs=tuple(one.rule for one in findings),
            source=source,
        )
        if block == "not_counted":
            findings = [one for one in findings if one.status != "cannot_be_assessed"]
        reason = message.partition(".")[2] or None
        return SegmentVerdict(segment, block, (answer, *findings), case.cautions, reason)


@cache  # no number enters: the same findings for every study
def _outside(
    ruling: Ruling,
    nerve_id: str,
    muscle: str,
    crossover: bool,
    counted: bool,
    spanned: tuple[Entrapment, ...],
) -> tuple[tuple[Finding, Finding], str | None]:
    tibial = nerve_id == TIBIAL
    reason = "crossover" if crossover else "tibial" if tibial else None if counted else "nerve"
    nerve = ruling.finding(
        "nerve",
        "met" if reason is None else "not_met",
        f"study.counts.{reason or 'nerve_met'}",
        parameters={"nerve": nerve_id, "muscle": muscle},
        inputs=("nerve", "muscle"),
        choices=(CROSSOVER,) if crossover else (TIBIAL_FALLS,) if tibial else (),
    )
    ours = bool(spanned) and all(one.ours for one in spanned)
    status: Status = "not_met" if spanned else "met"
    entrapment = ruling.finding(
        "entrapment",
        status,
        f"study.efns.entrapment.{'ours' if ours else status}",
        parameters={"entrapment": spanned[0].id} if spanned else {},
        inputs=("nerve", "site"),
        choices=(OUR_ENTRAPMENT,) if ours else (),
    )
    if reason is None and spanned:
        reason = "entrapment_ours" if ours else "entrapment"
    return (nerve, entrapment), reason


def changes(case: Case) -> dict[str, float | None]:
    """The numbers every answer shows."""
    segment = case.segment
    return {
        "amplitude_reduction_percent": segment.amplitude_reduction_percent,
        "area_reduction_percent": segment.area_reduction_percent,
        "duration_increase_percent": segment.duration_increase_percent,
        "velocity_m_s": segment.velocity_m_s,
    }


def missing_measures(case: Case) -> str:
    """Which sentence says that neither fall is known."""
    return "both_missing" if case.segment.distal.amplitude_mv is not None else "amplitude_missing"


def alone(case: Case) -> str:
    """Of a rule that takes amplitude or area: which one decided alone, "" where both are known."""
    amplitude = case.segment.amplitude_reduction_percent
    area = case.segment.area_reduction_percent
    if amplitude is None and area is not None:
        return ".by_area"
    return ".by_amplitude" if area is None and amplitude is not None else ""


def share_percent(number: float | None, limit: float | None) -> float | None:
    """A number as percent of a limit of normal; None where either is not known."""
    return None if number is None or not limit else 100.0 * number / limit
