"""The one file that carries a diary between the phone and one's own machine."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from multifocal.diary.entry import Entry, to_milliseconds
from multifocal.diary.plain import entry_from_plain, entry_to_plain, noun_from_plain, to_plain
from multifocal.fault import Fault, quoted, together

SCHEMA: Final = "multifocal-diary"
VERSION: Final = 1
MEDIA_TYPE: Final = "application/json"
# Source of the limits: multifocal-choice-plausible-values.
MOST_BYTES: Final = 64_000_000
MOST_ENTRIES: Final = 200_000
_PARTS: Final = ("schema", "version", "made", "entries")


@dataclass(frozen=True)
class Bundle:
    """The entries of a diary, deleted ones too, and when the file was made."""

    entries: tuple[Entry, ...]
    made: datetime | None = None

    def __post_init__(self) -> None:
        if self.made is not None:
            object.__setattr__(self, "made", to_milliseconds(self.made))


def write_bundle(bundle: Bundle) -> bytes:
    """The bundle as JSON: the same entries give the same bytes, in whatever order they came."""
    entries = sorted(bundle.entries, key=lambda one: (one.created, one.id))
    page: dict[str, Any] = {"schema": SCHEMA, "version": VERSION}
    if bundle.made is not None:
        page["made"] = to_plain(bundle.made)
    page["entries"] = [entry_to_plain(one) for one in entries]
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode()


def read_bundle(content: bytes) -> Bundle:
    """The bundle in a file. Fault with all that is wrong: nothing of it is read by halves."""
    page = _page(content)
    if page.get("schema") != SCHEMA:
        raise Fault("diary.no_bundle", name=SCHEMA, column="schema")
    version = page.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise Fault("diary.version", version=VERSION, column="version")
    if version > VERSION:
        raise Fault("diary.newer", found=version, version=VERSION, column="version")
    return _READERS[version](page)


def _read_version_1(page: Mapping[str, Any]) -> Bundle:
    unknown = [one for one in page if one not in _PARTS]
    faults = [Fault("diary.unknown_field", word=quoted(str(one)), column="") for one in unknown]
    listed = page.get("entries")
    if not isinstance(listed, list):
        raise together([*faults, Fault("diary.shape.list", column="entries")])
    if len(listed) > MOST_ENTRIES:
        raise Fault("diary.too_many", count=MOST_ENTRIES, column="entries")
    entries: dict[str, Entry] = {}
    for at, one in enumerate(listed):
        where = f"entries[{at}]"
        try:
            entry = entry_from_plain(one, where)
        except Fault as fault:
            faults.append(fault)
            continue
        if entry.id in entries:
            faults.append(Fault("diary.id_twice", column=f"{where}.id"))
        entries[entry.id] = entry
    made: datetime | None = None
    try:
        made = noun_from_plain(_Head, {"made": page.get("made")}, "bundle").made
    except Fault as fault:
        faults.append(fault)
    if faults:
        raise together(faults)
    return Bundle(tuple(entries.values()), made)


_READERS: Final[Mapping[int, Callable[[Mapping[str, Any]], Bundle]]] = {1: _read_version_1}
"""A version stays readable for good."""


@dataclass(frozen=True)
class _Head:
    made: datetime | None = None


def _page(content: bytes) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        raise Fault("diary.too_large", most_mb=MOST_BYTES // 1_000_000)
    try:
        page = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise Fault("diary.not_utf8", byte=error.start) from None
    except json.JSONDecodeError as error:
        raise Fault("diary.broken", line=error.lineno) from None
    except RecursionError:
        raise Fault("diary.broken") from None
    except ValueError:  # NaN and its like, and whole numbers of thousands of digits
        raise Fault("diary.broken") from None
    if not isinstance(page, dict):
        raise Fault("diary.no_bundle", name=SCHEMA)
    return page


def _refuse_constant(name: str) -> float:
    raise ValueError(name)
