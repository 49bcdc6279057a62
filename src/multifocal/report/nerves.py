"""Signs of slowing, nerve by nerve, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from multifocal.criteria import Evaluation, criteria_set
from multifocal.report.conclusion.places import rank, short_series
from multifocal.report.findings import PresentedFinding, presented_finding
from multifocal.report.series import series_title


@dataclass(frozen=True)
class PresentedNerve:
    """Signs of slowing of one nerve by one set."""

    title: str
    short: str
    set_title: str
    findings: tuple[PresentedFinding, ...]


def presented_nerves(evaluations: Sequence[Evaluation], language: str) -> list[PresentedNerve]:
    """What each set says of each nerve beyond its segments."""
    return [
        PresentedNerve(
            title=series_title(nerve.distal, language),
            short=short_series(nerve.distal, language),
            set_title=criteria_set(evaluation.criteria).title,
            findings=tuple(
                presented_finding(each, criteria_set(evaluation.criteria).source, language)
                for each in nerve.findings
            ),
        )
        for evaluation in evaluations
        for nerve in sorted(evaluation.nerves, key=lambda each: rank(each.distal))
    ]
