"""`multifocal warm`: compiles the solver beforehand, so that no first answer waits for it."""

import logging
import multiprocessing

import typer

from multifocal.fault import Fault
from multifocal.words import say


def warm() -> None:
    """`multifocal warm`, whose help is `cli.warm.help`."""
    from multifocal.fiber.jit import FOLDER  # noqa: PLC0415  (numba loads only when asked)
    from multifocal.fiber.sharing import cores  # noqa: PLC0415

    if FOLDER is None:
        raise Fault("fiber.nowhere_to_keep")
    beside = None
    if cores() > 1:  # numba compiles one thing at a time in a process
        beside = multiprocessing.get_context("spawn").Process(target=_the_others, args=(True,))
        beside.start()
    _fast_engine()
    if beside is not None:
        beside.join()
    _the_others()  # compiled by now, unless the process beside failed
    typer.echo(say("fiber.compiling.kept", folder=FOLDER))


def _fast_engine() -> None:
    from multifocal import body, fiber, nerve  # noqa: PLC0415

    mrg = fiber.Fibers(fiber.Geometry.of([10.0]), 21)
    fiber.conduct(mrg, [fiber.Lesion.at_all("paranode", [10], 1.0)], engine="fast")
    focus = nerve.Focus(body.path("adm").place_at(180), 0.3)
    nerve.examine(harm=nerve.Harm((focus,)), sides=("right",), stimuli=1)
    fiber.membrane_currents(mrg, duration_ms=0.1)
    fiber.activation_threshold(mrg)


def _the_others(silent: bool = False) -> None:
    from multifocal import fiber  # noqa: PLC0415

    if silent:  # that compiling has begun is said once
        logging.getLogger("multifocal.fiber").setLevel(logging.ERROR)
    bared = [fiber.Lesion.at_all("paranode", [10], 1.0)]
    gaines = fiber.Fibers(fiber.Geometry.of([10.0], "gaines"), 21, fiber.GainesMembrane())
    fiber.conduct(gaines, bared)
    fiber.activation_threshold(gaines)
    mrg = fiber.Fibers(fiber.Geometry.of([10.0]), 21)
    fiber.conduct(mrg, bared, engine="reference", steady_na=0.01)  # and whether rest holds
