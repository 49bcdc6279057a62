"""The site inside granian's worker process."""

import atexit
import contextlib
import os
import sys
import threading

from django.core.handlers.wsgi import WSGIHandler

from multifocal.orphaned import end_with_parent


def application() -> WSGIHandler:
    """The WSGI application, made once in the worker."""
    stand_apart()
    from multifocal.web.wsgi import application as site  # noqa: PLC0415 (after leaving the group)

    threading.Thread(target=warm, name="warm", daemon=True).start()
    return site


def stand_apart() -> None:
    """Ends with the parent, but not by the key that ends the parent.

    Ctrl-C reaches every process of the terminal's group. granian's worker hangs when the key
    press and its parent's own signal both arrive, so the worker leaves the group: only the
    parent hears the key, and stops its worker.
    """
    if hasattr(os, "setpgrp"):
        os.setpgrp()
    atexit.register(_end_at_once)
    end_with_parent()


def _end_at_once() -> None:
    """Ends this process before Python is taken apart under the threads that still run.

    The server's own threads, and those that compile or draw, come back from compiled code to a
    Python that up to 3.13 ends such a thread where it stands: compiled code that may not be left
    so aborts the process with words of its own (pyo3 issue 6084, CPython issue 87135).
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):  # none, gone or closed
            stream.flush()
    os._exit(0)


def warm() -> None:
    """Computes what pages show first, so that a first visitor seldom waits for it."""
    from django.conf import settings  # noqa: PLC0415

    from multifocal.web.inside.experiment import warm  # noqa: PLC0415
    from multifocal.web.lab.experiment import simulate  # noqa: PLC0415
    from multifocal.web.lab.state import START  # noqa: PLC0415
    from multifocal.web.learn.example_studies import example_studies  # noqa: PLC0415

    example_studies(settings.LANGUAGE_CODE)
    warm()
    simulate(START)
