"""Sites that were stimulated several times: which response is judged."""

from dataclasses import replace

from multifocal.study.formats.edf import Remark
from multifocal.study.recording import Recording
from multifocal.study.study import Study


def without_repeats(study: Study) -> tuple[Study, tuple[Remark, ...]]:
    """The study with one sweep a site, and what was left out.

    Kept is the response to the strongest stimulus, of equals (or where no current is known) the
    last one. F sweeps all stay. Source: multifocal-choice-repeated-sites.
    """
    best: dict[tuple[object, ...], tuple[float, int]] = {}
    count: dict[tuple[object, ...], int] = {}
    for at, one in enumerate(study.recordings):
        place = _place(one)
        rank = (one.current_ma or 0.0, at)
        count[place] = count.get(place, 0) + 1
        best[place] = max(best.get(place, rank), rank)
    kept = tuple(
        one
        for at, one in enumerate(study.recordings)
        if one.kind == "F" or best[_place(one)][1] == at
    )
    remarks = tuple(
        Remark(
            f"{times} sweeps of {' '.join(str(word) for word in place if word)}; judged is the one"
            " with the strongest stimulus, else the last"
        )
        for place, times in count.items()
        if times > 1 and place[0] != "F"
    )
    return (
        study if len(kept) == len(study.recordings) else replace(study, recordings=kept)
    ), remarks


def _place(one: Recording) -> tuple[object, ...]:
    return one.kind, one.side, one.nerve, one.muscle or one.skin, one.site
