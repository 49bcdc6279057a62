"""EFNS/PNS 2010, segment by segment: just inside, on and just outside every threshold.

The first three rows of `VECTORS` are the boundary vectors of clinical.md, section 3d.
"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.criteria import Finding, LongSegments, choice_said, evaluate, evaluation_json, said
from multifocal.study import ClinicalPicture, Measure, Study
from tests.study.tables import block, judged, pair

VECTORS = [
    # area distal/proximal, duration distal/proximal, answer
    ((30, 15), (6.0, 7.8), "definite"),  # 50.0 %, +30.0 %
    ((30, 15.03), (6, 7.8), "probable"),  # 49.9 %: 2a, wrist to below elbow is long
    ((30, 15), (6, 7.86), "probable"),  # +31 %: 2b
    ((30, 14.99), (6, 7.79), "definite"),
    ((30, 15.000001), (6, 7.8), "probable"),
    ((30, 15), (6, 7.800001), "probable"),
    ((30, 21), (6, 7.8), "probable"),  # 30.0 %, +30.0 %
    ((30, 21.000001), (6, 7.8), "not_met"),
    ((30, 20.99), (6, 7.8), "probable"),
    ((30, 21), (6, 7.800001), "not_met"),  # 2a needs at most 30 %, 2b 50 %
    ((30, 15.03), (6, 7.86), "not_met"),
    ((30, 30), (6, 6), "not_met"),
    ((30, 36), (6, 6), "not_met"),  # larger proximally
    ((30, 5), (6, 4), "definite"),  # shorter proximally
    ((0.3, 0.15), (0.6, 0.78), "definite"),  # other numbers that miss 50 and 30 by a last bit
    ((0.7, 0.49), (0.7, 0.91), "probable"),
]


@pytest.mark.parametrize(("area", "duration", "answer"), VECTORS)
def test_area_and_duration(
    area: tuple[float, float], duration: tuple[float, float], answer: str
) -> None:
    assert block(*pair(area=area, duration=duration)) == answer


@pytest.mark.parametrize(
    ("reference", "muscle", "amplitude_mv", "answer"),
    [
        ("aanem-2016", "adm", 1.58, "cannot_be_assessed"),  # exactly 20 % of 7.9 mV
        ("aanem-2016", "adm", 1.5800001, "definite"),
        ("aanem-2016", "adm", 1.57, "cannot_be_assessed"),
        ("preston-shapiro", "adm", 1.2, "cannot_be_assessed"),  # exactly 20 % of 6 mV
        ("preston-shapiro", "adm", 1.21, "definite"),  # the floor moves with the table
        ("aanem-2016", "fdi", 1.0, "cannot_be_assessed"),  # no row: only 1 mV, strictly
        ("aanem-2016", "fdi", 1.0000001, "definite"),
        ("aanem-2016", "fdi", 0.99, "cannot_be_assessed"),
        ("preston-shapiro", "fdi", 1.4, "cannot_be_assessed"),  # 20 % of 7 mV
    ],
)
def test_distal_floor(reference: str, muscle: str, amplitude_mv: float, answer: str) -> None:
    rows = pair(muscle=muscle, amplitude=(amplitude_mv, 0.5))
    assert block(*rows, reference=reference) == answer


def test_the_floor_holds_for_every_answer() -> None:
    """Written under the definite rule, applied to all: even a normal pair is not assessed."""
    assert block(*pair(amplitude=(1.5, 1.4), area=(6, 5.9))) == "cannot_be_assessed"
    assert block(*pair(amplitude=(1.5, 0.9), area=(6, 4))) == "cannot_be_assessed"


def test_one_millivolt_also_where_the_lower_limit_is_small() -> None:
    """Fibular lower limit 1.3 mV: 20 % is 0.26 mV, and still 1 mV must be passed."""
    rows = pair(nerve="fibular", muscle="edb", sites=("ankle", "fibular_head"), amplitude=(1.0, 1))
    assert block(*rows) == "cannot_be_assessed"
    rows = pair(nerve="fibular", muscle="edb", sites=("ankle", "fibular_head"), amplitude=(1.1, 1))
    assert block(*rows) == "definite"


def test_a_table_without_a_row_says_so() -> None:
    (only,) = judged(*pair(muscle="fdi")).segments
    (limit,) = (one for one in only.findings if one.rule.endswith("floor_lower_limit"))
    assert limit.status == "not_applicable"
    assert "multifocal-choice-no-lower-limit" in limit.choices


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        # Area missing: nothing can be graded, whatever the amplitude does.
        ({"area": ("", 15)}, "cannot_be_assessed"),
        ({"area": (30, "")}, "cannot_be_assessed"),
        ({"area": ("", "")}, "cannot_be_assessed"),
        # Duration missing: only where the answer hangs on it.
        ({"duration": ("", 7.8)}, "cannot_be_assessed"),  # 50 %: definite or probable
        ({"duration": (6, "")}, "cannot_be_assessed"),
        ({"area": (30, 20), "duration": ("", "")}, "cannot_be_assessed"),  # probable or not
        ({"area": (30, 27), "duration": ("", "")}, "not_met"),  # 10 %: whatever it was
        ({"area": (30, 20), "duration": ("", ""), "sites": ("wrist", "mid_forearm")}, "not_met"),
        # Area, also where no rule could be met whatever it was.
        (
            {
                "nerve": "musculocutaneous",
                "muscle": "biceps",
                "sites": ("axilla", "erb"),
                "area": (30, ""),
            },
            "cannot_be_assessed",
        ),
        # Amplitude: only the distal one is needed.
        ({"amplitude": ("", 4.4)}, "cannot_be_assessed"),
        ({"amplitude": (8.0, "")}, "definite"),
        # Absent responses.
        ({"amplitude": (8.0, "NR"), "area": (30, ""), "duration": (6, "")}, "definite"),
        ({"amplitude": (8.0, "NR"), "area": (30, ""), "duration": ("", "")}, "definite"),
        ({"amplitude": (8.0, "NR"), "area": ("", ""), "duration": ("", "")}, "definite"),
        (
            {"amplitude": (1.5, "NR"), "area": (5, ""), "duration": (6, "")},
            "cannot_be_assessed",
        ),
        (
            {"amplitude": ("NR", 4.4), "area": ("", 15), "duration": ("", 6)},
            "cannot_be_assessed",
        ),
        (
            {"amplitude": ("NR", "NR"), "area": ("", ""), "duration": ("", "")},
            "cannot_be_assessed",
        ),
    ],
)
def test_missing_numbers_and_absent_responses(changes: dict[str, object], answer: str) -> None:
    assert block(*pair(**changes)) == answer  # type: ignore[arg-type]


def test_which_rules_an_absent_proximal_response_meets() -> None:
    """Block by area: rules 1 and 2a. It has no duration that could have grown, so not rule 2b."""
    rows = pair(amplitude=(8.0, "NR"), area=(30, ""), duration=(6, ""))
    (only,) = judged(*rows).segments
    status = {one.rule.removeprefix("efns-pns-2010."): one.status for one in only.findings}
    assert status["area_50"] == "met"
    assert status["duration"] == "not_applicable"
    assert (status["edx1"], status["edx2a"]) == ("met", "met")
    assert status["edx2b"] == "not_applicable"


@pytest.mark.parametrize(
    ("nerve", "muscle", "sites", "answer"),
    [
        ("median", "apb", ("wrist", "elbow"), "definite"),
        ("median", "apb", ("palm", "wrist"), "not_counted"),
        ("median", "apb", ("wrist", "mid_forearm"), "definite"),
        ("median", "apb", ("elbow", "axilla"), "definite"),
        ("ulnar", "fdi", ("palm", "wrist"), "not_counted"),
        ("ulnar", "adm", ("below_elbow", "above_elbow"), "not_counted"),
        ("ulnar", "adm", ("wrist", "above_elbow"), "not_counted"),
        ("ulnar", "adm", ("wrist", "axilla"), "not_counted"),
        ("ulnar", "adm", ("above_elbow", "axilla"), "definite"),
        ("ulnar", "adm", ("axilla", "erb"), "cannot_be_assessed"),  # at Erb: confirm
        ("fibular", "edb", ("ankle", "fibular_head"), "definite"),
        ("fibular", "edb", ("ankle", "below_fibular_head"), "definite"),
        ("fibular", "edb", ("below_fibular_head", "fibular_head"), "not_counted"),
        ("fibular", "edb", ("fibular_head", "popliteal_fossa"), "not_counted"),
        ("fibular", "edb", ("ankle", "popliteal_fossa"), "not_counted"),
        ("fibular", "edb", ("fibular_head", "above_fibular_head"), "not_counted"),
        ("fibular", "edb", ("popliteal_fossa", "sciatic_notch"), "definite"),
        ("tibial", "ah", ("ankle", "popliteal_fossa"), "not_counted"),
        ("femoral", "vastus_medialis", ("inguinal", "root"), "not_counted"),
        # Arm nerves that count for 2a only: over a long segment, or from half on.
        ("radial", "eip", ("forearm", "elbow"), "probable"),
        ("radial", "eip", ("elbow", "spiral_groove"), "not_counted"),
        ("radial", "eip", ("spiral_groove", "axilla"), "not_counted"),
        ("radial", "eip", ("elbow", "axilla"), "not_counted"),
        ("musculocutaneous", "biceps", ("axilla", "erb"), "cannot_be_assessed"),
        ("axillary", "deltoid", ("erb", "root"), "not_met"),
    ],
)
def test_nerves_and_sites_with_a_fall_of_half(
    nerve: str, muscle: str, sites: tuple[str, str], answer: str
) -> None:
    assert block(*pair(nerve=nerve, muscle=muscle, sites=sites)) == answer


@pytest.mark.parametrize(
    ("nerve", "muscle", "sites", "named", "longer"),
    [
        ("median", "apb", ("wrist", "elbow"), "probable", "probable"),
        ("median", "apb", ("elbow", "axilla"), "probable", "probable"),
        ("ulnar", "adm", ("wrist", "below_elbow"), "probable", "probable"),
        ("ulnar", "adm", ("above_elbow", "axilla"), "probable", "probable"),
        ("median", "apb", ("wrist", "mid_forearm"), "not_met", "not_met"),
        ("median", "apb", ("axilla", "erb"), "not_met", "not_met"),  # below 50 %: never
        ("ulnar", "adm", ("axilla", "erb"), "not_met", "not_met"),
        ("median", "apb", ("elbow", "upper_arm"), "not_met", "not_met"),  # part of a segment
        ("ulnar", "adm", ("upper_arm", "axilla"), "not_met", "not_met"),
        ("radial", "eip", ("forearm", "elbow"), "not_met", "probable"),
        ("radial", "eip", ("axilla", "erb"), "not_met", "not_met"),
        ("musculocutaneous", "biceps", ("axilla", "erb"), "not_met", "not_met"),
        ("musculocutaneous", "biceps", ("axilla", "root"), "not_met", "not_met"),
        ("axillary", "deltoid", ("erb", "root"), "not_met", "not_met"),
        ("median", "apb", ("mid_forearm", "elbow"), "not_met", "not_met"),
        ("median", "apb", ("palm", "elbow"), "not_counted", "not_counted"),
        ("fibular", "edb", ("ankle", "fibular_head"), "not_met", "not_met"),  # no arm nerve
    ],
)
def test_long_segments_with_a_fall_of_forty_percent(
    nerve: str, muscle: str, sites: tuple[str, str], named: str, longer: str
) -> None:
    rows = pair(nerve=nerve, muscle=muscle, sites=sites, area=(30, 18), duration=(6, 6.6))
    assert block(*rows, long_segments="named") == named
    assert block(*rows) == longer


@pytest.mark.parametrize(
    ("nerve", "muscle", "low", "between", "high"),
    [
        ("median", "apb", "wrist", "elbow", "axilla"),
        ("ulnar", "adm", "above_elbow", "axilla", "erb"),
        ("median", "apb", "elbow", "axilla", "erb"),
    ],
)
def test_a_fall_over_two_segments_asks_for_the_site_between(
    nerve: str, muscle: str, low: str, between: str, high: str
) -> None:
    """The whole fall may lie in one of them, and does as soon as somebody looks."""

    def row(site: str, area: float, latency: float, distance: int) -> str:
        return f"right,{nerve},{muscle},{site},{latency},{area / 3.5},{area},6,{distance}"

    ends = row(low, 30, 3.5, 70), row(high, 18, 10.0, 360)
    for reading in ("named", "longer"):
        (open_,) = judged(*ends, long_segments=reading).segments
        assert (open_.block, open_.reason) == ("cannot_be_assessed", "site_between_missing")
    assert "Stimulate between the two" in said(open_.findings[0])
    (rule,) = (one for one in open_.findings if one.rule == "efns-pns-2010.edx2a")
    assert rule.status == "cannot_be_assessed"
    found = judged(ends[0], row(between, 18.5, 7.5, 220), row(high, 18, 10.0, 140)).segments
    assert found[0].block in ("probable", "not_counted")
    (less,) = judged(ends[0], row(high, 21.5, 10.0, 360)).segments
    assert less.block == "not_met"


def findings(*rows: str, long_segments: LongSegments = "longer") -> dict[str, Finding]:
    (first, *_) = judged(*rows, long_segments=long_segments).segments
    return {one.rule.removeprefix("efns-pns-2010."): one for one in first.findings}


def test_a_segment_that_the_option_adds_is_said_to_be_no_word_of_the_guideline() -> None:
    rows = pair(nerve="radial", muscle="eip", sites=("forearm", "elbow"))
    long = findings(*rows, long_segments="longer")["long_segment"]
    assert "though the guideline does not give it as an example" in said(long)
    assert long.choices == ("multifocal-choice-long-segments-longer",)
    assert "it names no nerve" in choice_said(long.choices[0])


def test_rule_2a_says_where_no_segment_of_the_nerve_could_meet_it() -> None:
    could_not = "none of the segments of the {} nerve here is long"
    forearm = pair(nerve="radial", muscle="eip", sites=("forearm", "elbow"))
    assert could_not.format("radial") in said(findings(*forearm, long_segments="named")["edx2a"])
    deltoid = pair(nerve="axillary", muscle="deltoid", sites=("erb", "root"))
    for option in ("named", "longer"):
        rule = findings(*deltoid, long_segments=option)["edx2a"]
        assert rule.status == "not_met"
        assert could_not.format("axillary") in said(rule)
    # Once a long one is there, or the nerve counts for other rules, the plain words say it.
    whole = (*forearm, "right,radial,eip,axilla,9,8,15,7,120", "right,radial,eip,erb,11,8,15,7,150")
    small = [row.replace("15.0", "29.0") for row in whole]
    assert could_not.format("radial") not in said(findings(*small, long_segments="longer")["edx2a"])
    assert "none of the segments" not in said(
        findings(*pair(sites=("wrist", "mid_forearm"), area=(30, 20)))["edx2a"]
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"amplitude": ("NR", 4.4), "area": ("", 15), "duration": ("", 6)}, "no response at the"),
        ({"amplitude": ("NR", "NR"), "area": ("", ""), "duration": ("", "")}, "no response at the"),
        ({"amplitude": (1.5, 1.4), "area": (6, 5.9)}, "too small for the rules"),
        ({"amplitude": (1.5, 0.4), "area": (6, 1)}, "too small for the rules"),
        ({"amplitude": ("", 4.4)}, "the amplitude at the distal site is missing"),
        ({"area": (30, "")}, "negative-peak area is missing"),
        ({"area": (30, ""), "sites": ("wrist", "mid_forearm")}, "negative-peak area is missing"),
    ],
)
def test_rules_do_not_contradict_a_segment_that_cannot_be_assessed(
    changes: dict[str, object], reason: str
) -> None:
    rows = pair(**changes)  # type: ignore[arg-type]
    assert block(*rows) == "cannot_be_assessed"
    found = findings(*rows)
    for rule in ("edx1", "edx2a", "edx2b"):
        assert found[rule].status == "cannot_be_assessed"
        assert reason in said(found[rule])


def test_what_is_not_known_is_said_once_and_with_the_right_reason() -> None:
    absent = findings(*pair(amplitude=("NR", 4.4), area=("", 15), duration=("", 6)))
    for rule in ("amplitude_change", "area", "duration"):
        assert said(absent[rule]).endswith("because there was no response at the distal site.")
    missing = evaluation_json(judged(*pair(area=(30, ""))))["segments"][0]
    texts = [one["text"] for one in missing["findings"]]
    assert sum("Area reduction not known" in text for text in texts) == 1
    assert len(set(texts)) == len(texts)
    aside = judged(*pair(sites=("below_elbow", "above_elbow"), area=("", ""), duration=("", "")))
    assert aside.segments[0].block == "not_counted"
    assert not any("not known" in said(one) for one in aside.segments[0].findings)


@pytest.mark.parametrize(
    ("area", "answer"), [((30, 15), "cannot_be_assessed"), ((30, 27), "not_met")]
)
def test_how_a_missing_duration_is_read_is_logged(area: tuple[float, float], answer: str) -> None:
    found = judged(*pair(area=area, duration=("", "")))
    assert found.segments[0].block == answer
    assert "multifocal-choice-missing-number" in found.choices()
    assert "hangs on it" in choice_said("multifocal-choice-missing-number")
    assert "multifocal-choice-missing-number" not in judged(*pair(area=area)).choices()


def test_a_tiny_change_is_not_minus_nothing() -> None:
    found = evaluation_json(
        judged(*pair(amplitude=(8, 8.0001), area=(30, 30.0001), duration=(6, 6)))
    )
    assert "-0.0" not in json.dumps([one["text"] for one in found["segments"][0]["findings"]])
    assert str(found["segments"][0]["findings"][0]["numbers"]["duration_increase_percent"]) == "0.0"


def test_the_fibular_head_beside_a_row_below_it_is_at_the_head() -> None:
    below = "right,fibular,ta,below_fibular_head,3.4,5,20,8,"
    head = "right,fibular,ta,fibular_head,4.0,5,9,8,40"
    ankle = "right,fibular,ta,ankle,1.5,5,20,8,"
    assert [one.block for one in judged(below, head).segments] == ["not_counted"]
    assert "fibular head" in judged(below, head).sentences()[0]
    assert [one.block for one in judged(ankle, head).segments] == ["definite"]
    assert [one.block for one in judged(ankle, below, head).segments] == ["not_met", "not_counted"]
    beside = findings(below.replace("20,8", "9,8"), head)["long_segment"]
    assert said(beside) == "Not a long segment: below fibular head to fibular head itself."
    assert "or just below" in said(findings(ankle, head)["long_segment"])
    other = below.replace("ta", "edb")  # another muscle's row says nothing of this one's
    assert judged(ankle, head, other).segments[0].block == "definite"


def test_the_long_segments_option_is_logged() -> None:
    named = judged(*pair(), long_segments="named").choices()
    assert "multifocal-choice-long-segments-named" in named
    assert "multifocal-choice-long-segments-longer" in judged(*pair()).choices()


def test_the_radial_groove_is_flagged_as_our_choice() -> None:
    rows = pair(nerve="radial", muscle="eip", sites=("elbow", "spiral_groove"))
    (only,) = judged(*rows).segments
    assert only.reason == "entrapment_ours"
    assert "multifocal-choice-radial-groove" in judged(*rows).choices()


def test_numbers_are_shown_where_the_segment_is_not_counted() -> None:
    (only,) = judged(*pair(sites=("below_elbow", "above_elbow"))).segments
    assert only.findings[0].numbers["area_reduction_percent"] == pytest.approx(50.0)
    (area,) = (one for one in only.findings if one.rule.endswith("area_50"))
    assert area.status == "met" and area.margin == 0.0


def test_neighbouring_sites_only_and_each_series_for_itself() -> None:
    rows = (
        "right,ulnar,adm,wrist,3.0,8.0,30.0,6.0,",
        "right,ulnar,adm,below_elbow,6.9,7.8,29,6.1,220",
        "right,ulnar,adm,above_elbow,8.6,7.7,28.5,6.2,100",
        "left,ulnar,adm,wrist,3.0,8.0,30.0,6.0,",
        "right,ulnar,fdi,wrist,3.4,9.0,30.0,6.0,",
        "right,ulnar,fdi,below_elbow,7.1,9.0,30.0,6.0,220",
        "right,median,apb,wrist,3.4,9.0,30.0,6.0,",
    )
    found = judged(*rows)
    assert [
        (one.side, one.nerve, one.muscle, one.distal_site, one.proximal_site)
        for one in found.segments
    ] == [
        ("right", "ulnar", "adm", "wrist", "below_elbow"),
        ("right", "ulnar", "adm", "below_elbow", "above_elbow"),
        ("right", "ulnar", "fdi", "wrist", "below_elbow"),
    ]
    assert [(one.side, one.nerve) for one in found.lone] == [
        ("right", "median"),
        ("left", "ulnar"),
    ][::-1]


SERIES = (
    "right,ulnar,adm,wrist,3.0,8.0,30.0,6.0,",
    "right,ulnar,adm,below_elbow,6.9,4.4,15.0,7.8,220",
    "right,ulnar,adm,above_elbow,8.6,4.3,14.5,7.9,100",
    "right,ulnar,adm,axilla,10.9,NR,,,120".replace("10.9", ""),
    "left,median,apb,wrist,3.5,9.0,30.0,6.0,",
    "left,median,apb,elbow,7.5,6.0,20.0,6.5,230",
)


@given(st.permutations(SERIES))
def test_the_order_of_rows_never_matters(rows: list[str]) -> None:
    assert evaluation_json(judged(*rows)) == evaluation_json(judged(*SERIES))


@given(
    st.floats(2.0, 12.0),
    st.floats(0.0, 12.0),
    st.floats(5.0, 40.0),
    st.floats(0.0, 40.0),
    st.floats(3.0, 9.0),
    st.floats(3.0, 12.0),
    st.floats(1.0, 5.0),
)
def test_scaling_both_responses_changes_nothing_but_the_floor(
    near: float,
    far: float,
    area_near: float,
    area_far: float,
    duration_near: float,
    duration_far: float,
    gain: float,
) -> None:
    def answer(scale: float) -> str:
        measures = tuple(
            Measure(
                "right",
                "ulnar",
                "adm",
                site,
                amplitude_mv=scale * amplitude,
                negative_peak_area_mvms=scale * area,
                negative_peak_duration_ms=duration,
            )
            for site, amplitude, area, duration in (
                ("wrist", near, area_near, duration_near),
                ("below_elbow", far, area_far, duration_far),
            )
        )
        return evaluate(Study(measures)).segments[0].block

    # 2 mV and more is above the floor, and so is everything scaled up from there.
    assert answer(gain) == answer(1.0)
    assert answer(0.01) == "cannot_be_assessed"


@given(
    temperature=st.sampled_from([None, 25.0, 34.0]),
    recent=st.sampled_from([None, True, False]),
    sensory=st.sampled_from([None, True, False]),
    supramaximal=st.sampled_from([None, True]),
)
def test_what_is_not_shown_never_changes_the_answer(
    temperature: float | None,
    recent: bool | None,
    sensory: bool | None,
    supramaximal: bool | None,
) -> None:
    """But for a stimulus that is marked as weak: test_technique.py."""
    measures = tuple(
        Measure(
            "right",
            "ulnar",
            "adm",
            site,
            amplitude_mv=amplitude,
            negative_peak_area_mvms=area,
            negative_peak_duration_ms=duration,
            temperature_c=temperature,
            supramaximal=supramaximal,
        )
        for site, amplitude, area, duration in (
            ("wrist", 8.0, 30.0, 6.0),
            ("below_elbow", 4.4, 15.0, 7.8),
        )
    )
    clinical = ClinicalPicture(
        weakness_over_ten_days=recent,
        sensory_conduction_normal_in_arm_segments_with_block=sensory,
    )
    assert evaluate(Study(measures, clinical=clinical)).segments[0].block == "definite"
