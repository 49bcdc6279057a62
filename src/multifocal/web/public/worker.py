"""The public site inside granian's worker process."""

from dataclasses import replace

from multifocal.web.public.compute import BOUNDS, Compute
from multifocal.web.public.door import Door
from multifocal.web.public.mode import PublicMode
from multifocal.web.worker import stand_apart


def application() -> Door:
    """The door, made once in the worker, with the processes that compute for it."""
    stand_apart()
    from multifocal.web.wsgi import application as site  # noqa: PLC0415 (after standing apart)

    mode = PublicMode.handed_over()
    return Door(mode, site, Compute(replace(BOUNDS, processes=mode.processes)))
