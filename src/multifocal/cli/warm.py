"""`multifocal warm`: compiles the solver beforehand, so that no first answer waits for it."""

import typer

from multifocal.fault import Fault
from multifocal.words import say


def warm() -> None:
    """`multifocal warm`, whose help is `cli.warm.help`."""
    from multifocal import body, fiber, nerve  # noqa: PLC0415  (numba loads only when asked)
    from multifocal.fiber.jit import FOLDER  # noqa: PLC0415

    if FOLDER is None:
        raise Fault("fiber.nowhere_to_keep")
    mrg = fiber.Fibers(fiber.Geometry.of([10.0]), 21)
    bared = [fiber.Lesion.at_all("paranode", [10], 1.0)]
    fiber.conduct(mrg, bared, engine="fast")
    fiber.conduct(mrg, bared, engine="reference")
    focus = nerve.Focus(body.path("adm").place_at(180), 0.3)
    nerve.examine(harm=nerve.Harm((focus,)), sides=("right",), stimuli=1)
    shape = fiber.Geometry.of([10.0], "gaines")
    fiber.conduct(fiber.Fibers(shape, 21, fiber.GainesMembrane()), bared)
    typer.echo(say("fiber.compiling.kept", folder=FOLDER))
