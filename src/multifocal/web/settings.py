"""Django settings of the local mode: one owner, loopback only, nothing leaves the machine."""

from typing import Any

from django.utils.functional import SimpleLazyObject

from multifocal.web.base_settings import *  # noqa: F403  (settings are a module's names)
from multifocal.web.base_settings import PAGES
from multifocal.web.installation import cookie_name, data_folder, secret_key, shared_origin

SITE_MODE = "local"
SHARED_ORIGIN = shared_origin()
SECRET_KEY = SimpleLazyObject(secret_key)  # lazy: type checkers and tools need no key file
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "multifocal.web.accounts",
    *PAGES,
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "multifocal.web.site.headers.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "multifocal.web.site.packing.PackedPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "multifocal.web.site.language.SpokenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

DIARY_FILE = data_folder() / "diary.sqlite3"
DIARY_BACKUPS = True  # copies are made by themselves
DIARY_OPENED_BY = "launch"  # the one-time link; at home it is a phone's code

# One dictionary on purpose: a hosted mode puts PostgreSQL here and nothing else changes.
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_folder() / "multifocal.sqlite3",
    },
    # A file of its own, which only diary/database.py makes: mode=rw opens what is there. EXTRA is
    # FULL and also puts the end of a transaction on the disk before it is acknowledged; what is
    # erased is overwritten. Encrypted or not, told by the file itself.
    "diary": {
        "ENGINE": "multifocal.web.diary.backend",
        "NAME": f"{DIARY_FILE.as_uri()}?mode=rw",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON",
        },
    },
}
DATABASE_ROUTERS = ["multifocal.web.diary.router.DiaryRouter"]
AUTH_USER_MODEL = "accounts.User"

WHITENOISE_MAX_AGE = 0  # revalidated each time: an upgrade never shows yesterday's style

SESSION_COOKIE_NAME = cookie_name("session")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = cookie_name("csrf")
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone when the browser closes
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = cookie_name("language")
LANGUAGE_COOKIE_SAMESITE = "Lax"
