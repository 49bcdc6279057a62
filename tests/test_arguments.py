"""What is of a wrong type is named, in a Fault; what fails for another reason stays as it is."""

import pickle
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest

from multifocal import arguments, body, measuring, nerve, study
from multifocal.arguments import names_arguments
from multifocal.criteria import evaluate
from multifocal.excitability import recovery_cycle
from multifocal.fault import Fault
from multifocal.fiber import (
    Fibers,
    Geometry,
    Lesion,
    Membrane,
    Pulse,
    activation_threshold,
    block_threshold,
    conduct,
    refractory_period_ms,
    velocity_m_s,
)
from multifocal.fiber_export import write_neuron
from multifocal.formats import parse_study, write_study

FIBER = Fibers(Geometry.of(10.0), 21)
PLACE = body.path("adm").place_at(180)
WRONG: Any = "3"
PLAN: Any = (2e4, "M", "right", "ulnar", "adm", None, "wrist")

WRONG_TYPES: list[tuple[str, Callable[[], object]]] = [
    ("diameter_um is of a wrong type: str", lambda: Geometry.of("thick")),
    ("temperature_c.*one number", lambda: Membrane(WRONG)),
    ("g_leak_s_cm2", lambda: Membrane(g_leak_s_cm2=[0.007])),  # type: ignore[arg-type]
    ("scale.*numbers", lambda: Lesion.at_all("gna", [3], "none")),
    ("at is of a wrong type: NoneType", lambda: Lesion.at_all("gna", None, 0.5)),  # type: ignore[arg-type]
    ("count.*one whole number", lambda: Lesion.centered("gna", WRONG, 0.5, 10)),
    ("fibers.*What belongs there: Fibers", lambda: conduct(Geometry.of(10.0))),  # type: ignore[arg-type]
    ("lesions.*a list of Lesion", lambda: conduct(FIBER, Lesion.at_all("gna", [3], 0.5))),  # type: ignore[arg-type]
    ("duration_ms", lambda: conduct(FIBER, duration_ms=[5.0])),  # type: ignore[arg-type]
    ("dt_ms", lambda: conduct(FIBER, dt_ms=WRONG)),
    ("watch_at_mm", lambda: conduct(FIBER, watch_at_mm=["far"])),
    ("stop_at_node", lambda: conduct(FIBER, stop_at_node="end")),
    ("pulse is of a wrong type: float.*Pulse", lambda: conduct(FIBER, pulse=3.0)),  # type: ignore[arg-type]
    ("current_na", lambda: Pulse("strong")),
    ("precision", lambda: block_threshold(FIBER, "gna", [3], precision=WRONG)),
    ("intervals_ms", lambda: refractory_period_ms(FIBER, intervals_ms="short")),
    ("diameter_um", lambda: velocity_m_s("thick")),
    ("severity", lambda: nerve.Focus(PLACE, None)),  # type: ignore[arg-type]
    ("extent_mm", lambda: nerve.Focus(PLACE, 0.3, WRONG)),
    ("skin_c", lambda: nerve.LimbTemperature(WRONG)),
    ("strength", lambda: nerve.Stimulus(WRONG)),
    ("severity", lambda: nerve.entrapment("ulnar_elbow", severity=WRONG)),
    ("place is of a wrong type: int.*Place", lambda: nerve.Focus(180, 0.3)),  # type: ignore[arg-type]
    ("foci.*a list of Focus", lambda: nerve.Harm(foci=(180,))),  # type: ignore[arg-type]
    ("foci is of a wrong type: Focus", lambda: nerve.Harm(foci=nerve.Focus(PLACE, 0.3))),  # type: ignore[arg-type]
    ("sites is of a wrong type: str", lambda: nerve.MotorRun("adm", "wrist")),  # type: ignore[arg-type]
    ("motor.*a list of MotorRun", lambda: nerve.Protocol(motor=("adm",))),  # type: ignore[arg-type]
    ("stimuli", lambda: nerve.Protocol(stimuli={("ulnar", "wrist"): 0.2})),  # type: ignore[dict-item]
    ("person is of a wrong type: int", lambda: nerve.Experiment(1)),  # type: ignore[arg-type]
    ("subject", lambda: nerve.Person(subject=3)),  # type: ignore[arg-type]
    ("muscle is of a wrong type: int", lambda: nerve.motor_pool(3)),  # type: ignore[arg-type]
    ("foci", lambda: nerve.force(nerve.motor_pool("adm"), nerve.Focus(PLACE, 0.3))),  # type: ignore[arg-type]
    ("mm_from_muscle", lambda: body.path("adm").place_at(WRONG)),
    ("progress is of a wrong type: int", lambda: conduct(FIBER, progress=3)),  # type: ignore[arg-type]
    ("lesions", lambda: activation_threshold(FIBER, Lesion.at_all("gna", [3], 0.5))),  # type: ignore[arg-type]
    ("given is of a wrong type: int", lambda: recovery_cycle(10)),  # type: ignore[arg-type]
    ("pulse is of a wrong type: float", lambda: write_neuron(Path("a"), FIBER, pulse=4.0)),  # type: ignore[arg-type]
    ("study is of a wrong type: NoneType", lambda: evaluate(None)),  # type: ignore[arg-type]
    ("study", lambda: write_study(None, "edf")),  # type: ignore[arg-type]
    ("content is of a wrong type: str", lambda: parse_study(WRONG)),
    ("height_cm", lambda: body.Subject(height_cm=WRONG)),
    ("recording is of a wrong type: ndarray", lambda: measuring.measure(np.zeros(5))),  # type: ignore[arg-type]
    ("recordings.*a list of Recording", lambda: measuring.measure_all(None)),  # type: ignore[arg-type]
    ("samples_mv", lambda: study.Recording(["high"], *PLAN)),  # type: ignore[arg-type]
    ("sampling_hz", lambda: study.Recording(np.zeros(9), WRONG, *PLAN[1:])),
    ("latency_ms", lambda: study.Measure("right", "ulnar", "adm", "wrist", WRONG)),
    ("measures", lambda: study.segments(None)),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(
    ("says", "wrong"),
    WRONG_TYPES,
    ids=[f"{n.split()[0]}-{k}" for k, (n, _) in enumerate(WRONG_TYPES)],
)
def test_the_argument_of_a_wrong_type_is_named(says: str, wrong: Callable[[], object]) -> None:
    with pytest.raises(Fault, match=says):
        wrong()


def test_a_noun_of_right_types_stays_what_it_was() -> None:
    """Lists in place of tuples, numbers of numpy, and none of what may be left out."""
    some: Any = np.float32(0.3), np.int64(20), np.int64(4)
    focus = nerve.Focus(PLACE, some[0], some[1], seed=some[2])
    harm = nerve.Harm(foci=[focus])  # type: ignore[arg-type]
    assert list(nerve.Experiment(nerve.Person(some[2]), harm).harm.foci) == [focus]
    assert pickle.loads(pickle.dumps(focus)) == focus
    assert Fibers(Geometry.of([8.0, 10.0]), 21, temperature_c=[30, 37]).temperature_c is not None  # type: ignore[arg-type]


def test_other_errors_stay_what_they_are() -> None:
    @names_arguments
    def halved(number: float, names: list[str]) -> float:
        if not names:
            raise ValueError("names is empty")
        return number / len(names[0].missing)  # type: ignore[attr-defined,no-any-return]

    with pytest.raises(AttributeError, match="missing"):
        halved(1.0, ["one"])
    with pytest.raises(ValueError, match="names is empty") as found:
        halved("1", [])  # type: ignore[arg-type]
    assert not isinstance(found.value, Fault)
    with pytest.raises(TypeError, match="unexpected keyword"):
        halved(1.0, ["one"], least=2)  # type: ignore[call-arg]


def test_what_is_named_so_pickles_and_keeps_its_name() -> None:
    assert pickle.loads(pickle.dumps(conduct)) is conduct
    assert pickle.loads(pickle.dumps(Membrane(30.0))) == Membrane(30.0)
    assert conduct.__name__ == "conduct" and "Stimulate every fiber" in (conduct.__doc__ or "")


def test_a_name_for_numbers_that_has_no_parts_is_but_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """NumPy's `ArrayLike` is one from Python 3.12 on; every hint holds all of no parts."""
    opaque: Any = TypeVar("opaque")
    monkeypatch.setattr("numpy.typing.ArrayLike", opaque)
    monkeypatch.setattr(arguments, "_is_array", arguments._is_array.__wrapped__)
    assert arguments._is_array(opaque) and arguments._is_array(opaque | None)
    assert not arguments._is_array(Mapping[str, float]) and not arguments._is_array(float)
