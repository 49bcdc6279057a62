"""1.200 is 1.2 or 1200: read where only one can be meant, asked about where both can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.fault import Fault
from multifocal.formats import parse_csv, parse_study
from tests.formats.workbook.books import HEADER, workbook

POINTS = ["right", "ulnar", "adm", "wrist", "3.0", "8.0", "30.0", "6.0", "65"]
COMMAS = [one.replace(".", ",") for one in POINTS]
WHOLE = [one.removesuffix(".0") for one in POINTS]


def read(sign: str, *rows: list[str]) -> list[float | None]:
    text = "\n".join(sign.join(row) for row in (HEADER, *rows))
    return [one.distance_mm for one in parse_csv(text.encode()).measures]


def erb(distance: str, row: list[str] = POINTS) -> list[str]:
    return [*row[:3], "erb", "12", "3", "14", "6", distance]


def refused(sign: str, *rows: list[str]) -> str:
    with pytest.raises(Fault) as caught:
        read(sign, *rows)
    assert (caught.value.line, caught.value.column) == (3, "distance_mm")
    return caught.value.problem


@pytest.mark.parametrize("sign", [";", "\t"])
def test_beside_decimal_commas_a_point_may_stand_between_thousands(sign: str) -> None:
    assert refused(sign, COMMAS, erb("1.200")) == "'1.200' may be 1200 or 1.2"


@pytest.mark.parametrize("sign", [";", "\t"])
def test_beside_decimal_points_a_comma_may(sign: str) -> None:
    assert refused(sign, POINTS, erb("1,200")) == "'1,200' may be 1200 or 1.2"


def test_beside_neither_both_may_be_meant() -> None:
    assert refused(";", WHOLE, erb("1.200"))
    assert refused(";", WHOLE, erb("1,200"))


def test_beside_its_like_the_sign_is_the_decimal_one() -> None:
    assert read(";", POINTS, erb("1.200")) == [65, 1.2]
    assert read(";", COMMAS, erb("1,200")) == [65, 1.2]


def test_where_thousands_are_not_plausible_the_sign_is_the_decimal_one() -> None:
    row = [*WHOLE[:4], "3.125", "8.250", "30", "6", "65"]
    assert parse_csv("\n".join(";".join(one) for one in (HEADER, row)).encode()).measures[
        0
    ].latency_ms == pytest.approx(3.125)


def test_between_commas_a_point_is_the_decimal_sign() -> None:
    assert read(",", POINTS, erb("1.200")) == [65, 1.2]
    assert read(",", WHOLE, erb("1.200")) == [65, 1.2]


@pytest.mark.parametrize(
    "typed",
    [
        "1.234,5",
        "1,234.5",
        "1 234,5",
        "1'234.5",
        "1\u00a0234",
        "1\u202f234",
        "1.234.567",
        "1_234",
    ],  # fmt: skip,
)
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_sign_between_thousands_is_named(typed: str, sign: str) -> None:
    assert "sign between thousands" in refused(sign, POINTS, erb(f'"{typed}"'))


def test_numbers_of_a_spreadsheet_are_what_they_are() -> None:
    """Their points are a program's, whatever people typed as text beside them."""
    numbers: list[object] = [*erb("")[:4], 12.125, 3.5, 14.25, 6.125, 1.125]
    found = parse_study(workbook(HEADER, [*COMMAS], numbers)).study.measures[1]
    assert (found.latency_ms, found.distance_mm) == (12.125, 1.125)
    with pytest.raises(Fault, match="may be 1200"):
        parse_study(workbook(HEADER, [*COMMAS], [*erb("1.200")]))


@pytest.mark.parametrize(
    ("samples", "ok"),
    [
        ("0,5;1.200", False), ("0.5;1,200", False), ("5;1.200", False), ("5;1,200", False),
        ("0.5;1.200", True), ("0,5;1,200", True), ("0,125;0,250", True), ("1;2", True),
    ],
)  # fmt: skip
def test_samples_too(samples: str, ok: bool) -> None:
    head = "side;right;right\nnerve;ulnar;ulnar\nmuscle;adm;adm\nsite;wrist;below_elbow\n"
    head += "unit;uV;uV\npolarity;negative-up;negative-up\ntime_ms;;\n"
    rows = "".join(f"{at};{samples}\n" for at in range(40))
    if ok:
        assert len(parse_study((head + rows).encode()).study.recordings) == 2
        return
    with pytest.raises(Fault, match="may be") as caught:
        parse_study((head + rows).encode())
    assert caught.value.line == 8


@given(st.integers(1, 1499), st.sampled_from([".", ","]), st.sampled_from([",", ";", "\t"]))
def test_a_number_is_never_read_a_thousandfold_wrong(number: int, point: str, sign: str) -> None:
    """Whatever stands around it: written with its thousands apart, it is itself or refused."""
    typed = f"{number:,}".replace(",", "." if point == "," else ",")
    row = POINTS if point == "." else COMMAS
    if sign == "," and point == ",":
        return
    try:
        assert read(sign, row, erb(f'"{typed}"')) == [65, number]
    except Fault:
        assert number >= 1000


@pytest.mark.parametrize("typed", ["1e-400", "0,0001e-400"])
def test_a_number_too_small_to_hold_is_no_missing_response(typed: str) -> None:
    row = [*POINTS[:5], typed, "", "", "65"]
    with pytest.raises(Fault, match="not a number"):
        read(";", row)
