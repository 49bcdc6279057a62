"""Cautions: what the study does not show, and what to do about it."""

from dataclasses import replace

import pytest

from multifocal.criteria import evaluate, said
from multifocal.formats import parse_csv, parse_study, write_study
from multifocal.study import ClinicalPicture, Measure, Study
from tests.study.tables import HEADER, judged, pair, table


def cautions(*rows: str) -> set[str]:
    (only,) = judged(*rows, clinical=ClinicalPicture()).segments
    return {one.id for one in only.cautions}


@pytest.mark.parametrize(
    ("sites", "changes", "warned"),
    [
        (("wrist", "below_elbow"), {}, True),
        (("wrist", "mid_forearm"), {}, True),
        (("mid_forearm", "below_elbow"), {}, True),
        (("wrist", "above_elbow"), {}, True),
        (("wrist", "axilla"), {}, True),
        (("palm", "wrist"), {}, False),
        (("below_elbow", "above_elbow"), {}, False),
        (("above_elbow", "axilla"), {}, False),
        # From a fall of 10 % on, of amplitude or of area.
        (("wrist", "below_elbow"), {"amplitude": (8.0, 7.2), "area": (30, 30)}, True),
        (("wrist", "below_elbow"), {"amplitude": (8.0, 7.21), "area": (30, 30)}, False),
        (("wrist", "below_elbow"), {"amplitude": (8.0, 8.0), "area": (30, 27)}, True),
        (("wrist", "below_elbow"), {"amplitude": (8.0, 8.0), "area": (30, 27.01)}, False),
        (("wrist", "below_elbow"), {"amplitude": (8.0, 7.0), "area": ("", "")}, True),
        (("wrist", "below_elbow"), {"amplitude": (8.0, 8.0), "area": (30, 30)}, False),
        (("wrist", "below_elbow"), {"amplitude": (8.0, 8.5), "area": (30, 31)}, False),
        (
            ("wrist", "below_elbow"),
            {"amplitude": (8.0, "NR"), "area": (30, ""), "duration": (6, "")},
            True,
        ),
    ],
)
def test_martin_gruber(sites: tuple[str, str], changes: dict[str, object], warned: bool) -> None:
    rows = pair(muscle="fdi", sites=sites, **changes)  # type: ignore[arg-type]
    assert ("martin_gruber" in cautions(*rows)) is warned


def test_martin_gruber_is_about_the_ulnar_nerve() -> None:
    assert "martin_gruber" not in cautions(
        *pair(nerve="median", muscle="apb", sites=("wrist", "elbow"))
    )


def test_martin_gruber_is_not_warned_of_where_the_check_was_done() -> None:
    check = ("right,median,fdi,wrist,,NR,,,", "right,median,fdi,elbow,,NR,,,230")
    for strong, warned in ((True, False), (None, True)):  # nothing comes of a weak stimulus either
        picture = ClinicalPicture(stimulation_supramaximal=strong)
        found = judged(*pair(muscle="fdi"), *check, clinical=picture).segments
        (ulnar,) = (one for one in found if one.nerve == "ulnar")
        assert ("martin_gruber" in {one.id for one in ulnar.cautions}) is warned


def test_proximal_larger_by_amplitude_or_area() -> None:
    assert "proximal_larger" in cautions(*pair(amplitude=(8.0, 8.1), area=(30, 29)))
    assert "proximal_larger" in cautions(*pair(amplitude=(8.0, 7.9), area=(30, 30.1)))
    assert "proximal_larger" in cautions(
        *pair(amplitude=("NR", 4.0), area=("", 15), duration=("", 6))
    )
    assert "proximal_larger" not in cautions(*pair())


@pytest.mark.parametrize(
    ("cells", "caution"),
    [
        (("", ""), "temperature_unknown"),
        (("33", ""), "temperature_unknown"),
        (("31.9", "33"), "temperature_low"),
        (("33", "31.9"), "temperature_low"),
        (("", "31.9"), "temperature_low"),
        (("32", "32"), None),
        (("34", "33"), None),
    ],
)
def test_temperature(cells: tuple[str, str], caution: str | None) -> None:
    rows = [f"{row},{cell}" for row, cell in zip(pair(), cells, strict=True)]
    study = parse_csv(table(*rows, header=f"{HEADER},temperature_c"))
    (only,) = evaluate(study).segments
    found = {one.id for one in only.cautions if one.id.startswith("temperature")}
    assert found == ({caution} if caution else set())


