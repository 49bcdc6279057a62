"""Korean normals: peak to peak, and nothing else; just inside, on and just outside each limit."""

from dataclasses import replace

import pytest

from multifocal.criteria import criteria_names, evaluate, said
from multifocal.formats import parse_csv
from multifocal.study import Study
from tests.study.tables import SOUND, judged, pair, table

LEG = {"nerve": "fibular", "muscle": "edb", "sites": ("ankle", "fibular_head")}


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"amplitude": (10, 7.5), "duration": (6, 6)}, "not_met"),  # exactly 25 %
        ({"amplitude": (10, 7.499999), "duration": (6, 6)}, "met"),
        ({"amplitude": (10, 7), "duration": (10, 11.5)}, "not_met"),  # exactly 15 %: not less
        ({"amplitude": (10, 7), "duration": (10, 11.4999)}, "met"),
        ({"amplitude": (10, 7), "duration": (6, 6), **LEG}, "not_met"),  # exactly 30 %
        ({"amplitude": (10, 6.999999), "duration": (6, 6), **LEG}, "met"),
        ({"amplitude": (10, 6), "duration": (10, 12.5), **LEG}, "not_met"),
        ({"amplitude": (10, 6), "duration": (10, 12.4999), **LEG}, "met"),
        ({"amplitude": (10, 7), "duration": ("", "")}, "cannot_be_assessed"),
        ({"amplitude": (10, 9), "duration": ("", "")}, "not_met"),  # whatever it was
    ],
)
def test_korean_normals(changes: dict[str, object], answer: str) -> None:
    """The amplitude is from peak to peak; the one from the baseline says the contrary here."""
    near, far = parse_csv(table(*pair(**changes))).measures  # type: ignore[arg-type]
    assert near.amplitude_mv and far.amplitude_mv
    other = 7.9 if answer == "met" else 2.0
    rows = (
        replace(near, peak_to_peak_mv=near.amplitude_mv, amplitude_mv=8.0),
        replace(far, peak_to_peak_mv=far.amplitude_mv, amplitude_mv=other),
    )
    (only,) = evaluate(Study(rows, clinical=SOUND), "korean-normals").segments
    assert only.block == answer


def test_korean_normals_compare_nothing_but_peak_to_peak() -> None:
    (only,) = judged(*pair(amplitude=(10, 2), duration=(6, 6)), criteria="korean-normals").segments
    assert (only.block, only.reason) == ("cannot_be_assessed", "peak_to_peak_missing")
    assert "never" not in said(only.findings[0]) and "peak to peak" in said(only.findings[0])


@pytest.mark.parametrize("name", [one for one in criteria_names() if one != "korean-normals"])
def test_no_other_set_looks_at_peak_to_peak(name: str) -> None:
    rows = parse_csv(table(*pair(amplitude=(10, 9), area=(30, 28)))).measures
    odd = tuple(replace(one, peak_to_peak_mv=12.0 / (k + 1) ** 3) for k, one in enumerate(rows))
    plain, other = (evaluate(Study(each, clinical=SOUND), name).segments for each in (rows, odd))
    assert [one.block for one in plain] == [one.block for one in other]
    assert [said(one) for one in plain[0].findings] == [said(one) for one in other[0].findings]


def test_what_crosses_is_given_back_peak_to_peak_too() -> None:
    """Martin-Gruber: what is lost over the ulnar forearm comes down the median nerve."""
    rows = parse_csv(
        table(
            *pair(amplitude=(10, 6), area=(30, 18), duration=(6, 6)),
            "right,median,adm,wrist,,NR,,,",
            "right,median,adm,elbow,7.0,4,12,6,230",
        )
    ).measures
    both = tuple(
        one if one.absent else replace(one, peak_to_peak_mv=1.5 * (one.amplitude_mv or 0.0))
        for one in rows
    )
    ulnar, *_ = (
        one
        for one in evaluate(Study(both, clinical=SOUND), "korean-normals").segments
        if one.nerve == "ulnar"
    )
    assert (ulnar.block, ulnar.reason) == ("cannot_be_assessed", "crossing")
