"""The site at home inside granian's worker process."""

import threading

from multifocal.web.home.door import Door
from multifocal.web.home.mode import HomeMode
from multifocal.web.worker import stand_apart


def application() -> Door:
    """The door, made once in the worker."""
    stand_apart()
    from multifocal.web.wsgi import application as site  # noqa: PLC0415 (after standing apart)

    threading.Thread(target=warm, name="warm", daemon=True).start()
    return Door(HomeMode.handed_over(), site)


def warm() -> None:
    """Loads the pages, so that the phone's first one does not wait for it."""
    from django.urls import get_resolver  # noqa: PLC0415 (after Django was set up)

    _ = get_resolver().url_patterns
