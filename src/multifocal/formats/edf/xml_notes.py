"""XML inside an annotation: `<EDF_XMLnote>` with a stimulus or measurements.

The specification shows examples and no closed list, so elements are known by their names wherever
they stand. Documents with their own definitions (DOCTYPE, entities) are not read.
"""

from dataclasses import replace
from typing import Final
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from multifocal.formats.edf.facts import Facts
from multifocal.formats.edf.notes import digits, named, place_words, taken
from multifocal.formats.edf.quantities import quantity
from multifocal.formats.edf.remark import quoted
from multifocal.words import say

MOST_CHARACTERS: Final = 20_000
MOST_ELEMENTS: Final = 300
_NAMES: Final = {
    ("stimulus", "duration"): ("duration_ms", "time_ms"),
    ("response", "duration"): ("response_duration_ms", "time_ms"),
    ("", "intensity"): ("current_ma", "current_ma"),
    ("", "current"): ("current_ma", "current_ma"),
    ("", "distance"): ("distance_mm", "length_mm"),
    ("", "temperature"): ("temperature_c", "temperature_c"),
    ("", "latency"): ("latency_ms", "time_ms"),
    ("", "amplitude"): ("amplitude_mv", "voltage_mv"),
    ("", "velocity"): ("velocity_m_s", "velocity_m_s"),
    ("", "area"): ("area_mvms", "area_mvms"),
}
_PEAK_TO_PEAK: Final = ("peak to peak", "peak-to-peak", "p-p", "negative to positive")


def is_xml(text: str) -> bool:
    """Whether an annotation holds an XML note."""
    return text.lstrip().startswith("<")


def read_xml(text: str) -> tuple[Facts | None, tuple[str, ...]]:
    """What an XML note says, and what of it was not understood."""
    if len(text) > MOST_CHARACTERS:
        return None, (say("remarks.xml.too_long"),)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return None, (say("remarks.xml.definitions"),)
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError, LookupError):
        return None, (say("remarks.xml.malformed"),)
    facts = Facts()
    unread: list[str] = []
    todo = [(root, "")]
    for _ in range(MOST_ELEMENTS):
        if not todo:
            break
        element, context = todo.pop()
        tag = _name(element)
        if tag.startswith("stim"):
            context = "stimulus"
            facts = replace(facts, stimulus=True)
        elif tag.startswith(("measure", "response", "result")):
            context = "response"
        facts = _element(facts, tag, context, element, unread)
        todo += [(child, context) for child in reversed(list(element))]
    else:
        unread.append(say("remarks.xml.too_many"))
    return facts, tuple(unread)


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1].lower().replace("-", "_")


def _element(
    facts: Facts, tag: str, context: str, element: ElementTree.Element, unread: list[str]
) -> Facts:
    text = (element.text or "").strip()
    mode = element.get("mode", "").strip().lower()
    if not text:
        return facts
    if tag in ("position", "site", "side"):
        side, words, odd = place_words(text)
        unread += odd
        return facts.joined(Facts(side=side, words=words or None if tag != "side" else None))
    if (said := named(tag, text)) is not None:
        return facts.joined(said)
    known = _NAMES.get((context or "stimulus", tag)) or _NAMES.get(("", tag))
    if known is None:
        unread.append(say("remarks.xml.unread", name=quoted(tag)))
        return facts
    name, dimension = known
    if name == "amplitude_mv" and any(word in mode for word in _PEAK_TO_PEAK):
        unread.append(say("remarks.xml.peak_to_peak"))
        return facts
    found = quantity(text, element.get("unit", ""))
    if found is None or found.dimension != dimension:
        unread.append(say("remarks.xml.no_number", name=quoted(tag)))
        return facts
    return taken(facts, name, found, unread)


def stimulus_xml(facts: Facts) -> str:
    """The stimulus, and what goes with it, as an XML note."""
    tag = "Stimulus_" + "".join(
        sign if sign.isascii() and sign.isalnum() else "_" for sign in facts.words or "site"
    )
    place = " ".join(word for word in (facts.side, facts.words) if word)
    inside = "".join(
        (
            _number("duration", facts.duration_ms, 'unit="ms"'),
            _number("intensity", facts.current_ma, 'mode="current" unit="mA"'),
            f"<position>{escape(place)}</position>" if place else "",
            _number(
                "distance",
                None if facts.distance_mm is None else facts.distance_mm / 10,
                'mode="stimulus to recording" unit="cm"',
            ),
        )
    )
    strong = {True: "yes", False: "no", None: None}[facts.supramaximal]
    around = "".join(
        f"<{name}>{escape(value)}</{name}>"
        for name, value in (
            ("nerve", facts.nerve),
            ("recording", facts.recorded),
            ("kind", facts.kind if facts.kind != "M" else None),
            ("supramaximal", strong),
            ("polarity", facts.polarity),
            ("origin", facts.origin),
        )
        if value is not None
    )
    around += _number("temperature", facts.temperature_c, 'unit="degC"')
    return f"<EDF_XMLnote><{tag}>{inside}</{tag}>{around}</EDF_XMLnote>"


def _number(name: str, value: float | None, attributes: str) -> str:
    return "" if value is None else f"<{name} {attributes}>{digits(value)}</{name}>"
