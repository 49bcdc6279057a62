"""The answer as an object and in words."""

import importlib
import json
import pkgutil

import pytest

from multifocal import criteria
from multifocal.criteria import (
    choice_said,
    criteria_names,
    criteria_set,
    evaluate,
    evaluation_json,
)
from multifocal.formats import parse_csv
from multifocal.reference import reference_names, reference_table
from multifocal.sources import source
from multifocal.study import Study
from tests.study.tables import judged, pair, table

EVERY_KIND = (
    *pair(),
    "right,ulnar,adm,above_elbow,8.5,4.2,14,7.9,100",
    "right,ulnar,adm,axilla,,NR,,,120",
    "right,median,apb,wrist,3.5,9,30,6,",
    "right,median,apb,elbow,7.5,8,29,6.1,230",
    "left,median,apb,wrist,3.5,9,30,6,",
    "left,median,apb,elbow,7.5,6,20,6.1,230",
    "left,median,apb,axilla,9.5,6,,6.1,130",
    "left,tibial,ah,ankle,4,9,30,6,",
    "left,tibial,ah,popliteal_fossa,12,8,29,6.1,400",
    "left,radial,eip,elbow,3,5,20,6,",
    "left,radial,eip,spiral_groove,5,5,20,6,110",
    "left,radial,eip,axilla,5.9,0.2,20,6,110",
    "left,fibular,ta,fibular_head,3,0.9,20,6,",
    "left,fibular,ta,sciatic_notch,9,0.2,20,6,",
    "right,median,adm,wrist,3,0.4,2,6,",
    "right,median,adm,mid_forearm,,,,,",
    "right,median,adm,elbow,2.9,2,20,6,230",
    "right,radial,eip,forearm,3,5,20,6,",
    "right,radial,eip,elbow,3.5,4,9,6,200",
    "right,fibular,ta,below_fibular_head,3,5,,6,",
    "right,fibular,ta,fibular_head,4,5,9,6,40",
    "right,musculocutaneous,biceps,axilla,3,5,20,6,",
    "right,musculocutaneous,biceps,erb,6,4,,6,",
    "left,ulnar,fdi,wrist,,NR,,,",
    "left,ulnar,fdi,below_elbow,7,1,3,4,220",
)


def test_the_object_of_json() -> None:
    found = evaluation_json(judged(*EVERY_KIND))
    assert list(found) == [
        "criteria",
        "version",
        "source",
        "standing",
        "notes",
        "reference",
        "long_segments",
        "segments",
        "nerves",
        "sensory",
        "f_waves",
        "category",
    ]
    assert (found["criteria"], found["reference"]) == ("efns-pns-2010", "aanem-2016")
    assert found["category"]["answer"] == "cannot_be_assessed"
    assert {segment["block"] for segment in found["segments"]} == {
        "definite",
        "probable",
        "not_met",
        "not_counted",
        "cannot_be_assessed",
    }
    for segment in found["segments"]:
        assert list(segment) == [
            "side",
            "nerve",
            "muscle",
            "distal_site",
            "proximal_site",
            "between",
            "block",
            "label",
            "reason",
            "provided",
            "by_numbers",
            "large",
            "literal",
            "findings",
            "cautions",
        ]
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_every_finding_and_caution_has_its_source_and_its_sentence() -> None:
    found = evaluation_json(judged(*EVERY_KIND))
    for segment in found["segments"]:
        for one in (*segment["findings"], *segment["cautions"]):
            assert source(one["source"])
            assert one["text"] and "{" not in one["text"] and "study." not in one["text"]
        for finding in segment["findings"]:
            assert finding["rule"].startswith("efns-pns-2010.") and finding["version"]
            if finding["threshold"] is not None and finding["margin"] is not None:
                assert (finding["status"] == "met") == (
                    finding["margin"] > 0
                    or (finding["margin"] == 0 and finding["comparison"] in ("at_least", "at_most"))
                )
    for choice in judged(*EVERY_KIND).choices():
        assert source(choice).evidence == "proposal"
        assert choice_said(choice)


NO_READING = {"plausible-values", "coverage-order", "extended-signs"}
"""Sources of a rule or a set as a whole, which no verdict names as a choice."""


def test_every_choice_that_a_rule_can_make_has_its_sentence_however_rarely_it_is_made() -> None:
    modules = [
        importlib.import_module(one.name)
        for one in pkgutil.walk_packages(criteria.__path__, "multifocal.criteria.")
    ]
    ours = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, str) and value.startswith("multifocal-choice-")
    }
    assert len(ours) > 20
    for choice in ours - {f"multifocal-choice-{one}" for one in NO_READING}:
        assert choice_said(choice), choice


def test_the_sentences() -> None:
    assert judged(*pair()).sentences() == (
        "Definite motor conduction block, ulnar, wrist to below elbow (EFNS/PNS 2010). This grades"
        " one segment, not a person; the criteria for MMN also need the examination and sensory"
        " studies.",
    )
    assert (
        judged(*pair(area=(30, 20)))
        .sentences()[0]
        .startswith("Probable motor conduction block, ulnar, wrist to below elbow (EFNS/PNS 2010).")
    )
    assert judged(*pair(amplitude=(8, 8), area=(30, 29))).sentences() == (
        "Criteria not met in this segment. This does not exclude MMN.",
    )


def test_no_sentence_judges_a_person() -> None:
    for sentence in judged(*EVERY_KIND).sentences():
        assert "not exclude MMN" in sentence or "not a person" in sentence
        assert "you have" not in sentence.lower() and "not MMN" not in sentence


def test_a_number_just_off_a_threshold_is_not_said_to_be_on_it() -> None:
    found = evaluation_json(judged(*pair(area=(30, 15.001))))["segments"][0]
    texts = [one["text"] for one in found["findings"] if one["rule"].endswith("area_50")]
    assert texts == ["Area reduction 49.997 %: less than 50 %."]


def test_the_limits_verification_is_shown() -> None:
    found = evaluation_json(judged(*pair()))["segments"][0]
    (limit,) = (one for one in found["findings"] if one["rule"].endswith("floor_lower_limit"))
    assert limit["source"] == "aanem-2016"
    assert limit["threshold"] == pytest.approx(1.58)
    assert "not yet checked" in limit["text"]


def test_one_site_makes_no_segment() -> None:
    found = judged(pair()[0])
    assert found.segments == ()
    assert evaluation_json(found)["segments"] == []
    assert [one.site for one in found.lone] == ["wrist"]


def test_names() -> None:
    assert criteria_names() == (
        "efns-pns-2010",
        "utrecht",
        "ghosh-2005",
        "amplitude-2000",
        "korean-normals",
        "efns-pns-2010-cidp",
        "aanem-2003",
        "ean-pns-2021-cidp",
    )
    assert criteria_names(research=True) == (*criteria_names(), "extended")
    assert reference_names()[0] == "aanem-2016"
    for name in reference_names():
        assert reference_table(name).rows
    study = parse_csv(table(*pair()))
    with pytest.raises(KeyError):
        evaluate(study, criteria="efns-pns-1910")
    with pytest.raises(KeyError):
        evaluate(study, reference="nobody")
    assert evaluate(Study()).segments == ()


def test_a_criteria_set_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(KeyError, match="no criteria set is called 'utrect'; there is utrecht"):
        criteria_set("utrect")
    with pytest.raises(KeyError, match="efns-pns-2010, utrecht"):
        criteria_set("foo")
