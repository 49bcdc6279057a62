"""An entry: what was said under one id, and all that was said there before."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeVar

from multifocal.diary.checks import day_plausible, refuse
from multifocal.diary.daily import About, Medicine, Note, Score, Supply, Visit
from multifocal.diary.infusion import Infusion
from multifocal.diary.strength import Force, MovementStrength, TaskEase
from multifocal.diary.symptom import Sign, Symptom
from multifocal.diary.when import When
from multifocal.fault import Fault
from multifocal.frozen import FrozenDict

Content = (
    Force | MovementStrength | TaskEase | Symptom | Infusion
    | Supply | Medicine | Note | Visit | Score | About
)  # fmt: skip
"""What one entry is about."""

KINDS: Final[Mapping[str, type[Content]]] = FrozenDict(
    {
        "force": Force, "movement": MovementStrength, "task": TaskEase, "symptom": Symptom,
        "infusion": Infusion, "supply": Supply, "medicine": Medicine, "note": Note, "visit": Visit,
        "score": Score, "about": About,
    }
)  # fmt: skip
"""Every kind of entry by the name that a bundle writes."""

_KIND_OF: Final[Mapping[type[Content], str]] = FrozenDict({one: key for key, one in KINDS.items()})


def to_milliseconds(moment: datetime) -> datetime:
    """The moment in UTC, without what a phone's clock does not count. Fault without a zone."""
    if moment.utcoffset() is None:
        raise Fault("diary.offset", column="written")
    exact = moment.astimezone(UTC)
    return exact.replace(microsecond=exact.microsecond // 1000 * 1000)


@dataclass(frozen=True)
class Version:
    """What an entry said from `written` on; no content: it was deleted then."""

    written: datetime
    when: When
    content: Content | None

    def __post_init__(self) -> None:
        refuse(day_plausible("written", self.written.date()))
        object.__setattr__(self, "written", to_milliseconds(self.written))
        if isinstance(self.content, Infusion):
            refuse(self.content.faults_at(self.when))

    @property
    def kind(self) -> str | None:
        """The name of what it is about."""
        return None if self.content is None else _KIND_OF[type(self.content)]


@dataclass(frozen=True)
class Entry:
    """All versions under one id (a UUID), the oldest first; the last one holds.

    A deleted entry keeps what it said before, unless it is erased: then nothing but the mark of
    the deletion is left, and no import brings it back.
    """

    id: str
    versions: tuple[Version, ...]

    def __post_init__(self) -> None:
        times = [one.written for one in self.versions]
        refuse(
            [] if _is_uuid(self.id) else [Fault("diary.id", column="id")],
            [] if self.versions else [Fault("diary.needed", column="versions")],
            [] if times == sorted(times) else [Fault("diary.version_order", column="versions")],
        )

    @property
    def current(self) -> Version:
        """What holds."""
        return self.versions[-1]

    @property
    def former(self) -> tuple[Version, ...]:
        """What was said before, the oldest first."""
        return self.versions[:-1]

    @property
    def created(self) -> datetime:
        """When it was first written."""
        return self.versions[0].written

    @property
    def when(self) -> When:
        """When what it tells was."""
        return self.current.when

    @property
    def content(self) -> Content | None:
        """What it tells; None if it was deleted."""
        return self.current.content

    @property
    def kind(self) -> str | None:
        """The name of what it tells; None if it was deleted."""
        return self.current.kind

    @property
    def deleted(self) -> bool:
        """Whether it holds no more."""
        return self.current.content is None

    @property
    def erased(self) -> bool:
        """Whether even what it said before is gone."""
        return self.versions[0].content is None

    def corrected(self, when: When, content: Content, written: datetime) -> "Entry":
        """With a new version. The same again changes nothing; Fault for an erased entry."""
        if self.erased:
            raise Fault("diary.erased", column="id")
        if (self.when, self.content) == (when, content):
            return self
        return Entry(self.id, (*self.versions, Version(self._after(written), when, content)))

    def removed(self, written: datetime) -> "Entry":
        """Marked as deleted; its former versions stay."""
        if self.deleted:
            return self
        return Entry(self.id, (*self.versions, Version(self._after(written), self.when, None)))

    def put_back(self, written: datetime) -> "Entry":
        """A deleted entry as it was before. What was not deleted stays; Fault for an erased one."""
        if not self.deleted:
            return self
        for before in reversed(self.former):
            if before.content is not None:
                return self.corrected(before.when, before.content, written)
        raise Fault("diary.erased", column="id")

    def wiped(self, written: datetime) -> "Entry":
        """Erased: nothing stays but that it was deleted."""
        day = When(to_milliseconds(written).date())
        return self if self.erased else Entry(self.id, (Version(self._after(written), day, None),))

    def _after(self, written: datetime) -> datetime:
        # a clock that was set back must not put a correction before what it corrects
        return max(to_milliseconds(written), self.current.written + timedelta(milliseconds=1))


def new_entry(
    content: Content, when: When, written: datetime, entry_id: str | None = None
) -> Entry:
    """An entry with its first version; `entry_id` is the form's, so that sending it again is no
    second one."""
    return Entry(entry_id or str(uuid.uuid4()), (Version(written, when, content),))


Result = TypeVar("Result")


class InOrder(tuple[Entry, ...]):
    """Entries by when they were, deleted ones left out; and what was worked out of them, which
    goes with them."""

    def worked_out(self, what: object, work_out: Callable[[], Result]) -> Result:
        """`work_out()`, once for each `what`: of ten years it takes a second."""
        found: dict[Any, Any] = self.__dict__
        if what not in found:
            found[what] = work_out()
        result: Result = found[what]
        return result


def in_order(entries: Iterable[Entry]) -> InOrder:
    """What holds, by when it was; deleted ones are left out."""
    if isinstance(entries, InOrder):
        return entries
    live = [one for one in entries if not one.deleted]
    return InOrder(sorted(live, key=lambda one: (one.when.order, one.created, one.id)))


def doubles(entry: Entry, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Other entries that say exactly the same of the same moment."""
    said = (entry.when, entry.content)
    return tuple(
        one for one in entries
        if one.id != entry.id and not one.deleted and (one.when, one.content) == said
    )  # fmt: skip


def signs_of(content: Content | None) -> tuple[Sign, ...]:
    """What of it stands on the graded list. Free text is not searched."""
    if isinstance(content, Symptom):
        return (content.sign,) if content.sign else ()
    if isinstance(content, Infusion):
        signs = dict.fromkeys(one.sign for one in content.reactions if one.sign)
        missed: tuple[Sign, ...] = ("missed_dose",) if content.status == "missed" else ()
        return (*signs, *missed)
    return ()


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except (ValueError, AttributeError, TypeError):
        return False
