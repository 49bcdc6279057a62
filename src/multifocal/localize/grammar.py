"""Findings as one line: `R: fdi 3, apb 5, edc 4; feeling normal`.

Parts stand between semicolons (or on lines of their own) and may begin with a side: `R:`, `L:`,
`R and L:`; the side holds until another one comes. A part lists muscles with their grades, or
begins with `numb:` (areas of skin), `hard:` (tasks), `feeling normal:` (areas), or says `feeling
normal` or `feeling otherwise normal` (all areas of the limbs that were named so far). What stands
in brackets is a remark.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.fault import Fault, quoted, together
from multifocal.localize.grades import GRADES
from multifocal.localize.names import (
    Limb,
    limb_of,
    muscles_named,
    skin_named,
    tasks_named,
)
from multifocal.localize.weakness import MuscleFinding, SkinFinding, TaskFinding, Weakness

MOST_CHARACTERS: Final = 4000
"""A line of findings is no book (source multifocal-choice-plausible-values)."""

_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SIDE: Final = re.compile(
    r"^\s*(?P<side>(?:r|right|l|left)(?:\s*(?:and|&|\+|/)\s*(?:r|right|l|left))?|both(?:\s+sides)?)"
    r"\s*:",
    re.IGNORECASE,
)
_FEELING: Final = re.compile(
    r"^(?:(?:all\s+)?(?:feeling|sensation|sensory|skin)\s*:?\s*(?P<rest>otherwise\s+)?(?:is\s+)?"
    r"(?:normal|kept|intact|preserved)|normal\s+(?:feeling|sensation)"
    r"|(?:no\s+(?:numbness|sensory\s+loss)))\s*(?P<named>:.*)?$",
    re.IGNORECASE,
)
_NUMB: Final = re.compile(
    r"^(?:numb(?:ness)?|less\s+feeling|reduced\s+feeling)\s*:(?P<list>.*)$", re.I
)
_HARD: Final = re.compile(r"^(?:hard|difficult)\s*:(?P<list>.*)$", re.IGNORECASE)
_GRADE: Final = re.compile(
    r"^(?P<name>.*?\S)\s*[\s:=]\s*(?:mrc\s*)?(?P<grade>\d[+\u2212\u2013-]?|nt|not\s+tested|normal|\?)"
    r"(?:\s*/\s*5)?$",
    re.IGNORECASE,
)
_UNTESTED: Final = re.compile(r"nt|not\s+tested|\?", re.IGNORECASE)


@dataclass
class _Reader:
    sides: tuple[Side, ...] = ()
    muscles: list[MuscleFinding] = field(default_factory=list)
    numb: list[tuple[Side, str]] = field(default_factory=list)
    felt: list[tuple[Side, str]] = field(default_factory=list)
    tasks: list[TaskFinding] = field(default_factory=list)
    normal: list[tuple[int, bool]] = field(default_factory=list)

    def part(self, text: str) -> None:
        if match := _SIDE.match(text):
            self.sides = _sides(match["side"])
            text = text[match.end() :]
        text = text.strip().rstrip(".")
        if not text:
            return
        if match := _FEELING.match(text):
            self._feeling(bool(match["rest"]), match["named"])
        elif match := _NUMB.match(text):
            self.numb += self._skin(match["list"])
        elif match := _HARD.match(text):
            self.tasks += [
                TaskFinding(side, task)
                for word in _listed(match["list"])
                for task in tasks_named(word)
                for side in self._sided(word)
            ]
        else:
            self._muscles(text)

    def weakness(self, remarks: tuple[str, ...]) -> Weakness:
        skin = [SkinFinding(side, area, "less") for side, area in self.numb]
        skin += [SkinFinding(side, area, "normal") for side, area in self.felt]
        numb = set(self.numb)
        for side, limbs, otherwise in self._normal_limbs:
            areas = [one.id for one in body.skin_areas() if limb_of(one.id) in limbs]
            left = [area for area in areas if (side, area) not in numb]
            if len(left) < len(areas) and not otherwise:
                raise Fault("localize.numb_and_normal")
            skin += [SkinFinding(side, area, "normal") for area in left]
        return Weakness(tuple(self.muscles), tuple(skin), tuple(self.tasks), remarks)

    @property
    def _normal_limbs(self) -> list[tuple[Side, frozenset[Limb], bool]]:
        """By side, the limbs whose muscles (or tasks, all of the arm) were named."""
        normal_limbs = []
        for muscles, otherwise in self.normal:
            named = [(one.side, limb_of(one.muscle)) for one in self.muscles[:muscles]]
            named += [(one.side, "arm") for one in self.tasks]
            for side in SIDES:
                limbs = frozenset(limb for where, limb in named if where == side)
                normal_limbs.append((side, limbs, otherwise))
        return normal_limbs

    def _feeling(self, otherwise: bool, named: str | None) -> None:
        if named is not None:
            self.felt += self._skin(named.removeprefix(":"))
        elif not self.muscles and not self.tasks:
            raise Fault("localize.feeling_of_what")
        else:
            self.normal.append((len(self.muscles), otherwise))

    def _skin(self, text: str) -> list[tuple[Side, str]]:
        limbs = frozenset(limb_of(m.muscle) for m in self.muscles if m.side in self.sides)
        return [
            (side, area)
            for word in _listed(text)
            for area in skin_named(word, limbs)
            for side in self._sided(word)
        ]

    def _muscles(self, text: str) -> None:
        faults = []
        for word in _listed(text):
            match = _GRADE.match(word)
            try:
                if match is None:
                    muscles_named(word)  # an unknown word is the nearer fault
                    raise Fault("localize.no_grade", typed=quoted(word), known=GRADES)
                found, sides = muscles_named(match["name"]), self._sided(word)
                if not _UNTESTED.fullmatch(match["grade"]):
                    grade = _grade(match["grade"])
                    self.muscles += [MuscleFinding(s, m, grade) for m in found for s in sides]
            except Fault as fault:
                faults.append(fault)
        if faults:
            raise together(faults)

    def _sided(self, word: str) -> tuple[Side, ...]:
        if not self.sides:
            raise Fault("localize.no_side", typed=quoted(word))
        return self.sides


def read_weakness(text: str) -> Weakness:
    """The findings of a line (the module's docstring has the grammar).

    Fault, with all others of the same line, for a word that is not known (naming what is near), a
    grade that is none, a side that is missing, or a line without findings.
    """
    if len(text) > MOST_CHARACTERS:
        raise Fault("localize.too_long", most=MOST_CHARACTERS)
    remarks = tuple(one.strip() for one in _BRACKETS.findall(text))
    reader, faults = _Reader(), []
    for part in re.split(r"[;\n]", _BRACKETS.sub(" ", text)):
        try:
            reader.part(part)
        except Fault as fault:
            faults.append(fault)
    if faults:
        raise together(faults)
    weakness = reader.weakness(remarks)
    if not weakness.findings:
        raise Fault("localize.nothing")
    return weakness


def _sides(typed: str) -> tuple[Side, ...]:
    words = re.split(r"[^a-z]+", typed.lower())
    if words[0] == "both":
        return SIDES
    return tuple(side for side in SIDES if any(one and side.startswith(one) for one in words))


def _listed(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _grade(typed: str) -> str:
    """The grade as `GRADES` writes it; a word that is none comes back as it was typed."""
    return "5" if typed.lower() == "normal" else typed.replace("\u2212", "-").replace("\u2013", "-")
