"""One pass over a part's XML, piece by piece: nothing is kept that a handler does not keep.

Definitions of a document's own (DOCTYPE, entities) are refused by the parser itself, so in every
encoding and wherever a piece ends.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NoReturn, Protocol
from xml.parsers import expat

from multifocal.fault import Fault
from multifocal.formats.workbook.limits import (
    MOST_CHARACTERS,
    MOST_DEPTH,
    MOST_NAMES,
    MOST_TOKEN,
    Budget,
    broken,
    too_much,
)

_SPACES: Final = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",  # Strict Open XML
)


class Enough(Exception):  # noqa: N818  (no error)
    """Raised by a handler that needs no more of the part."""


class Handler(Protocol):
    """What is told of a part: elements of Open XML by their local names, others as ""."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins; attributes by local name."""

    def end(self, name: str, text: str) -> None:
        """An element ends; `text` is what stood since the last tag, cut where far too long."""


def walk(pieces: Iterable[bytes], handler: Handler, budget: Budget) -> None:
    """Tell the handler of every element. Fault for what is broken, too large or defines things."""
    parser: Any = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    walker = _Walker(handler, budget)
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = walker.end
    parser.CharacterDataHandler = walker.characters
    parser.StartNamespaceDeclHandler = walker.namespace
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _defines
    try:
        fed = 0
        for piece in pieces:
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > MOST_TOKEN:
                raise too_much()
        parser.Parse(b"", True)
    except Enough:
        return
    except Fault:
        raise
    except (expat.ExpatError, ValueError, LookupError):
        raise broken() from None


class _Walker:
    """What the parser calls."""

    def __init__(self, handler: Handler, budget: Budget) -> None:
        self._handler, self._budget = handler, budget
        self._names: dict[str, str] = {}
        self._text: list[str] = []
        self._length = self._depth = 0

    def start(self, full: str, attributes: dict[str, str]) -> None:
        self._take()
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise broken()
        self._forget()
        name = self._names.get(full)
        if name is None:
            if len(self._names) > MOST_NAMES:
                raise too_much()
            self._names[full] = name = _local(full)
        if any("}" in key for key in attributes):
            attributes = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        self._handler.start(name, attributes)

    def end(self, full: str) -> None:
        self._depth -= 1
        self._handler.end(self._names[full], "".join(self._text))
        self._forget()

    def characters(self, data: str) -> None:
        if self._length <= MOST_CHARACTERS:
            self._text.append(data)
            self._length += len(data)

    def namespace(self, prefix: str | None, address: str | None) -> None:  # noqa: ARG002
        self._take()

    def _take(self) -> None:
        self._budget.elements -= 1
        if self._budget.elements < 0:
            raise too_much()

    def _forget(self) -> None:
        if self._length:
            self._text.clear()
            self._length = 0


def _local(full: str) -> str:
    space, _, name = full.rpartition("}")
    return name if space.startswith(_SPACES) else ""


def _defines(*_: object) -> NoReturn:
    raise Fault("workbook.definitions")
