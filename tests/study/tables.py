"""Builds small tables for the tests."""

from dataclasses import replace

from multifocal.criteria import Evaluation, LongSegments, evaluate
from multifocal.formats import parse_csv
from multifocal.study import ClinicalPicture

HEADER = (
    "side,nerve,muscle,site,latency_ms,amplitude_mv,"
    "negative_peak_area_mvms,negative_peak_duration_ms,distance_mm"
)


SOUND = ClinicalPicture(
    stimulation_supramaximal=True, no_crossing_in_forearm=True, no_response_confirmed=True
)
"""Technique that a person vouches for: what the rules then say hangs on the numbers alone."""


def table(*rows: str, header: str = HEADER) -> bytes:
    """The bytes of a table of those rows."""
    return "\n".join((header, *rows, "")).encode()


def judged(
    *rows: str,
    criteria: str = "efns-pns-2010",
    reference: str = "aanem-2016",
    long_segments: LongSegments = "longer",
    clinical: ClinicalPicture = SOUND,
) -> Evaluation:
    """Those rows judged, by EFNS/PNS 2010 unless said, with sound technique unless said."""
    study = replace(parse_csv(table(*rows)), clinical=clinical)
    return evaluate(study, criteria, reference, long_segments=long_segments)


def block(*rows: str, reference: str = "aanem-2016", long_segments: LongSegments = "longer") -> str:
    """The answer for the only segment of those rows."""
    (only,) = judged(*rows, reference=reference, long_segments=long_segments).segments
    return only.block


def pair(
    *,
    nerve: str = "ulnar",
    muscle: str = "adm",
    sites: tuple[str, str] = ("wrist", "below_elbow"),
    amplitude: tuple[object, object] = (8.0, 4.4),
    area: tuple[object, object] = (30.0, 15.0),
    duration: tuple[object, object] = (6.0, 7.8),
) -> tuple[str, str]:
    """Two rows of one segment, distal first; "" for an empty cell."""
    latencies = ["3.0" if amplitude[0] != "NR" else "", "6.9" if amplitude[1] != "NR" else ""]
    first, second = (
        f"right,{nerve},{muscle},{sites[i]},{latencies[i]},{amplitude[i]},{area[i]},{duration[i]},"
        for i in (0, 1)
    )
    return first, second
