"""Django settings of the local mode: one owner, loopback only, nothing leaves the machine."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.functional import SimpleLazyObject

from multifocal.web.installation import contact, cookie_name, data_folder, secret_key

HERE = Path(__file__).resolve().parent

DEBUG = False
SECRET_KEY = SimpleLazyObject(secret_key)  # lazy: type checkers and tools need no key file
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

REPORT_CONTACT = contact()  # where every page's foot sends those who report a mistake

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "multifocal.web.accounts",
    "multifocal.web.site",
    "multifocal.web.learn",
    "multifocal.web.workup",
    "multifocal.web.inside",
    "multifocal.web.dots",
    "multifocal.web.localize",
    "multifocal.web.lab",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "multifocal.web.site.headers.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "multifocal.web.site.language.SpokenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "multifocal.web.urls"
WSGI_APPLICATION = "multifocal.web.wsgi.application"

TEMPLATES = [
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

# One dictionary on purpose: a hosted mode puts PostgreSQL here and nothing else changes.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_folder() / "multifocal.sqlite3",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

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
WHITENOISE_MAX_AGE = 0  # revalidated each time: an upgrade never shows yesterday's style

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

SESSION_COOKIE_NAME = cookie_name("session")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = cookie_name("csrf")
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone when the browser closes
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = cookie_name("language")
LANGUAGE_COOKIE_SAMESITE = "Lax"

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
