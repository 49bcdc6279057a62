"""Django settings of the site at home: the local mode's, over TLS, for the phone that is in."""

from multifocal.web.home.mode import HomeMode
from multifocal.web.settings import *  # noqa: F403  (settings are a module's names)

_mode = HomeMode.handed_over()
ALLOWED_HOSTS = [f"[{_mode.address}]" if ":" in _mode.address else _mode.address]
CSRF_TRUSTED_ORIGINS = [_mode.origin]
DIARY_OPENED_BY = "phone"  # the code's cookie; the launch's link opens nothing here

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_SECURE = True
# HSTS is for names, browsers do not heed it for addresses (RFC 6797, 8.1.1); and where they did,
# nobody could go past the warning of a certificate that this machine made itself.
SECURE_HSTS_SECONDS = 0
