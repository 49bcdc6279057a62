"""Two rows of one site, as where a stimulus was made stronger: a person says which counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from multifocal.fault import quoted
from multifocal.formats.report.places import is_site, site_word
from multifocal.formats.report.questions import Asking
from multifocal.formats.report.row import Row, key_of
from multifocal.formats.report.understood import Note

_AWAY: Final = re.compile(r"\d\s*(?:cm|mm)\b|%", re.IGNORECASE)
"""Words behind a site that make another place of it."""
_ENDS: Final = " ,;:.-–(["


@dataclass
class SameSite:
    """Keeps one row of each site; the others are named."""

    asking: Asking
    notes: list[Note] = field(default_factory=list)

    def without(self, rows: Sequence[Row]) -> list[Row]:
        """The rows that stay; till it is said which of several counts, the first."""
        read = [self._placed(row) for row in rows]
        places: dict[tuple[object, ...], list[int]] = {}
        for at, (row, placed) in enumerate(zip(rows, read, strict=True)):
            # rows of F waves and lines that tell a response by themselves have their own rules
            if row.context.kind != "F" and row.table.line != row.line and placed.site:
                places.setdefault((*key_of(row.context), placed.site), []).append(at)
        kept: dict[int, Row | None] = {}
        for each in places.values():
            if len(each) > 1:
                kept |= dict.fromkeys(each, None)
                chosen = self._chosen([rows[at] for at in each])
                kept |= {
                    at: replace(
                        read[at],
                        distance=next((d for one in each if (d := rows[one].distance)), ""),
                    )
                    for at in each
                    if rows[at].line == chosen
                }
        made = [kept.get(at, row) for at, row in enumerate(rows)]
        return [row for row in made if row is not None]

    def _placed(self, row: Row) -> Row:
        """The row with the site that stands at the beginning of its words, if they are not one."""
        if is_site(row.site, row.context):
            return row
        words = row.site.split(" ")
        for end in range(len(words) - 1, 0, -1):
            first, rest = " ".join(words[:end]).rstrip(_ENDS), " ".join(words[end:])
            if is_site(first, row.context) and not _AWAY.search(rest):
                return replace(row, site=site_word(first, row.context, self.asking, row.line))
        return row

    def _chosen(self, rows: Sequence[Row]) -> int | None:
        """The line of the row that counts; None where none does."""
        labels = {f"line_{row.line}": f"{row.written}: {row.values}" for row in rows}
        words = {"heading": quoted(rows[0].context.written)}
        choices = (*(f"line-{row.line}" for row in rows), "leave-out")
        given = self.asking.ask(
            f"same-site:{rows[0].line}", "same_site", choices, rows[-1].line, None,
            **words, **labels,
        )  # fmt: skip
        if given is None:
            return rows[0].line
        chosen = None if given == "leave-out" else int(given.removeprefix("line-"))
        self.notes += [
            Note("same_site", row.line, words | {"written": labels[f"line_{row.line}"]})
            for row in rows
            if row.line != chosen
        ]
        return chosen
