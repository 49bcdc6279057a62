"""The addresses of an export. What a server would have to compute is replaced by one page that says
how to run it."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from multifocal.web.export import views
from multifocal.web.export.phone import views as phone
from multifocal.web.site.urls import urlpatterns as site

RUN = (
    [path("workup", views.run, name="page"), path("workup/compare", views.run, name="compare")],
    "workup",
)
LAB = ([path("lab", views.run, name="page")], "lab")
LOCALIZE = ([path("localize", views.run, name="page")], "localize")
DIARY = (
    [
        path("diary", phone.page, name="page"),
        path("diary/shape.json", phone.tables, name="shape"),
        path("diary/words.json", phone.words, name="words"),
    ],
    "diary",
)
urlpatterns: list[URLPattern | URLResolver] = [path("", include(site))]
urlpatterns += i18n_patterns(
    path("", include("multifocal.web.learn.urls")),
    path("", include("multifocal.web.inside.urls")),
    path("", include(RUN)),
    path("", include(LAB)),
    path("", include(LOCALIZE)),
    path("", include(DIARY)),
    path("", include("multifocal.web.dots.urls")),
    path("404", views.not_found, name="not-found"),
    prefix_default_language=False,
)
