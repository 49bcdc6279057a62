"""Addresses that are the same in every language."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from multifocal.web.site import views
from multifocal.web.site.rooms import RoomsSitemap

urlpatterns = [
    path("sitemap.xml", sitemap, {"sitemaps": {"rooms": RoomsSitemap}}, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("share.png", views.share_picture, name="share-picture"),
]
