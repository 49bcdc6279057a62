"""Addresses of the workup page."""

from django.urls import path

from multifocal.web.workup import views

app_name = "workup"
urlpatterns = [
    path("workup", views.page, name="page"),
    path("workup/compare", views.compare, name="compare"),
    path("workup/marks", views.marks, name="marks"),
    path("workup/download", views.download, name="download"),
    path("workup/profile", views.profile, name="profile"),
    path("workup/conclusion.rtf", views.conclusion, name="conclusion"),
    path("workup/report.pdf", views.report, name="report"),
]
