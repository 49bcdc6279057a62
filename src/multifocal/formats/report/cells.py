"""A cell of a report: its number without flags and unit, a "no response", or nothing recorded."""

import re
from decimal import Decimal
from typing import Final

from multifocal.formats.report.headers import Heading, is_unit, unit_key
from multifocal.study.vocabulary import normalized, says_no_response

_SHARE: Final = r"[+−–-]?\s?\d{1,3}(?:[.,]\d+)?\s?%"
_RANGE: Final = r"\d{1,3}(?:[.,]\d+)?\s?[–-]\s?\d{1,3}(?:[.,]\d+)?"
_NORM: Final = (
    rf"(?:\((?:[<>≤≥][^()]*|{_SHARE}|{_RANGE})\)|\[(?:[<>≤≥][^\[\]]*|{_SHARE}|{_RANGE})\])"
)
"""A limit or range of normal, or a share of the distal response, in brackets behind a number."""
_FLAG: Final = rf"(?:\*+|h|↑|↓|†|#|\([HLhl*]\)|\[[HLhl*]\]|{_NORM})"
# A letter that touches digits may be one of them, as a scanner reads 1: no flag (`letters`).
_FLAGGED: Final = re.compile(
    rf"^(?:{_FLAG}\s*|[HLl]\s+)?([+-]?[\d.,]+)(?:\s*{_FLAG}|\s+[HLl](?![\w.,])){{0,3}}$"
)
_BEFORE_NORM: Final = re.compile(rf"(?P<plain>.*\S)\s*{_NORM}")
_WITH_UNIT: Final = re.compile(r"^([+-]?[\d.,]+)\s*([^\d\s.,][^\d]*)$")
_NUMBER: Final = re.compile(r"[+-]?(\d+([.,]\d+)?|[.,]\d+)", re.ASCII)
_NOTHING: Final = frozenset((
    "", "dnt", "did_not_test", "not_attempted",
    "n_a", "na", "nd", "n_d", "nt", "n_t", "not_tested", "not_done", "not_recorded",
    "not_performed", "not_stimulated", "not_examined", "nicht_untersucht", "nicht_gemessen",
    "nicht_durchgefuhrt", "n_u", "non_fait", "non_faite", "non_fait_e", "non_realise",
    "non_realisee", "non_teste", "non_testee", "no_realizado", "no_realizada", "no_hecho",
    "no_explorado", "non_eseguito", "non_eseguita", "non_testato", "non_testata", "non_eseguiti",
    "non_eseguite", "non_stimolato", "non_stimolata", "non_esaminato", "non_esaminata",
    "non_registrato", "non_registrata", "non_studiato", "non_studiata", "non_effettuato",
    "non_effettuata", "nao_realizado", "nao_realizada", "nao_testado", "nao_testada",
    "nao_estimulado", "nao_examinado", "niet_verricht", "niet_uitgevoerd", "niet_gedaan",
    "niet_getest", "niet_onderzocht", "niet_gemeten", "niet_gestimuleerd",
    "ikke_udfort", "ikke_undersogt", "ikke_stimuleret", "ej_utford", "inte_utford", "nie_wykonano",
    "nie_badano", "yapilmadi", "bakilmadi",
))  # fmt: skip
_WHY: Final = re.compile(r"(?<=\S)\s*[(\[][^()\[\]]*[)\]]\s*$")
"""The reason behind such words: "not tested (IV line)"."""
_LEAST_LETTERS: Final = 4
"""Letters of a word of such words that is no abbreviation."""
_MARKS: Final = frozenset(("x", "nr", "yes", "y", "ja", "oui", "si", "1", "true"))


def plain_number(cell: str, heading: Heading | None = None) -> str:
    """The cell without the flags of a limit and a unit after its number; else as it stands.

    A unit that is not that of the heading is reckoned with where it is one of the same kind; where
    it is another, the cell stays as it is, for it is no number of this column.
    """
    match = _FLAGGED.match(cell)
    if match:
        return match[1]
    limited = _BEFORE_NORM.fullmatch(cell)
    match = _WITH_UNIT.match(limited["plain"] if limited else cell)
    if not match or not is_unit(match[2]):
        return cell
    if heading is None or heading.meaning is None or heading.meaning.units is None:
        return match[1]
    own, written = heading.meaning.units.get(unit_key(match[2])), heading.factor
    if own is None or written is None:
        return cell
    return scaled(match[1], own / written)


def unit_of(cell: str) -> str | None:
    """The unit behind the number of a cell, "" for a number without one, None for no number."""
    if _FLAGGED.match(cell):
        return ""
    found = _WITH_UNIT.match(cell)
    return found[2].strip() if found and is_unit(found[2]) else None


def nothing(cell: str) -> bool:
    """Whether the cell says that nothing was recorded, in words, dashes or not at all."""
    plain = _WHY.sub("", cell)
    return normalized(plain) in _NOTHING and not any(sign.isdigit() for sign in cell)


def undone(cell: str) -> bool:
    """Whether the cell says in whole words that nothing was recorded: no dash, no "n/a"."""
    parts = normalized(_WHY.sub("", cell)).split("_")
    return nothing(cell) and any(len(one) >= _LEAST_LETTERS for one in parts)


def is_number(cell: str) -> bool:
    """Whether the cell is one number."""
    return _NUMBER.fullmatch(cell) is not None


def number(cell: str) -> float | None:
    """The number of a cell, its comma taken for a decimal one; None if it is none."""
    return float(cell.replace(",", ".")) if is_number(cell) else None


def is_zero(cell: str) -> bool:
    """Whether the cell is a bare 0."""
    return number(cell) == 0


def marked(cell: str) -> bool | None:
    """Whether a cell of the column "NR" says so; None where it says something else."""
    if nothing(cell) or normalized(cell) in ("no", "n", "nein", "non", "0", "false"):
        return False
    if "?" in cell:
        return None
    if says_no_response(cell) or normalized(cell) in _MARKS or cell.strip() in ("✓", "✔", "●"):
        return True
    return None


def yes_or_no(cell: str) -> str:
    """The cell of the column "supramaximal" as the table writes it; another word as it is."""
    word = normalized(cell)
    if word in _MARKS or cell.strip() in ("✓", "✔", "●", "+"):
        return "yes"
    return "no" if word in ("no", "n", "nein", "non", "0", "false") or cell == "-" else cell


def scaled(cell: str, factor: float) -> str:
    """The number times a factor, exactly, with the decimal sign it had; another cell as it is."""
    if factor == 1 or not is_number(cell):
        return cell
    made = format((Decimal(cell.replace(",", ".")) * Decimal(str(factor))).normalize(), "f")
    return made.replace(".", ",") if "," in cell else made
