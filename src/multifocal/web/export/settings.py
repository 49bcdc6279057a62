"""Django settings of an export: nobody signs in, nothing is posted, no cookie is set."""

from hashlib import sha256

from multifocal.web import settings as local

globals().update({name: getattr(local, name) for name in dir(local) if name.isupper()})

HERE = local.HERE
HOST = "export.invalid"
"""Stands for the address of the export while its pages are made: a name that nobody can have."""

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


def _version() -> str:
    """A name that changes with any of the static files."""
    digest = sha256()
    for path in sorted((HERE / "static").rglob("*")):
        if path.is_file() and path.suffix != ".gz":
            name = path.relative_to(HERE / "static").as_posix()
            digest.update(f"{name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


# Each version's files stand in a folder of their own: they may be kept for ever, and an old page
# never gets a new script.
STATIC_URL = f"/static/{_version()}/"
