"""A distal latency, a distal duration and F waves count from the usual distal site alone."""

import pytest

from multifocal.criteria import Finding, evaluate
from multifocal.criteria.usual_site import usual_sites
from multifocal.reference import reference_table
from multifocal.study import FMeasure, Measure, Study

TABLE = reference_table("preston-shapiro")
SETS = ["utrecht", "efns-pns-2010-cidp", "ean-pns-2021-cidp"]


def response(site: str, latency_ms: float, amplitude_mv: float = 8.0) -> Measure:
    return Measure(
        "right", "median", "apb", site, latency_ms, amplitude_mv, total_duration_ms=latency_ms + 4
    )


def findings(criteria: str, *measures: Measure, late: FMeasure | None = None) -> dict[str, Finding]:
    study = Study(measures, f_measures=(late,) if late else ())
    (nerve,) = evaluate(study, criteria, TABLE).nerves
    return {one.rule.rsplit(".", 1)[-1]: one for one in nerve.findings}


@pytest.mark.parametrize("criteria", SETS)
def test_a_healthy_latency_from_the_elbow_is_no_slowing(criteria: str) -> None:
    found = findings(criteria, response("elbow", 8.2), response("axilla", 10.9))
    latency = found["distal_latency"]
    assert latency.status == "cannot_be_assessed"
    assert latency.parameters["because"] == "distal_other_site"


@pytest.mark.parametrize("criteria", SETS)
@pytest.mark.parametrize(("latency_ms", "status"), [(8.0, "met"), (3.6, "not_met")])
def test_beside_a_palm_it_is_the_latency_from_the_wrist(
    criteria: str, latency_ms: float, status: str
) -> None:
    palm, wrist = response("palm", 1.9), response("wrist", latency_ms)
    found = findings(criteria, palm, wrist, response("elbow", latency_ms + 4))
    assert found["distal_latency"].status == status
    assert found["distal_latency"].numbers["distal_latency_ms"] == latency_ms


def test_the_duration_is_that_from_the_wrist() -> None:
    long = findings("efns-pns-2010-cidp", response("elbow", 8.2), response("axilla", 10.9))
    assert long["distal_duration"].status == "cannot_be_assessed"
    wrist = findings("efns-pns-2010-cidp", response("wrist", 3.6), response("elbow", 8.2))
    assert wrist["distal_duration"].status == "met"


@pytest.mark.parametrize("criteria", SETS)
def test_f_waves_from_the_elbow_are_not_compared_with_limits_of_the_wrist(criteria: str) -> None:
    late = FMeasure("right", "median", "apb", "elbow", 24.0, persistence_percent=80, sweeps=10)
    found = findings(criteria, response("elbow", 8.2), response("axilla", 10.9), late=late)
    assert found["f_latency"].parameters["because"] == "f_other_site"
    late = FMeasure("right", "median", "apb", "wrist", 50.0, persistence_percent=80, sweeps=10)
    palm, wrist = response("palm", 1.9), response("wrist", 3.6)
    assert findings(criteria, palm, wrist, late=late)["f_latency"].status == "met"


@pytest.mark.parametrize(
    ("nerve", "muscle", "sites"),
    [
        ("median", "apb", ("wrist",)), ("ulnar", "fdi", ("wrist",)), ("tibial", "ah", ("ankle",)),
        ("fibular", "edb", ("ankle",)), ("fibular", "ta", ("below_fibular_head", "fibular_head")),
        ("radial", "eip", ("forearm",)), ("median", "fpl", ("elbow",)),
        ("axillary", "deltoid", ("erb",)),
    ],
)  # fmt: skip
def test_from_where_the_laboratories_measure(
    nerve: str, muscle: str, sites: tuple[str, ...]
) -> None:
    assert usual_sites(nerve, muscle) == sites
