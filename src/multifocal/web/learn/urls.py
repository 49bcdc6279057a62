"""Addresses of the pages that explain."""

from django.urls import path

from multifocal.web.learn import views

app_name = "learn"
urlpatterns = [
    path("", views.what_is_mmn, name="what-is-mmn"),
    path("about", views.about, name="about"),
    path("sources", views.sources, name="sources"),
]
