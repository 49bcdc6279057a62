"""What is cached or shared cannot be changed by whoever was handed it."""

import copy
import pickle
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from multifocal import body
from multifocal.frozen import FrozenDict, frozen
from multifocal.nerve import motor_pool, sensory_nerve, simulated_sensory_studies


@dataclass(frozen=True)
class Pair:
    one: NDArray[np.float64]
    more: dict[str, tuple[NDArray[np.float64], ...]]


def test_arrays_are_found_wherever_they_are() -> None:
    pair = Pair(np.zeros(2), {"a": (np.zeros(3),)})
    assert frozen(pair) is pair
    for array in (pair.one, pair.more["a"][0]):
        with pytest.raises(ValueError, match="read-only"):
            array[:] = 1


def test_writing_into_one_answer_changes_no_other() -> None:
    with pytest.raises(ValueError, match="read-only"):
        motor_pool("adm").velocity_m_s[:] = 1
    with pytest.raises(ValueError, match="read-only"):
        sensory_nerve(simulated_sensory_studies()[0]).potentials.amplitude_mv[:] = 1
    with pytest.raises(TypeError, match="cannot be changed"):
        body.task("zip").weights["adm"] = 1.0  # type: ignore[index]


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.__setitem__("b", 2), lambda one: one.__delitem__("a"),
        lambda one: one.__ior__({"b": 2}), lambda one: one.clear(), lambda one: one.pop("a"),
        lambda one: one.popitem(), lambda one: one.setdefault("b", 2),
        lambda one: one.update(b=2),
    ],
)  # fmt: skip
def test_a_frozen_dict_refuses_every_change(change: object) -> None:
    one = FrozenDict({"a": 1})
    assert callable(change)
    with pytest.raises(TypeError, match="cannot be changed"):
        change(one)
    assert one == {"a": 1}


def test_a_frozen_dict_pickles_copies_and_counts_as_what_it_holds() -> None:
    one = FrozenDict({"a": 1, "b": 2})
    for again in (pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy(one)):
        assert type(again) is FrozenDict
        assert again == one
    assert {one: "found"}[FrozenDict({"b": 2, "a": 1})] == "found"
    assert one | {"b": 3} == {"a": 1, "b": 3}


def test_every_method_that_could_change_a_dict_is_refused() -> None:
    known = set(dir(dict)) - set(dir(object))
    reading = {
        "__class_getitem__", "__contains__", "__getitem__", "__iter__", "__len__", "__or__",
        "__reversed__", "__ror__", "copy", "fromkeys", "get", "items", "keys", "values",
    }  # fmt: skip
    assert {name for name in known if getattr(FrozenDict, name) is FrozenDict._refuse} == (
        known - reading
    )
