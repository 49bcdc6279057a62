"""A row with a cell too few: asked about, left out or read as it was, never with other values."""

import random
import re

import pytest

from multifocal.formats import Understood, read_report
from multifocal.formats.report import missing_cells
from multifocal.formats.report.row import Row
from multifocal.study import Measure
from tests.formats.report.test_layouts import PAGE, content, expected

BLOCK = """Nerve\tSite\tLat (ms)\tO-P Amp (mV)\tNeg Area (mVms)\tNeg Dur (ms)\tCV (m/s)
L Median APB Wrist\t3.4\t8.2\t27.1\t5.6\t
\tElbow\t8.6\t2.9\t8.4\t6.3\t45
"""
"""Nerve and site in one cell: the wrist's numbers are one column off. A fall of 69 % in area."""
VALUES = (
    "latency_ms", "amplitude_mv", "negative_peak_area_mvms", "negative_peak_duration_ms",
    "distance_mm",
)  # fmt: skip
TURNS = 12
"""Changed rows of each layout."""


def read(text: str, **answers: str) -> Understood:
    return read_report(text.encode(), {k.replace("__", ":"): v for k, v in answers.items()})


def test_a_site_beside_its_nerve_in_one_cell_is_asked_with_the_values_as_they_are_meant() -> None:
    (question,) = read(BLOCK).questions
    assert question.id == "moved:2"
    assert "Lat (ms) 3.4, O-P Amp (mV) 8.2, Neg Area (mVms) 27.1" in question.text
    wrist, elbow = read(BLOCK, moved__2="as-moved").study().measures
    assert (wrist.site, wrist.latency_ms, wrist.amplitude_mv) == ("wrist", 3.4, 8.2)
    assert wrist.negative_peak_area_mvms == 27.1
    assert (elbow.side, elbow.nerve, elbow.amplitude_mv) == ("left", "median", 2.9)


@pytest.mark.parametrize("sign", [",", ";"])
def test_the_same_with_other_signs_between_the_cells(sign: str) -> None:
    assert [one.id for one in read(BLOCK.replace("\t", sign)).questions] == ["moved:2"]


def test_the_same_on_a_page() -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split(chr(9)))}</tr>"
        for row in BLOCK.splitlines()
    )
    assert [one.id for one in read(f"<table>{rows}</table>").questions] == ["moved:2"]


def test_a_row_that_is_left_out_is_named_and_its_nerve_holds_for_the_rows_below() -> None:
    found = read(BLOCK, moved__2="leave-out")
    (elbow,) = found.study().measures
    assert (elbow.side, elbow.nerve, elbow.site) == ("left", "median", "elbow")
    (said,) = (one for one in found.remarks() if "L Median APB Wrist" in one.unread)
    assert "left out" in said.text


def test_a_first_cell_that_was_lost_is_asked_too() -> None:
    text = BLOCK.replace("L Median APB Wrist\t", "L Median APB\tWrist\t").replace(
        "\tElbow", "Elbow"
    )
    assert [one.id for one in read(text).questions] == ["moved:3"]
    assert [one.site for one in read(text, moved__3="as-moved").study().measures] == [
        "wrist", "elbow",
    ]  # fmt: skip


def test_a_number_in_a_column_of_words_that_fits_no_other_way_can_only_be_left_out() -> None:
    text = BLOCK.replace("L Median APB Wrist\t", "L Median APB\t")
    (question,) = read(text).questions
    assert question.choices == ("leave-out",)


def test_a_lost_amplitude_is_not_replaced_by_the_area_beside_it() -> None:
    text = BLOCK.replace("APB Wrist", "APB\tWrist").replace("\t8.2\t27.1\t5.6\t", "\t27.1\t5.6")
    assert [one.id for one in read(text).questions] == ["short-rows"]
    left = read_report(text.encode(), {"short-rows": "leave-out"})
    assert [one.site for one in left.study().measures] == ["elbow"]


def test_a_distal_row_without_its_velocity_is_as_reports_have_it() -> None:
    text = BLOCK.replace("APB Wrist", "APB\tWrist").replace("5.6\t\n", "5.6\n")
    assert not read(text).questions
    assert len(read(text).study().measures) == 2


def test_a_row_that_tells_in_words_that_nothing_came_may_end_there() -> None:
    text = f"{BLOCK}\tAxilla\tnot stimulated\n".replace("APB Wrist", "APB\tWrist")
    assert not read(text).questions


def _without_a_cell(text: str, chance: random.Random) -> str:
    """The report with a cell with a number dropped, or two cells of a row that begin it joined."""
    if "<td" in text.casefold():
        cells = list(re.finditer(r"<td[^>]*>[^<]*\d[^<]*</td>", text, re.IGNORECASE))
        chosen = chance.choice(cells)
        return text[: chosen.start()] + text[chosen.end() :]
    sign = "\t" if "\t" in text else ";" if text.count(";") > TURNS else ","
    lines = text.split("\n")
    rows = [at for at, row in enumerate(lines) if len(re.findall(rf"\d\s*(?={sign}|$)", row)) > 1]
    at = chance.choice(rows)
    cells_of_row = lines[at].split(sign)
    if chance.random() < 0.4:
        first = next(place for place, cell in enumerate(cells_of_row) if cell.strip())
        joined = " ".join(cells_of_row[first : first + 2])
        cells_of_row[first : first + 2] = [joined.strip()]
    else:
        numbered = [place for place, cell in enumerate(cells_of_row) if re.search(r"\d", cell)]
        del cells_of_row[chance.choice(numbered)]
    lines[at] = sign.join(cells_of_row)
    return "\n".join(lines)


def _place(one: Measure) -> tuple[object, ...]:
    return one.kind, one.side, one.nerve, one.muscle or one.skin, one.site


@pytest.mark.parametrize("name", [name for name, one in PAGE.items() if "txt" not in one["file"]])
def test_no_value_of_any_layout_takes_the_place_of_another(name: str) -> None:
    layout, chance = PAGE[name], random.Random(name)
    right = {_place(one): one for one in expected(layout).measures}
    text = content(layout).decode()
    for _ in range(TURNS):
        changed = _without_a_cell(text, chance)
        understood = read_report(changed.encode(), layout.get("answers"))
        if understood.questions or understood.problems:
            continue
        for one in understood.study().measures:
            for value in VALUES:
                found = getattr(one, value)
                assert found is None or found == getattr(right[_place(one)], value), changed


def test_many_short_rows_cost_no_more_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each row was held against all others: a table of 1,200 rows took a minute."""
    looked: list[int] = []
    has_numbers = missing_cells._has_numbers

    def counted(row: Row) -> bool:
        looked.append(row.line)
        return has_numbers(row)

    monkeypatch.setattr(missing_cells, "_has_numbers", counted)
    header = "Nerve\tSite\tLat(ms)\tAmp(mV)\tArea(mVms)\tDur(ms)\tDist(mm)\tCV(m/s)\n"
    rows = "R Median APB\tWrist\t3.4\t8.2\t27.1\t5.6\n\tElbow\t8.0\t8.0\t26\t5.7\t230\n"
    assert read_report((header + rows * 40).encode()).questions
    assert len(looked) == len(set(looked)) == 80
