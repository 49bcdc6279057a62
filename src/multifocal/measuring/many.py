"""Measures of the sweeps of one study."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby, pairwise

from multifocal.arguments import names_arguments
from multifocal.fault import Fault
from multifocal.measuring.reason import Unmeasurable
from multifocal.measuring.response import measure, unread
from multifocal.study.measure import Measure
from multifocal.study.order import series_rank, site_rank
from multifocal.study.recording import Recording


@names_arguments
def measured(recording: Recording) -> Measure:
    """As `measure`, but where a response cannot be measured, a Measure that carries the reason.

    Such a one is neither absent nor empty: rules that need its numbers cannot be assessed.
    """
    try:
        return measure(recording)
    except Unmeasurable as fault:
        return replace(unread(recording), unmeasurable=fault.reason, reach=fault.reach)


@names_arguments
def measure_all(recordings: Iterable[Recording]) -> tuple[Measure, ...]:
    """Measures of many sweeps, site by site from distal to proximal, with distances between sites.

    F sweeps are left out (`f_waves` reads them). A sweep that cannot be measured gives a Measure
    with its reason in `unmeasurable`. Each distance becomes the one from the previous, more distal
    site, None where either is not known. Fault for a site that its nerve does not have, and for
    distances that do not grow from distal to proximal.
    """
    wanted = tuple(one for one in recordings if one.kind != "F")
    return between_sites(wanted, tuple(measured(one) for one in wanted))


@names_arguments
def between_sites(
    recordings: Iterable[Recording], measures: Iterable[Measure]
) -> tuple[Measure, ...]:
    """The measures of those recordings, motor ones sorted, with distances between neighbours.

    Sensory ones follow as they came: each has its own way to its electrode. Fault as in
    `measure_all`.
    """

    def place(pair: tuple[Recording, Measure]) -> tuple[str, int, int]:
        return series_rank(pair[0].side, pair[0].nerve, pair[0].muscle)

    pairs = list(zip(recordings, measures, strict=True))
    completed: list[Measure] = []
    motor = sorted((pair for pair in pairs if pair[0].kind == "M"), key=place)
    for _, group in groupby(motor, key=place):
        sweeps = sorted(group, key=lambda pair: site_rank(pair[0].nerve, pair[0].site))
        completed.append(sweeps[0][1])
        for (distal, _), (proximal, one) in pairwise(sweeps):
            near, far = distal.distance_mm, proximal.distance_mm
            between = None if near is None or far is None else far - near
            if between is not None and between <= 0:
                raise Fault("measuring.distance_order", proximal=proximal.site, distal=distal.site)
            completed.append(replace(one, distance_mm=between))
    return (*completed, *(one for recording, one in pairs if recording.kind != "M"))
