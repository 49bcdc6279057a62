"""Time-stamped annotation lists (TALs): the bytes of an "EDF Annotations" signal.

A TAL is an onset ("+" or "-", seconds from the file's start), perhaps byte 21 and a duration,
byte 20, then texts each ended by byte 20, then byte 0 (source `kemp-2003-edfplus`, 2.2.2).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from multifocal.formats.edf.fields import plain
from multifocal.formats.edf.remark import Remark, placed
from multifocal.words import say

_TAL: Final = re.compile(rb"([+-]\d{1,20}(?:\.\d{0,20})?)(?:\x15(\d{1,20}(?:\.\d{0,20})?))?\x14")
_NOT_ZERO: Final = re.compile(rb"[^\x00]")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Annotation:
    """One text at one time, in the data record (from 0) that holds it.

    `onset_s` counts from the file's start date and time.
    """

    onset_s: Decimal
    text: str
    record: int
    duration_s: Decimal | None = None


def parse_tals(
    block: bytes, at: int, record: int, *, keeps_time: bool
) -> tuple[Decimal | None, list[Annotation], list[Remark]]:
    """The record's start, its annotations, and what was not understood.

    `block` are the bytes of one annotation signal in one record, `at` their offset in the file.
    `keeps_time`: whether this is the first annotation signal, whose first TAL gives the start.
    The caller limits how much a block may hold (`weight`).
    """
    start: Decimal | None = None
    annotations: list[Annotation] = []
    remarks: list[Remark] = []
    first = keeps_time
    position = 0
    while (begins := _NOT_ZERO.search(block, position)) is not None:
        position = begins.start()
        end = block.find(b"\0", position)
        if end < 0:
            remarks.append(Remark(say("remarks.edf.list_runs_out"), placed("byte", at + position)))
            end = len(block)
        head = _TAL.match(block, position, end)
        if head is None:
            remarks.append(
                Remark(say("remarks.edf.list_without_time"), placed("byte", at + position))
            )
        else:
            onset = Decimal(head[1].decode())
            lasts = Decimal(head[2].decode()) if head[2] else None
            texts = block[head.end() : end].split(b"\x14")
            if texts[-1]:
                remarks.append(
                    Remark(say("remarks.edf.annotation_endless"), placed("byte", at + end))
                )
            else:
                texts.pop()
            if first and texts and not texts[0]:
                start = onset
                texts.pop(0)
            for raw in texts:
                text = _decoded(raw, at + position, remarks)
                if text:
                    annotations.append(Annotation(onset, text, record, lasts))
        first = False
        position = end + 1
    return start, annotations, remarks


def weight(block: bytes) -> int:
    """At most how many texts and lists a block can hold; quick, for a look before it is read."""
    return (
        block.count(b"\x14")
        + len(block.replace(b"\0\0", b""))
        - len(block.replace(b"\0\0", b"").replace(b"\0", b""))
    )


def _decoded(raw: bytes, at: int, remarks: list[Remark]) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        remarks.append(Remark(say("remarks.edf.annotation_latin_1"), placed("byte", at)))
        text = raw.decode("latin-1")
    if _CONTROLS.search(text):
        remarks.append(Remark(say("remarks.edf.annotation_controls"), placed("byte", at)))
        text = _CONTROLS.sub("", text)
    return text


def tal_bytes(start: Decimal | None, annotations: Sequence[Annotation]) -> bytes:
    """The annotation lists of one record; the first one keeps time where `start` is given.

    Texts at the record's start and without a duration stand in that first list; every other
    annotation in a list of its own, or with the one before it at the same time. ValueError for
    text that no TAL can hold.
    """
    lists: list[tuple[Decimal, Decimal | None, list[str]]] = []
    if start is not None:
        lists.append((start, None, [""]))
    for annotation in annotations:
        if _CONTROLS.search(annotation.text) or not annotation.text:
            raise ValueError("an annotation must hold text without control characters")
        if lists and lists[-1][:2] == (annotation.onset_s, annotation.duration_s):
            lists[-1][2].append(annotation.text)
        else:
            lists.append((annotation.onset_s, annotation.duration_s, [annotation.text]))
    return b"".join(_list_bytes(*one) for one in lists)


def _list_bytes(onset: Decimal, duration: Decimal | None, texts: list[str]) -> bytes:
    if duration is not None and duration < 0:
        raise ValueError("duration_s must not be negative")
    stamp = ("" if onset.is_signed() else "+") + plain(onset)
    if duration is not None:
        stamp += f"\x15{plain(duration)}"
    return "".join([stamp, "\x14", *(f"{text}\x14" for text in texts), "\0"]).encode("utf-8")
