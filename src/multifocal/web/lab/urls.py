"""Addresses of `/lab`."""

from django.urls import path

from multifocal.web.lab import views

app_name = "lab"
urlpatterns = [
    path("lab", views.page, name="page"),
    path("lab/answer", views.answer, name="answer"),
    path("lab/download", views.taken, name="download"),
]
