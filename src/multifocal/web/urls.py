"""Addresses of the site. English has no prefix; another language gets its own (`/nl/about`)."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("", include("multifocal.web.learn.urls")),
    path("", include("multifocal.web.workup.urls")),
    path("", include("multifocal.web.inside.urls")),
    prefix_default_language=False,
)
