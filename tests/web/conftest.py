"""Django for the tests of the site: real settings, a data folder of its own, no database."""

import atexit
import os
import tempfile
from collections.abc import Iterator

import pytest

# Settings are read once a process, so the folder must be named before Django is set up.
_DATA = tempfile.TemporaryDirectory(prefix="multifocal-test-")
atexit.register(_DATA.cleanup)
os.environ["MULTIFOCAL_DATA"] = _DATA.name
# Browser tests before these leave an event loop in the process: nothing of Django runs in it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
os.environ["DJANGO_SETTINGS_MODULE"] = "multifocal.web.settings"

import django  # noqa: E402

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402


@pytest.fixture(autouse=True)
def no_database() -> Iterator[None]:
    """These pages store nothing and read nothing stored: any query fails the test."""

    def refuse(*_: object) -> None:
        raise AssertionError("a page asked the database")

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def client() -> Client:
    """A browser without scripts, on this machine."""
    return Client(SERVER_NAME="127.0.0.1")
