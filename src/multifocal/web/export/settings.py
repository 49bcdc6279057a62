"""Django settings of an export: nobody signs in, nothing is posted, no cookie is set."""

from multifocal.web.base_settings import *  # noqa: F403  (settings are a module's names)
from multifocal.web.base_settings import HERE, PAGES
from multifocal.web.base_settings import TEMPLATES as OF_EVERY_MODE
from multifocal.web.site.static_version import static_version

HOST = "export.invalid"
"""Stands for the address of the export while its pages are made: a name that nobody can have."""

SITE_MODE = "exported"
PROGRAM = None  # set to what the copy hands out, where it does
SHARED_ORIGIN = None  # set to the copy's own address once that is known
ROOT_URLCONF = "multifocal.web.export.urls"
ALLOWED_HOSTS = [HOST]
SECRET_KEY = "nothing of an export is signed"
INSTALLED_APPS = PAGES
DATABASES: dict[str, dict[str, str]] = {}
MIDDLEWARE = [
    "django.middleware.locale.LocaleMiddleware",
    "multifocal.web.site.language.SpokenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
]
TEMPLATES = [
    {**backend, "DIRS": [HERE / "export" / "templates", *backend["DIRS"]]}
    for backend in OF_EVERY_MODE
]

# Each version's files stand in a folder of their own: they may be kept for ever, and an old page
# never gets a new script.
STATIC_URL = f"/static/{static_version(HERE / 'static')}/"
