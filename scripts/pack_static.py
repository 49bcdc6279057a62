"""Packs the site's static files once, as the wheel is built: beside each file that gets smaller
lies its copy of gzip, which WhiteNoise hands out. None is committed, and a checkout has none.

The same files give the same copies: gzip's head holds no time and no name.
"""

import gzip
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STATIC = Path("src/multifocal/web/static")
INSIDE = Path("multifocal/web/static")
"""Where the static files lie in a checkout, and in the wheel."""
KINDS = frozenset({".css", ".js", ".json", ".svg"})
LEAST_SAVED = 0.05
"""Of a file's size; for less a reader's machine unpacks for nothing."""


def packed(content: bytes) -> bytes | None:
    """The content as gzip has it, None where that is hardly smaller."""
    small = gzip.compress(content, compresslevel=9, mtime=0)
    return small if len(small) <= (1 - LEAST_SAVED) * len(content) else None


class PackedStaticHook(BuildHookInterface[Any]):
    """Run by hatchling; an editable installation stays as it is."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the copies to what the wheel holds."""
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory(prefix="multifocal-static-")
        static = Path(self.root) / STATIC
        for number, path in enumerate(sorted(static.rglob("*"))):
            small = packed(path.read_bytes()) if path.suffix in KINDS else None
            if small is not None:
                copy = Path(self._folder.name) / f"{number}.gz"
                copy.write_bytes(small)
                place = INSIDE / path.relative_to(static)
                build_data["force_include"][str(copy)] = f"{place.as_posix()}.gz"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """The copies are in the wheel now."""
        del build_data, artifact_path
        if version != "editable":
            self._folder.cleanup()
