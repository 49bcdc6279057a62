"""Django settings of the public mode: no accounts, no database, no cookies, nothing stored."""

import secrets

from multifocal.web.base_settings import *  # noqa: F403  (settings are a module's names)
from multifocal.web.base_settings import HERE, PAGES, TEMPLATES
from multifocal.web.public.mode import PublicMode
from multifocal.web.site.static_version import static_version

_mode = PublicMode.handed_over()
SITE_MODE = "public"
SHARED_ORIGIN = _mode.origin
ALLOWED_HOSTS = list(_mode.hosts)
SECRET_KEY = secrets.token_urlsafe(48)  # Django wants one; nothing here is signed
DATABASES: dict[str, dict[str, str]] = {}

INSTALLED_APPS = PAGES

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "multifocal.web.site.headers.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "multifocal.web.site.language.SpokenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "multifocal.web.public.turned_away.TurnedAwayMiddleware",
]

# Posts carry no authority here, so there is no token to show: every answer is the same bytes.
_processors = [
    *TEMPLATES[0]["OPTIONS"]["context_processors"],
    "multifocal.web.public.turned_away.no_token",
]
TEMPLATES = [
    {**TEMPLATES[0], "OPTIONS": {**TEMPLATES[0]["OPTIONS"], "context_processors": _processors}}
]

# Every version's files have addresses of their own, which may be kept for ever.
STATIC_URL = f"/static/{static_version(HERE / 'static')}/"
