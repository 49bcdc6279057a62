"""Every value that the house hands out: none can be changed under others, each can travel."""

import pickle
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import _lru_cache_wrapper
from typing import Any

import numpy as np
import pytest
from django.utils.functional import Promise

from tests import in_use

OF_A_FORM = {"FocusFields", "Group", "MuscleGroup", "MuscleRow"}
"""What a template is given of a Django form, whose fields are bound to one request."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[type, list[Any]]:
    """Some of every public dataclass: what the house at work makes, and what it keeps."""
    kinds = in_use.nouns()
    with in_use.watched(kinds) as made:
        in_use.use(tmp_path_factory.mktemp("use"))
    for _, one in in_use.kept():
        if type(one) in made and len(made[type(one)]) < 2 * in_use.MOST:
            made[type(one)].append(one)
    return made


@pytest.mark.exhaustive  # makes use of all there is
def test_nothing_that_outlives_an_answer_holds_an_array_that_can_be_written(
    made: dict[type, list[Any]],
) -> None:
    """Every cache of the house is filled; then all that modules and caches hold is walked."""
    kept = list(in_use.kept())
    caches = {name: one for name, one in kept if isinstance(one, _lru_cache_wrapper)}
    arrays = [(name, one) for name, one in kept if isinstance(one, np.ndarray)]
    assert len(caches) > 50
    unused = [name for name, one in caches.items() if not one.cache_info().currsize]
    assert not unused, f"call these in tests/in_use.py: {unused}"
    assert len(arrays) > 1000
    assert not [name for name, one in arrays if one.flags.writeable][:20]


@pytest.mark.exhaustive  # makes use of all there is
def test_every_noun_survives_the_way_between_processes(made: dict[type, list[Any]]) -> None:
    assert len(made) > 150
    unmade = [k for k, some in made.items() if not some and not k.__subclasses__()]
    assert not unmade, f"let tests/in_use.py make these: {unmade}"
    for kind, some in made.items():
        if kind.__name__ in OF_A_FORM:
            continue
        for one in some:
            assert same(pickle.loads(pickle.dumps(one)), one), kind


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal through and through; NaN equals itself."""
    if isinstance(one, Promise):  # each lazy text has a class of its own
        return str(one) == str(other)
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if is_dataclass(one):
        return all(same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    if isinstance(one, Mapping):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(same, one, other))
    plain = type(one).__eq__ is object.__eq__ and hasattr(one, "__dict__")
    if plain or isinstance(one, BaseException):
        return same(vars(one), vars(other))
    return bool(one == other) or (isinstance(one, float) and bool(one != one))  # noqa: PLR0124
