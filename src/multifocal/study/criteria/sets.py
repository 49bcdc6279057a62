"""The criteria sets there are, by name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from multifocal.study.criteria.case import CriteriaSet
from multifocal.study.criteria.efns_pns_2010 import EfnsPns2010

DEFAULT_CRITERIA: Final = "efns-pns-2010"

_SETS: Final[Mapping[str, CriteriaSet]] = MappingProxyType(
    {one.name: one for one in (EfnsPns2010(),)}
)


def criteria_names() -> tuple[str, ...]:
    """Names of the criteria sets."""
    return tuple(_SETS)


def criteria_set(name: str) -> CriteriaSet:
    """The criteria set of that name; KeyError if there is none."""
    return _SETS[name]
