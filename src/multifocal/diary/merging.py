"""Another copy of a diary brought in: what would change is said first, and nothing comes twice."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from multifocal.diary.entry import Entry, Version
from multifocal.diary.plain import version_to_plain


@dataclass(frozen=True)
class Conflict:
    """An entry that was changed in both places, each in its own way. The merged one holds what was
    written last; the other stays among its former versions."""

    here: Entry
    there: Entry
    merged: Entry


@dataclass(frozen=True)
class Preview:
    """What an import would do, entry by entry.

    `changed` are the merged entries; `doubles` say under another id what an entry here says, or
    said before it was corrected, and are left out by a merge; `followed` are entries here that a
    double there corrects, with that correction; `behind` are those that are newer here, which a
    merge leaves as they are; `missing` are here alone, and only `replace` takes them away.
    """

    new: tuple[Entry, ...]
    same: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    behind: tuple[Entry, ...]
    conflicts: tuple[Conflict, ...]
    doubles: tuple[Entry, ...]
    missing: tuple[Entry, ...]
    followed: tuple[Entry, ...] = ()


def preview_import(here: Iterable[Entry], there: Iterable[Entry]) -> Preview:
    """What bringing `there` into `here` would do."""
    ours = {one.id: one for one in here}
    theirs = {one.id: one for one in there}
    said = {(one.when, one.content) for one in ours.values() if not one.deleted}
    pairs = _Pairs(ours, theirs)
    new: list[Entry] = []
    same: list[Entry] = []
    changed: list[Entry] = []
    behind: list[Entry] = []
    twice: list[Entry] = []
    conflicts: list[Conflict] = []
    for entry in theirs.values():
        mine = ours.get(entry.id)
        if mine is None:
            pair = (entry.when, entry.content) in said or pairs.holds(entry)
            (twice if pair else new).append(entry)
            continue
        merged = merged_entry(mine, entry)
        if mine == entry:
            same.append(entry)
        elif merged == mine:
            behind.append(mine)
        elif merged == entry or merged.erased:
            changed.append(merged)
        else:
            conflicts.append(Conflict(mine, entry, merged))
    missing = tuple(one for one in ours.values() if one.id not in theirs)
    return Preview(
        tuple(new), tuple(same), tuple(changed), tuple(behind), tuple(conflicts), tuple(twice),
        missing, tuple(pairs.followed),
    )  # fmt: skip


class _Pairs:
    """Doubles of which one was corrected since: one thing told twice, and the correction holds for
    both. Each entry here is the double of one there at most, and both must stand alone on their
    side: whoever holds both has two."""

    def __init__(self, ours: Mapping[str, Entry], theirs: Mapping[str, Entry]) -> None:
        alone = [ours[key] for key in sorted(ours) if key not in theirs and not ours[key].deleted]
        self._now: dict[object, list[Entry]] = {}
        self._before: dict[object, list[Entry]] = {}
        for one in alone:
            self._now.setdefault((one.when, one.content), []).append(one)
            for version in one.former:
                self._before.setdefault((version.when, version.content), []).append(one)
        self._taken: set[str] = set()
        self.followed: list[Entry] = []

    def holds(self, entry: Entry) -> bool:
        """Whether it is such a double."""
        if entry.content is None:
            return False
        if self._take(self._before.get((entry.when, entry.content), ())) is not None:
            return True
        for version in reversed(entry.former):
            if version.content is None:
                continue
            mine = self._take(self._now.get((version.when, version.content), ()))
            if mine is not None:
                said = entry.current
                self.followed.append(mine.corrected(said.when, entry.content, said.written))
                return True
        return False

    def _take(self, some: Iterable[Entry]) -> Entry | None:
        free = next((one for one in some if one.id not in self._taken), None)
        if free is not None:
            self._taken.add(free.id)
        return free


def merge(here: Iterable[Entry], there: Iterable[Entry]) -> tuple[Entry, ...]:
    """Both, each entry once with all its versions, by id.

    The order of the two does not matter but for doubles, of which the one that is here stays.
    Again the same changes nothing.
    """
    ours = {one.id: one for one in here}
    before = preview_import(ours.values(), there)
    settled = (one.merged for one in before.conflicts)
    for one in (*before.new, *before.changed, *before.followed, *settled):
        ours[one.id] = one
    return tuple(ours[key] for key in sorted(ours))


def merged_entry(mine: Entry, other: Entry) -> Entry:
    """Two copies of one entry: all versions of both by when they were written. Erasing wins."""
    if mine.erased or other.erased:
        marks = [copy.versions[-1] for copy in (mine, other) if copy.erased]
        return Entry(mine.id, (max(marks, key=_order),))
    # 18.5 and 18.50 are one version: by equality, and of its writings the first
    versions = dict.fromkeys(sorted((*mine.versions, *other.versions), key=_order))
    return Entry(mine.id, tuple(versions))


def resolved(conflict: Conflict, choice: Literal["here", "there"], written: datetime) -> Entry:
    """The merged entry with what one of the two copies says as its last version."""
    wanted = (conflict.here if choice == "here" else conflict.there).current
    if wanted.content is None:
        return conflict.merged.removed(written)
    return conflict.merged.corrected(wanted.when, wanted.content, written)


def _order(version: Version) -> tuple[str, bool, str]:
    # one moment and two sayings: deletion last, then by what is written, the same everywhere
    page = version_to_plain(version)
    text = json.dumps(page, sort_keys=True, ensure_ascii=False)
    return page["written"], version.content is None, text
