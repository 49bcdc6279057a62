"""Titles of what is not this person on this day: another time, another person, what is normal."""

import re
from typing import Final

from multifocal.study.vocabulary import normalized

_MOST_WORDS: Final = 6
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TREATMENT: Final = (
    r"(the |la |le |il |el |die |der |das |de |den |l |a )?"
    r"(first |second |third |last )?((iv|sc)ig|ig ?iv|ig ?sc|ivig \w+|immuno?globulin\w*|imunoglobulin\w*|"
    r"immunoglobulin\w* \w+|treatment|therapy|infusion|rituximab|steroids?|behandlung|therapie|traitement|"
    r"perfusion|tratamiento|terapia|infusi[oó]n|infusione|trattamento|tratamento|behandeling|infuus|behandling)"
)
_TIMES: Final = re.compile(
    rf"((before|after|pre|post|vor|nach|avant|apres|antes d[eo]l?|antes da|despues del?|depois d[ao]|prima d\w*|dopo|"
    rf"voor|na|fore|efter) {_TREATMENT}( \w+)?)|"
    r"(baseline|follow ?up|follow up (study|visit|examination))( \d+)?|"
    r"(verlaufs|nach)kontrolle|verlaufsuntersuchung|voruntersuchung|vorbefund|erstuntersuchung|"
    r"((first|second|third|previous|prior|earlier|last|former|old) (study|studies|exam\w*|visit|recording|ncs|emg|results?|values|data))|"
    r"(examen (anterieur|precedent)|estudio (previo|anterior)|esame precedente|exame anterior|vorig onderzoek)|"
    r"((month|week|year|monat|woche|mois|semaine|mes|semana|mese|settimana|maand) \d+)|"
    r"(\d+ (days?|weeks?|months?|years?) (later|after.*|post.*))|\d+ (tage|wochen|monate|jahre) (spater|nach.*)"
)
_PERSONS: Final = re.compile(
    r"(healthy |normal )?(controls?|control (subject|person)s?|volunteers?)|kontrollperson(en)?|gesunde (kontrolle|person)|"
    r"(sujet )?temoin|sujeto (de )?control|control sano|soggetto di controllo|controllo sano|"
    r"(mother|father|sister|brother|sibling|twin|relative)( of the patient)?"
)
_NORMS: Final = re.compile(
    r"((our |lab |laboratory |published )?(normal|normative|reference)( \w+)? (values?|limits?|ranges?|data))|"
    r"(upper|lower) limits? of normal|norms|normwerte?|normalwerte?|referenzwerte?|grenzwerte|"
    r"valeurs (normales|de reference)|normes|valores (normales|normais|de referencia)|"
    r"valori (normali|di riferimento)|normaalwaarden|referentiewaarden|normalvarden|referensvarden|"
    r"wartosci (prawidlowe|referencyjne)|normy|(normal|referans) degerler\w*"
)


def is_other_part(text: str) -> bool:
    """Whether a short line is the title of another time's, another person's or nobody's numbers.
    Rows below such a line, where others stand above it, are not of one person on one day."""
    plain = " ".join(normalized(_BRACKETS.sub(" ", text)).split("_"))
    if len(plain.split()) > _MOST_WORDS:
        return False
    return any(one.fullmatch(plain) for one in (_TIMES, _PERSONS, _NORMS))