@pytest.mark.parametrize(
    ("sites", "expected"),
    [
        (("above_elbow", "axilla"), {"stimulation_at_axilla"}),
        (("axilla", "erb"), {"stimulation_at_axilla", "stimulation_at_erb"}),
        (("wrist", "below_elbow"), set()),
    ],
)
def test_proximal_stimulation(sites: tuple[str, str], expected: set[str]) -> None:
    found = cautions(*pair(sites=sites))
    assert {one for one in found if one.startswith("stimulation_at")} == expected


def test_an_absent_proximal_response_is_to_be_confirmed() -> None:
    absent = {"amplitude": (8.0, "NR"), "area": (30, ""), "duration": (6, "")}
    (only,) = judged(*pair(**absent), clinical=ClinicalPicture()).segments  # type: ignore[arg-type]
    (confirm,) = (one for one in only.cautions if one.id == "confirm_supramaximal")
    assert "supramaximal" in said(confirm) and "ten days" in said(confirm)
    assert "confirm_supramaximal" not in cautions(*pair())


DISTAL = Measure("right", "ulnar", "adm", "wrist", 3.0, 8.0, 30.0, 6.0, temperature_c=34.0)
PROXIMAL = Measure("right", "ulnar", "adm", "below_elbow", 6.9, 8.0, 30.0, 6.0, temperature_c=34.0)


def test_what_the_study_shows_needs_no_caution() -> None:
    known = ClinicalPicture(
        weakness_over_ten_days=True, sensory_conduction_normal_in_arm_segments_with_block=True
    )
    (only,) = evaluate(Study((DISTAL, PROXIMAL), clinical=known)).segments
    assert only.cautions == ()
    assert only.findings[-1].status == "met"


def test_recent_weakness_and_submaximal_stimulation_are_said() -> None:
    recent = ClinicalPicture(weakness_over_ten_days=False)
    weak = replace(PROXIMAL, supramaximal=False)
    (only,) = evaluate(Study((DISTAL, weak), clinical=recent)).segments
    found = {one.id: one for one in only.cautions}
    assert found["weakness_under_ten_days"].message == "study.caution.weakness_recent"
    (untold,) = evaluate(Study((DISTAL, weak))).segments
    ids = {one.id for one in untold.cautions}
    assert "weakness_duration_not_stated" in ids and "weakness_under_ten_days" not in ids
    assert "stimulation_submaximal" in found


@pytest.mark.parametrize(
    ("nerve", "site", "skin", "wanted"),
    [
        ("ulnar", "below_elbow", "little_finger", set()),  # wrist to below elbow is the segment
        ("ulnar", "axilla", "little_finger", set()),
        ("ulnar", "little_finger", "elbow", set()),  # the other way round
        ("ulnar", "wrist", "little_finger", {"sensory_study_elsewhere"}),
        ("dorsal_ulnar_cutaneous", "forearm", "hand_dorsum", {"sensory_study_elsewhere"}),
        ("median", "elbow", "index_finger", {"sensory_study_absent"}),
    ],
)
def test_a_sensory_study_over_the_segment_is_seen(
    nerve: str, site: str, skin: str, wanted: set[str]
) -> None:
    sensory = Measure("right", nerve, None, site, 2.2, 0.012, kind="sensory", skin=skin)
    (only,) = evaluate(Study((DISTAL, PROXIMAL, sensory))).segments
    assert {one.id for one in only.cautions if one.id.startswith("sensory")} == wanted
    left = evaluate(Study((DISTAL, PROXIMAL, replace(sensory, side="left")))).segments[0]
    assert "sensory_study_absent" in {one.id for one in left.cautions}


def sentence(caution: str, *rows: str) -> str:
    (only,) = judged(*rows).segments
    return next(said(one) for one in only.cautions if one.id == caution)


