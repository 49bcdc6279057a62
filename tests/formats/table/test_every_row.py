"""No row vanishes: a line is a comment only if it cannot be a row; odd ways to write a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.fault import Fault
from multifocal.formats import Reading, parse_csv, parse_reference, parse_study
from tests.formats.workbook.books import workbook
from tests.study.tables import HEADER, table

WRIST = "right,ulnar,adm,wrist,3.0,8.0,30.0,6.0,"
ELBOW = "right,ulnar,adm,below_elbow,6.9,4.4,15.0,7.8,220"
PLAIN = table(WRIST, ELBOW)
EXPECTED = parse_csv(PLAIN)
ERRORS = ["#N/A", "#REF!", "#NAME?", "#DIV/0!", "#NV", "#BEZUG!"]


def fault(content: bytes) -> Fault:
    with pytest.raises(Fault) as caught:
        parse_study(content)
    return caught.value


def cells(line: str) -> list[object]:
    return list(line.split(","))


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_row_that_begins_with_an_error_is_told(error: str, sign: str) -> None:
    rows = [WRIST, ELBOW.replace("right", error)]
    found = fault(table(*rows).replace(b",", sign.encode()))
    assert f"'{error}' is no side" in found.problem and (found.line, found.column) == (3, "side")
    found = fault(workbook(cells(HEADER), *[cells(row) for row in rows]))
    assert f"'{error}' is no side" in found.problem and found.line == 3


@pytest.mark.parametrize("error", ERRORS)
def test_even_where_nothing_else_stands_in_it(error: str) -> None:
    assert fault(table(WRIST, error)).line == 3
    assert fault(table(WRIST, error + "," * 8)).line == 3
    assert fault(workbook(cells(HEADER), cells(WRIST), [error])).line == 3


def test_a_row_that_was_made_a_comment_is_asked_about() -> None:
    """Read, it would say what its writer took back; passed over, it would vanish."""
    for sign in ("#", "# ", "##"):
        found = fault(table(WRIST, sign + ELBOW))
        assert "like a comment and has the cells of a row" in found.problem and found.line == 3


@pytest.mark.parametrize(
    "comment",
    ["# a note", "#a, with a comma", "# it's 5\" long", '"# quoted, too"', "#", "#,,,,,,,,"],
)
def test_a_line_that_cannot_be_a_row_is_a_comment(comment: str) -> None:
    assert parse_csv(table(WRIST, comment, ELBOW)) == EXPECTED
    assert parse_csv(f"{comment}\n".encode() + PLAIN) == EXPECTED


def test_a_comment_of_several_cells_is_remarked() -> None:
    found = parse_study(table(WRIST, "# R ulnar, repeated, see note", ELBOW))
    assert [str(one) for one in found.remarks] == ["line 3: left out as a comment"]
    assert parse_study(PLAIN).remarks == ()


def numbered(name: str) -> bytes:
    return "\n".join(
        f"{first},{line}"
        for first, line in zip((name, "1", "2"), (HEADER, WRIST, ELBOW), strict=True)
    ).encode()


@pytest.mark.parametrize("name", ["#", "No.", "nr"])
def test_a_column_of_row_numbers_is_left_out_aloud(name: str) -> None:
    found = parse_study(numbered(name))
    assert found.study == EXPECTED and "is left out" in str(found.remarks[0])
    rows = [cells(one) for one in numbered(name).decode().split("\n")]
    assert parse_study(workbook(*rows)).study == EXPECTED


def test_a_header_that_begins_with_the_sign_is_the_header() -> None:
    assert parse_csv(b"#" + PLAIN) == EXPECTED
    assert parse_csv(b"# " + PLAIN) == EXPECTED


@given(st.sampled_from([*ERRORS, "#1", "right", "#x"]), st.integers(0, 2))
def test_as_many_rows_are_read_as_were_written_or_a_fault_is_told(first: str, at: int) -> None:
    rows = [WRIST, ELBOW, ELBOW.replace("below", "above")]
    rows[at] = rows[at].replace("right", first)
    try:
        assert len(parse_csv(table(*rows)).measures) == 3
    except Fault as found:
        assert found.line == at + 2


def test_a_laboratory_s_table_loses_no_row() -> None:
    rows = "nerve,muscle,amplitude_lower_mv\nulnar,adm,6\n#N/A,apb,4\n"
    with pytest.raises(Fault) as caught:
        parse_reference(rows.encode())
    assert caught.value.line == 3


# Odd ways to write a table


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_end_inside_a_quoted_cell_is_a_space(end: str) -> None:
    text = (
        PLAIN.decode()
        .replace("latency_ms", '"Latency\n(ms)"')
        .replace("below_elbow", '"below\nelbow"')
    )
    assert parse_csv(text.replace("\n", end).encode()) == EXPECTED


def test_lines_are_counted_as_an_editor_does() -> None:
    text = PLAIN.decode().replace("latency_ms", '"Latency\n(ms)"').replace("below_elbow", "toe")
    found = fault(text.encode())
    assert (found.line, found.column) == (4, "site")


def test_an_open_quotation_mark_swallows_no_row() -> None:
    for bad in ('"wrist', 'wri"st', '5"'):
        found = fault(table(WRIST.replace("wrist", bad), ELBOW))
        assert found.line == 2
        assert "quotation mark" in found.problem or "is no site" in found.problem


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("form", ["sep={}", '"sep={}"', "SEP={}", "sep={},,,", "  sep={}"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_form_of_a_sep_line(sign: str, form: str, mark: str) -> None:
    text = mark + form.format(sign) + "\r\n" + PLAIN.decode().replace(",", sign)
    assert parse_csv(text.encode()) == EXPECTED


def test_a_sep_line_whose_tab_an_editor_took_away() -> None:
    assert parse_csv(b"sep=\n" + PLAIN.replace(b",", b"\t")) == EXPECTED


@pytest.mark.parametrize("code", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_wide_codes(code: str) -> None:
    assert parse_csv(PLAIN.decode().encode(code)) == EXPECTED


@pytest.mark.parametrize("sign", ["\u200b", "\u200e", "\ufeff", "\u2060", "\u00ad", "\u200d"])
def test_signs_of_no_width_are_not_there(sign: str) -> None:
    text = PLAIN.decode().replace("right", f"ri{sign}ght{sign}").replace("8.0", f"{sign}8.0")
    text = text.replace("latency", f"{sign}latency")
    assert parse_csv(text.encode()) == EXPECTED
    assert parse_study(workbook(*[cells(one) for one in text.split("\n") if one])).study == EXPECTED


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000"])
def test_spaces_of_any_width_are_spaces(space: str) -> None:
    assert (
        parse_csv(PLAIN.decode().replace("below_elbow", f"below{space}elbow{space}").encode())
        == EXPECTED
    )


@pytest.mark.parametrize("typed", ["80%", "80 %", "80.0%"])
def test_a_percent_sign_where_percent_is_asked(typed: str) -> None:
    header = f"{HEADER},f_minimum_ms,f_persistence_percent"
    found: Reading = parse_study(table(f"{WRIST},27.5,{typed}", header=header))
    assert found.study.f_measures[0].persistence_percent == 80
    assert "not a number" in fault(table(WRIST.replace("8.0", "80%"))).problem
