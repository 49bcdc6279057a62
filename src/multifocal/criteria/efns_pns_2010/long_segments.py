"""Which segments are long: by the guideline's examples, or by the wider reading of them."""

from collections.abc import Iterable
from functools import cache

from multifocal.criteria.case import Case
from multifocal.criteria.efns_pns_2010 import constants as efns
from multifocal.criteria.efns_pns_2010.constants import SET
from multifocal.criteria.finding import Finding
from multifocal.study.limb import limb_segments
from multifocal.study.order import has_site, site_rank


def long_segment(case: Case) -> Finding:
    """Whether the segment is long: one segment of the limb, or only as the guideline names them."""
    segment = case.segment
    ends = (segment.distal.site, segment.proximal.site)
    words = (segment.site_word(segment.distal), segment.site_word(segment.proximal))
    return _long_segment(segment.nerve, ends, words, case.long_segments == "longer")


@cache
def _long_segment(
    nerve_id: str, ends: tuple[str, str], words: tuple[str, str], longer: bool
) -> Finding:
    why = _why_long(nerve_id, ends, longer)
    return SET.finding(
        "long_segment",
        "met" if why else "not_met",
        f"study.efns.long_segment.{why or 'not_met'}",
        parameters={"distal_site": words[0], "proximal_site": words[1]},
        inputs=("site",),
        choices=(efns.LONG_AND_LONGER if longer else efns.LONG_AS_NAMED,),
    )


def some_long(case: Case) -> bool:
    """Whether any segment of this nerve that was studied is long and free of entrapment sites."""
    longer = case.long_segments == "longer"
    return any(
        _why_long(one.nerve, (one.distal.site, one.proximal.site), longer) and not one.entrapments
        for one in (case.segment, *case.series)
    )


def _why_long(nerve_id: str, ends: tuple[str, str], longer: bool) -> str | None:
    """ "met": the guideline names it; "longer", "added": by the wider reading; None: not long."""
    if ends in efns.LONG_SEGMENTS:
        return "met"
    if limb_segments(*ends) > 1:
        return None  # 30 % over two segments may be no more than healthy falls added up
    if longer and _contains_one(nerve_id, ends, efns.LONG_SEGMENTS):
        return "longer"
    added = tuple((near, far) for name, near, far in efns.LONGER_SEGMENTS if name == nerve_id)
    return "added" if longer and _contains_one(nerve_id, ends, added) else None


def _contains_one(nerve_id: str, ends: tuple[str, str], known: Iterable[tuple[str, str]]) -> bool:
    """Whether one of the known stretches lies between the two sites of the nerve."""
    low, high = sorted(site_rank(nerve_id, site) for site in ends)
    return any(
        low <= site_rank(nerve_id, near) and site_rank(nerve_id, far) <= high
        for near, far in known
        if has_site(nerve_id, near) and has_site(nerve_id, far)
    )
