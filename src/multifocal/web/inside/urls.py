"""Addresses of `/inside`."""

from django.urls import path

from multifocal.web.inside import views

app_name = "inside"
urlpatterns = [
    path("inside", views.page, name="page"),
    path("inside/fiber", views.fiber, name="fiber"),
    path("inside/picture", views.picture, name="picture"),
]
