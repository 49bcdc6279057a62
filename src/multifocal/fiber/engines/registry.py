"""The engines there are, and which of them is asked."""

from typing import Any, Final, Literal, get_args

from multifocal.fiber.engines.gaines import engine as gaines
from multifocal.fiber.engines.lanes import engine as lanes
from multifocal.fiber.engines.reference import engine as reference
from multifocal.fiber.engines.share import Engine, Scheme

EngineName = Literal["fast", "reference"]
"""Those that a caller may choose from; who does not choose gets the first that can."""

ENGINES: Final[tuple[tuple[str, Engine], ...]] = (
    ("fast", lanes),
    ("reference", reference),
    ("gaines", gaines),
)


def engine_for(
    name: EngineName | None, scheme: Scheme, membrane: Any, *, field: bool = False
) -> Engine:
    """The engine of this name, or the first, that steps this membrane by this scheme; field:
    whether a potential around the fiber drives it.

    ValueError where there is none.
    """
    if field:
        if name == "fast" or not isinstance(membrane, reference.MEMBRANE):
            raise ValueError(
                "a FieldPulse needs the reference engine and an MRG membrane; leave `engine` out"
            )
        name = "reference"
    if scheme not in get_args(Scheme):
        raise ValueError(f"scheme is {scheme!r}; give 'cn' or 'be'")
    if name not in (*get_args(EngineName), None):
        raise ValueError(f"engine is {name!r}; give 'fast' or 'reference'")
    fitting = [(key, one) for key, one in ENGINES if isinstance(membrane, one.MEMBRANE)]
    for key, engine in fitting:
        if name in (key, None) and scheme in engine.SCHEMES:
            return engine
    if name not in [key for key, _ in fitting]:
        raise ValueError(f"engine is {name!r}; motor and sensory membranes have their own")
    raise ValueError(f"scheme {scheme!r} is the reference's; give engine='reference'")
