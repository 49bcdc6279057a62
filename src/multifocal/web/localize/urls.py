"""Addresses of `/localize`."""

from django.urls import path

from multifocal.web.localize import views

app_name = "localize"
urlpatterns = [path("localize", views.page, name="page")]
