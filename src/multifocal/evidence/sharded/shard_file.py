"""Judged patients as one Parquet file, a row a segment, with what they were judged by within.

The manifest lies in the file itself, so that there is never one without the other.
"""

import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from multifocal.evidence.journal import is_patient
from multifocal.evidence.patient_evaluation import COLUMNS, GRADED, REACHES
from multifocal.evidence.sharded.identity import made_with
from multifocal.evidence.sharded.shard import Shard
from multifocal.evidence.virtual_patients import GROUPS
from multifocal.fault import Fault

if TYPE_CHECKING:
    import pyarrow

KEY: Final = b"multifocal"
MOST_BYTES: Final = 1_000_000_000
Record = dict[str, Any]
_WORDS: Final = ("side", "nerve", "distal_site", "proximal_site", "answers")
_SAID: Final = {(reach, name): f"category.{reach}.{name}" for reach in REACHES for name in GRADED}


def to_parquet(records: Sequence[Record], shard: Shard, header: Record) -> bytes:
    """The file's content. ValueError for a patient without a segment, who would have no row."""
    import pyarrow as pa  # noqa: PLC0415  (an extra)
    from pyarrow import parquet  # noqa: PLC0415

    if not all(one["segments"] for one in records):
        raise ValueError("a patient without a segment")
    rows = [(one, row) for one in records for row in one["segments"]]
    words = pa.dictionary(pa.int32(), pa.string())
    columns = {
        "group": pa.array([one["group"] for one, _ in rows], words),
        "number": pa.array([one["number"] for one, _ in rows], pa.int32()),
        "foci": pa.array([one["foci"] for one, _ in rows], pa.int16()),
    }
    for (reach, name), column in _SAID.items():
        columns[column] = pa.array([one["categories"][reach][name] for one, _ in rows], words)
    for k, name in enumerate(COLUMNS):
        kind = words if name in _WORDS else pa.int8() if name == "reach" else pa.float64()
        columns[name] = pa.array([row[k] for _, row in rows], kind)
    manifest = {
        "run": header,
        "first": shard.first,
        "last": shard.last,
        "patients": len(records),
        "sha256": _digest(records),
        "made_with": made_with(),
    }
    table = pa.table(columns).replace_schema_metadata({KEY: json.dumps(manifest)})
    out = io.BytesIO()
    parquet.write_table(table, out, compression="zstd", write_page_checksum=True)
    return out.getvalue()


def from_parquet(content: bytes, shard: Shard, header: Record, source: str) -> list[Record]:
    """The judged patients, in order of number and group. Fault for a file that is none such.

    Another run's, or with a byte that is not as it was written.
    """
    try:
        records, manifest = _read(content)
    except Exception:  # pyarrow has many kinds, and a damaged file may bring any
        raise Fault("evidence.damaged_shard", source=source) from None
    if manifest.get("run") != header:
        what = _difference(manifest.get("run"), header)
        raise Fault("evidence.foreign_shard", source=source, what=what)
    expected = [
        (number, group) for number in range(shard.first, shard.last + 1) for group in GROUPS
    ]
    whole = (
        (manifest.get("first"), manifest.get("last")) == (shard.first, shard.last)
        and [(one["number"], one["group"]) for one in records] == expected
        and all(is_patient(one) for one in records)
        and manifest.get("sha256") == _digest(records)
    )
    if not whole:
        raise Fault("evidence.damaged_shard", source=source)
    return records


def _read(content: bytes) -> tuple[list[Record], Record]:
    import pyarrow as pa  # noqa: PLC0415  (an extra)
    from pyarrow import parquet  # noqa: PLC0415

    table: pyarrow.Table = parquet.read_table(
        pa.BufferReader(content), page_checksum_verification=True, use_threads=False
    )
    manifest = json.loads(table.schema.metadata[KEY])
    cells = {name: table.column(name).to_pylist() for name in table.column_names}
    records: list[Record] = []
    for k, (number, group) in enumerate(zip(cells["number"], cells["group"], strict=True)):
        if not records or (records[-1]["number"], records[-1]["group"]) != (number, group):
            said: dict[str, dict[str, str]] = {reach: {} for reach in REACHES}
            for (reach, name), column in _SAID.items():
                said[reach][name] = cells[column][k]
            one = {"group": group, "number": number, "foci": cells["foci"][k]}
            records.append(one | {"categories": said, "segments": []})
        records[-1]["segments"].append([cells[name][k] for name in COLUMNS])
    return records, manifest


def _digest(records: Iterable[Record]) -> str:
    found = hashlib.sha256()
    for one in records:
        found.update(json.dumps(one, sort_keys=True, allow_nan=False).encode() + b"\n")
    return found.hexdigest()


def _difference(found: object, header: Record) -> str:
    """The first thing by which the runs differ."""
    if not isinstance(found, dict):
        return "format"
    return next((name for name in header if found.get(name) != header[name]), "format")
