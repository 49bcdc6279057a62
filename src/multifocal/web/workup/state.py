"""The state of the page, which the page itself carries: the file, as it came, in a hidden field.

Nothing is stored on the server. The file's bytes go back to the reader, packed, and come again with
the next question; they are read again each time as if they were new, so nothing in them is trusted.
"""

import base64
import binascii
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from multifocal.fault import Fault
from multifocal.web.workup.examples import EXAMPLES

MOST_BYTES: Final = 4_000_000  # unpacked
MOST_PACKED: Final = 2_000_000  # below Django's DATA_UPLOAD_MAX_MEMORY_SIZE of 2.5 MB


@dataclass(frozen=True)
class CarriedFile:
    """A file's content and what its reader said of it, or the name of a simulated study."""

    content: bytes = b""
    sample: str = ""
    polarity: str = ""
    unit: str = ""

    @cached_property
    def packed(self) -> str:
        """The content for the hidden field. Fault where it is too large to be carried."""
        text = base64.b64encode(zlib.compress(self.content, 6)).decode()
        if len(text) > MOST_PACKED:
            raise _too_large()
        return text if self.content else ""

    def check(self) -> None:
        """Fault where the page cannot carry the content."""
        _ = self.packed


def carried_file(data: Mapping[str, str]) -> CarriedFile | None:
    """What the page carried; None if it carried nothing. Fault for what is damaged."""
    sample, packed = data.get("sample", ""), data.get("kept", "")
    if sample in EXAMPLES:
        return CarriedFile(sample=sample)
    if not packed:
        return None
    if len(packed) > MOST_PACKED:
        raise _too_large()
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(base64.b64decode(packed, validate=True), MOST_BYTES)
    except (binascii.Error, zlib.error, ValueError):
        raise _damaged() from None
    if unpacking.unconsumed_tail:
        raise _too_large()
    if not unpacking.eof or unpacking.unused_data:  # cut off, or more than one piece
        raise _damaged()
    return CarriedFile(content, polarity=data.get("polarity", ""), unit=data.get("unit", ""))


def _damaged() -> Fault:
    return Fault("web.copy_damaged")


def _too_large() -> Fault:
    return Fault("web.copy_too_large", most_mb=MOST_PACKED // 1_000_000)
