"""Reads the table of a nerve conduction study (CSV).

One row a stimulation site; columns by name, in any order, units in the names. Separated by
commas, or by semicolons or tabs; then numbers may have decimal commas. Lines beginning with "#"
are comments, unless they can be rows.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from multifocal.fault import Fault
from multifocal.files import printable, read_whole
from multifocal.formats.edf import Remark
from multifocal.formats.edf.remark import placed
from multifocal.formats.table.columns import names_columns
from multifocal.formats.table.comments import heed_comments
from multifocal.formats.table.reading import StudyWithRemarks, study_of_table
from multifocal.formats.table.text import MOST_BYTES, table_of_text, text_of
from multifocal.study.study import Study
from multifocal.words import say

NOT_READ: Final = "# not read, line"
"""Begins a comment that keeps what a pasted report had beside its tables."""
NOT_USED: Final = "# not used, line"
"""The same of what was read and not used, with the sentence that says why."""
NOT_READ_ROWS: Final = "# not read, rows"
"""Begins a comment that counts a report's rows of a kind that were not read."""
_NOT_READ: Final = re.compile(rf"^{NOT_READ} (\d+):[^\S\n]*(.*?)\r?$", re.MULTILINE | re.ASCII)
_NOT_USED: Final = re.compile(rf"^{NOT_USED} (\d+):[^\S\n]*(.*?)\r?$", re.MULTILINE | re.ASCII)
COUNTED: Final[Mapping[str, str]] = {
    "sensory": "sensory_unread", "f_waves": "f_waves_unread", "motor": "motor_unread",
    "block_denied": "block_denied", "block_stated": "block_stated",
}  # fmt: skip
"""What such a comment counts, and where the study keeps it."""
_ROWS: Final = re.compile(
    rf"^{NOT_READ_ROWS}: ({'|'.join(COUNTED)}) (\d{{1,4}})[^\S\n]*\r?$", re.MULTILINE | re.ASCII
)
_REMARKS: Final = (NOT_READ, NOT_READ_ROWS, NOT_USED)


def read_csv(path: Path) -> Study:
    """The study in a file. Fault, naming the file, if it cannot be read or understood."""
    return parse_csv(read_whole(path, MOST_BYTES, fault="table.unreadable"), printable(path))


def parse_csv(content: bytes, source: str | None = None) -> Study:
    """The study in the bytes of a CSV table.

    Fault, naming `source` (where the bytes came from), line and column, if it is not understood;
    it carries all faults that there are.
    """
    try:
        return parse_csv_with_remarks(content)[0]
    except Fault as fault:
        raise (fault.within(source) if source else fault) from None


def parse_csv_with_remarks(content: bytes) -> StudyWithRemarks:
    """The same, with what was passed over."""
    table = table_of_text(content, names_columns)
    comma = table.delimiter != ","
    study, remarks = study_of_table(
        table.header,
        table.rows,
        comma=comma,
        decimal_commas=not comma,
        faults=table.faults,
    )
    lines = [
        Remark(say("remarks.table.comment"), placed("line", number)) for number in table.passed_over
    ]
    spoken = [(number, text) for number, text in table.comments if not text.startswith(_REMARKS)]
    lines += heed_comments(spoken, study)
    return _counted(study, content), (*remarks, *lines, *_left_out(content))


def _counted(study: Study, content: bytes) -> Study:
    """The study with the counts of the comments that begin with `NOT_READ_ROWS`."""
    counts: dict[str, Any] = {
        COUNTED[found[1]]: int(found[2]) for found in _ROWS.finditer(text_of(content))
    }
    return replace(study, **counts)


def _left_out(content: bytes) -> tuple[Remark, ...]:
    """Remarks of the comments that begin with `NOT_READ`."""
    text = text_of(content)
    return tuple(
        Remark(
            say("remarks.table.not_read", written=comment[0][2:]),
            unread=say(key, line=comment[1], **{word: comment[2]}),
        )
        for pattern, key, word in (
            (_NOT_USED, "remarks.unread.said", "text"),
            (_NOT_READ, "remarks.unread", "written"),
        )
        for comment in pattern.finditer(text)
    )
