"""How far up a limb the sensory studies of a nerve go."""

from collections.abc import Iterable
from typing import Final, Literal

from multifocal import body
from multifocal.body import Side
from multifocal.study.measure import Measure
from multifocal.study.order import has_site, site_rank

Sensory = Literal["none", "elsewhere", "over"]
"""No sensory study of the nerve; one that does not go over the stretch; one that does."""

HIGHEST: Final = "axilla"
"""No sensory study is asked for nearer to the spine. Source: aaem-2003-criteria."""
BY_BRANCH: Final = ("radial", "musculocutaneous")
"""Studied in a branch of the skin, which leaves the motor stretch: any sensory study counts."""
_SAME_PLACE: Final = {("ulnar", "elbow"): "below_elbow", ("ulnar", "forearm"): "mid_forearm",
                      ("median", "forearm"): "mid_forearm",
                      ("radial", "upper_arm"): "spiral_groove"}  # fmt: skip


def motor_nerve(nerve: str, among: Iterable[str]) -> str | None:
    """The nerve of `among` that this nerve is or branches off, None if there is none such."""
    known = frozenset(among)
    name: str | None = nerve
    while name is not None and name not in known:
        try:
            name = body.nerve(name).parent
        except KeyError:
            return None
    return name


def sensory_over(sensory: Iterable[Measure], side: Side, nerve: str, proximal_site: str) -> Sensory:
    """Whether sensory responses of the nerve were evoked over a stretch with that upper end.

    Stimulated there and recorded at a finger, or the reverse.
    """
    reach = [
        _rank(one, nerve)
        for one in sensory
        if one.side == side and not one.empty and motor_nerve(one.nerve, (nerve,))
    ]
    if not reach:
        return "none"
    if nerve in BY_BRANCH or not has_site(nerve, HIGHEST):
        return "over"  # of a leg, where no rule asks for more
    wanted = min(site_rank(nerve, proximal_site), site_rank(nerve, HIGHEST))
    return "over" if max(reach) >= wanted else "elsewhere"


def sensory_nerves(sensory: Iterable[Measure]) -> frozenset[tuple[Side, str]]:
    """Side and nerve of every sensory response that was looked for."""
    return frozenset((one.side, one.nerve) for one in sensory if not one.empty)


def _rank(one: Measure, nerve: str) -> int:
    """The most proximal place of a response, in the order of the nerve's sites; -1 if unknown."""
    return max(place_rank(name, nerve) for name in (one.site, one.skin or ""))


def place_id(one: Measure, nerve: str) -> str:
    """The motor nerve's site at the upper of the response's two places, else the word as it is."""
    upper = max((one.skin or "", one.site), key=lambda name: place_rank(name, nerve))
    return _SAME_PLACE.get((nerve, upper), upper)


def place_rank(name: str, nerve: str) -> int:
    """Where a sensory row's site or skin lies in the order of the nerve's sites; -1 if unknown."""
    place = _SAME_PLACE.get((nerve, name), name)
    return site_rank(nerve, place) if has_site(nerve, place) else -1
