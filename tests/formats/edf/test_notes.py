"""Stimulus and response texts in the wording of many machines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.formats.edf import (
    Facts,
    keyed_texts,
    notes,
    read_text,
    read_xml,
    response_text,
    stimulus_text,
    stimulus_xml,
)
from multifocal.study.plausible import plausible
from tests.formats.fuzzing import few

FULL = {
    "side": "right",
    "words": "wrist",
    "duration_ms": 0.2,
    "current_ma": 8.2,
    "distance_mm": 65.0,
}


def said(text: str) -> dict[str, object]:
    facts, unread = read_text(text)
    assert facts is not None and unread == ()
    found = {name: value for name, value in vars(facts).items() if value is not None}
    return {name: value for name, value in found.items() if (name, value) != ("stimulus", False)}


@pytest.mark.parametrize(
    "text",
    [
        "Stimulus right wrist 0.2ms x 8.2mA at 6.5cm from recording site",
        "stimulus right wrist 0.2 ms x 8.2 mA at 6.5 cm from recording site",
        "Stimulus: R wrist, 8.2 mA, 0.2 ms, distance 65 mm",
        "Stimulation wrist (right) 8,2mA 200 µs 6,5cm",
        "Stim Rt Wrist; dist=65mm; int=8.2mA; dur=200us",
        "STIM 0.0002 s 8200 uA 0.065 m WRIST RIGHT",
    ],
)
def test_one_stimulus_in_many_words(text: str) -> None:
    found = said(text)
    assert found.pop("stimulus") is True
    assert {**found, "words": str(found["words"]).lower()} == FULL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Response 7.2mV at 3.8ms", {"amplitude_mv": 7.2, "latency_ms": 3.8}),
        ("Response at 3.8 ms: 7200 uV", {"amplitude_mv": 7.2, "latency_ms": 3.8}),
        ("Resp 3.8ms (55.0m/s)", {"latency_ms": 3.8, "velocity_m_s": 55.0}),
        (
            "CMAP lat 3.8 ms, duration 5.9 ms, area 22 mVms",
            {"latency_ms": 3.8, "response_duration_ms": 5.9, "area_mvms": 22.0},
        ),
        ("No response", {"absent": True}),
        ("Response: absent", {"absent": True}),
        ("F response 0.3mV at 28.1ms", {"kind": "F", "amplitude_mv": 0.3, "latency_ms": 28.1}),
        ("F-wave at 28.1 ms", {"kind": "F", "latency_ms": 28.1}),
        ("No F response", {"kind": "F", "absent": True}),
        ("Temperature 32.5 °C", {"temperature_c": 32.5}),
        ("Polarity: negative up", {"polarity": "negative-up"}),
        ("polarity = negativity is stored as negative", {"polarity": "negative-down"}),
        ("Stimulus wrist supramaximal", {"stimulus": True, "words": "wrist", "supramaximal": True}),
        ("Stimulus erb submax", {"stimulus": True, "words": "erb", "supramaximal": False}),
        ("StimA", {"stimulus": True}),
        ("Stimulus_elbow", {"stimulus": True, "words": "elbow"}),
        ("Stimulus wrist@@R APB", {"stimulus": True, "words": "wrist", "signal": "R APB"}),
        ("Recording 2nd finger", {"recorded": "2nd finger"}),
    ],
)  # fmt: skip
def test_texts(text: str, expected: dict[str, object]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Lights off", "'Lights off' is not understood"),
        ("Recording starts", "not understood"),
        ("Stimulus wrist 100 V", "voltage"),
        ("Stimulus wrist 8.2", "'8.2' has no unit"),
        ("Stimulus wrist 5 mA 8 mA", "second current"),
        ("Stimulus wrist 3000 mA", "current is not plausible"),
        ("Stimulus wrist at 65 m", "distance is not plausible"),
        ("Response 7.2 mA", "unit that does not belong"),
        ("Polarity unknown", "'unknown' is no polarity"),
        ("Temperature warm", "'warm' is no temperature"),
        ("x" * 3000, "too long"),
    ],
)
def test_what_is_not_understood_is_said(text: str, says: str) -> None:
    _, unread = read_text(text)
    assert any(says in one for one in unread), unread
    assert all(len(one) < 120 for one in unread)


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        ("<EDF_XMLnote><a></EDF_XMLnote>", "not well formed"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><EDF_XMLnote>&a;</EDF_XMLnote>', "definitions of its own"),
        ("<EDF_XMLnote>" + "<a>" * 20_000, "too long"),
        ("<EDF_XMLnote>" + "<a/>" * 400 + "</EDF_XMLnote>", "too many elements"),
        ('<EDF_XMLnote><latency unit="mV">3</latency></EDF_XMLnote>', "unit that belongs there"),
        ('<EDF_XMLnote><mood unit="mV">3</mood></EDF_XMLnote>', "'mood' is not understood"),
        (
            '<EDF_XMLnote><amplitude mode="peak to peak" unit="mV">3</amplitude></EDF_XMLnote>',
            "baseline to peak",
        ),
    ],
)
def test_xml_that_is_not_understood_is_said(xml: str, says: str) -> None:
    _, unread = read_xml(xml)
    assert any(says in one for one in unread), unread


def test_flat_xml_without_a_stimulus_element() -> None:
    """As a published antidromic sensory study writes it (neurotraces.com, SNCV.edf)."""
    facts, unread = read_xml(
        '<EDF_XMLnote><!--coded as example--><temperature unit="degree C" position="left hand">33.2'
        "</temperature><recording>Second finger</recording>"
        '<distance mode="stimulus to recording" unit="mm">130</distance></EDF_XMLnote>'
    )
    assert unread == ()
    assert facts == Facts(temperature_c=33.2, recorded="Second finger", distance_mm=130.0)


def positive(most: float) -> st.SearchStrategy[float | None]:
    return st.none() | st.integers(1, int(most * 1000)).map(lambda n: n / 1000)


@st.composite
def some_facts(draw: st.DrawFn) -> Facts:
    return Facts(
        stimulus=True,
        side=draw(st.sampled_from(["left", "right", None])),
        words=draw(st.sampled_from(["wrist", "below elbow", "erb", "popliteal fossa"])),
        nerve=draw(st.sampled_from([None, "ulnar", "superficial fibular"])),
        recorded=draw(st.sampled_from([None, "adm", "digit 5"])),
        duration_ms=draw(positive(10)),
        current_ma=draw(positive(100)),
        distance_mm=draw(positive(900) | st.floats(1, 900).map(lambda mm: float(f"{mm:.12g}"))),
        supramaximal=draw(st.sampled_from([True, False, None])),
        temperature_c=draw(positive(45)),
        polarity=draw(st.sampled_from(["negative-up", "negative-down", None])),
        kind=draw(st.sampled_from(["F", "sensory", None])),
        origin=draw(st.sampled_from(["simulated", "recorded", None])),
    )


@few(60)
@given(some_facts())
def test_round_trip_of_texts(facts: Facts) -> None:
    found = Facts()
    for text in (stimulus_text(facts), *keyed_texts(facts)):
        more, unread = read_text(text)
        assert more is not None and unread == ()
        found = found.joined(more)
    assert found == facts


@few(60)
@given(some_facts())
def test_round_trip_of_xml(facts: Facts) -> None:
    found, unread = read_xml(stimulus_xml(facts))
    assert unread == ()
    assert found == facts


@given(positive(30), positive(60), positive(90))
def test_round_trip_of_responses(amplitude: float, latency: float, velocity: float) -> None:
    facts = Facts(amplitude_mv=amplitude, latency_ms=latency, velocity_m_s=velocity)
    text = response_text(facts)
    assert (text is None) == (facts == Facts())
    if text is not None:
        assert read_text(text) == (facts, ())


@given(st.text(max_size=300) | st.text('Stim ulresponse0.9,mVAcs@<>/="xé', max_size=200))
def test_any_text_is_read_or_remarked(text: str) -> None:
    facts, unread = read_text(text)
    assert facts is not None or unread
    assert all("\n" not in one for one in unread)
    read_xml("<EDF_XMLnote>" + text + "</EDF_XMLnote>")


@pytest.mark.parametrize(("name", "in_a_study"), [
    ("distance_mm", "distance_mm"), ("temperature_c", "temperature_c"),
    ("latency_ms", "latency_ms"), ("amplitude_mv", "amplitude_mv"),
    ("area_mvms", "negative_peak_area_mvms"),
    ("response_duration_ms", "negative_peak_duration_ms"),
])  # fmt: skip
def test_a_note_may_say_at_most_what_a_study_may(name: str, in_a_study: str) -> None:
    """The package of EDF+ stands alone, and repeats the limits that a study's numbers have."""
    assert notes._MOST[name] == plausible()[in_a_study].most
