"""What stands first in a report: a header row, a Markdown heading, a line with day and warmth."""

import pytest

from multifocal.formats import Understood, read_report
from multifocal.formats.report import is_report

TABLE = (
    "Nerve\tSite\tLat (ms)\tNeg Amp (mV)\tNeg Area (mVms)\tNeg Dur (ms)\n"
    "Median L APB\tWrist\t3.4\t9.1\t28.1\t5.8\n"
    "\tElbow\t7.4\t8.9\t27.6\t5.9\n"
)
MARKDOWN = """## Right median, APB

| Site | Latency (ms) | Neg. amp (mV) |
|---|---|---|
| Wrist | 3.5 | 9.8 |
| Elbow | 7.7 | 9.5 |

## Left ulnar, ADM

| Site | Latency (ms) | Neg. amp (mV) |
|---|---|---|
| Wrist | 2.8 | 9.8 |
| Below elbow | 6.7 | 3.5 |
"""
OWN = "| Nerve | Muscle | Side | Site | Latency (ms) | Neg. amp (mV) |"


def read(text: str) -> Understood:
    return read_report(text.encode())


def test_a_machine_s_table_reads_as_with_a_title_above_it() -> None:
    assert is_report(TABLE.encode())
    bare, titled = read(TABLE).study(), read(f"Motor nerve conduction\n{TABLE}").study()
    assert bare.measures == titled.measures
    assert len(bare.measures) == 2


def test_headings_of_markdown_name_the_nerve_of_their_tables() -> None:
    assert is_report(MARKDOWN.encode())
    found = read(MARKDOWN).study().measures
    assert [(one.side, one.nerve, one.site) for one in found] == [
        ("right", "median", "wrist"), ("right", "median", "elbow"),
        ("left", "ulnar", "wrist"), ("left", "ulnar", "below_elbow"),
    ]  # fmt: skip


def test_bars_part_no_table_of_the_project() -> None:
    rows = "| Median | APB | R | Wrist | 3.5 | 9.8 |\n| Median | APB | R | Elbow | 7.5 | 9.6 |\n"
    text = f"# Right median\n{OWN}\n|---|---|---|---|---|---|\n{rows}"
    assert is_report(text.encode())
    assert len(read(text).study().measures) == 2


@pytest.mark.parametrize(
    "header",
    ["nerve,site,latency_ms,amplitude_mv,negative_peak_area_mvms,negative_peak_duration_ms",
     "side,nerve,muscle,site,latency_ms,latency_ms,amplitude_mv"],
)  # fmt: skip
def test_the_project_s_own_table_with_a_fault_is_left_to_its_reader(header: str) -> None:
    assert not is_report(f"{header}\nmedian,wrist,3.4,9.1,28.1,5.8,1\n".encode())


def test_a_sign_that_marks_a_number_stays_a_mark() -> None:
    text = TABLE.replace("8.9", "8.9#") + "# not supramaximal\n"
    wrist, elbow = read(text).study().measures
    assert (wrist.supramaximal, elbow.supramaximal) == (None, False)


@pytest.mark.parametrize("sign", ["# ", "## ", ""])
@pytest.mark.parametrize(
    ("line", "side"),
    [("NCS 2023-11-08, right arm, skin 28.0 °C", "right"), ("Left arm, skin 28.0 °C", "left"),
     ("Haut 28,0 °C, rechter Arm", "right"), ("Study, skin 28.0 °C", None)],
)  # fmt: skip
def test_the_warmth_of_the_skin_is_that_of_the_limb_beside_it(
    sign: str, line: str, side: str | None
) -> None:
    rows = TABLE + "Median R APB\tWrist\t3.4\t9.1\t28.1\t5.8\n"
    found = read(f"{sign}{line}\n\n{rows}").study().measures
    cold = {one.side for one in found if one.temperature_c == 28.0}
    assert cold == ({side} if side else {"left", "right"})


def test_a_remark_that_names_the_warmth_of_the_skin_tells_both() -> None:
    found = read(f"{TABLE}\n# skin 28 °C, submaximal at the elbow\n").study().measures
    assert {one.temperature_c for one in found} == {28.0}
    assert [one.supramaximal for one in found] == [None, False]


@pytest.mark.parametrize("line", ["Skin intact, room 24 °C", "Skin 5 mm thick"])
def test_what_is_said_of_the_skin_besides_is_no_limb_s_warmth(line: str) -> None:
    assert {one.temperature_c for one in read(f"{line}\n{TABLE}").study().measures} == {None}


@pytest.mark.parametrize(
    "header",
    ["Nerve / muscle", "Nerve (side, muscle)", "Nervio / músculo", "Nerv / Muskel", "Nerf / muscle",
     "Nervo / muscolo", "Nerve - Muscle", "Side / nerve / muscle", "Nerve, side"],
)  # fmt: skip
def test_a_column_of_nerve_and_muscle(header: str) -> None:
    found = read(TABLE.replace("Nerve\t", f"{header}\t").replace("APB", "FPL")).study().measures
    assert [(one.side, one.nerve, one.muscle) for one in found] == [("left", "median", "fpl")] * 2


@pytest.mark.parametrize("site", ["\tAxilla\t\t", "\tAxilla", "\tAxilla\tn.e.\t"])
def test_a_site_without_numbers_was_not_recorded(site: str) -> None:
    rows = f"{TABLE}{site}\nMedian R APB\tWrist\t3.4\t9.1\t28.1\t5.8\n"
    answers = {"nr-words:n_e": "not-recorded"}
    found = read_report(rows.encode(), answers).study().measures
    axilla = [one for one in found if one.site == "axilla"]
    assert [(one.side, one.empty, one.absent) for one in axilla] == [("left", True, False)]
    assert [one.side for one in found if one.site == "wrist"] == ["left", "right"]


@pytest.mark.parametrize("gap", ["\t", "          "])
def test_pages_of_a_pdf_are_parted_by_a_sign_that_is_no_text(gap: str) -> None:
    rows = (("Site  ", "Lat (ms)", "O-P Amp (mV)"), ("Wrist ", "3.5     ", "9.0"),
            ("\fElbow ", "8.0     ", "4.0"))  # fmt: skip
    text = "".join(f"{gap.join(row)}\n" for row in (("R Median - APB",), *rows)) + "\f"
    found = read_report(text.encode())
    assert [(one.site, one.amplitude_mv) for one in found.study().measures] == [
        ("wrist", 9.0), ("elbow", 4.0)
    ]  # fmt: skip
