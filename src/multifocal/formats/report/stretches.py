"""Stretches between two places that a report's rows name, and the sites at their ends."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from multifocal.formats.report import cells as cell_words
from multifocal.formats.report.places import (
    COUNTED,
    Context,
    distance_rank,
    end_of,
    ends_of,
    muscle_of,
)
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.row import Row, Stretch, Table, key_of
from multifocal.study.sensory_words import is_sensory_word, sensory_word

_NUMBERS: Final = re.compile(r"(\d{1,2})\s*[-–—]\s*(\d{1,2})")
"""A stretch by the numbers of its sites: "1-2"."""


def ends_by_number(text: str, rows: Sequence[Row], context: Context) -> str:
    """The stretch in words where it is told by the numbers that stand before the sites of the rows
    of its nerve, as "1 WRIST" and "2 ELBOW"; the text as it stands where it is not."""
    numbers = _NUMBERS.fullmatch(text.strip())
    if numbers is None:
        return text
    own = [row for row in rows if key_of(row.context) == key_of(context)]
    counted = [COUNTED.fullmatch(row.written.strip()) for row in own]
    sites = {one["number"]: one["site"] for one in counted if one}
    if numbers[1] not in sites or numbers[2] not in sites:
        return text
    return f"{sites[numbers[1]]} - {sites[numbers[2]]}"


class Stretches:
    """Keeps what rows say of stretches. `unread`: line and words of those that are not understood;
    `in_place_of_site`: of those whose farther end is taken for the site."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self.known: list[Stretch] = []
        self.unread: list[tuple[int, str]] = []
        self.in_place_of_site: list[tuple[int, str]] = []
        self._muscles: dict[int, set[str]] = {}

    def far_end(self, site: str, context: Context, line: int, *, answers: bool) -> tuple[str, bool]:
        """The site that was stimulated, where a row with a response names a stretch in its place:
        the end of it that lies farther from the electrode. And whether it did."""
        if not answers or not site or self.means_site(site, context, line):
            return site, False
        for pair in ends_of(site):
            ends = self._ends(pair, context, line)
            if ends is not None:
                sites = [one for one in ends if one != "recording"]
                if not self._is_of_muscle(pair, context):
                    return site, False
                self.in_place_of_site.append((line, site))
                return (max(sites, key=lambda one: distance_rank(one, context)), True)
        return site, False

    def _is_of_muscle(self, pair: tuple[str, str], context: Context) -> bool:
        """Whether a stretch ends at no other muscle than its heading, or a row above, names."""
        told = {str(one) for one in (muscle_of(each, context) for each in pair) if one}
        heading = muscle_of(context.muscle, context) if context.muscle else None
        known = {heading} if heading else self._muscles.get(context.line, set())
        if told and known and not told <= known:
            return False
        self._muscles.setdefault(context.line, set()).update(told)
        return True

    def muscle(self, context: Context) -> str | None:
        """The muscle that stretches of rows under a heading end at, as "wrist - ADM" does; None
        where none or several do."""
        found = self._muscles.get(context.line, set())
        return next(iter(found)) if len(found) == 1 else None

    def skin_beside(self, text: str, site: str, context: Context) -> str | None:
        """Where a sensory response was recorded, by the words of a stretch from its site: the place
        at the other end; None where no end is the site, or the other one no place."""
        for pair in ends_of(text):
            for one, other in (pair, pair[::-1]):
                words = (is_sensory_word("site", one), is_sensory_word("site", site))
                same = all(words) and sensory_word("site", one) == sensory_word("site", site)
                if context.kind == "sensory" and same and is_sensory_word("skin", other):
                    return other
        return None

    def means_site(self, text: str, context: Context, line: int) -> bool:
        """Whether the words are a site of the nerve."""
        found = end_of(text, context, self.asking, line)
        return found is not None and found != "recording"

    def is_one(self, text: str, context: Context, line: int) -> bool:
        """Whether the words name a stretch between two places of the nerve."""
        return any(self._ends(pair, context, line) for pair in ends_of(text))

    def takes(
        self, line: int, table: Table, context: Context, named: Mapping[str, str], site: str,
        *, answers: bool,
    ) -> None:  # fmt: skip
        """Keeps what the row says of a stretch, in columns of its own or in place of a site."""
        pairs: Sequence[tuple[str, str]] = ()
        written = named["segment"]
        if named["site1"] and named["site2"]:
            pairs, written = (
                [(named["site1"], named["site2"])],
                f"{named['site1']} - {named['site2']}",
            )
        elif written:
            pairs = list(ends_of(written))
        elif site and not answers:
            pairs, written = list(ends_of(site)), site
        if cell_words.nothing(written) or not (named["distance"] or named["velocity"]):
            return
        for pair in pairs:
            ends = self._ends(pair, context, line)
            if ends is not None:
                self.known.append(
                    Stretch(line, table, context, ends, written, named["distance"],
                            named["velocity"])
                )  # fmt: skip
                return
        if written != site or not pairs:
            self.unread.append((line, written))

    def _ends(self, pair: tuple[str, str], context: Context, line: int) -> tuple[str, str] | None:
        one, other = (end_of(text, context, self.asking, line) for text in pair)
        return (one, other) if one and other and one != other else None
