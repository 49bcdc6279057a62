"""Rows of sensory responses and F waves that tests put together."""

from typing import Any

from multifocal.study import ClinicalPicture, FMeasure, Measure

USUAL = {
    "median": ("index_finger", "wrist", 140.0),
    "ulnar": ("little_finger", "wrist", 140.0),
    "superficial_radial": ("snuffbox", "forearm", 100.0),
    "sural": ("ankle", "calf", 140.0),
    "superficial_fibular": ("top_of_foot", "leg", 140.0),
}
NOTHING_SAID = ClinicalPicture()


def felt(nerve: str, uv: float | None = 30.0, side: str = "right", **other: Any) -> Measure:
    """A sensory response by the usual study of the nerve; None: it was looked for, and none came.

    140 mm in 2.5 ms are 56 m/s, 100 mm in 1.8 ms likewise.
    """
    skin, site, distance_mm = USUAL[nerve]
    given: dict[str, Any] = {
        "latency_ms": None if uv is None else distance_mm / 56.0,
        "amplitude_mv": None if uv is None else uv / 1000.0,
        "absent": uv is None,
        "distance_mm": distance_mm,
        "temperature_c": 33.0,
        "skin": skin,
        "site": site,
    } | other
    return Measure(side, nerve, None, kind="sensory", **given)  # type: ignore[arg-type]


def motor(nerve: str = "median", muscle: str = "apb", **other: Any) -> tuple[Measure, Measure]:
    """A definite block from wrist to elbow, by the numbers."""
    at = ("right", nerve, muscle)
    far = "elbow" if nerve == "median" else "below_elbow"
    return (
        Measure(*at, "wrist", 3.3, 9.0, 30.0, 5.6, supramaximal=True, **other),  # type: ignore[arg-type]
        Measure(*at, far, 7.3, 3.6, 11.0, 5.8, 220.0, supramaximal=True, **other),  # type: ignore[arg-type]
    )


def late(nerve: str = "ulnar", muscle: str = "adm", **other: Any) -> FMeasure:
    """F waves at the wrist of the right side, none of which came, unless told otherwise."""
    given: dict[str, Any] = {
        "persistence_percent": 0.0,
        "sweeps": 20,
        "supramaximal": True,
        "temperature_c": 33.0,
        "site": "wrist",
    } | other
    return FMeasure("right", nerve, muscle, **given)
