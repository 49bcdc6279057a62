"""What the rules of every set are made of: findings, and how they combine.

Choices of this project that hold for these sets (each is a source and has a sentence):
`ONE_MEASURE`: where a set takes amplitude or area and one of them is missing, the other decides.
`ABSENT_PROXIMAL`, `MISSING_NUMBER`, `CROSSOVER`, `OUR_ENTRAPMENT`: as for EFNS/PNS 2010.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

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
TIBIAL: Final = "tibial"
"""Counted by no set, whatever its text: healthy falls reach about 71 %. Source: TIBIAL_FALLS."""
TIBIAL_FALLS: Final = "multifocal-choice-tibial-falls"


def beside(number: float | None, threshold: Threshold) -> Status:
    """What a number says of a threshold; None cannot be assessed."""
    if number is None:
        return "cannot_be_assessed"
    return "met" if threshold.met_by(number) else "not_met"


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
    found = source(source_id)
    if found.verified:
        return ""
    ours = found.evidence == "proposal"
    return "study.reference.proposal" if ours else "study.reference.unverified"


@dataclass(frozen=True)
class Ruling:
    """Makes the findings of one set, so that every rule names version and source alike.

    `own`: root of the sentences in which the set answers, None where it shares those of the others.
    """

    name: str
    title: str
    version: str
    source: str
    own: str | None = None

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
        threshold: Threshold | None = None,
        margin: float | None = None,
    ) -> Finding:
        """A finding of this set."""
        return Finding(
            rule=f"{self.name}.{rule}",
            version=self.version,
            status=status,
            message=message,
            source=source or self.source,
            parameters=parameters or {},
            numbers=numbers or {},
            threshold=threshold,
            margin=margin,
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
    ) -> Finding:
        """One number beside one threshold; a number of None cannot be assessed, `because`."""
        origin = source or self.source
        words: dict[str, str | float] = {"what": what, "evidence": unverified(origin)}
        key = "missing"
        if number is None:
            words["because"] = because
        else:
            key = f"{threshold.comparison}.{beside(number, threshold)}"
            words |= {
                "number": threshold.rounded(number),
                "threshold": round(threshold.value, 6),
                "unit": f" {threshold.unit}" if threshold.unit else "",
            }
        return self.finding(
            rule,
            beside(number, threshold),
            f"study.compared.{key}",
            parameters=words,
            numbers=numbers,
            inputs=inputs,
            choices=choices,
            source=origin,
            threshold=threshold,
            margin=None if number is None else threshold.margin(number),
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
