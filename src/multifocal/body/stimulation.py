"""Where nerves are stimulated."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from multifocal.body.graph import Junction
from multifocal.body.innervated import target
from multifocal.body.known import known
from multifocal.body.nerve_tree import lineage, nerve
from multifocal.body.paths import Path, path
from multifocal.body.place import Place, Side
from multifocal.body.subject import Subject
from multifocal.body.tables import table
from multifocal.fault import Fault
from multifocal.frozen import FrozenDict


@dataclass(frozen=True)
class Site:
    """A stimulation site of one nerve; `name` is a message key.

    `points` are where it meets the nerve (175-cm adult): one, or several parallel ones where the
    fibers still run in trunks or roots, the first being that of its usual muscle.
    `also` are other words for it on this nerve.
    """

    id: str
    nerve: str
    name: str
    points: tuple[Junction, ...]
    also: tuple[str, ...]
    source: str

    def places(self, side: Side, subject: Subject | None = None) -> tuple[Place, ...]:
        """Every place that stimulation here reaches, the usual muscle's first."""
        scale = (subject or Subject()).length_scale
        return tuple(Place(side, point.segment, point.mm * scale) for point in self.points)

    def place(self, side: Side, subject: Subject | None = None) -> Place:
        """The site's place on the way to the nerve's usual muscle or skin."""
        return self.places(side, subject)[0]

    def place_on(self, way: Path) -> Place:
        """The site's place on a path; Fault if the path does not pass the site."""
        for place in self.places(way.side, way.subject):
            if way.passes(place):
                return place
        raise Fault("body.site_off_way", nerve=self.nerve, site=self.id, target=way.target)

    def is_on(self, way: Path) -> bool:
        """Whether a path passes the site."""
        return any(way.passes(place) for place in self.places(way.side, way.subject))


@cache
def _sites() -> Mapping[str, tuple[Site, ...]]:
    return FrozenDict(
        {
            nerve_id: tuple(
                Site(
                    id=row["id"],
                    nerve=nerve_id,
                    name=f"body.site.{row['id']}",
                    points=tuple(Junction(at["segment"], float(at["mm"])) for at in row["at"]),
                    also=tuple(row.get("also", ())),
                    source=row["source"],
                )
                for row in rows
            )
            for nerve_id, rows in table("sites").items()
        }
    )


def sites(nerve_id: str) -> tuple[Site, ...]:
    """A nerve's sites, distal to proximal; none for one that studies do not name.

    KeyError if there is no such nerve.
    """
    return _sites().get(nerve(nerve_id).id, ())


def site(nerve_id: str, site_id: str) -> Site:
    """A nerve's site by its id or another word for it; KeyError if it has none such."""
    for one in sites(nerve_id):
        if site_id == one.id or site_id in one.also:
            return one
    return known("site", site_id, {one.id: one for one in sites(nerve_id)})


def stimulation_sites(nerve_id: str, target_id: str) -> tuple[Site, ...]:
    """The nerve's sites from which its muscle or skin answers, distal to proximal.

    They lie on the way from the main root to the target, proximal to where its twig leaves.
    None if the target is another nerve's; KeyError if either is unknown.
    """
    found, supplied = nerve(nerve_id), target(target_id)
    if found not in lineage(supplied.nerve):
        return ()
    way = path(target_id)
    return tuple(one for one in sites(nerve_id) if one.is_on(way))