@pytest.mark.parametrize(
    ("distance_mm", "warned"), [(220, False), (390, False), (391, True), (1200, True)]
)
def test_a_velocity_no_nerve_has(distance_mm: float, warned: bool) -> None:
    """100 m/s, over 3.9 ms, is 390 mm; the fastest nerves measured reach 95."""
    first, second = pair()
    rows = (first, f"{second}{distance_mm}")
    assert ("velocity_implausible" in cautions(*rows)) is warned
    if warned:
        words = sentence("velocity_implausible", *rows)
        assert f"{distance_mm} mm, latencies 3 and 6.9 ms" in words
        assert f"{distance_mm / 3.9:.1f} m/s" in words


def test_slips_name_the_numbers_of_the_row() -> None:
    words = sentence("area_beyond_amplitude_times_duration", *pair(area=(300, 15)))
    assert "300 mV·ms" in words and "8 mV times 6 ms" in words and "wrist" in words


def test_slips_of_pen_and_unit_are_pointed_out() -> None:
    assert "area_beyond_amplitude_times_duration" in cautions(*pair(area=(300, 15)))
    rows = pair()
    assert "latency_not_longer" in cautions(rows[0], rows[1].replace("6.9", "2.9"))
    assert "site_beyond_branch" in cautions(*pair(muscle="adm", sites=("palm", "wrist")))


CENTIMETERS = (
    "right,ulnar,adm,wrist,3.0,8.0,30.0,6.0,6.5",
    "right,ulnar,adm,below_elbow,6.9,3.6,14.0,6.6,22",
)


def test_centimeters_are_pointed_out_alike_whichever_way_they_came() -> None:
    """One rule for a table, a study as JSON and measures typed in Python: none refuses 22 mm."""
    near = Measure(side="right", nerve="ulnar", muscle="adm", site="wrist", latency_ms=3.0,
                   amplitude_mv=8.0, distance_mm=6.5)  # fmt: skip
    far = replace(near, site="below_elbow", latency_ms=6.9, amplitude_mv=3.6, distance_mm=22)
    typed = Study(measures=(near, far))
    (written,), _ = write_study(typed, "json")
    rows = ("right,ulnar,adm,wrist,3.0,8.0,,,6.5", "right,ulnar,adm,below_elbow,6.9,3.6,,,22")
    studies = (typed, parse_study(written).study, parse_csv(table(*rows)))
    told = [evaluate(one).segments[0].cautions for one in studies]
    assert told[0] == told[1] == told[2]
    assert "velocity_implausible" in {one.id for one in told[0]}


def test_centimeters_under_millimeters_are_pointed_out_and_no_rule_on_velocity_is_met() -> None:
    """22 cm written as 22 mm: 5.6 m/s (case c43)."""
    assert "velocity_implausible" in cautions(*CENTIMETERS)
    assert "Less than 10 m/s" in sentence("velocity_implausible", *CENTIMETERS)
    for criteria in ("utrecht", "efns-pns-2010-cidp"):
        (only,) = judged(*CENTIMETERS, criteria=criteria).segments
        (slow,) = (one for one in only.findings if one.rule.endswith("slow_velocity"))
        assert slow.status == "cannot_be_assessed"
        assert "impossible" in said(slow)
        assert only.block == "definite"  # amplitude and area go on
    (short,) = (
        one
        for one in judged(*CENTIMETERS, criteria="utrecht").segments[0].findings
        if one.rule.endswith("short")
    )
    assert short.status == "not_met"  # no step of inching


@pytest.mark.parametrize(
    ("near", "far", "distance_mm", "warned"),
    [
        ("wrist", "below_elbow", 38.9, True),  # 9.97 m/s
        ("wrist", "below_elbow", 39.1, False),  # 10.03 m/s
        ("axilla", "erb", 30, True),
        ("elbow", "upper_arm", 30, False),  # usually under 100 mm apart: a remark at most
    ],
)
def test_too_slow_is_pointed_out_only_over_a_long_way(
    near: str, far: str, distance_mm: float, warned: bool
) -> None:
    nerve, muscle = ("median", "apb") if near == "elbow" else ("ulnar", "adm")
    first, second = pair(nerve=nerve, muscle=muscle, sites=(near, far))
    assert ("velocity_implausible" in cautions(first, f"{second}{distance_mm}")) is warned
