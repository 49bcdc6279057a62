"""The examiner's own impression in a report: quoted whole, and whether it speaks of a block."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from multifocal.formats.report.understood import Note
from multifocal.study.vocabulary import normalized

Block = Literal["denied", "stated"]

_LABEL: Final = re.compile(
    r"\s*(?:(?:overall |final |clinical |emg )?(?:impression|interpretation|conclusion|summary|"
    r"opinion|assessment)s?|beurteilung|zusammenfassung|fazit|schlussfolgerung|interpr[ée]tation|"
    r"synth[èe]se|conclusi[óo]n(?:es)?|impresi[óo]n|interpretaci[óo]n|conclusion[ei])\s*[:;.–—-]\s*",
    re.IGNORECASE,
)  # fmt: skip
_COMMENT: Final = re.compile(
    r"\s*(?:comments?|bemerkung(?:en)?|kommentar|befund|remarques?|commentaires?|"
    r"comentarios?|observaci[óo]n(?:es)?|commento|note?s?)\s*[:;.–—-]\s*", re.IGNORECASE,
)  # fmt: skip
_BLOCK: Final = re.compile(
    r"(?:^|_)((?:conduction_)?block(?:s|ade|s?_of_conduction)?|leitungsblock\w*?|leitungsblocke\w*?|"
    r"blocs?|bloqueos?|blocc[hoi]+)(?=_|$)"
)
_NOT: Final = frozenset((
    "no", "not", "without", "never", "none", "absent", "absence", "neither", "nor", "lack",
    "kein", "keine", "keinen", "keiner", "keinerlei", "ohne", "nicht", "weder", "noch", "pas",
    "sans", "aucun", "aucune", "ni", "sin", "ningun", "ninguno", "nessun", "nessuno", "senza",
    "non",
))  # fmt: skip
_NEAR: Final = 6
"""Words before a block, in its clause, that may deny it: "no evidence of a conduction block"."""
_CLAUSES: Final = re.compile(r"[.;,:()\[\]–—!?]+|\b(?:but|aber|mais|pero|ma)\b|\n", re.IGNORECASE)
_MOST_QUOTED: Final = 300


def blocks_said(text: str) -> frozenset[Block]:
    """What the words say of blocks: that there is none, that there is one, both, or neither."""
    said: set[Block] = set()
    for clause in map(normalized, _CLAUSES.split(text)):
        for found in _BLOCK.finditer(clause):
            before = [one for one in clause[: found.start()].split("_") if one][-_NEAR:]
            said.add("denied" if _NOT & set(before) else "stated")
    return frozenset(said)


@dataclass
class Impressions:
    """Collects the lines that are labeled so; no rule uses them."""

    seen: list[tuple[int, str]] = field(default_factory=list)

    def hears(self, number: int, text: str) -> bool:
        """Takes note of an impression, or of a comment that speaks of a block."""
        labeled = _LABEL.match(text)
        heard = bool(labeled and text[labeled.end() :].strip())
        heard = heard or bool(_COMMENT.match(text) and blocks_said(text))
        if heard:
            self.seen.append((number, text))
        return heard

    def count(self, block: Block) -> int:
        """How many of them say so of a block, and nothing else."""
        return sum(blocks_said(text) == {block} for _, text in self.seen)

    def notes(self) -> Sequence[Note]:
        """Each, quoted."""
        return [
            Note("impression", number, {"written": text[:_MOST_QUOTED]})
            for number, text in self.seen
        ]
