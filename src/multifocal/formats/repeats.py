"""Sites that were stimulated several times: which response is judged."""

from collections.abc import Sequence
from dataclasses import replace

from multifocal.formats.edf import Remark
from multifocal.measuring import measured
from multifocal.study.measure import Measure
from multifocal.study.recording import Recording
from multifocal.study.sentences import reason_said
from multifocal.study.study import Study
from multifocal.words import listed, say

Place = tuple[object, ...]


def without_repeats(study: Study) -> tuple[Study, tuple[Remark, ...]]:
    """The study with one sweep a site, and what was left out.

    As `choose_sweeps`, with what the program measures; F sweeps all stay.
    """
    count: dict[Place, int] = {}
    for one in study.recordings:
        count[_place(one)] = count.get(_place(one), 0) + 1
    repeated = [
        (at, one)
        for at, one in enumerate(study.recordings)
        if one.kind != "F" and count[_place(one)] > 1
    ]
    if not repeated:
        return study, ()
    sweeps = [one for _, one in repeated]
    kept, remarks = choose_sweeps(sweeps, [measured(one) for one in sweeps])
    left = {at for at, _ in repeated} - {repeated[place][0] for place in kept}
    recordings = tuple(one for at, one in enumerate(study.recordings) if at not in left)
    return replace(study, recordings=recordings), remarks


def choose_sweeps(
    recordings: Sequence[Recording], measures: Sequence[Measure]
) -> tuple[tuple[int, ...], tuple[Remark, ...]]:
    """Which sweep of each site is judged, by its place in the sequence, and what was set aside.

    A response that can be measured goes before a sweep in which it cannot, and that before one
    without a response: what is not known to be absent at one stimulus is not absent at the site.
    Of equals it is the one with the strongest stimulus, then (or where no current is known) the
    last one. Source: multifocal-choice-repeated-sites.
    """
    groups: dict[Place, list[int]] = {}
    for at, one in enumerate(recordings):
        groups.setdefault(_place(one), []).append(at)
    chosen: list[int] = []
    remarks: list[Remark] = []
    for place, group in groups.items():
        strengths = {at: (recordings[at].current_ma or 0.0, at) for at in group}
        best = max(group, key=lambda at: (_rank(measures[at]), *strengths[at]))
        chosen.append(best)
        if len(group) == 1:
            continue
        words = " ".join(str(word) for word in place if word)
        aside = [at for at in group if _rank(measures[at]) < _rank(measures[best])]
        others = listed(_said(recordings[at], measures[at]) for at in aside)
        key = "remarks.repeats.most_shown" if aside else "remarks.repeats.strongest"
        remarks.append(Remark(say(key, count=len(group), place=words, others=others)))
    return tuple(sorted(chosen)), tuple(remarks)


def _rank(one: Measure) -> int:
    """2: a response; 1: nothing that can be measured; 0: no response."""
    if one.absent:
        return 0
    return 1 if one.unmeasurable is not None else 2


def _said(recording: Recording, measure: Measure) -> str:
    current_ma = recording.current_ma
    if measure.absent:
        if current_ma is None:
            return say("remarks.repeats.absent")
        return say("remarks.repeats.absent_at", current_ma=current_ma)
    because = reason_said(measure)
    if current_ma is None:
        return say("remarks.repeats.unmeasurable", because=because)
    return say("remarks.repeats.unmeasurable_at", current_ma=current_ma, because=because)


def _place(one: Recording) -> Place:
    return one.kind, one.side, one.nerve, one.muscle or one.skin, one.site
