"""The pages that explain."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from multifocal.sources import all_sources
from multifocal.web.learn.body_dots import present_body
from multifocal.web.learn.hero import hero
from multifocal.web.learn.presenter import present_glossary
from multifocal.web.site.content import page
from multifocal.web.site.presenter import EVIDENCE, Citation, present_page
from multifocal.words import say


@require_safe
def what_is_mmn(request: HttpRequest) -> HttpResponse:
    """The first page: what MMN is, told whole without a script."""
    words = present_page(page("what_is_mmn", get_language()))
    body = present_body(say("learn.home.body.text"), words.groups["dot"])
    return render(request, "learn/what_is_mmn.html", {"words": words, "body": body, "hero": hero()})


@require_safe
def chapters(request: HttpRequest, name: str) -> HttpResponse:
    """A page of chapters, `content/LANG/NAME.toml`, in its own template if it brings one."""
    words = present_page(page(name, get_language()), "learn/chapter_figures")
    return render(request, [f"learn/{name}.html", "learn/chapters.html"], {"words": words})


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every hard word of the site, with how it is said."""
    return render(request, "learn/glossary.html", {"glossary": present_glossary()})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is, what it is not, privacy, and how it was made."""
    words = present_page(page("about", get_language()))
    privacy = words.groups[f"privacy_{settings.SITE_MODE}"]
    return render(request, "learn/about.html", {"words": words, "privacy": privacy})


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every source of every page, constant and finding, with how the project knows it."""
    citations = [Citation(n, source) for n, source in enumerate(all_sources(), start=1)]
    groups = [
        (words, [c for c in citations if c.source.evidence == evidence])
        for evidence, words in EVIDENCE.items()
    ]
    return render(request, "learn/sources.html", {"groups": groups, "total": len(citations)})
