"""The rooms of the site: what the menu shows and what search engines are told."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from multifocal.web.site.content import page


@dataclass(frozen=True)
class Room:
    """A page of the menu: the name of its address, its label, and its content file, if any."""

    name: str
    label: str | Promise
    content: str | None = None

    @property
    def address(self) -> str:
        """The path, in the reader's language."""
        return reverse(self.name)


ROOMS = (
    Room("learn:what-is-mmn", _("What MMN is"), "what_is_mmn"),
    Room("inside:page", _("Inside"), "inside"),
    Room("learn:symptoms", _("Symptoms"), "symptoms"),
    Room("learn:causes", _("Causes"), "causes"),
    Room("learn:diagnosis", _("Diagnosis"), "diagnosis"),
    Room("learn:treatment", _("Treatment"), "treatment"),
    Room("learn:living", _("Living"), "living"),
    Room("dots:page", _("My dots")),
    Room("workup:page", _("Workup")),
    Room("lab:page", _("Lab"), "lab"),
    Room("learn:glossary", _("Glossary")),
    Room("learn:about", _("About"), "about"),
)


if TYPE_CHECKING:
    _Sitemap = Sitemap[Room]
else:
    _Sitemap = Sitemap  # generic in the type stubs only


class RoomsSitemap(_Sitemap):
    """/sitemap.xml: every room, and when its words were last reviewed."""

    def items(self) -> list[Room]:
        """The rooms of the menu, and the sources."""
        return [*ROOMS, Room("learn:sources", _("Sources"))]

    def location(self, item: Room) -> str:
        """The room's path."""
        return item.address

    def lastmod(self, item: Room) -> datetime.date | None:
        """When the room's words were last reviewed; None where it has none of its own."""
        return max(p.reviewed for p in page(item.content).paragraphs()) if item.content else None
