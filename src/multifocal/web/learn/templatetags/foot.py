"""The foot of every page: who reviewed it, and how to report a mistake. Works without a request,
as for the page of a broken server."""

import datetime
from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from multifocal.web.installation import Contact
from multifocal.web.learn.content.page import page
from multifocal.web.learn.content.reviewers import ClinicalReview, clinical_reviews
from multifocal.web.sitemap import ROOMS

register = template.Library()


@dataclass(frozen=True)
class Reporting:
    """Where the link in the foot leads, and the contact of the installation, if it has one."""

    address: str
    contact: Contact | None


@dataclass(frozen=True)
class ShownReview:
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
        "subject": gettext("A mistake on a page of Multifocal"),
        "body": gettext(
            "Page:\nWhat is wrong:\nWhat would be right, and where that can be read:\n\n"
            "(Please leave out anything about your own health.)\n"
        ),
    }
    return Reporting(f"mailto:{contact.address}?{urlencode(words).replace('+', '%20')}", contact)


@register.simple_tag(takes_context=True)
def clinical_review(context: template.Context) -> ShownReview | None:
    """The page's review by a clinician; None where there is none, or no page."""
    match = getattr(context.get("request"), "resolver_match", None)
    name = match.view_name if match else ""
    review = clinical_reviews().get(name)
    return ShownReview(review, _changed(name) > review.on) if review else None


def _changed(view_name: str) -> datetime.date:
    """When words of the page were last changed; long ago where it has no words of its own."""
    names = [room.content for room in ROOMS if room.name == view_name and room.content]
    dates = [p.reviewed for name in names for p in page(name).paragraphs()]
    return max(dates, default=datetime.date.min)
