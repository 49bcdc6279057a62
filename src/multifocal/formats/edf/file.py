"""A whole EDF or EDF+ file: header, digital samples, annotations; bytes in, bytes out.

Reading and writing again gives the same samples, to the digital unit, and the same annotations.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.fault import Fault
from multifocal.formats.edf.annotations import Annotation, parse_tals, tal_bytes, weight
from multifocal.formats.edf.header import (
    ANNOTATIONS,
    Header,
    Signal,
    header_bytes,
    parse_header,
)
from multifocal.formats.edf.remark import Remark, placed
from multifocal.words import say

# Source of the limits: multifocal-choice-plausible-values. 13 minutes of two channels at 20 kHz.
MOST_BYTES: Final = 64_000_000
MOST_RECORDS: Final = 100_000
MOST_ANNOTATIONS: Final = 100_000
MOST_REMARKS: Final = 100
MOST_RECORD_BYTES: Final = 61_440
"""The specification's limit for one data record; kept when writing, not asked when reading."""

Digital = NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class EdfFile:
    """What a file holds.

    `samples` has one array of shape (records, samples per record) for every signal of the header,
    empty for annotation signals; `starts_s` the start of every record in seconds from the header's
    start, None where the file does not tell; `annotations` without those that keep time.
    """

    header: Header
    samples: tuple[Digital, ...]
    starts_s: tuple[Decimal | None, ...]
    annotations: tuple[Annotation, ...]
    remarks: tuple[Remark, ...] = ()


def parse_edf(content: bytes) -> EdfFile:
    """The file in these bytes; Fault, with the offset of the byte, where it is broken."""
    if len(content) > MOST_BYTES:
        raise Fault("edf.too_large", most_mb=MOST_BYTES // 1_000_000)
    header, found = parse_header(content)
    remarks = list(found)
    header = _with_whole_records(header, len(content), remarks)
    words = header.record_size // 2
    if header.records and words:
        count = header.records * words
        table = np.frombuffer(content, "<i2", count, header.size).reshape(header.records, words)
    else:
        table = np.zeros((header.records if words else 0, words), "<i2")
        header = replace(header, records=table.shape[0])
    samples: list[Digital] = []
    texts: list[tuple[int, int]] = []
    at = 0
    for signal in header.signals:
        width = signal.samples_per_record
        if signal.holds_annotations:
            texts.append((at, width))
            samples.append(table[:, at:at])
        else:
            samples.append(table[:, at : at + width])
        at += width
    starts, annotations = _starts_and_annotations(content, header, texts, remarks)
    return EdfFile(header, tuple(samples), starts, annotations, tuple(remarks[:MOST_REMARKS]))


def _with_whole_records(header: Header, size: int, remarks: list[Remark]) -> Header:
    """The header with the number of records that the file really holds."""
    rest = size - header.size
    fit = rest // header.record_size if header.record_size else 0
    records = header.records
    if records == -1:
        remarks.append(Remark(say("remarks.edf.records_counted"), placed("byte", 236)))
        records = fit
    if records > fit:
        if not header.record_size:
            raise Fault("edf.empty_records", byte=236)
        if not fit:
            raise Fault("edf.records_end", count=records, byte=size)
        text = say("remarks.edf.records_cut", promised=records, whole=fit)
        remarks.append(Remark(text, placed("byte", size)))
        records = fit
    if records > MOST_RECORDS:
        raise Fault("edf.too_many_records", count=MOST_RECORDS, byte=236)
    if rest > records * header.record_size:
        end = header.size + records * header.record_size
        remarks.append(Remark(say("remarks.edf.bytes_after"), placed("byte", end)))
    return replace(header, records=records)


def _starts_and_annotations(
    content: bytes, header: Header, texts: Sequence[tuple[int, int]], remarks: list[Remark]
) -> tuple[tuple[Decimal | None, ...], tuple[Annotation, ...]]:
    """Starts of the records and their annotations."""
    starts: list[Decimal | None] = []
    every: list[Annotation] = []
    heavy = 0
    for record in range(header.records):
        start: Decimal | None = None
        for place, (at, width) in enumerate(texts):
            begin = header.size + record * header.record_size + 2 * at
            block = content[begin : begin + 2 * width]
            heavy += weight(block)
            if heavy > MOST_ANNOTATIONS + 2 * MOST_RECORDS:
                raise Fault("edf.too_many_annotations", count=MOST_ANNOTATIONS, byte=begin)
            kept, annotations, bent = parse_tals(block, begin, record, keeps_time=place == 0)
            start = kept if place == 0 else start
            every += annotations
            if len(remarks) < MOST_REMARKS:
                remarks += bent
        if start is None and header.kind != "EDF+D":
            start = record * header.record_duration_s
        elif start is None and len(remarks) < MOST_REMARKS:
            remarks.append(
                Remark(say("remarks.edf.record_without_start"), placed("record", record + 1))
            )
        starts.append(start)
    return tuple(starts), tuple(every)


def edf_bytes(file: EdfFile) -> bytes:
    """The file's bytes. ValueError where header, samples and annotations do not fit together.

    Annotations go into the first annotation signal of their record.
    """
    header = file.header
    if len(file.samples) != len(header.signals) or len(file.starts_s) != header.records:
        raise ValueError("samples and starts_s must match the header's signals and records")
    if header.record_size > MOST_RECORD_BYTES:
        raise ValueError(f"a record of EDF+ must not be larger than {MOST_RECORD_BYTES} bytes")
    first = next((at for at, one in enumerate(header.signals) if one.holds_annotations), None)
    if first is None and (file.annotations or header.kind != "EDF"):
        raise ValueError(f"the header needs a signal {ANNOTATIONS!r}")
    by_record: list[list[Annotation]] = [[] for _ in range(header.records)]
    for one in file.annotations:
        by_record[one.record].append(one)
    parts = [header_bytes(header)]
    for record in range(header.records):
        for at, signal in enumerate(header.signals):
            if not signal.holds_annotations:
                row = np.asarray(file.samples[at][record])
                if row.shape != (signal.samples_per_record,):
                    raise ValueError(f"samples of {signal.label} must match samples_per_record")
                parts.append(row.astype("<i2", casting="same_kind").tobytes())
                continue
            texts = tal_bytes(file.starts_s[record], by_record[record]) if at == first else b""
            if len(texts) > 2 * signal.samples_per_record:
                raise ValueError(f"the annotations of record {record + 1} need more room")
            parts.append(texts.ljust(2 * signal.samples_per_record, b"\0"))
    return b"".join(parts)


def annotation_signal(
    starts_s: Sequence[Decimal | None], annotations: Iterable[Annotation]
) -> Signal:
    """A signal with just the room that these annotations need in every record."""
    by_record: list[list[Annotation]] = [[] for _ in starts_s]
    for one in annotations:
        by_record[one.record].append(one)
    sizes = [len(tal_bytes(*pair)) for pair in zip(starts_s, by_record, strict=True)]
    return Signal(ANNOTATIONS, (max(sizes, default=0) + 1) // 2)
