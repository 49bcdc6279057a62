"""What a row of a needle examination found, in the words of the table; what is not sure is named.

A finding is taken where column and cell leave no doubt of it. "Normal" is said of a muscle only
where no cell of the row is empty and each says so: what was not told is not normal. A reduced
interference pattern alone is none of few units, for little effort thins it, too.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from multifocal.formats.report.examined.phrases import is_among, nothing
from multifocal.study.examined import NEEDLE_FINDINGS, NeedleFinding

_GRADED: Final = re.compile(
    r"(?:(?:rare|occ|occasional|few|trace)\s)?"
    r"(?:\+{1,4}|[+]?\s?[1-4]|[1-4]\s?\+{1,4})(?:\s?(?:[-–]|to|bis|a)\s?[+]?[1-4]\s?\+?)?"
)
_OUT_OF_FOUR: Final = re.compile(r"([0-4])\s?\+?\s?/\s?4")
_PLUS: Final = re.compile(r"\+{1,4}|[1-4]\s?\+|\+\s?[1-4]")
_PARTS: Final = re.compile(r"\s*[,;/&]\s*|\s\+\s|\s(?:and|und|et|y|with|mit|avec|con)\s")
_SIGNS: Final = re.compile(r"\s*[+]?[1-4]?\+*\s*$|^\s*[+]?[1-4]?\+*\s+")

Said = NeedleFinding | Literal["normal", "unsure"]
_Words = Sequence[tuple[Said, tuple[str, ...]]]
_UNITS: Final[_Words] = (
    ("normal", ("normal",)), ("large_units", ("large",)), ("small_units", ("small",)),
    ("long_units", ("long",)), ("polyphasic_units", ("polyphasic",)),
)  # fmt: skip
_AMPLITUDE: Final[_Words] = (
    ("normal", ("normal",)), ("large_units", ("more", "large")), ("small_units", ("less", "small")),
)  # fmt: skip
_DURATION: Final[_Words] = (("normal", ("normal",)), ("long_units", ("more", "long")))
_RECRUITMENT: Final[_Words] = (("normal", ("normal", "full")), ("few_units", ("less", "few")))
_NO_FINDING: Final[_Words] = (("normal", ("normal", "full", "none")),)
"""Of columns in which nothing but the normal is taken."""


@dataclass(frozen=True)
class NeedleRow:
    """What a row says. `unsure`: places of cells that are not understood."""

    findings: tuple[NeedleFinding, ...]
    unsure: tuple[int, ...]


def needle_row(cells: Sequence[tuple[int, str, str]], *, strange: bool = False) -> NeedleRow:
    """The findings in the cells of a row: place, what the column holds, and the plain cell.
    `strange`: the row has cells under no heading that is known; it is not normal, then."""
    findings: set[NeedleFinding] = set()
    unsure: list[int] = []
    normal: set[str] = set()
    whole = not strange
    for at, holds, cell in cells:
        if nothing(cell):
            whole = whole and holds == "comment"
            continue
        said = _READERS[holds](cell)
        if "unsure" in said:
            unsure.append(at)
        if said == {"normal"}:
            normal.add(holds)
        findings |= {one for one in said if one not in ("normal", "unsure")}  # type: ignore[misc]
    effort = [at for at, holds, cell in cells if holds == "effort" and not nothing(cell)]
    if "few_units" in findings and effort and "effort" not in normal:
        findings.discard("few_units")
        unsure += [at for at, holds, _ in cells if holds == "recruitment"]
    if not findings and not unsure and whole and _is_whole(normal):
        findings.add("normal")
    order = {finding: at for at, finding in enumerate(NEEDLE_FINDINGS)}
    return NeedleRow(tuple(sorted(findings, key=order.__getitem__)), tuple(sorted(set(unsure))))


def _is_whole(normal: set[str]) -> bool:
    """Whether rest, units and recruitment were all looked at."""
    rest = bool(normal & {"fibrillations", "both", "spontaneous"})
    units = "units" in normal or {"amplitude", "duration"} <= normal
    return rest and units and "recruitment" in normal


def _graded(cell: str) -> bool | None:
    """Whether the cell says that there are some; None where that is not sure."""
    if is_among(cell, "none", "normal"):
        return False
    of_four = _OUT_OF_FOUR.fullmatch(cell)
    if of_four:
        return of_four[1] != "0"
    return True if _GRADED.fullmatch(cell) or is_among(cell, "some") else None


def _some(finding: NeedleFinding) -> Callable[[str], set[Said]]:
    def read(cell: str) -> set[Said]:
        came = _graded(cell)
        return {"unsure"} if came is None else {finding if came else "normal"}

    return read


def _both(cell: str) -> set[Said]:
    """Fibrillations and positive sharp waves in one column: one cell for both, or "1+/2+"."""
    came = [_graded(part.strip()) for part in cell.split("/")]
    if None in came or len(came) > 2:
        return {"unsure"}
    return {"fibrillations" if any(came) else "normal"}


def _spontaneous(cell: str) -> set[Said]:
    if is_among(cell, "none", "normal"):
        return {"normal"}
    said: set[Said] = set()
    for part in _PARTS.split(cell):
        word = _SIGNS.sub("", part).strip()
        if is_among(word, "fibrillation"):
            said.add("fibrillations")
        elif is_among(word, "fasciculation"):
            said.add("fasciculations")
        else:
            said.add("unsure")
    return said


def _by(words: _Words) -> Callable[[str], set[Said]]:
    def read(cell: str) -> set[Said]:
        for said, lists in words:
            if is_among(cell, *lists):
                return {said}
        return {"unsure"}

    return read


def _units(cell: str) -> set[Said]:
    said: set[Said] = set()
    for part in _PARTS.split(cell):
        said |= _by(_UNITS)(part)
    return said if len(said) == 1 or "normal" not in said else {"unsure"}


def _polyphasia(cell: str) -> set[Said]:
    """A bare number may count phases, or be a share of the units."""
    if is_among(cell, "none", "normal"):
        return {"normal"}
    if _PLUS.fullmatch(cell) or is_among(cell, "some", "more", "polyphasic"):
        return {"polyphasic_units"}
    return {"unsure"}


_READERS: Final[Mapping[str, Callable[[str], set[Said]]]] = {
    "fibrillations": _some("fibrillations"), "sharp_waves": _some("fibrillations"), "both": _both,
    "spontaneous": _spontaneous, "fasciculations": _some("fasciculations"), "units": _units,
    "amplitude": _by(_AMPLITUDE), "duration": _by(_DURATION), "polyphasia": _polyphasia,
    "recruitment": _by(_RECRUITMENT), "interference": _by(_NO_FINDING),
    "insertional": _by(_NO_FINDING), "other": _by(_NO_FINDING), "effort": _by(_NO_FINDING),
    "comment": lambda _: {"unsure"},
}  # fmt: skip
HOLDS_FINDINGS: Final = frozenset(_READERS)
"""What columns of a needle examination hold."""
NEEDLE_ALONE: Final = frozenset(("fibrillations", "sharp_waves", "both", "spontaneous",
                                 "fasciculations", "recruitment", "interference",
                                 "insertional", "units"))  # fmt: skip
"""What no table of nerve conduction has: two of them show a needle examination."""
