"""The criteria sets there are, by name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from multifocal.body.known import known
from multifocal.criteria.aanem_2003 import Aanem2003
from multifocal.criteria.amplitude_2000 import Amplitude2000
from multifocal.criteria.criteria_set import CriteriaSet
from multifocal.criteria.ean_pns_2021_cidp import EanPns2021Cidp
from multifocal.criteria.efns_pns_2010 import EfnsPns2010
from multifocal.criteria.efns_pns_2010_cidp import EfnsPns2010Cidp
from multifocal.criteria.extended import Extended
from multifocal.criteria.ghosh_2005 import Ghosh2005
from multifocal.criteria.korean_normals import KoreanNormals
from multifocal.criteria.utrecht import Utrecht

DEFAULT_CRITERIA: Final = "efns-pns-2010"
"""The set that is asked where none is named."""

_ALL: Final[tuple[CriteriaSet, ...]] = (  # the one place where a set is registered
    EfnsPns2010(),
    Utrecht(),
    Ghosh2005(),
    Amplitude2000(),
    KoreanNormals(),
    EfnsPns2010Cidp(),
    Aanem2003(),
    EanPns2021Cidp(),
    Extended(),
)
_SETS: Final[Mapping[str, CriteriaSet]] = MappingProxyType({one.name: one for one in _ALL})


def criteria_names(*, research: bool = False) -> tuple[str, ...]:
    """Names of the criteria sets, the default one first and those that stand apart last.

    With `research`, also those that are asked by name only.
    """
    return tuple(one.name for one in _ALL if research or one.standing != "research")


def criteria_set(name: str) -> CriteriaSet:
    """The criteria set of that name; KeyError, with those that there are, if there is none."""
    return known("criteria set", name, _SETS)
