"""What is recorded: the usual studies of a limb, or any that is written out."""

import pytest

from multifocal import body
from multifocal.nerve import (
    FWaveRun,
    MotorRun,
    Noise,
    Protocol,
    SensoryRun,
    Stimulus,
    usual_studies,
)
from multifocal.nerve.noise import SINGLE_SWEEP


def test_the_usual_protocol_is_the_table_s_side_by_side() -> None:
    arm = Protocol.usual()
    table = usual_studies("arm")
    for side in body.SIDES:
        runs = {one.muscle: one.sites for one in arm.motor if one.side == side}
        assert runs == {muscle: tuple(sites) for muscle, sites in table["motor"].items()}
        assert [one.study for one in arm.sensory if one.side == side] == table["sensory"]
    assert {(one.muscle, one.site, one.stimuli) for one in arm.f_waves} == {
        ("apb", "wrist", 20), ("adm", "wrist", 20),
    }  # fmt: skip
    both = Protocol.usual(("arm", "leg"), ("left",), stimuli=0, noise=None)
    assert {one.muscle for one in both.motor} >= {"adm", "edb"}
    assert {one.side for one in both.motor} == {"left"}
    assert (both.f_waves, both.noise) == ((), None)
    with pytest.raises(KeyError):
        Protocol.usual(("tail",))


@pytest.mark.parametrize("limb", ["arm", "leg"])
def test_every_usual_site_lies_on_the_way_to_its_muscle(limb: str) -> None:
    for run in Protocol.usual((limb,)).motor:
        way = body.path(run.muscle, run.side)
        sites = [body.site(run.nerve, one) for one in run.sites]
        assert all(one.is_on(way) for one in sites)
        away = [way.mm_from_muscle(one.place_on(way)) for one in sites]
        assert away == sorted(away)


def test_a_stimulus_is_supramaximal_where_nothing_else_is_said() -> None:
    weak = Protocol(stimuli={("ulnar", "erb"): Stimulus(0.6)})
    assert weak.stimulus_at(body.site("ulnar", "erb")) == Stimulus(0.6)
    assert weak.stimulus_at(body.site("median", "erb")) == Stimulus(1.0)


def test_equal_protocols_are_one_key() -> None:
    def made(run: int) -> Protocol:
        return Protocol(
            (MotorRun("adm", ("wrist",)),),
            (FWaveRun("adm", "wrist"),),
            (SensoryRun("ulnar_little"),),
            {("ulnar", "wrist"): Stimulus(0.9)},
            noise=Noise(SINGLE_SWEEP, run=run),
        )

    assert {made(1): "same"}[made(1)] == "same"
    assert made(1) != made(2)
    assert made(1) != Protocol((MotorRun("adm", ("wrist",)),))
