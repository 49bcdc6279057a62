"""Everyday tasks: the shares that the physiology source proposes, groups shared out equally."""

import pytest

from multifocal import body


def test_the_six_tasks() -> None:
    assert [one.id for one in body.tasks()] == [
        "key_turn",
        "zip",
        "buttoning",
        "jar",
        "typing",
        "hair_washing",
    ]


@pytest.mark.parametrize("task", body.tasks(), ids=lambda one: one.id)
def test_weights_sum_to_one_over_known_muscles(task: body.Task) -> None:
    assert sum(task.weights.values()) == pytest.approx(1.0, abs=1e-12)
    for muscle_id, weight in task.weights.items():
        assert weight > 0
        assert task in body.tasks_of(muscle_id)
        assert body.muscle(muscle_id).id == muscle_id


WRIST_EXTENSORS = ("ecrl", "ecrb", "ecu")
INTRINSICS = (
    *("apb", "opponens", "fpb_superficial", "fpb_deep", "adductor_pollicis", "fdi"),
    *("interossei", "lumbricals_1_2", "lumbricals_3_4", "adm", "odm", "fdmb"),
)


@pytest.mark.parametrize(
    ("task_id", "members", "share"),
    [
        ("key_turn", ["adductor_pollicis"], 0.3),
        ("key_turn", ["fdi"], 0.25),
        ("key_turn", ["fpl"], 0.15),
        ("key_turn", ["supinator", "biceps", "pronator_teres"], 0.3),
        ("zip", ["fdi"], 0.25),
        ("zip", ["adductor_pollicis"], 0.25),
        ("zip", ["fpl"], 0.2),
        ("zip", ["lumbricals_1_2", "lumbricals_3_4"], 0.15),
        ("zip", WRIST_EXTENSORS, 0.15),
        ("buttoning", ["opponens", "apb"], 0.3),
        ("buttoning", ["fdi"], 0.25),
        ("buttoning", ["fpl", "fdp_2_3"], 0.3),
        ("buttoning", ["interossei"], 0.15),
        ("jar", ["fdp_2_3", "fdp_4_5", "fds"], 0.45),
        ("jar", INTRINSICS, 0.25),
        ("jar", WRIST_EXTENSORS, 0.2),
        ("jar", ["pronator_teres", "supinator"], 0.1),
        ("typing", ["fdi", "interossei"], 0.3),
        ("typing", ["edc"], 0.3),
        ("typing", ["fds"], 0.2),
        ("typing", WRIST_EXTENSORS, 0.2),
        ("hair_washing", ["deltoid"], 0.5),
        ("hair_washing", ["supraspinatus"], 0.2),
        ("hair_washing", ["infraspinatus"], 0.2),
        ("hair_washing", ["biceps"], 0.1),
    ],
)
def test_groups_share_their_part_equally(task_id: str, members: list[str], share: float) -> None:
    weights = body.task(task_id).weights
    for member in members:
        assert weights[member] == pytest.approx(share / len(members))


def test_weights_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        body.task("zip").weights["fdi"] = 1.0  # type: ignore[index]


def test_tasks_of_a_muscle() -> None:
    assert {one.id for one in body.tasks_of("fdi")} == {
        "key_turn",
        "zip",
        "buttoning",
        "jar",
        "typing",
    }
    assert body.tasks_of("soleus") == ()
