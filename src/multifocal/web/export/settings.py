"""Django settings of an export: nobody signs in, nothing is posted, no cookie is set."""

from multifocal.web import settings as local
from multifocal.web.site.static_version import static_version

globals().update({name: getattr(local, name) for name in dir(local) if name.isupper()})

HERE = local.HERE
HOST = "export.invalid"
"""Stands for the address of the export while its pages are made: a name that nobody can have."""

SITE_MODE = "exported"
ROOT_URLCONF = "multifocal.web.export.urls"
ALLOWED_HOSTS = [HOST]
SECRET_KEY = "nothing of an export is signed"
DATABASES: dict[str, dict[str, str]] = {}
MIDDLEWARE = [
    "django.middleware.locale.LocaleMiddleware",
    "multifocal.web.site.language.SpokenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
]
TEMPLATES = [
    {**backend, "DIRS": [HERE / "export" / "templates", HERE / "templates"]}
    for backend in local.TEMPLATES
]

# Each version's files stand in a folder of their own: they may be kept for ever, and an old page
# never gets a new script.
STATIC_URL = f"/static/{static_version(HERE / 'static')}/"
