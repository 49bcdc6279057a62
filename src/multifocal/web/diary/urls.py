"""Addresses of the diary. Only the local mode has one; elsewhere one page says so."""

from django.conf import settings
from django.urls import URLPattern, path

app_name = "diary"
urlpatterns: list[URLPattern]

if settings.SITE_MODE == "local":
    from multifocal.web.diary import (
        data_views,
        erase_views,
        look_views,
        other_programs,
        passphrase_views,
        phone_views,
        views,
    )

    urlpatterns = [
        path("diary", views.page, name="page"),
        path("diary/open", views.enter, name="open"),
        path("diary/add/<slug:kind>", views.add, name="add"),
        path("diary/all/<int:year>", views.year, name="year"),
        path("diary/entry/<uuid:entry_id>", views.entry, name="entry"),
        path("diary/entry/<uuid:entry_id>/correct", views.correct, name="correct"),
        path("diary/entry/<uuid:entry_id>/delete", views.delete, name="delete"),
        path("diary/entry/<uuid:entry_id>/erase", views.erase, name="erase"),
        path("diary/entry/<uuid:entry_id>/was/<uuid:later_id>", views.same, name="same"),
        path("diary/entry/<uuid:entry_id>/back", views.put_back, name="put_back"),
        path("diary/deleted", views.deleted, name="deleted"),
        path("diary/course", look_views.course, name="course"),
        path("diary/report", look_views.report, name="report"),
        path("diary/phone", phone_views.page, name="phone"),
        path("diary/data", data_views.page, name="data"),
        path("diary/data/bundle.json", data_views.bundle, name="bundle"),
        path("diary/data/tables.zip", data_views.tables, name="tables"),
        path("diary/data/fhir.json", other_programs.fhir, name="fhir"),
        path("diary/data/calendar", other_programs.calendar, name="calendar"),
        path("diary/data/bring", data_views.bring, name="bring"),
        path("diary/data/erase", erase_views.everything, name="erase_all"),
        path("diary/data/take", data_views.take, name="take"),
        path("diary/passphrase", passphrase_views.page, name="passphrase"),
        path("diary/unlock", passphrase_views.unlock, name="unlock"),
        path("diary/lock", passphrase_views.lock, name="lock"),
    ]
else:
    from multifocal.web.diary import elsewhere

    urlpatterns = [path("diary", elsewhere.page, name="page")]
