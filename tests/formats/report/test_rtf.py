"""Rich text, as word processors save it: read as the same table in plain text is."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import parse_study, read_report
from multifocal.formats.report.rtf import text_of_rtf

TABLE = [
    ["Site", "Lat (ms)", "Amp (mV)", "Neg Area (mVms)", "Neg Dur (ms)"],
    ["Wrist", "3.5", "8.8", "27.0", "5.8"],
    ["Elbow", "8.1", "3.6", "11.1", "6.3"],
]
HEAD = r"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1 Ulnar;}}
{\colortbl;\red0\green0\blue255;}{\stylesheet{\s1 heading 1;}}{\*\generator Riched20 10.0;}
{\info{\title R Ulnar - ADM}{\author Somebody}}{\header\pard Patient: A. N. Other\par}
"""


def rtf(*, wide: bool = True, more: str = "") -> str:
    """The table below its heading. `wide`: a paragraph within each cell, as some programs write."""
    rows = "".join(
        r"\trowd\trgaph70\cellx1500\cellx3000\cellx4500\cellx6000\cellx7500" + "\n"
        + "".join(rf"\pard\intbl {one}{chr(92)+'par' if wide and not at else ''}\cell " + "\n"
                  for at, one in enumerate(row))
        + "\\row\n"
        for row in TABLE
    )  # fmt: skip
    return f"{HEAD}\\pard\\b R M\\'e9dian - APB\\b0\\par\n{rows}\\pard\\par\n{more}}}"


def test_it_reads_as_the_same_table_in_plain_text() -> None:
    plain = "\n".join(["R Median - APB", *("\t".join(row) for row in TABLE)])
    right = parse_study(plain.encode()).study.measures
    for wide in (False, True):
        text = rtf(wide=wide).replace("M\\'e9dian", "Median")
        assert parse_study(text.encode()).study.measures == right


def test_letters_of_its_code_page_and_of_unicode_come_through() -> None:
    text = text_of_rtf(r"{\rtf1\ansi\ansicpg1252\uc1 Mu\'f1eca \u181?V \u8211-5 {\uc2\u956??V}}")
    assert text.split() == ["Muñeca", "µV", "–5", "μV"]


@pytest.mark.parametrize(
    "unseen",
    [r"{\v hidden}", r"{\deleted gone}", r"{\*\unknown what}", r"{\pict\bin3 abc}",
     r"{\footer page}", r"{\fldinst HYPERLINK}"],
)  # fmt: skip
def test_what_nobody_sees_is_no_part_of_it(unseen: str) -> None:
    assert text_of_rtf(rf"{{\rtf1 a {unseen}b}}").split() == ["a", "b"]


def test_a_footnote_that_explains_no_response_is_asked_about() -> None:
    """Left out, it would turn "not recorded" into a block."""
    text = rtf(more=r"{\footnote NR = not recorded}").replace("3.6", "NR").replace("8.1", "")
    text = text.replace("11.1", "").replace("6.3", "").replace("M\\'e9dian", "Median")
    assert [one.id for one in read_report(text.encode()).questions] == ["nr"]


@pytest.mark.parametrize("cut", [60, 300, 600])
def test_a_damaged_one_is_refused(cut: int) -> None:
    with pytest.raises(Fault, match="damaged"):
        parse_study(rtf().encode()[:cut])
    with pytest.raises(Fault, match="damaged"):
        text_of_rtf(r"{\rtf1 a}}")
    with pytest.raises(Fault, match="damaged"):
        text_of_rtf(r"{\rtf1 " + "{" * 1000)
