"""What programs ask of the site: those that search it, and those that show a link to it; and where
an address with a slash at its end leads."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve, reverse
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


def without_slash(request: HttpRequest, path: str) -> HttpResponse:
    """`/symptoms/`, as it is often typed, leads to `/symptoms`. Http404 where that is no page, and
    for what is sent: it must reach its page or be refused."""
    address = f"/{path.rstrip('/')}"
    if request.method not in ("GET", "HEAD"):
        raise Http404
    try:
        resolve(address)
    except Resolver404:
        raise Http404 from None
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{quote(address)}?{query}" if query else quote(address))
