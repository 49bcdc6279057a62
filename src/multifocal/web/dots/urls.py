"""Addresses of `/dots`."""

from django.urls import path

from multifocal.web.dots import views

app_name = "dots"
urlpatterns = [
    path("dots", views.page, name="page"),
    path("dots/tables.json", views.tables, name="tables"),
    path("dots/words.json", views.words, name="words"),
    path("dots/appointment", views.appointment, name="appointment"),
]
