"""The examiner's own impression in a report: quoted whole, and whether it speaks of a block."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from multifocal.formats.report.understood import Note
from multifocal.study.vocabulary import normalized

Block = Literal["denied", "stated"]

_WORDS: Final = (
    r"\s*(?:(?:overall |final |clinical |emg )?(?:impression|interpretation|conclusion|summary|"
    r"opinion|assessment)s?|beurteilung|zusammenfassung|fazit|schlussfolgerung|interpr[ée]tation|"
    r"synth[èe]se|conclusi[óo]n(?:es)?|impresi[óo]n|interpretaci[óo]n|conclusion[ei]|impressione|"
    r"conclus(?:[ãa]o|[õo]es)|impress[ãa]o|conclusie)"
)
_LABEL: Final = re.compile(rf"{_WORDS}\s*[:;.–—-]\s*", re.IGNORECASE)
_LABEL_ALONE: Final = re.compile(rf"{_WORDS}\s*[:;.–—-]?\s*", re.IGNORECASE)
_SIGNED: Final = re.compile(
    r"\s*(?:(?:electronically )?signed|dr\.?|prof\.?|gez\.?|unterschrift|sign[ée]|firma(?:do|to)?)"
    r"(?!\w)", re.IGNORECASE,
)  # fmt: skip
"""What ends an impression: a name below it is not to be quoted."""
_COMMENT: Final = re.compile(
    r"\s*(?:comments?|bemerkung(?:en)?|kommentar|befund|remarques?|commentaires?|"
    r"comentarios?|observaci[óo]n(?:es)?|commento|note?s?)\s*[:;.–—-]\s*", re.IGNORECASE,
)  # fmt: skip
_BLOCK: Final = re.compile(
    r"(?:^|_)((?:conduction_)?block(?:s|ade|s?_of_conduction)?|leitungsblock\w*?|leitungsblocke\w*?|"
    r"blocs?|bloquei?os?|blocc[hoi]+|geleidingsblok\w*)(?=_|$)"
)
_NOT: Final = frozenset((
    "no", "not", "without", "never", "none", "absent", "absence", "neither", "nor", "lack",
    "kein", "keine", "keinen", "keiner", "keinerlei", "ohne", "nicht", "weder", "noch", "pas",
    "sans", "aucun", "aucune", "ni", "sin", "ningun", "ninguno", "nessun", "nessuno", "senza",
    "non", "assenza", "assente", "assenti", "ausencia", "nao", "sem", "nenhum", "geen", "zonder",
    "niet",
))  # fmt: skip
_GAP: Final = 2
"""Lines from a label alone to what it labels."""
_NEAR: Final = 6
"""Words before a block, in its clause, that may deny it: "no evidence of a conduction block"."""
_CLAUSES: Final = re.compile(r"[.;,:()\[\]–—!?]+|\b(?:but|aber|mais|pero|ma)\b|\n", re.IGNORECASE)
_MOST_QUOTED: Final = 1000
"""Characters: it is to be read whole."""


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
    """Collects the lines that are labeled so, and those below a label up to a gap; no rule uses
    them. `seen`: for each its first line and its texts."""

    seen: list[tuple[int, list[str]]] = field(default_factory=list)
    _label: tuple[int, str] | None = None
    _last: int | None = None

    def hears(self, number: int, text: str) -> bool:
        """Takes note of an impression, or of a comment that speaks of a block."""
        self._label = self._last = None
        labeled = _LABEL.match(text)
        if labeled and text[labeled.end() :].strip():
            self.seen.append((number, [text]))
            self._last = number
            return True
        if _LABEL_ALONE.fullmatch(text):
            self._label = (number, text)
            return True
        if _COMMENT.match(text) and blocks_said(text):
            self.seen.append((number, [text]))
            return True
        return False

    def is_open(self, number: int, text: str) -> bool:
        """Whether a line may go on with the impression above it: it stands right below it, or below
        a label alone with one gap, and begins nothing else of an examiner's."""
        if _LABEL_ALONE.match(text) or _COMMENT.match(text) or _SIGNED.match(text):
            return False
        if self._label is not None:
            return number - self._label[0] <= _GAP
        return self._last is not None and number == self._last + 1

    def goes_on(self, number: int, text: str) -> None:
        """Takes a line as one more of the impression above it."""
        if self._label is not None:
            self.seen.append((self._label[0], [self._label[1]]))
            self._label = None
        self.seen[-1][1].append(text)
        self._last = number

    def ends(self) -> None:
        """What follows is no part of it."""
        self._label = self._last = None

    def count(self, block: Block) -> int:
        """How many of them say so of a block, and nothing else."""
        return sum(blocks_said("\n".join(texts)) == {block} for _, texts in self.seen)

    def notes(self) -> Sequence[Note]:
        """Each, quoted."""
        return [
            Note("impression", number, {"written": _quoted(" ".join(texts))})
            for number, texts in self.seen
        ]


def _quoted(text: str) -> str:
    return text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}…"
