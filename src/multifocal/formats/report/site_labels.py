"""A legend of stimulation sites, "S1 = wrist, S2 = elbow": which site a row named "S1" is of.

It holds for the whole report, so it is used only where each label is told one way throughout.
"""

import re
from collections.abc import Sequence
from typing import Final

from multifocal.formats.report.aligned import is_place
from multifocal.formats.report.cells import is_number
from multifocal.formats.report.lines import Line
from multifocal.formats.report.places import Context, is_site
from multifocal.study.vocabulary import normalized

_LABEL: Final = (
    r"(?:(?:stim(?:ulation|ulus)?|reiz|prikkel)\.?\s*(?:site|ort|punkt|point)?|site|point|[sap])"
    r"\s*[.#:]?\s*\d{1,2}"
)
LABEL: Final = re.compile(rf"{_LABEL}\s*[.:)]?", re.IGNORECASE)
"""A stimulus that has but its number."""
_SIGN: Final = r"\s*[=:]\s*"
_SITE: Final = rf"(?P<site>[^\d=:;,|\t]+?)(?=\s*[;,|]|\s*\.?\s*$|\s+(?:{_LABEL})\s*[=:])"
_ONE: Final = re.compile(rf"(?P<label>{_LABEL}){_SIGN}{_SITE}", re.IGNORECASE)
_REST: Final = re.compile(r"(?:[^\W\d_]+(?: [^\W\d_]+){0,3}\s*:)?[\s;,|.]*")
"""What a line holds beside: a title such as "Sites:", and signs."""
_MOST_CHARACTERS: Final = 400
_TO: Final = re.compile(r"\s*(?:-{1,2}>?|–|—|→|/)\s*")


class SiteLabels:
    """The labels of a report that its legend explains. `lines`: where it stands."""

    def __init__(self, lines: Sequence[Line] = ()) -> None:
        self.lines: set[int] = set()
        bare = {_key(one) for line in lines if _is_row(line) for one in line.cells
                if LABEL.fullmatch(one)}  # fmt: skip
        legends = {line.number: sites for line in lines if (sites := _defined(line, bare))}
        self.lines = set(legends)
        labeled = [pair for sites in legends.values() for pair in sites]
        words: dict[str, set[str]] = {}
        for label, site in labeled:
            words.setdefault(label, set()).add(normalized(site))
        self._sites = {label: site for label, site in labeled if len(words[label]) == 1}

    def word(self, text: str, context: Context) -> str | None:
        """The word that explains a label, which is a site of the nerve; None without one."""
        word = self._sites.get(_key(text)) if LABEL.fullmatch(text.strip(" *")) else None
        return word if word and is_site(word, context) else None

    def in_words(self, stretch: str) -> str:
        """A stretch "S1-S2" with the words of its ends; as it stands where one is not explained."""
        ends = _TO.split(stretch.strip())
        if len(ends) != 2 or not all(_key(one) in self._sites for one in ends):
            return stretch
        return " - ".join(self._sites[_key(one)] for one in ends)


def _key(label: str) -> str:
    return normalized(label).replace("_", "")


def _is_row(line: Line) -> bool:
    return len(line.words) > 1 and any(map(is_number, line.words))


def _defined(line: Line, bare: set[str]) -> list[tuple[str, str]]:
    """The labels that a line explains and rows have, with their sites; none where it says more."""
    text = " | ".join(line.words)
    if len(text) > _MOST_CHARACTERS or _is_row(line) or not _REST.fullmatch(_ONE.sub("", text)):
        return []
    told = [(_key(one["label"]), one["site"].strip(" .")) for one in _ONE.finditer(text)]
    if not all(is_place(site, "site") for _, site in told):
        return []
    return told if any(label in bare for label, _ in told) else []
