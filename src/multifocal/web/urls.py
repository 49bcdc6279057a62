"""Addresses of the site. English has no prefix; another language gets its own (`/nl/about`)."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, include, path

from multifocal.web.share import share_picture
from multifocal.web.sitemap import RoomsSitemap, robots

urlpatterns: list[URLPattern | URLResolver] = [
    path("sitemap.xml", sitemap, {"sitemaps": {"rooms": RoomsSitemap}}, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("share.png", share_picture, name="share-picture"),
]
urlpatterns += i18n_patterns(
    path("", include("multifocal.web.learn.urls")),
    path("", include("multifocal.web.workup.urls")),
    path("", include("multifocal.web.inside.urls")),
    path("", include("multifocal.web.dots.urls")),
    path("", include("multifocal.web.lab.urls")),
    prefix_default_language=False,
)
