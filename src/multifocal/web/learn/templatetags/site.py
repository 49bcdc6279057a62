"""What every page shows of the site as a whole: its rooms, its own address, what it is about."""

import json
from typing import Any

from django import template
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from multifocal.web.learn.presentation import ShownPage
from multifocal.web.learn.templatetags.foot import clinical_review
from multifocal.web.sitemap import ROOMS, Room

register = template.Library()

# A data block is text inside HTML: nothing in it may end the element.
_ESCAPED = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@register.simple_tag
def rooms() -> tuple[Room, ...]:
    """The rooms of the menu."""
    return ROOMS


@register.simple_tag(takes_context=True)
def origin(context: template.RequestContext) -> str:
    """Scheme and host of this site; empty where the host is refused or there is no request."""
    request: HttpRequest | None = context.get("request")
    try:
        return request.build_absolute_uri("/").rstrip("/") if request else ""
    except DisallowedHost:
        return ""


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
    if not isinstance(words, ShownPage):
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
            "name": "Multifocal motor neuropathy",
            "alternateName": "MMN",
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
