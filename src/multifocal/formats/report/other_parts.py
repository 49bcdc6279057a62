"""Titles of what is not this person on this day: another time, another person, what is normal."""

import re
from typing import Final

from multifocal.study.vocabulary import normalized

_MOST_WORDS: Final = 6
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BEFORE_OR_AFTER: Final = (
    r"(before|after|pre|post|vor|nach|avant|apres|antes d[eo]l?|antes da|despues del?|"
    r"depois d[ao]|prima d\w*|dopo|voor|na|fore|efter)"
)
_TREATMENT: Final = (
    r"(the |la |le |il |el |die |der |das |de |den |l |a )?(first |second |third |last )?"
    r"((iv|sc)ig|ig ?iv|ig ?sc|ivig \w+|im\w*globulin\w*( \w+)?|treatment|therapy|infusion|"
    r"rituximab|steroids?|behandlung|therapie|traitement|perfusion|tratamiento|terapia|infusione|"
    r"trattamento|tratamento|behandeling|infuus|behandling)( \w+)?"
)
_EARLIER: Final = (
    r"(first|second|third|previous|prior|earlier|last|former|old) "
    r"(study|studies|exam\w*|visit|recording|ncs|emg|results?|values|data)|"
    r"examen (anterieur|precedent)|estudio (previo|anterior)|esame precedente|exame anterior|"
    r"vorig onderzoek|voruntersuchung|vorbefund|erstuntersuchung"
)
_LATER: Final = (
    r"(baseline|follow ?up( study| visit| examination)?)( \d+)?|"
    r"(verlaufs|nach)kontrolle|verlaufsuntersuchung|"
    r"(month|week|year|monat|woche|mois|semaine|mes|semana|mese|settimana|maand) \d+|"
    r"\d+ (days?|weeks?|months?|years?) (later|after.*|post.*)|"
    r"\d+ (tage|wochen|monate|jahre) (spater|nach.*)"
)
_PERSONS: Final = (
    r"(healthy |normal )?(controls?|control (subject|person)s?|volunteers?)|"
    r"kontrollperson(en)?|gesunde (kontrolle|person)|(sujet )?temoin|sujeto (de )?control|"
    r"control sano|soggetto di controllo|controllo sano|"
    r"(mother|father|sister|brother|sibling|twin|relative)( of the patient)?"
)
_NORMS: Final = (
    r"(our |lab |laboratory |published )?(normal|normative|reference)( \w+)? "
    r"(values?|limits?|ranges?|data)|(upper|lower) limits? of normal|norms|normwerte?|"
    r"normalwerte?|referenzwerte?|grenzwerte|valeurs (normales|de reference)|normes|"
    r"valores (normales|normais|de referencia)|valori (normali|di riferimento)|normaalwaarden|"
    r"referentiewaarden|normalvarden|referensvarden|wartosci (prawidlowe|referencyjne)|normy|"
    r"(normal|referans) degerler\w*"
)
_TITLE: Final = re.compile(
    rf"{_BEFORE_OR_AFTER} {_TREATMENT}|{_EARLIER}|{_LATER}|{_PERSONS}|{_NORMS}"
)


def is_other_part(text: str) -> bool:
    """Whether a short line is the title of another time's, another person's or nobody's numbers.
    Rows below such a line, where others stand above it, are not of one person on one day."""
    plain = " ".join(normalized(_BRACKETS.sub(" ", text)).split("_"))
    return len(plain.split()) <= _MOST_WORDS and _TITLE.fullmatch(plain) is not None
