"""A link holds the settings: what it says comes back, whatever the setting."""

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal import body
from multifocal.nerve import MECHANISMS
from multifocal.web.lab.forms import LabForm, data_of
from multifocal.web.lab.state import MUSCLES, STARTS, FocusSetting, Setting

FOCI = st.builds(
    FocusSetting,
    at_mm=st.integers(0, 180),  # on the way to any muscle of the shortest person
    severity=st.integers(1, 100),
    extent_mm=st.integers(1, 400),
    mechanism=st.sampled_from(MECHANISMS),
    days=st.integers(0, 3650),
)


@st.composite
def settings_of_a_lab(draw: st.DrawFn) -> Setting:
    muscle = draw(st.sampled_from(MUSCLES))
    bare = Setting(muscle)
    sites = [one.id for one in body.stimulation_sites(bare.nerve, muscle)]
    pressed = [one.id for one in body.entrapments() if one.segment in bare.way.segments]
    return Setting(
        muscle=muscle,
        side=draw(st.sampled_from(body.SIDES)),
        foci=tuple(draw(st.lists(FOCI, max_size=5))),
        temperature_c=draw(st.integers(42, 72)) / 2,
        person=draw(st.integers(0, 9999)),
        height_cm=draw(st.integers(120, 220)),
        every=draw(st.booleans()),
        crossing=draw(st.integers(0, 90)) if bare.may_cross else 0,
        entrapment=draw(st.sampled_from(["", *pressed])),
        pressed=draw(st.integers(0, 100)),
        stimulus=draw(st.sampled_from(["", *sites])),
        strength=draw(st.integers(0, 100)),
        spread=draw(st.integers(0, 100)),
        velocity=draw(st.integers(10, 100)),
        varied=draw(st.booleans()),
        probe=draw(st.integers(0, 180)),
        charge=draw(st.integers(0, 100)),
    )


def read(query: str) -> LabForm:
    form = LabForm(data_of(Setting()) | QueryDict(query).dict())
    assert form.is_valid(), form.errors
    return form


@settings(max_examples=40, deadline=None)
@given(settings_of_a_lab())
def test_a_link_comes_back_as_the_setting_that_it_was_made_of(setting: Setting) -> None:
    form = read(setting.query())
    assert form.setting() == setting
    assert form.left_out() == ()


@pytest.mark.parametrize("name", STARTS)
def test_so_does_every_study_to_begin_with(name: str) -> None:
    assert read(STARTS[name].query()).setting() == STARTS[name]


def test_what_is_usual_stands_in_no_link() -> None:
    assert Setting().query() == "muscle=adm&side=right"


def test_a_switch_of_another_muscle_is_left_out_and_said_so() -> None:
    form = read("muscle=deltoid&crossing=30&entrapment=ulnar_elbow&stimulus=wrist&strength=50")
    assert form.left_out() == ("crossing", "entrapment", "stimulus")
    assert form.setting() == Setting("deltoid", strength=50)


def test_a_focus_that_is_left_empty_is_no_focus() -> None:
    assert read("at1=&severity1=&at2=200&severity2=0&at3=90&severity3=5").setting().foci == (
        FocusSetting(90, 5),
    )


def test_a_faulty_stimulus_is_given_even_at_a_site_that_is_not_usual() -> None:
    sites = [one.id for one in Setting(stimulus="upper_arm").sites()]
    assert sites == ["wrist", "below_elbow", "above_elbow", "upper_arm", "axilla", "erb"]
