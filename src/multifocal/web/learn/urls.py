"""Addresses of the pages that explain."""

from django.urls import path

from multifocal.web.learn import views

CHAPTERS = (
    "symptoms",
    "causes",
    "diagnosis",
    "treatment",
    "living",
    "is-it-als",
    "newly-diagnosed",
    "infusion",
    "everyday",
    "for-family",
    "help",
    "journeys",
    "trial-sheet",
    "for-doctors",
)
"""Pages of chapters: address, name and content file are the same word."""

app_name = "learn"
urlpatterns = [
    path("", views.what_is_mmn, name="what-is-mmn"),
    *(path(name, views.chapters, {"name": name}, name=name) for name in CHAPTERS),
    path("glossary", views.glossary, name="glossary"),
    path("about", views.about, name="about"),
    path("sources", views.sources, name="sources"),
]
