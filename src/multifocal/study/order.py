"""The order of nerves, muscles and stimulation sites, as `body` gives it."""

from functools import cache

from multifocal import body
from multifocal.fault import Fault


@cache
def _sites(nerve: str) -> tuple[str, ...]:
    return tuple(site.id for site in body.sites(nerve))


@cache
def _nerves() -> dict[str, int]:
    return {nerve.id: rank for rank, nerve in enumerate(body.nerves())}


@cache
def _muscles() -> dict[str, int]:
    return {muscle.id: rank for rank, muscle in enumerate(body.muscles())}


def has_site(nerve: str, site: str) -> bool:
    """Whether the nerve has that stimulation site."""
    try:
        return site in _sites(nerve)
    except KeyError:
        return False


def site_rank(nerve: str, site: str) -> int:
    """Place of a site along its nerve, 0 the most distal. Fault if the nerve has no such site."""
    try:
        order = _sites(nerve)
    except KeyError:
        order = ()
    if site not in order:
        if not order:
            raise Fault("study.no_sites", nerve=nerve, site=site)
        raise Fault("study.no_site", nerve=nerve, site=site, known=order)
    return order.index(site)


def series_rank(side: str, nerve: str, muscle: str | None) -> tuple[str, int, int]:
    """Sorts the series of one side, nerve and muscle: left first, then in `body`'s order.

    Fault for a nerve or muscle that `body` does not know.
    """
    if nerve not in _nerves():
        raise Fault("study.nerve_not_known", nerve=nerve)
    if muscle is not None and muscle not in _muscles():
        raise Fault("study.muscle_not_known", muscle=muscle)
    return side, _nerves()[nerve], -1 if muscle is None else _muscles()[muscle]
