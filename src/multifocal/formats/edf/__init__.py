"""EDF and EDF+ files, with the sweeps and notes of nerve conduction studies.

Stands alone: needs numpy, `multifocal.fault` and `multifocal.words` only. See docs/edf.md.
"""

from multifocal.formats.edf.annotations import Annotation
from multifocal.formats.edf.facts import Facts
from multifocal.formats.edf.file import (
    MOST_BYTES,
    EdfFile,
    annotation_signal,
    edf_bytes,
    parse_edf,
)
from multifocal.formats.edf.header import Header, Signal, date_of, date_said
from multifocal.formats.edf.notes import (
    keyed_texts,
    kind_of,
    read_text,
    response_text,
    stimulus_text,
)
from multifocal.formats.edf.remark import Remark
from multifocal.formats.edf.sweeps import Sweep, sweeps
from multifocal.formats.edf.twins import without_twins
from multifocal.formats.edf.xml_notes import read_xml, stimulus_xml

__all__ = [
    "MOST_BYTES",
    "Annotation",
    "EdfFile",
    "Facts",
    "Header",
    "Remark",
    "Signal",
    "Sweep",
    "annotation_signal",
    "date_of",
    "date_said",
    "edf_bytes",
    "keyed_texts",
    "kind_of",
    "parse_edf",
    "read_text",
    "read_xml",
    "response_text",
    "stimulus_text",
    "stimulus_xml",
    "sweeps",
    "without_twins",
]
