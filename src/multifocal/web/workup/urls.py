"""Address of the workup page."""

from django.urls import path

from multifocal.web.workup import results, views

app_name = "workup"
urlpatterns = [
    path("workup", views.page, name="page"),
    path("workup/report.pdf", results.report, name="report"),
]
