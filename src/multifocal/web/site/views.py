"""What programs ask of the site: those that search it, and those that show a link to it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from multifocal.web.site import share


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt: all may be read, but for fragments and the lab's countless settings."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('inside:picture')}",
        f"Disallow: {reverse('lab:page')}?",
        f"Disallow: {reverse('lab:page')}/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def share_picture(request: HttpRequest) -> HttpResponse:
    """/share.png."""
    del request  # the same picture for everyone
    response = HttpResponse(share.picture(), content_type="image/png")
    response["Cache-Control"] = "public, max-age=86400"
    return response
