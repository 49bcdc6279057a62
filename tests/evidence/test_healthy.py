"""Healthy people fall as published people do, and more sites a nerve make no block of it."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from multifocal.cli.evidence import app
from multifocal.criteria import criteria_names, criteria_set, evaluate
from multifocal.criteria.efns_pns_2010_cidp import EfnsPns2010Cidp
from multifocal.evidence import (
    COUNTS,
    FALLS,
    Falls,
    grows,
    healthy_met,
    healthy_study,
    met_by,
    share,
    shares,
)
from multifocal.evidence.healthy_people import SEGMENT, SITES, WHOLE_WAY
from multifocal.evidence.healthy_share import meets

KEPT = json.loads(
    (Path(__file__).parents[2] / "docs" / "evidence-healthy.json").read_text(encoding="utf-8")
)


def fall_percent(
    number: int, falls: Falls, muscle: str, near: str, far: str
) -> tuple[float, float]:
    """Of amplitude and area between two sites of one person."""
    by_site = {one.site: one for one in healthy_study(number, 8, falls, 7).measures
               if one.muscle == muscle}  # fmt: skip
    ends = by_site[near], by_site[far]
    assert ends[0].amplitude_mv and ends[0].negative_peak_area_mvms
    assert ends[1].amplitude_mv and ends[1].negative_peak_area_mvms
    return (
        100.0 * (1.0 - ends[1].amplitude_mv / ends[0].amplitude_mv),
        100.0 * (1.0 - ends[1].negative_peak_area_mvms / ends[0].negative_peak_area_mvms),
    )


@pytest.mark.parametrize("muscle", ["adm", "apb"])
def test_falls_of_the_whole_way_are_those_that_were_measured(muscle: str) -> None:
    """Mean and SD of vucic-2006, but that nobody's true fall is below none, with 4 % of error."""
    found = np.array(
        [fall_percent(n, "along_the_nerve", muscle, "wrist", "root") for n in range(400)]
    )
    for k, spread in enumerate(WHOLE_WAY[muscle]):
        assert np.mean(found[:, k]) == pytest.approx(spread.mean, abs=2.0)
        assert np.std(found[:, k]) == pytest.approx(np.hypot(spread.sd, 5.0), rel=0.2)


def test_falls_by_segment_reach_the_published_limits_at_three_sd_and_no_further() -> None:
    found = np.array(
        [fall_percent(n, "by_segment", "adm", "wrist", "below_elbow") for n in range(400)]
    )
    for k, (spread, limit) in enumerate(zip(SEGMENT["distal"], (32.0, 23.0), strict=True)):
        assert spread.mean + 3 * spread.sd == pytest.approx(limit)
        assert np.mean(found[:, k]) == pytest.approx(spread.mean, abs=1.5)
    whole = [fall_percent(n, "by_segment", "adm", "wrist", "root")[0] for n in range(400)]
    assert np.mean(whole) == pytest.approx(
        21.1, abs=6.0
    )  # not beyond what was measured to the root


@pytest.mark.parametrize("falls", FALLS)
def test_a_person_is_the_same_whatever_the_number_of_sites(falls: Falls) -> None:
    each = {
        sites: {
            (one.nerve, one.site): one.amplitude_mv
            for one in healthy_study(3, sites, falls, 1).measures
        }
        for sites in COUNTS
    }
    for few, many in pairwise(COUNTS):
        assert all(each[many].get(place) == value for place, value in each[few].items())
        assert len(each[many]) > len(each[few])
    assert [max(map(len, SITES[sites].values())) for sites in COUNTS] == list(COUNTS)


def test_the_kept_run_does_not_grow_with_the_number_of_sites() -> None:
    for by_set in KEPT["met"].values():
        for name, by_sites in by_set.items():
            met = {int(sites): tuple(numbers) for sites, numbers in by_sites.items()}
            assert not grows(shares(met, KEPT["people"])), name


def test_the_kept_run_is_of_the_rule_sets_as_they_are() -> None:
    now = {name: criteria_set(name).version for name in criteria_names()}
    assert KEPT["rule_sets"] == now, KEPT["command"]
    for falls in FALLS:
        interesting = {
            number
            for by_sites in KEPT["met"][falls].values()
            for numbers in by_sites.values()
            for number in numbers
        }
        for number in [*sorted(interesting)[:3], 0]:
            kept = {
                (name, int(sites))
                for name, by_sites in KEPT["met"][falls].items()
                for sites, numbers in by_sites.items()
                if number in numbers
            }
            assert met_by(number, KEPT["seed"], falls) == kept


@pytest.mark.exhaustive
def test_other_people_do_not_meet_more_rules_at_more_sites_either() -> None:
    found = healthy_met(60, 2)
    for by_set in found.values():
        for name, by_sites in by_set.items():
            assert not grows(shares(by_sites, 60)), name


def test_the_trial_shows_a_limit_that_is_used_on_any_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """CIDP 2010 as it was: what the trial is there to find."""
    monkeypatch.setattr(EfnsPns2010Cidp, "one_segment", False)
    met = {
        sites: tuple(
            n
            for n in range(40)
            if meets(evaluate(healthy_study(n, sites, "along_the_nerve", 1), "efns-pns-2010-cidp"))
        )
        for sites in COUNTS
    }
    assert grows(shares(met, 40))


@pytest.mark.parametrize(
    ("hits", "found"),
    [((0, 0, 0), False), ((0, 1, 1), False), ((0, 30, 30), True), ((5, 5, 40), True)],
)
def test_growth_is_a_share_beyond_the_interval_of_fewer_sites(
    hits: tuple[int, int, int], found: bool
) -> None:
    assert grows({sites: share(n, 100) for sites, n in zip(COUNTS, hits, strict=True)}) is found


def test_the_command_prints_both_tables_and_its_json_is_the_run() -> None:
    text = CliRunner().invoke(app, ["healthy", "--people", "1"]).output
    assert all(criteria_set(name).title in text for name in criteria_names())
    assert "extended" not in text.lower() and text.count("8 sites") == 2
    made = CliRunner().invoke(app, ["healthy", "--people", "1", "--json"]).output
    run = json.loads(made)
    assert run["format"] == "multifocal-healthy" and run["met"].keys() == set(FALLS)


def test_no_people_are_refused() -> None:
    with pytest.raises(ValueError, match="people"):
        healthy_met(0, 1)
