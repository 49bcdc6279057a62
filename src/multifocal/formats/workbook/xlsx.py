"""XLSX, also Strict Open XML: the tabs of a workbook, each read when it is asked for."""

from collections.abc import Mapping
from typing import Final

from multifocal.fault import Fault
from multifocal.formats.workbook.archive import Archive, relationships_of, target_of
from multifocal.formats.workbook.cells import Sheet, Tab
from multifocal.formats.workbook.limits import MOST_RELATIONS, Budget, broken, too_much
from multifocal.formats.workbook.number_formats import Styles
from multifocal.formats.workbook.sheet import SheetReader, Strings
from multifocal.formats.workbook.xml import walk

TYPES: Final = "[Content_Types].xml"
MOST_LISTED: Final = 500
"""Sheets that a workbook may list; far fewer are looked at."""


def read_xlsx(content: bytes) -> tuple[Tab, ...]:
    """The tabs of a workbook's sheets in their order, charts left out. Fault where it is none."""
    budget = Budget()
    archive = Archive(content, budget)
    if TYPES not in archive:
        raise Fault("workbook.no_workbook")
    main = next(
        (target for kind, target in _relations(archive, "").values() if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    if main not in archive:
        raise broken()
    book = _Book()
    walk(archive.pieces(main), book, budget)
    relations = _relations(archive, main)
    by_kind = dict(relations.values())
    styles, strings = Styles(), Strings()
    if by_kind.get("styles", "") in archive:
        walk(archive.pieces(by_kind["styles"]), styles, budget)
    if by_kind.get("sharedStrings", "") in archive:
        walk(archive.pieces(by_kind["sharedStrings"]), strings, budget)

    def tab(name: str, state: str, part: str) -> Tab:
        def read(most_rows: int | None) -> Sheet:
            reader = SheetReader(
                strings.found,
                styles,
                most_rows=most_rows,
                since_1904=book.since_1904,
                recalculates=book.recalculates,
            )
            walk(archive.pieces(part), reader, budget)
            return reader.sheet()

        return Tab(name, state in ("hidden", "veryHidden"), read)

    tabs = [
        tab(name, state, relations[key][1])
        for name, state, key in book.sheets
        if relations.get(key, ("", ""))[0] == "worksheet"
    ]
    if not tabs:
        raise broken()
    return tuple(tabs)


class _Book:
    """Told of the workbook part: names, states and relationships of its sheets."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.since_1904 = self.recalculates = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            if len(self.sheets) >= MOST_LISTED:
                raise too_much()
            self.sheets.append(
                (attributes.get("name", ""), attributes.get("state", ""), attributes.get("id", ""))
            )
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in ("1", "true")
        elif name == "calcPr":
            self.recalculates = attributes.get("fullCalcOnLoad") in ("1", "true")

    def end(self, name: str, text: str) -> None:
        pass


class _Relations:
    def __init__(self, part: str) -> None:
        self.part = part
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = target_of(self.part, attributes.get("Target", ""))
            if len(self.found) >= MOST_RELATIONS:
                raise too_much()
            self.found[attributes.get("Id", "")] = (kind, target)

    def end(self, name: str, text: str) -> None:
        pass


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """What a part leads to, by id: the last word of the relationship's type, and the target."""
    told = _Relations(part)
    if relationships_of(part) in archive:
        walk(archive.pieces(relationships_of(part)), told, archive.budget)
    return told.found
