"""Stimulus and response texts: read whatever their wording, order and units; written one way.

The specification's own example is `Stimulus right wrist 0.2ms x 8.2mA at 6.5cm from recording
site` and `Response 7.2mV at 3.8ms (55.0m/s)`; it is an example and no closed list.
"""

import re
from dataclasses import replace
from typing import Final

from multifocal.formats.edf.facts import Facts, Kind, Polarity, Side
from multifocal.formats.edf.quantities import Quantity, quantities
from multifocal.formats.edf.remark import quoted
from multifocal.words import say

MOST_CHARACTERS: Final = 2_000

_STIMULUS: Final = re.compile(
    r"\s*stim(?:ul(?:us|ation|ated|i))?(?:[a-z0-9](?=[\s:_,.-]|$)|(?=[^a-z0-9]|$))[\s:_,.-]*", re.I
)
_RESPONSE: Final = re.compile(
    r"\s*(no\s+)?(?:(M|F)[\s-]*)?(?:response|resp|cmap|snap|measurements?|wave)\b[\s:_,-]*", re.I
)
_KEYED: Final = re.compile(
    r"\s*(temperature|temp|polarity|supramaximal|nerve|kind|study|origin|recorded|recording)\b"
    r"[\s:=_]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_SIGNAL: Final = re.compile(r"@@([^@]{1,16})\s*$")
"""The signal that a text is about (source: edfplus-standard-texts)."""
_SIDES: Final[dict[str, Side]] = {
    "right": "right", "rt": "right", "r": "right", "left": "left", "lt": "left", "l": "left",
}  # fmt: skip
_FILLERS: Final = frozenset(
    re.findall(
        r"\w+",
        "x at from to recording site electrode electrodes of the and with on in by cathode is"
        " stimulus stimulation distance dist duration dur intensity current int amp amplitude lat"
        " latency area velocity cv mcv ncv peak onset pulse width side baseline neg negative over",
    )
)
_SUPRAMAXIMAL: Final = re.compile(r"\b(sub|not\s+supra|supra)-?\s?max(?:imal)?\b", re.I)
_ABSENT: Final = re.compile(r"\b(absent|no response|not? (?:evoked|recordable)|nr|none)\b", re.I)
# A pulse, a distance or a temperature beyond these is a slip; source:
# multifocal-choice-plausible-values. This package stands alone, so that it repeats what a study's
# numbers may be at the most (study/plausible.toml); a test holds the two alike.
_MOST: Final = {
    "duration_ms": 10.0,
    "current_ma": 1_000.0,
    "distance_mm": 1_500.0,
    "temperature_c": 45.0,
    "latency_ms": 200.0,
    "amplitude_mv": 100.0,
    "velocity_m_s": 150.0,
    "area_mvms": 1_000.0,
    "response_duration_ms": 100.0,
}


def read_text(text: str) -> tuple[Facts | None, tuple[str, ...]]:
    """What one annotation says, and what of it was not understood.

    None where the text is about neither stimulus nor response.
    """
    if len(text) > MOST_CHARACTERS:
        return None, (say("remarks.note.too_long"),)
    linked = _SIGNAL.search(text)
    body = text[: linked.start()] if linked else text
    facts, unread = _body(body)
    if facts is not None and linked:
        facts = replace(facts, signal=linked[1].strip())
    return facts, unread


def _body(text: str) -> tuple[Facts | None, tuple[str, ...]]:
    if begins := _STIMULUS.match(text):
        return _stimulus(text[begins.end() :])
    if keyed := _KEYED.match(text):
        return _keyed(keyed[1].lower(), keyed[2].strip())
    if begins := _RESPONSE.match(text):
        facts, unread = _response(text[begins.end() :], absent=bool(begins[1]))
        letter = (begins[2] or "").upper()
        return (replace(facts, kind="F") if letter == "F" else facts), unread
    return None, (say("remarks.note.unread", text=quoted(text)),)


def _stimulus(text: str) -> tuple[Facts, tuple[str, ...]]:
    numbers, rest = quantities(text)
    facts = Facts(stimulus=True)
    unread: list[str] = []
    names = {
        "time_ms": "duration_ms",
        "current_ma": "current_ma",
        "length_mm": "distance_mm",
        "temperature_c": "temperature_c",
    }
    for one in numbers:
        if one.dimension == "voltage_mv":
            unread.append(say("remarks.note.voltage"))
        elif one.dimension in names:
            facts = taken(facts, names[one.dimension], one, unread)
        elif one.dimension != "other":
            unread.append(say("remarks.note.stimulus_unit"))
    strong = _SUPRAMAXIMAL.search(rest)
    if strong:
        facts = replace(facts, supramaximal=strong[1].lower() == "supra")
        rest = _SUPRAMAXIMAL.sub(" ", rest)
    side, words, odd = place_words(rest)
    return replace(facts, side=side, words=words or None), (*unread, *odd)


def _response(text: str, *, absent: bool) -> tuple[Facts, tuple[str, ...]]:
    numbers, rest = quantities(text)
    facts = Facts()
    unread: list[str] = []
    names = {
        "voltage_mv": "amplitude_mv",
        "velocity_m_s": "velocity_m_s",
        "area_mvms": "area_mvms",
        "temperature_c": "temperature_c",
    }
    for quantity in numbers:
        if quantity.dimension == "time_ms":
            before = text[max(quantity.at - 14, 0) : quantity.at].lower()
            name = "response_duration_ms" if "dur" in before else "latency_ms"
            facts = taken(facts, name, quantity, unread)
        elif quantity.dimension in names:
            facts = taken(facts, names[quantity.dimension], quantity, unread)
        elif quantity.dimension != "other":
            unread.append(say("remarks.note.response_unit"))
    if not numbers and (absent or _ABSENT.search(rest)):
        facts = replace(facts, absent=True)
    return facts, tuple(unread)


def taken(facts: Facts, name: str, quantity: Quantity, unread: list[str]) -> Facts:
    if getattr(facts, name) is not None:
        unread.append(say(f"remarks.note.second.{name}"))
        return facts
    if not 0 < quantity.value <= _MOST[name]:
        unread.append(say(f"remarks.note.not_plausible.{name}"))
        return facts
    return replace(facts, **{name: quantity.value})  # type: ignore[arg-type]


def place_words(rest: str) -> tuple[Side | None, str, tuple[str, ...]]:
    """Side and place that remain when numbers and fillers are taken away."""
    side: Side | None = None
    odd: list[str] = []
    words: list[str] = []
    for word in re.findall(r"[^\s,;:=()\[\]@]+", rest):
        bare = word.strip(".").lower()
        if bare in _SIDES and (side is None or side == _SIDES[bare]):
            side = _SIDES[bare]
        elif re.fullmatch(r"[+-]?\d+([.,]\d+)?", bare):
            odd.append(say("remarks.note.no_unit", word=quoted(word)))
        elif bare and bare not in _FILLERS:
            words.append(word)
    return side, " ".join(words), tuple(odd)


def _keyed(key: str, value: str) -> tuple[Facts | None, tuple[str, ...]]:
    if key in ("temperature", "temp"):
        unread: list[str] = []
        for one in quantities(value)[0]:
            if one.dimension == "temperature_c":
                return taken(Facts(), "temperature_c", one, unread), tuple(unread)
    found = named(key, value)
    if found is not None:
        return found, ()
    if key.startswith("record"):
        return None, (say("remarks.note.unread", text=quoted(f"{key} {value}")),)
    return Facts(), (say("remarks.note.no_such", word=quoted(value), key=key),)


_YES: Final = {"": True, "yes": True, "true": True, "no": False, "false": False}


def named(key: str, value: str) -> Facts | None:
    """What a word such as "polarity" or "nerve" with its value says; None if not understood."""
    plain = re.sub(r"[\s_-]+", " ", value).strip().lower()
    facts: Facts | None = None
    if key == "polarity" and (polarity := polarity_of(value)):
        facts = Facts(polarity=polarity)
    elif key == "supramaximal" and plain in _YES:
        facts = Facts(supramaximal=_YES[plain])
    elif key == "nerve" and value:
        facts = Facts(nerve=value)
    elif key == "origin" and plain in ("recorded", "simulated"):
        facts = Facts(origin="simulated" if plain == "simulated" else "recorded")
    elif key in ("kind", "study") and (kind := kind_of(value)):
        facts = Facts(kind=kind)
    elif key.startswith("record") and value and not plain.startswith(("starts", "ends")):
        facts = Facts(recorded=value)
    return facts


def polarity_of(words: str) -> Polarity | None:
    """ "negative-up" or "negative-down", where the words say that."""
    plain = re.sub(r"[\s_-]+", " ", words).strip().lower()
    down = r"(negativ\w+ (is )?(down|stored as negative)|positiv\w+ (is )?up|\bpos up)"
    if re.search(rf"{down}|\bneg down", plain):
        return "negative-down"
    up = r"(negativ\w+ (is )?(up|stored as positive)|positiv\w+ (is )?down|\bneg up)"
    return "negative-up" if re.search(up, plain) else None


def kind_of(words: str) -> Kind | None:
    """ "M", "F" or "sensory", where the words of a header or annotation say so."""
    plain = re.sub(r"[\s_-]+", " ", words).strip().lower()
    if re.search(r"\bf ?(waves?|responses?)\b|^f$", plain):
        return "F"
    if re.search(r"\b(sncv?|sensory|snap|antidromic|orthodromic)\b", plain):
        return "sensory"
    return "M" if re.search(r"\b(mncv?|motor|cmap)\b|^m$", plain) else None


def stimulus_text(facts: Facts) -> str:
    """The stimulus as the specification's example words it, with what is known."""
    words = ["Stimulus", facts.side, facts.words]
    pulse = [
        f"{digits(number)}{unit}"
        for number, unit in ((facts.duration_ms, "ms"), (facts.current_ma, "mA"))
        if number is not None
    ]
    words.append(" x ".join(pulse))
    if facts.distance_mm is not None:
        words.append(f"at {digits(facts.distance_mm / 10)}cm from recording site")
    return " ".join(word for word in words if word) + _link(facts)


def response_text(facts: Facts) -> str | None:
    """The response in the same wording; None where nothing is known of it."""
    name = "F response" if facts.kind == "F" else "Response"
    if facts.absent:
        return f"No {name if facts.kind == 'F' else 'response'}{_link(facts)}"
    words = [name]
    if facts.amplitude_mv is not None:
        words.append(f"{digits(facts.amplitude_mv)}mV")
    if facts.latency_ms is not None:
        words.append(f"at {digits(facts.latency_ms)}ms")
    if facts.velocity_m_s is not None:
        words.append(f"({digits(facts.velocity_m_s)}m/s)")
    return " ".join(words) + _link(facts) if len(words) > 1 else None


def keyed_texts(facts: Facts) -> tuple[str, ...]:
    """What the example's wording has no place for, one "Word value" each."""
    strong = {True: "yes", False: "no", None: None}[facts.supramaximal]
    warm = None if facts.temperature_c is None else f"{digits(facts.temperature_c)} degC"
    kind = {"M": None, "F": "F wave", "sensory": "sensory", None: None}[facts.kind]
    polarity = None if facts.polarity is None else facts.polarity.replace("-", " ")
    pairs = (
        ("Nerve", facts.nerve),
        ("Recorded", facts.recorded),
        ("Kind", kind),
        ("Supramaximal", strong),
        ("Temperature", warm),
        ("Polarity", polarity),
        ("Origin", facts.origin),
    )
    return tuple(f"{name} {value}{_link(facts)}" for name, value in pairs if value is not None)


def _link(facts: Facts) -> str:
    return f"@@{facts.signal}" if facts.signal else ""


def digits(value: float) -> str:
    """All digits that the number has, without an exponent or binary noise."""
    word = f"{value:.12g}"
    return word if "e" not in word else f"{value:.12f}".rstrip("0").rstrip(".")
