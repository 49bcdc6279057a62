"""The usual sensory nerve conduction studies."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from multifocal.body.known import known
from multifocal.body.stimulation import Site, site
from multifocal.body.tables import table
from multifocal.frozen import FrozenDict


@dataclass(frozen=True)
class SensoryStudy:
    """Electrodes over `skin`, the nerve stimulated at a site, usually `distance_mm` away.

    The distance is that of practice, kept whatever the person's height; the site's own place
    scales with height as all places do. `name` is a message key.
    """

    id: str
    name: str
    nerve: str
    skin: str
    site_id: str
    distance_mm: float
    source: str

    @property
    def site(self) -> Site:
        """Where the nerve is stimulated."""
        return site(self.nerve, self.site_id)


@cache
def _studies() -> Mapping[str, SensoryStudy]:
    return FrozenDict(
        {
            key: SensoryStudy(
                id=key,
                name=f"body.sensory_study.{key}",
                nerve=row["nerve"],
                skin=row["skin"],
                site_id=row["site"],
                distance_mm=float(row["distance_mm"]),
                source=row["source"],
            )
            for key, row in table("sensory_studies").items()
        }
    )


def sensory_studies() -> tuple[SensoryStudy, ...]:
    """Every sensory study, arms before legs."""
    return tuple(_studies().values())


def sensory_study(study_id: str) -> SensoryStudy:
    """The sensory study of that id; KeyError if there is none."""
    return known("study", study_id, _studies())
