"""What `pip install "multifocal[NAME]"` adds to the library: asked for where it is used.

Nothing of an extra is imported with a package, so that whoever computes with fibers needs neither
a web server nor a typesetter.
"""

from importlib.util import find_spec
from typing import Final

from multifocal.fault import Fault

EXTRAS: Final[dict[str, tuple[str, ...]]] = {
    "site": ("csp", "django", "granian", "icalendar", "markdown_it", "segno", "whitenoise"),
    "pdf": ("typst",),
    "home": ("cryptography",),
    "cluster": ("dask", "distributed", "pyarrow"),
    "encrypted": ("pikepdf", "sqlcipher3"),
}
"""The modules that code imports from each extra of pyproject.toml."""
_MISSING: Final = {
    "site": "extras.site",
    "pdf": "extras.pdf",
    "home": "extras.home",
    "cluster": "extras.cluster",
    "encrypted": "extras.encrypted",
}


def missing(extra: str) -> tuple[str, ...]:
    """The modules of an extra that are not installed; KeyError for an unknown extra."""
    return tuple(module for module in EXTRAS[extra] if find_spec(module) is None)


def require(extra: str, modules: tuple[str, ...] | None = None) -> None:
    """Fault, with the command that installs it, where an extra is not installed.

    `modules`: those of it that are needed, if not all.
    """
    absent = missing(extra)
    if modules is not None:
        absent = tuple(module for module in absent if module in modules)
    if absent:
        raise Fault(_MISSING[extra], modules=absent, extra=extra)
