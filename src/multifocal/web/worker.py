"""The site inside granian's worker process."""

import multiprocessing
import os
import threading

from django.core.handlers.wsgi import WSGIHandler


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
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()


def _end_with_parent() -> None:
    """Ends this process as soon as the one that supervises it is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # at once: nobody is left to stop a server that is asked to end


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
