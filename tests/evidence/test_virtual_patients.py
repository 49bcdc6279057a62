"""Simulated patients are drawn as said, and are the same in whatever order."""

import numpy as np
import pytest

from multifocal import body
from multifocal.evidence import GROUPS, Patient, evaluate_patient, patient
from multifocal.evidence.patient_evaluation import COLUMNS, GRADED, RULE_SETS
from multifocal.evidence.virtual_patients import BARED, LEGS, MEAN_NERVES, STOPPED
from multifocal.nerve import Focus, focus_truth, motor_pool


def test_a_patient_is_the_same_in_any_order_and_another_by_number_group_or_seed() -> None:
    keys = [(group, n) for group in GROUPS for n in range(5)]
    forward = [patient(group, n, 3) for group, n in keys]
    backward = [patient(group, n, 3) for group, n in reversed(keys)]
    assert forward == backward[::-1]
    assert len({one.person for one in forward}) == len(forward)
    assert patient("mmn", 0, 3) != patient("mmn", 0, 4)


def test_foci_lie_where_they_are_said_to() -> None:
    many = [patient("mmn", n, 5) for n in range(300)]
    nerves = [len(one.loss) for one in many]  # a row for every affected nerve
    assert np.mean(nerves) == pytest.approx(MEAN_NERVES, abs=0.3)
    limbs = [limb for one in many for limb in one.loss]
    legs = np.mean([muscle in LEGS for _, muscle in limbs])
    assert 0.1 < legs < 0.3
    blocks = [one for each in many for one in each.foci if one.mechanism == "paranode"]
    parts = [
        sum(one.place.segment.startswith(names) for one in blocks)
        for names in (
            ("median_forearm", "ulnar_forearm", "posterior_interosseous", "radial_elbow"),
            ("median_upper", "ulnar_upper", "ulnar_elbow", "radial_upper"),
        )
    ]
    assert 0.6 < parts[0] / parts[1] < 1.2  # the nerves' heads, above the axilla, bear its name too
    assert not any("root" in one.place.segment for one in blocks)


@pytest.mark.parametrize("share", [0.31, 0.60, 0.90])
def test_the_table_of_bared_nodes_stops_what_it_says(share: float) -> None:
    bared = float(np.interp(share, STOPPED, BARED))
    found = []
    for person in range(4):
        pool = motor_pool("apb", seed=person)
        focus = Focus(pool.way.place_at(200), bared, seed=person)
        found.append(focus_truth(pool, focus).stopped_share)
    assert np.mean(found) == pytest.approx(share, abs=0.08)


def test_only_what_belongs_to_a_group_is_wrong_with_its_people() -> None:
    for n in range(20):
        assert not patient("healthy", n).foci and not patient("healthy", n).loss
        assert not patient("axon_loss", n).foci and patient("axon_loss", n).loss
        slow = patient("dispersion", n)
        assert slow.foci and not slow.loss
        assert all(one.mechanism == "lamellae" for one in slow.foci)
    with pytest.raises(KeyError):
        patient("nonesuch", 0)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least 0"):
        patient("mmn", -1)


def test_slowing_without_block_stops_hardly_a_fiber() -> None:
    who = patient("dispersion", 1, 8)
    assert who.foci
    rows = evaluate_patient(who)["segments"]
    assert max(row[COLUMNS.index("stopped_share")] for row in rows) < 0.1
    assert max(row[COLUMNS.index("amplitude_reduction_percent")] for row in rows) > 15


def test_a_healthy_person_meets_nothing_and_a_complete_block_is_found_by_every_set() -> None:
    healthy = evaluate_patient(patient("healthy", 0, 2))
    again = evaluate_patient(patient("healthy", 0, 2))
    assert healthy == again
    assert all(set(row[-1]) <= set("nxl") for row in healthy["segments"])
    assert all(set(said.values()) == {"not_met"} for said in healthy["categories"].values())

    whole = body.Subject()
    way = motor_pool("apb", "right", whole, 4).way
    focus = Focus(way.place_at(200), 1.0, mechanism="block")
    sick = evaluate_patient(Patient("mmn", 0, 4, whole, (focus,)))
    rows = {tuple(row[:4]): row for row in sick["segments"]}
    row = rows["right", "median", "wrist", "elbow"]
    assert row[COLUMNS.index("stopped_share")] == 1.0
    assert len(row[-1]) == len(RULE_SETS) and set(row[-1]) <= set("dm")
    # beyond it nothing answers: not a negative
    assert "n" not in rows["right", "median", "elbow", "axilla"][-1]
    assert sick["categories"]["elbow"]["efns-pns-2010"] == "definite"
    assert sick["categories"]["elbow"]["aanem-2003"] == "not_met"  # asks for two nerves
    assert set(sick["categories"]["erb"]) == set(GRADED)
