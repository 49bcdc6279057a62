"""Reads the table of a nerve conduction study (CSV).

One row a stimulation site; columns by name, in any order, units in the names. Separated by
commas, or by semicolons or tabs; then numbers may have decimal commas. Lines beginning with "#"
are comments, unless they can be rows.
"""

import re
from pathlib import Path
from typing import Final

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
_NOT_READ: Final = re.compile(rf"^{NOT_READ} (\d+):[^\S\n]*(.*?)\r?$", re.MULTILINE | re.ASCII)


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
    spoken = [(number, text) for number, text in table.comments if not text.startswith(NOT_READ)]
    lines += heed_comments(spoken, study)
    return study, (*remarks, *lines, *_left_out(content))


def _left_out(content: bytes) -> tuple[Remark, ...]:
    """Remarks of the comments that begin with `NOT_READ`."""
    return tuple(
        Remark(
            say("remarks.table.not_read", written=found[0][2:]),
            unread=say("remarks.unread", line=found[1], written=found[2]),
        )
        for found in _NOT_READ.finditer(text_of(content))
    )
