"""Words of a heading that say nothing by themselves: "study", "recorded over", "registro en"."""

import re
from collections.abc import Sequence
from typing import Final

_FILLERS: Final = frozenset((
    "n", "nerve", "nerv", "nerf", "nervio", "nervus", "ncs", "study", "studies", "conduction",
    "rec", "recording", "ableitung", "abl", "ableitort", "recueil", "enregistrement", "registro",
    "reg", "musculo", "muskel", "muscle", "sur", "en", "stim", "to", "from", "at", "of", "the",
    "and", "mrkrs", "markers", "neurographie", "neurography", "nervenleitung", "de", "du", "del",
    "la", "le", "nervo", "zenuw", "registrazione", "derivazione", "muscolo", "spier", "afleiding",
    "nerw", "sinir", "siniri", "conduzione",
    "conducao", "neurografia", "di", "da", "do", "dal", "van", "studio", "estudo",
))  # fmt: skip
_RECORDED: Final = frozenset((
    "rec", "recording", "recorded", "pickup", "ableitung", "abgeleitet", "recueil", "detection",
    "enregistrement", "enregistre", "registro", "registrado", "registrazione", "registrato",
    "derivazione", "captacao", "registo", "afleiding", "afgeleid", "gemeten", "registrering",
    "afledning", "avledning", "rekisterointi", "odbior", "rejestracja",
))  # fmt: skip
_MORE: Final = frozenset((
    *_FILLERS, *_RECORDED, "test", "stimulation", "stimolazione", "estimulacion", "estimulacao",
    "etude", "surface", "over", "on", "with", "electrode", "electrodes",
    "vom", "von", "uber", "mit", "am", "m", "oberflachenelektroden", "les", "avec", "con", "el",
    "superficie", "electrodos", "dallo", "dalla", "sul", "sulla", "sullo", "com", "em", "eletrodos",
    "op", "met", "til", "fra", "fran", "lihas", "miesien", "nerwus", "z", "hand",
    "main", "mano", "mao", "della",
))  # fmt: skip
"""Said beside a muscle too. They are left away only where all the others are understood then."""
_ROOT: Final = re.compile(r"c[5-8]|th?1|l[2-5]|s[1-4]")
_LEAST_ROOTS: Final = 2
"""Roots side by side, "C8 T1", are those of the muscle; a single one may be a stimulus."""
_ELIDED: Final = re.compile(r"(?<!\w)(?:l|d|qu|dell|dall|sull|all|nell|un)['’](?=[^\W\d_])", re.I)


def without_elision(text: str) -> str:
    """The text with "l'abducteur" and "dell'ulnare" as "abducteur" and "ulnare"."""
    return _ELIDED.sub("", text)


def without_fillers(words: Sequence[str]) -> list[str]:
    """The words without those at either end that say nothing."""
    return _between(words, _FILLERS)


def without_phrases(words: Sequence[str]) -> list[str]:
    """The words without phrases of recording at either end, and without the roots of the muscle."""
    kept = list(words)
    roots = 0
    while roots < len(kept) and _ROOT.fullmatch(kept[len(kept) - 1 - roots]):
        roots += 1
    if roots >= _LEAST_ROOTS:
        kept = kept[:-roots]
    for at in range(len(kept) - 1):
        if kept[at] in _RECORDED and kept[at + 1] == "no":  # "captação no músculo" is no "no"
            kept[at + 1] = kept[at]
    return _between(kept, _MORE)


def _between(words: Sequence[str], away: frozenset[str]) -> list[str]:
    kept = list(words)
    while kept and kept[0] in away:
        kept = kept[1:]
    while kept and kept[-1] in away:
        kept = kept[:-1]
    return kept
