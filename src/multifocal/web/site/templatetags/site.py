"""What every page shows of the site as a whole: its rooms, its own address, what it is about,
who reviewed it, and how to report a mistake. Works without a request, as for the page of a broken
server."""

import datetime
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from multifocal.web.installation import Contact
from multifocal.web.site.addresses import linked
from multifocal.web.site.content.page import ClinicalReview, clinical_reviews, page
from multifocal.web.site.handing_on import HandedOn
from multifocal.web.site.presenter import PresentedPage
from multifocal.web.site.rooms import FOOT, GROUPS, ROOMS, Group, Room, group_of, next_room
from multifocal.words import say

HOME = "learn:what-is-mmn"

register = template.Library()
register.filter("linked", linked)

# A data block is text inside HTML: nothing in it may end the element.
_ESCAPED = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@register.simple_tag
def menu() -> tuple[Group, ...]:
    """The menu."""
    return GROUPS


@register.simple_tag
def foot_rooms() -> tuple[Room, ...]:
    """What the foot of every page leads to."""
    return FOOT


@register.simple_tag(takes_context=True)
def group_here(context: template.Context) -> Group | None:
    """The group of the page that is shown; None where it has none."""
    return group_of(_view_name(context))


@register.simple_tag(takes_context=True)
def room_after(context: template.Context) -> Room | None:
    """The page to read next; None where there is none."""
    return next_room(_view_name(context))


@register.simple_tag(takes_context=True)
def leads_to_diary(context: template.Context) -> bool:
    """Whether the page tells of the diary: the first page, and those that help to prepare, where
    this copy of the site keeps one."""
    name, group = _view_name(context), group_of(_view_name(context))
    prepares = name == HOME or (group is not None and group.id == "prepare")
    return settings.SITE_MODE == "local" and prepares


def _view_name(context: template.Context) -> str:
    match = getattr(context.get("request"), "resolver_match", None)
    return match.view_name if match else ""


@register.simple_tag(takes_context=True)
def origin(context: template.RequestContext) -> str:
    """Scheme and host of this site; empty where the host is refused or there is no request."""
    request: HttpRequest | None = context.get("request")
    try:
        return request.build_absolute_uri("/").rstrip("/") if request else ""
    except DisallowedHost:
        return ""


@register.simple_tag(takes_context=True)
def handed_on(context: template.RequestContext) -> HandedOn | None:
    """How the page is handed on; None where others cannot open this copy of the site, and for what
    is no room of it. Never with a query: what somebody chose is not handed on."""
    request: HttpRequest | None = context.get("request")
    origin: str | None = settings.SHARED_ORIGIN
    if not origin or request is None or _view_name(context) not in {room.name for room in ROOMS}:
        return None
    # a page of the site as files is the index of a folder of its own
    folder = settings.SITE_MODE == "exported" and not request.path.endswith("/")
    return HandedOn(f"{origin}{quote(request.path)}{'/' * folder}")


@register.simple_tag(takes_context=True)
def block_again(context: template.RequestContext, name: str) -> str:
    """What the page put into the block `name`, for a second place; empty outside a page."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return str(block.nodelist.render(context)).strip() if block else ""


@register.simple_tag(takes_context=True)
def medical_web_page(context: template.RequestContext, address: str) -> SafeString:
    """The page told to search engines in schema.org's words, as a data block that runs nothing.

    Empty for pages without words of their own.
    """
    words = context.get("words")
    if not isinstance(words, PresentedPage):
        return mark_safe("")
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": words.page.title,
        "description": words.page.description,
        "url": address,
        "inLanguage": get_language(),
        "lastReviewed": words.reviewed.isoformat(),
        "isAccessibleForFree": True,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "publisher": {"@type": "Organization", "name": "Multifocal"},
        "about": {
            "@type": "MedicalCondition",
            "name": say("site.disease"),
            "alternateName": say("site.disease.short"),
            "code": {"@type": "MedicalCode", "codeValue": "641", "codingSystem": "ORPHA"},
        },
        "citation": [
            {
                "@type": "CreativeWork",
                "name": one.source.title,
                "author": one.source.authors,
                **({"sameAs": f"https://doi.org/{one.source.doi}"} if one.source.doi else {}),
            }
            for one in words.citations
            if one.source.evidence in ("read", "abstract", "secondary")
        ],
    }
    seen = clinical_review(context)
    if seen is not None:
        told["reviewedBy"] = {
            "@type": "Person",
            "name": seen.review.name,
            "jobTitle": seen.review.role,
        }
    data = json.dumps(told, ensure_ascii=False).translate(_ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{data}</script>')


@dataclass(frozen=True)
class Reporting:
    """Where the link in the foot leads, and the contact of the installation, if it has one."""

    address: str
    contact: Contact | None


@dataclass(frozen=True)
class PresentedReview:
    """A clinician's review, and whether words of the page have changed since."""

    review: ClinicalReview
    changed_since: bool


@register.simple_tag
def reporting() -> Reporting:
    """How to report a mistake. A mail starts with fixed words: nothing of the page, of what was
    typed into it, or of its address is put in."""
    contact: Contact | None = settings.REPORT_CONTACT
    if contact is None:
        return Reporting(f"{reverse('learn:about')}#report", None)
    if not contact.by_mail:
        return Reporting(contact.address, contact)
    words = {
        "subject": say("site.report.subject"),
        "body": say("site.report.body"),
    }
    return Reporting(f"mailto:{contact.address}?{urlencode(words).replace('+', '%20')}", contact)


@register.simple_tag(takes_context=True)
def clinical_review(context: template.Context) -> PresentedReview | None:
    """The page's review by a clinician; None where there is none, or no page."""
    name = _view_name(context)
    review = clinical_reviews().get(name)
    return PresentedReview(review, _changed(name) > review.on) if review else None


def _changed(view_name: str) -> datetime.date:
    """When words of the page were last changed; long ago where it has no words of its own."""
    names = [room.content for room in ROOMS if room.name == view_name and room.content]
    dates = [p.reviewed for name in names for p in page(name).paragraphs()]
    return max(dates, default=datetime.date.min)
