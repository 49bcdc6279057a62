"""Addresses of the site. English has no prefix; another language gets its own (`/nl/about`)."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path

from multifocal.web.site.views import without_slash

pages: list[URLPattern | URLResolver] = [
    path("", include("multifocal.web.learn.urls")),
    path("", include("multifocal.web.workup.urls")),
    path("", include("multifocal.web.inside.urls")),
    path("", include("multifocal.web.dots.urls")),
    path("", include("multifocal.web.diary.urls")),
    path("", include("multifocal.web.lab.urls")),
    path("", include("multifocal.web.localize.urls")),
]
"""What each language has."""

urlpatterns: list[URLPattern | URLResolver] = [path("", include("multifocal.web.site.urls"))]
urlpatterns += i18n_patterns(*pages, prefix_default_language=False)
urlpatterns += [re_path(r"^(?P<path>.+)/$", without_slash)]  # last: no page has a slash at its end
