"""The rooms of the site: its pages in the order in which a reader goes through them.

A new page joins with one line: a `Room` in the group of its readers, at the place where it is to be
read. The menu, the sitemap, "Next" at the foot of the page before it (or of the one whose `then`
names it), and the tests that try every page follow from that line. Its label is a key
`site.room.NAME` of the catalog; `content` names its content file, which tells when the page was
last reviewed.
"""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from multifocal.web.site.content import page
from multifocal.web.site.language import say_later


@dataclass(frozen=True)
class Room:
    """A page: the name of its address, its label, and its content file, if any.

    With an `anchor` it is a place on a page that has a room of its own. `then` names the page to
    read next where that is not the one below it in the menu.
    """

    name: str
    label: str
    content: str | None = None
    anchor: str = ""
    then: str = ""

    @property
    def address(self) -> str:
        """The path, in the reader's language."""
        return reverse(self.name) + (f"#{self.anchor}" if self.anchor else "")


@dataclass(frozen=True)
class Group:
    """Rooms for one kind of reader. `clinical`: for those who read the sources beside the words."""

    id: str
    label: str
    rooms: tuple[Room, ...]
    clinical: bool = False


GROUPS = (
    Group(
        "understand",
        say_later("site.group.understand"),
        (
            Room("learn:what-is-mmn", say_later("site.room.what_is_mmn"), "what_is_mmn"),
            Room("inside:page", say_later("site.room.inside"), "inside", then="learn:causes"),
            Room("learn:symptoms", say_later("site.room.symptoms"), "symptoms"),
            Room(
                "learn:is-it-als", say_later("site.room.is_it_als"), "is-it-als", then="dots:page"
            ),
            Room("learn:causes", say_later("site.room.causes"), "causes", then="learn:symptoms"),
            Room("learn:diagnosis", say_later("site.room.diagnosis"), "diagnosis"),
            Room("learn:treatment", say_later("site.room.treatment"), "treatment"),
            Room("learn:glossary", say_later("site.room.glossary")),
        ),
    ),
    Group(
        "prepare",
        say_later("site.group.prepare"),
        (
            Room(
                "learn:newly-diagnosed", say_later("site.room.newly_diagnosed"), "newly-diagnosed"
            ),
            Room("learn:infusion", say_later("site.room.infusion"), "infusion"),
            Room("learn:living", say_later("site.room.living"), "living"),
            Room("learn:everyday", say_later("site.room.everyday"), "everyday"),
            Room("learn:for-family", say_later("site.room.for_family"), "for-family"),
            Room("learn:journeys", say_later("site.room.journeys"), "journeys"),
            Room(
                "learn:trial-sheet",
                say_later("site.room.trial_sheet"),
                "trial-sheet",
                then="diary:page",
            ),
            Room("dots:page", say_later("site.room.dots"), then="learn:diagnosis"),
            Room("diary:page", say_later("site.room.diary")),
            Room("learn:for-doctors", say_later("site.room.sheets"), anchor="paper-doctor"),
            Room("learn:help", say_later("site.room.help"), "help"),
            Room("learn:symptoms", say_later("site.room.get_help"), anchor="get-help"),
            Room("learn:living", say_later("site.room.card"), anchor="emergency-card"),
        ),
    ),
    Group(
        "clinical",
        say_later("site.group.clinical"),
        (
            Room("learn:for-doctors", say_later("site.room.for_doctors"), "for-doctors"),
            Room("workup:page", say_later("site.room.workup")),
            Room("lab:page", say_later("site.room.lab"), "lab"),
            Room("localize:page", say_later("site.room.localize")),
            Room("workup:compare", say_later("site.room.compare")),
        ),
        clinical=True,
    ),
)
"""The menu."""

FOOT = (
    Room("learn:about", say_later("site.room.about"), "about"),
    Room("learn:sources", say_later("site.sources")),
    Room("learn:about", say_later("site.foot.privacy"), anchor="privacy"),
)
"""What stands in the foot of every page and not in the menu."""

ROOMS = tuple(
    room for rooms in (*(g.rooms for g in GROUPS), FOOT) for room in rooms if not room.anchor
)
"""Every page that has a room, once."""


def group_of(name: str) -> Group | None:
    """The group whose page has an address of that name; None for a page outside the menu."""
    pages = {room.name: group for group in GROUPS for room in group.rooms if not room.anchor}
    return pages.get(name)


def next_room(name: str) -> Room | None:
    """The page to read after the one of that name; None after the last, and outside the menu.

    Patients are led from group to group, through every page once, and never on into the
    clinicians'; whoever fears ALS is led to what helps at the visit.
    """
    here = group_of(name)
    if here is None:
        return None
    line = [
        room
        for group in GROUPS
        if group.clinical == here.clinical
        for room in group.rooms
        if not room.anchor
    ]
    names = [room.name for room in line]
    at = names.index(name)
    after = names.index(line[at].then) if line[at].then else at + 1
    return line[after] if after < len(line) else None


if TYPE_CHECKING:
    _Sitemap = Sitemap[Room]
else:
    _Sitemap = Sitemap  # generic in the type stubs only


class RoomsSitemap(_Sitemap):
    """/sitemap.xml: every room, and when its words were last reviewed."""

    def items(self) -> list[Room]:
        """The pages of the menu and of the foot."""
        return list(ROOMS)

    def location(self, item: Room) -> str:
        """The room's path."""
        return item.address

    def lastmod(self, item: Room) -> datetime.date | None:
        """When the room's words were last reviewed; None where it has none of its own."""
        return max(p.reviewed for p in page(item.content).paragraphs()) if item.content else None
