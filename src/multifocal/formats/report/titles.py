"""Titles of a report's parts: the kind of study that they name, and what is left alone."""

import re
from typing import Final, Literal

from multifocal.formats.report.report_titles import is_report_title
from multifocal.study.recording import Kind
from multifocal.study.vocabulary import normalized

KINDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(("motor", "mot", "motorisch", "motorische", "motorischer", "moteur", "moteurs",
                     "motrice", "motrices", "motora", "motoras", "motores", "motorio",
                     "motoria", "motori", "motorie", "mnc", "mcs", "cmap",
                     "mcv", "pam", "pamc"), "M"),
    **dict.fromkeys(("sensory", "sens", "sensibel", "sensible", "sensibler", "sensitif",
                     "sensitifs", "sensitive", "sensitives", "sensitiva", "sensitivas",
                     "sensitivo", "sensitivos", "sensorisch", "sensorielle", "snap", "snc", "scs",
                     "anti", "ortho", "antidromic", "orthodromic", "antidrom", "orthodrom",
                     "antidromico", "ortodromico", "antidromica", "ortodromica",
                     "sensoriale", "sensibele", "antidromique", "orthodromique",
                     "sap", "saps", "snaps"), "sensory"),
}  # fmt: skip
F_WAVE: Final = re.compile(
    r"\b(f[\s-]*(wave|waves|welle|wellen|antwort(en)?|responses?|golf|golven|respons)|"
    r"ond[ae]s?\s+f|fw|fwaves?)\b"
)
OF_F: Final = ("f", "wave", "waves", "welle", "wellen", "onde", "ondes", "onda", "ondas", "fwave",
                "antwort", "antworten", "response", "responses",
                "golf", "golven", "respons")  # fmt: skip
_REC: Final = re.compile(
    r"\s*(rec(ord(ing|ed)?)?(\s*(site|from|electrode))?|abl(eit(ung|ort|punkt))?|muscle|muskel|"
    r"m[uú]sculo|muscolo|spier|recueil|enregistrement|registrazione|derivazione|afleiding|"
    r"registrering(ssted)?|a[fv]ledning|rekisteröinti|lihas|mi[eę]sie[nń]|odbi[oó]r|"
    r"capta[cç][aã]o|reg(istro)?)(\s*[.:=])*[:.=]\s*(?P<what>.+)", re.IGNORECASE,
)  # fmt: skip
_LEFT_ALONE: Final = re.compile(
    r"\b(h reflex|comparison|blink|rns|repetitive|decrement|needle|emg|mup)\b"
)
_EVOKED: Final = re.compile(
    r"\b(motor evoked potentials?|meps?|tms|transcranial|magnetic stimulation|magnetstimulation|"
    r"estimulacion magnetica|stimolazione magnetica|triple stimulation|tst|sseps?|"
    r"evoked potentials?|potentiels? evoques?|potenciales? evocados?|potenciais evocados|"
    r"potenziali evocati|evozierte potenziale?|blinkreflex\w*|reflexe h|"
    r"reflexe de clignement|reflejo h|reflejo de parpadeo|riflesso h|serienreizung\w*|"
    r"serienstimulation|repetitiv\w*|ripetitiva|cutaneous silent|sympathetic skin|ssr)\b"
)
_TITLE: Final = 7
"""Words up to which a line may be a title of such a study; a longer one is a sentence."""
_NEEDLE: Final = re.compile(r"\b(needle|emg|mup)\b")
_ASIDE: Final = re.compile(
    r"\b(strength|mrc|muscle power|manual muscle test\w*|mmt|kraft\w*|muskelkraft|kraftgrade?|"
    r"force musculaire|testing musculaire|fuerza( muscular)?|balance muscular|mun[ei]|munix|"
    r"ultrasound|sonogra\w*|ultraschall|nervensonogra\w*|echographie|ecografia|"
    r"inching|inched|short segment\w*|centimetric|zentimeter\w*|kurzsegment\w*)\b"
)
_INSTITUTION: Final = re.compile(
    r"\b(lab|labs|labor|laborator\w*|laboratoire|department|dept|hospital\w*|clinics?|clinica|"
    r"clinique|klinik\w*|abteilung|hopital|ospedale|service|servicio|servizio|servico|"
    r"institut\w*|center|centre|zentrum|universit\w*)\b"
)
"""Who examines: "EMG Laboratory, General Hospital" at the top of every page begins no part."""
_END: Final = re.compile(r"[.!?]\s*$")


def recording_line(text: str) -> str | None:
    """What "Rec: ADM" says; None for another line."""
    found = _REC.fullmatch(text)
    return found["what"].strip() if found else None


def title_kind(text: str) -> Kind | Literal["other"] | None:
    """The kind of study that a title names, or "other" for what is not read; None for no title."""
    plain = " ".join(normalized(text).split("_"))
    if _LEFT_ALONE.search(plain) and not re.search(r"\b(motor|sensory)\b", plain):
        return None if _is_head_of_page(text, plain) else "other"
    if len(plain.split()) <= _TITLE and not _END.search(text) and _EVOKED.search(plain):
        return "other"
    if F_WAVE.search(text.casefold()):
        return "F"
    kinds = {KINDS[word] for word in plain.split() if word in KINDS}
    return kinds.pop() if len(kinds) == 1 else None


def _is_head_of_page(text: str, plain: str) -> bool:
    """Whether a line that says EMG names who examines or a report, and no part of it."""
    beside = _LEFT_ALONE.search(plain.replace("emg", "")) is not None
    return not beside and (_INSTITUTION.search(plain) is not None or is_report_title(text))


def is_needle_title(text: str) -> bool:
    """Whether a title names a needle examination, and nothing else that is left alone."""
    plain = " ".join(normalized(text).split("_"))
    return _NEEDLE.search(plain) is not None and _LEFT_ALONE.search(_NEEDLE.sub("", plain)) is None


def is_aside(text: str) -> bool:
    """Whether a title names what stands beside nerve conduction and is not read here: strength,
    motor unit numbers, ultrasound, inching."""
    return _ASIDE.search(" ".join(normalized(text).split("_"))) is not None


def begins_aside(text: str) -> bool:
    """Whether a longer line begins as such a title does: "Short segment study, every 2 cm ..."."""
    return _ASIDE.match(" ".join(normalized(text).split("_"))) is not None and not _END.search(text)
