"""Django settings that are the same in every mode of the site."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from multifocal.web.installation import contact

HERE = Path(__file__).resolve().parent

DEBUG = False
REPORT_CONTACT = contact()  # where every page's foot sends those who report a mistake
PRECOMPUTED = None  # /inside computes; an export's page reads what was computed beforehand

PAGES = [
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "multifocal.web.site",
    "multifocal.web.learn",
    "multifocal.web.workup",
    "multifocal.web.inside",
    "multifocal.web.dots",
    "multifocal.web.localize",
    "multifocal.web.lab",
    "multifocal.web.diary",
]
"""The apps of every mode."""

ROOT_URLCONF = "multifocal.web.urls"
APPEND_SLASH = False  # no page has one at its end; one that is typed is taken off (web/urls.py)
WSGI_APPLICATION = "multifocal.web.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
            "builtins": ["multifocal.web.site.templatetags.words"],
        },
    }
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Static files are served from the packages themselves, so there is no collecting step to forget.
STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Uploads stay in memory and are never written to a temporary file; the views set their own,
# lower limits.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "multifocal.web.site.quiet_log.QuietFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "multifocal": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
