"""Any damage to any part of a workbook is understood or a fault, and nothing else."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal.fault import Fault
from multifocal.formats import parse_study
from multifocal.study import Study
from tests.formats.fuzzing import few
from tests.formats.workbook.books import (
    MAIN,
    ROWS,
    ods,
    ods_table,
    parts,
    sheet,
    styles,
    workbook,
    zipped,
)
from tests.formats.workbook.old_books import xls, xlsb

STRINGS = f'<sst xmlns="{MAIN}"><si><t>right</t></si><si><r><t>a</t></r></si></sst>'
PARTS = {
    name: content.encode() if isinstance(content, str) else content
    for name, content in parts(
        {"S": sheet(ROWS), "T": sheet([["x"]])}, styles=styles("0%", "d.m.yy"), strings=STRINGS
    ).items()
}
OTHERS = {"xls": xls(ROWS), "xlsb": xlsb(ROWS), "ods": ods(ods_table(ROWS))}
# A damaged file of these kinds costs a process: `make fuzz` makes no more than 1,000 of each.
FEW_CHILDREN = 12 if few(12).max_examples == 12 else 1_000


def understood_or_fault(content: bytes) -> None:
    try:
        assert isinstance(parse_study(content, "study").study, Study)
    except Fault as fault:
        for one in fault.each:
            assert "\n" not in str(one) and one.remedy


@given(st.sampled_from(sorted(PARTS)), st.floats(0, 1), st.binary(max_size=4), st.integers(0, 9))
@few(150)
def test_any_damage_to_any_part_is_understood_or_a_fault(
    name: str, where: float, put: bytes, drop: int
) -> None:
    old = PARTS[name]
    at = int(where * len(old))
    understood_or_fault(zipped(PARTS | {name: old[:at] + put + old[at + drop :]}))


TOKENS = st.sampled_from(
    [
        "<row>", '<row r="2">', '<row r="9" hidden="1">', "</row>", "<c>", '<c r="A1">',
        '<c r="XFD1">', '<c t="s">', '<c t="str">', '<c t="e">', '<c t="b">', '<c t="d">',
        '<c t="inlineStr">', '<c s="1">', '<c s="2">', '<c s="-1">', "</c>", "<v>", "</v>", "<is>",
        "</is>", "<t>", "</t>", "<f>", "</f>", "<f/>", "<v/>", "0", "1", "-1", "1e999", "1e-999",
        "0.8", "nan", "right", "_xD800_", "_x0000_", "_x000D_", "&#65;", "<rPh>", "</rPh>",
        "<sheetData>", "</sheetData>", "side", "#N/A",
    ]
)  # fmt: skip


@given(st.lists(TOKENS, max_size=40))
@few(150)
def test_any_rows_of_xml_are_understood_or_a_fault(words: list[str]) -> None:
    rows = f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(words)}</sheetData></worksheet>'
    understood_or_fault(zipped(parts({"S": rows}, styles=styles("0%", "d.m.yy"), strings=STRINGS)))


CELLS = st.one_of(
    st.none(), st.text(max_size=8), st.floats(), st.integers(-1, 10**20),
    st.sampled_from(["right", "ulnar", "adm", "wrist", "1.200", "1,5", "#N/A", "# x", "NR", "80%"]),
)  # fmt: skip
XML_TEXT = dict.fromkeys(range(32), "?") | {0xFFFE: "?", 0xFFFF: "?"}


@given(st.lists(st.lists(CELLS, max_size=10), max_size=5))
@few(150)
def test_any_cells_are_understood_or_a_fault(rows: list[list[object]]) -> None:
    told = [[one.translate(XML_TEXT).lstrip("<") if isinstance(one, str) else one for one in row]
            for row in rows]  # fmt: skip
    understood_or_fault(workbook(list(ROWS[0]), *[[*row[:9]] for row in told]))


@pytest.mark.parametrize("kind", OTHERS)
@settings(max_examples=FEW_CHILDREN)
@given(st.floats(0, 1), st.binary(max_size=3), st.integers(0, 3))
def test_any_damage_to_an_other_workbook_is_understood_or_a_fault(
    kind: str, where: float, put: bytes, drop: int
) -> None:
    old = OTHERS[kind]
    at = int(where * len(old))
    understood_or_fault(old[:at] + put + old[at + drop :])


@settings(max_examples=FEW_CHILDREN)
@given(st.floats(0, 1), st.binary(max_size=3), st.integers(0, 3))
def test_any_damage_to_what_an_ods_holds_is_understood_or_a_fault(
    where: float, put: bytes, drop: int
) -> None:
    """Damage inside the archive, where its sums are right: seldom, for each costs a process."""
    with zipfile.ZipFile(io.BytesIO(OTHERS["ods"])) as archive:
        inside = archive.read("content.xml")
    at = int(where * len(inside))
    page = (inside[:at] + put + inside[at + drop :]).decode("utf-8", "replace")
    understood_or_fault(zipped({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": page,
        "META-INF/manifest.xml": "<x/>",
    }, zipfile.ZIP_STORED))  # fmt: skip
