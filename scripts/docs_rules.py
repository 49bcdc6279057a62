"""The table of every rule with its limit, source and how that was verified, for
docs/reading-a-study.md: made from what the rule sets themselves say of studies that try each rule.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from multifocal import body
from multifocal.criteria import Finding, criteria_names, criteria_set, evaluate_by
from multifocal.reference import DEFAULT_REFERENCE, reference_table
from multifocal.sources import source
from multifocal.study import ClinicalPicture, FMeasure, Measure, Study

PAGE = "reading-a-study.md"
NAME = "rules"

VERIFIED = {
    "read": "read",
    "abstract": "read, in the abstract or an excerpt",
    "secondary": "read, where it is reprinted or quoted",
    "general": "from memory",
    "computed": "computed by us",
    "proposal": "ours",
}
WHAT = {
    "amplitude_reduction_percent": "amplitude falls by",
    "area_reduction_percent": "area falls by",
    "peak_to_peak_reduction_percent": "peak to peak falls by",
    "duration_increase_percent": "duration grows by",
    "amplitude_ratio": "proximal over distal amplitude",
    "velocity_m_s": "velocity, of the lower limit",
    "distal_latency_ms": "distal latency, of the upper limit",
    "f_latency_ms": "least F latency, of the upper limit",
    "distal_total_duration_ms": "distal duration",
    "lower_limit_mv": "distal amplitude, of the lower limit",
    "distal_amplitude_mv": "distal amplitude",
    "length_mm": "length",
}
"""What a rule compares, by the number that it names last or that tells it apart."""
COMPARED = {"at_least": "at least", "at_most": "at most", "more_than": "more than",
            "less_than": "less than"}  # fmt: skip
GRADES = ("definite", "probable", "possible")
SERIES = {
    "apb": ("wrist", "elbow", "axilla"),
    "adm": ("wrist", "below_elbow"),
    "eip": ("forearm", "elbow"),
    "biceps": ("axilla", "erb"),
    "edb": ("ankle", "below_fibular_head", "popliteal_fossa"),
    "ah": ("ankle", "popliteal_fossa"),
}
NERVES = {"apb": "median", "adm": "ulnar", "eip": "radial", "biceps": "musculocutaneous",
          "edb": "fibular", "ah": "tibial"}  # fmt: skip
PICTURE = ClinicalPicture(
    weakness_focal_asymmetric_progressive=True,
    weakness_over_one_month=True,
    no_sensory_abnormality_but_minor_leg_vibration_loss=True,
    upper_motor_neuron_signs=False,
    marked_bulbar_involvement=False,
    sensory_impairment_beyond_minor_leg_vibration_loss=False,
    diffuse_symmetric_weakness_in_initial_weeks=False,
    sensory_studies_normal=True,
    stimulation_supramaximal=True,
    no_crossing_in_forearm=True,
    no_spread_at_erb=True,
)


@dataclass(frozen=True, order=True)
class Row:
    """A limit of a rule, without the nerves that it holds for."""

    criteria: str
    rule: str
    what: str
    limit: str
    source: str


def verified(name: str, criteria: str) -> str:
    """How a source was verified; a set that stands apart is not read by being told of."""
    how = source(name).evidence
    told = how == "secondary" and criteria_set(criteria).standing == "second_hand"
    return "second hand, to be verified" if told else VERIFIED[how]


def main(fill: Callable[[str, str, str], None]) -> None:
    """The table."""
    fill(PAGE, NAME, table())


def table() -> str:
    """Every limit of every set, in the order in which sets and rules are asked."""
    nerves: dict[Row, dict[str, None]] = {}
    for row, nerve in _limits():
        nerves.setdefault(row, {})[nerve] = None
    lines = [
        "| set | rule | what is compared | limit | nerves | source | how verified |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in criteria_names(research=True):
        mine = {row: names for row, names in nerves.items() if row.criteria == name}
        for row, names in mine.items():
            lines.append(
                f"| {criteria_set(name).title} | {row.rule} | {row.what} | {row.limit} | "
                f"{_said(list(names))} | `{row.source}` | "
                f"{verified(row.source, name)} |"
            )
        lines += _categories(name)
    return "\n".join(lines)


def _said(nerves: list[str]) -> str:
    """The nerves, or the limb where all of its nerves here are among them."""
    every = list(NERVES.values())
    if set(nerves) == set(every):
        return "all"
    for limb in ("arm", "leg"):
        if set(nerves) == {one for one in every if body.nerve(one).limb == limb}:
            return f"{limb}"
    return ", ".join(one for one in every if one in nerves)


def _limits() -> Iterator[tuple[Row, str]]:
    """Every limit that a set named, with the nerve."""
    for study in probes():
        for evaluation in evaluate_by(study, criteria_names(research=True)):
            for segment in evaluation.segments:
                if segment.reason in ("nerve", "tibial", "entrapment", "entrapment_ours"):
                    continue  # not the business of the set
                yield from _of(evaluation.criteria, segment.nerve, segment.findings)
            for nerve in evaluation.nerves:
                yield from _of(evaluation.criteria, nerve.distal.nerve, nerve.findings)


def _of(criteria: str, nerve: str, findings: tuple[Finding, ...]) -> Iterator[tuple[Row, str]]:
    for finding in findings:
        if finding.threshold is None:
            continue
        what = next(name for name in WHAT if name in finding.numbers)
        if "lower_limit_mv" in finding.numbers:
            what = "lower_limit_mv"
        from_table = finding.source == reference_table(DEFAULT_REFERENCE).source.id
        origin = criteria_set(criteria).source if from_table else finding.source
        rule = finding.rule.removeprefix(f"{criteria}.")
        row = Row(criteria, rule, WHAT[what], _limit(finding), origin)
        yield row, nerve


def _limit(finding: Finding) -> str:
    assert finding.threshold is not None
    value, unit = finding.threshold.value, finding.threshold.unit
    lower = finding.numbers.get("lower_limit_mv")
    if lower:
        value, unit = 100.0 * value / lower, "%"
    return f"{COMPARED[finding.threshold.comparison]} {round(value, 6):g} {unit}".rstrip()


def _categories(name: str) -> list[str]:
    category = evaluate_by(Study(), (name,))[0].category
    if category is None:
        return []
    return [
        f"| {criteria_set(name).title} | {one.rule.removeprefix(f'{name}.')} | blocks and clinical "
        f"picture | | | `{one.source}` | {verified(one.source, name)} |"
        for one in category.findings
        if one.rule in {f"{name}.category.{grade}" for grade in GRADES}
    ]


def probes() -> Iterator[Study]:
    """Studies that make every set ask every of its rules: each nerve, large and small responses,
    short and long stretches."""
    for muscle, distal_mv, step_mm in product(SERIES, (8.0, 1.5, 0.5), (None, 20.0)):
        sites = SERIES[muscle]
        place = ("right", NERVES[muscle], muscle)
        motor = tuple(
            Measure(
                *place,  # type: ignore[arg-type]
                site,
                latency_ms=3.0 + 4.0 * i,
                amplitude_mv=distal_mv,
                negative_peak_area_mvms=3.5 * distal_mv,
                negative_peak_duration_ms=6.0,
                total_duration_ms=7.0,
                peak_to_peak_mv=1.7 * distal_mv,
                distance_mm=None if i == 0 else step_mm or 200.0,
                supramaximal=True,
            )
            for i, site in enumerate(sites)
        )
        late = FMeasure(
            *place, sites[0], minimum_latency_ms=28.0, persistence_percent=90.0, sweeps=20
        )  # type: ignore[arg-type]
        yield replace(Study(motor, f_measures=(late,)), clinical=PICTURE)


if __name__ == "__main__":
    import re

    path = Path(__file__).parents[1] / "docs" / PAGE
    text = path.read_text(encoding="utf-8")
    made = re.compile(rf"(<!-- made: {NAME} -->\n).*?(<!-- end -->)", re.DOTALL)
    path.write_text(
        made.sub(lambda found: f"{found[1]}{table()}\n{found[2]}", text), encoding="utf-8"
    )
