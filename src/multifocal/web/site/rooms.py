"""The rooms of the site: what the menu shows and what search engines are told."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from multifocal.web.site.content import page
from multifocal.web.site.language import say_later


@dataclass(frozen=True)
class Room:
    """A page of the menu: the name of its address, its label, and its content file, if any."""

    name: str
    label: str
    content: str | None = None

    @property
    def address(self) -> str:
        """The path, in the reader's language."""
        return reverse(self.name)


ROOMS = (
    Room("learn:what-is-mmn", say_later("site.room.what_is_mmn"), "what_is_mmn"),
    Room("inside:page", say_later("site.room.inside"), "inside"),
    Room("learn:symptoms", say_later("site.room.symptoms"), "symptoms"),
    Room("learn:causes", say_later("site.room.causes"), "causes"),
    Room("learn:diagnosis", say_later("site.room.diagnosis"), "diagnosis"),
    Room("learn:treatment", say_later("site.room.treatment"), "treatment"),
    Room("learn:living", say_later("site.room.living"), "living"),
    Room("learn:is-it-als", say_later("site.room.is_it_als"), "is-it-als"),
    Room("learn:newly-diagnosed", say_later("site.room.newly_diagnosed"), "newly-diagnosed"),
    Room("learn:infusion", say_later("site.room.infusion"), "infusion"),
    Room("learn:everyday", say_later("site.room.everyday"), "everyday"),
    Room("learn:for-family", say_later("site.room.for_family"), "for-family"),
    Room("learn:journeys", say_later("site.room.journeys"), "journeys"),
    Room("learn:help", say_later("site.room.help"), "help"),
    Room("dots:page", say_later("site.room.dots")),
    Room("learn:trial-sheet", say_later("site.room.trial_sheet"), "trial-sheet"),
    Room("learn:for-doctors", say_later("site.room.for_doctors"), "for-doctors"),
    Room("workup:page", say_later("site.room.workup")),
    Room("lab:page", say_later("site.room.lab"), "lab"),
    Room("learn:glossary", say_later("site.room.glossary")),
    Room("learn:about", say_later("site.room.about"), "about"),
)


if TYPE_CHECKING:
    _Sitemap = Sitemap[Room]
else:
    _Sitemap = Sitemap  # generic in the type stubs only


class RoomsSitemap(_Sitemap):
    """/sitemap.xml: every room, and when its words were last reviewed."""

    def items(self) -> list[Room]:
        """The rooms of the menu, and the sources."""
        return [*ROOMS, Room("learn:sources", say_later("site.sources"))]

    def location(self, item: Room) -> str:
        """The room's path."""
        return item.address

    def lastmod(self, item: Room) -> datetime.date | None:
        """When the room's words were last reviewed; None where it has none of its own."""
        return max(p.reviewed for p in page(item.content).paragraphs()) if item.content else None
