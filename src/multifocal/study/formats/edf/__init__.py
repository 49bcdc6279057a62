"""EDF and EDF+ files, with the sweeps and notes of nerve conduction studies.

Stands alone: needs numpy and `multifocal.fault` only. See docs/edf.md.
"""

from multifocal.study.formats.edf.annotations import Annotation
from multifocal.study.formats.edf.facts import Facts
from multifocal.study.formats.edf.file import (
    MOST_BYTES,
    EdfFile,
    annotation_signal,
    edf_bytes,
    parse_edf,
)
from multifocal.study.formats.edf.header import Header, Signal, date_of, date_said
from multifocal.study.formats.edf.notes import (
    keyed_texts,
    kind_of,
    read_text,
    response_text,
    stimulus_text,
)
from multifocal.study.formats.edf.remark import Remark
from multifocal.study.formats.edf.sweeps import Sweep, sweeps
from multifocal.study.formats.edf.xml_notes import read_xml, stimulus_xml

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
]
