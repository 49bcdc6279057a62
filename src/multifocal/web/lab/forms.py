"""The lab's form: GET, so that the address holds the setting; every fault at its own field."""

from dataclasses import dataclass, fields, replace
from itertools import groupby
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language

from multifocal import body
from multifocal.nerve import MECHANISMS
from multifocal.nerve.focus import LONGEST_DAYS
from multifocal.nerve.temperature import COLDEST_SKIN_C, WARMEST_SKIN_C
from multifocal.nerve.whole_nerve import SLOWEST
from multifocal.study import word_of
from multifocal.web.lab.fields import Number, OneOf
from multifocal.web.lab.state import (
    MOST_FOCI,
    MUSCLES,
    START,
    FocusSetting,
    Setting,
)
from multifocal.web.site.language import say_later
from multifocal.words import initial, say

LONGEST_MM = 2000
ORDER: Final = (
    "median", "ulnar", "radial", "musculocutaneous", "axillary", "fibular", "tibial", "femoral",
)  # fmt: skip
"""Nerves as the list shows them: arms before legs."""


@dataclass(frozen=True)
class FocusFields:
    """The fields of one focus, and what they say in short."""

    number: int
    at: forms.BoundField
    severity: forms.BoundField
    extent: forms.BoundField
    mechanism: forms.BoundField
    days: forms.BoundField
    said: str
    open: bool


class LabForm(forms.Form):
    """One setting, every field optional. `setting()` after `is_valid`."""

    muscle = forms.ChoiceField(required=False, label=say_later("report.label.nerve"))
    side = forms.ChoiceField(required=False, label=say_later("site.column.side"))
    temperature_c = Number(
        say_later("lab.field.temperature"), COLDEST_SKIN_C, WARMEST_SKIN_C, "°C",
        step=0.5, whole=False, help_text=say_later("lab.field.temperature.hint"),
    )  # fmt: skip
    person = Number(
        say_later("lab.field.person"), 0, 9999, "",
        help_text=say_later("lab.field.person.hint"),
    )  # fmt: skip
    height_cm = Number(
        say_later("lab.field.height"), 120, 220, "cm", help_text=say_later("lab.field.height.hint")
    )
    every = forms.TypedChoiceField(
        required=False,
        label=say_later("lab.field.every"),
        choices=[("", say_later("lab.field.every.no")), ("1", say_later("lab.field.every.yes"))],
        coerce=bool,
    )
    velocity = Number(
        say_later("lab.field.velocity"), round(100 * SLOWEST), 100, "%", step=5,
        help_text=say_later("lab.field.velocity.hint"),
    )  # fmt: skip
    varied = forms.TypedChoiceField(
        required=False,
        label=say_later("lab.field.varied"),
        choices=[("", say_later("lab.field.varied.no")), ("1", say_later("lab.field.varied.yes"))],
        coerce=bool,
    )
    crossing = Number(
        say_later("lab.field.crossing"), 0, 90, "%", step=5,
        help_text=say_later("lab.field.crossing.hint"),
    )  # fmt: skip
    entrapment = OneOf({one.id for one in body.entrapments()}, label=say_later("lab.map.pressed"))
    pressed = Number(
        say_later("lab.field.pressed"), 0, 100, "%",
        help_text=say_later("lab.field.pressed.hint"),
    )  # fmt: skip
    stimulus = OneOf(
        {one.id for nerve in ORDER for one in body.sites(nerve)},
        label=say_later("lab.field.stimulus"),
    )
    strength = Number(
        say_later("lab.field.strength"), 0, 100, "%", step=5,
        help_text=say_later("lab.field.strength.hint"),
    )  # fmt: skip
    spread = Number(
        say_later("lab.field.spread"), 0, 100, "%", step=5,
        help_text=say_later("lab.field.spread.hint"),
    )  # fmt: skip

    probe = Number(
        say_later("lab.field.probe"), 0, LONGEST_MM, "mm", step=5,
        help_text=say_later("lab.field.probe.hint"),
    )  # fmt: skip
    charge = Number(
        say_later("lab.field.charge"), 0, 100, "%", step=2,
        help_text=say_later("lab.field.charge.hint"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.language = language
        self._choices("muscle", _muscles(language))
        self._choices("side", [(one, word_of("side", one, language)) for one in body.SIDES[::-1]])
        chosen = self._known("muscle", MUSCLES, START.muscle)
        way = Setting(chosen).way
        self.fields["probe"].widget.attrs["data-most"] = int(way.length_mm)
        pressed = [
            (one.id, say(one.name, language))
            for one in body.entrapments()
            if one.segment in way.segments
        ]
        self._choices("entrapment", [("", say("lab.focus.none")), *pressed])
        sites = body.stimulation_sites(Setting(chosen).nerve, chosen)
        named = [(one.id, word_of("site", one.id, language)) for one in sites]
        self._choices("stimulus", [("", say("lab.field.stimulus.none")), *named])
        for k in range(1, MOST_FOCI + 1):
            at = Number(say("lab.field.at"), 0, LONGEST_MM, "mm", step=5)
            at.widget.attrs["data-most"] = int(way.length_mm)  # how far a slider leads
            self.fields[f"at{k}"] = at
            self.fields[f"severity{k}"] = Number(say("lab.field.severity"), 0, 100, "%")
            self.fields[f"extent{k}"] = Number(say("lab.field.extent"), 1, 400, "mm")
            self.fields[f"mechanism{k}"] = forms.ChoiceField(
                required=False, label=say("lab.field.mechanism")
            )
            self._choices(
                f"mechanism{k}",
                [(one, say(f"lab.mechanism.{one}", language)) for one in MECHANISMS],
            )
            self.fields[f"days{k}"] = Number(
                say("lab.field.days"), 0, LONGEST_DAYS, "", help_text=say("lab.field.days.hint")
            )

    def _choices(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _known(self, name: str, known: tuple[str, ...], default: str) -> str:
        """What was chosen so far, which decides what else can be chosen."""
        value = self.data.get(name) if self.is_bound else self.initial.get(name)
        return value if value in known else default

    def clean(self) -> dict[str, Any]:
        """Holds each focus against the way, which is known only now."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        length_mm = self._whole().way.length_mm
        if (cleaned.get("probe") or 0) > length_mm:
            self.add_error("probe", say("lab.fault.beyond", mm=f"{length_mm:.0f}"))
        for k in range(1, MOST_FOCI + 1):
            if not cleaned.get(f"severity{k}"):
                continue
            at_mm = cleaned.get(f"at{k}")
            if at_mm is None:
                self.add_error(f"at{k}", say("lab.fault.at"))
            elif at_mm > length_mm:
                self.add_error(f"at{k}", say("lab.fault.beyond", mm=f"{length_mm:.0f}"))
        return cleaned

    def setting(self) -> Setting:
        """The choice, with what was left out at its usual value, and without `left_out`."""
        off: dict[str, Any] = {name: getattr(Setting, name) for name in self.left_out()}
        return replace(self.asked(), **off)

    def asked(self) -> Setting:
        """The choice with every switch as it was set, whether it applies to the muscle or not."""
        foci = []
        for k in range(1, MOST_FOCI + 1):
            at_mm, severity, extent_mm, mechanism, days = (
                self.cleaned_data[f"{name}{k}"]
                for name in ("at", "severity", "extent", "mechanism", "days")
            )
            if severity:
                usual = FocusSetting(at_mm, severity)
                extent_mm = usual.extent_mm if extent_mm is None else extent_mm
                how = mechanism or usual.mechanism
                foci.append(FocusSetting(at_mm, severity, extent_mm, how, days or 0))
        return self._whole(tuple(foci))

    def left_out(self) -> tuple[str, ...]:
        """Switches that are set and do not apply to the muscle, in the order of the form."""
        whole = self._whole()
        sites = {one.id for one in body.stimulation_sites(whole.nerve, whole.muscle)}
        applies = {
            "crossing": whole.may_cross,
            "entrapment": whole.pressed_here is not None,
            "stimulus": whole.stimulus in sites,
        }
        return tuple(name for name, fits in applies.items() if getattr(whole, name) and not fits)

    def _whole(self, foci: tuple[FocusSetting, ...] = ()) -> Setting:
        chosen = {field.name: self.cleaned_data.get(field.name) for field in fields(Setting)}
        given = {name: value for name, value in chosen.items() if value not in (None, "")}
        return Setting(**{**given, "foci": foci})

    def groups(self) -> tuple[FocusFields, ...]:
        """The foci's fields. The first one is open, and those that are set or at fault."""
        return tuple(self._focus(k) for k in range(1, MOST_FOCI + 1))

    def _focus(self, k: int) -> FocusFields:
        at, severity, extent, mechanism, days = (
            self[f"{name}{k}"] for name in ("at", "severity", "extent", "mechanism", "days")
        )
        values = [str(one.value() or "") for one in (at, severity)]
        faulty = any(one.errors for one in (at, severity, extent, mechanism, days))
        is_set = all(values) and values[1] != "0"
        key = "lab.focus.faulty" if faulty else "lab.focus.set" if is_set else "lab.focus.none"
        said = say(key, self.language, at=values[0][:12], severity=values[1][:12])
        shown = k == 1 or is_set or faulty
        return FocusFields(k, at, severity, extent, mechanism, days, said, shown)

    @property
    def about(self) -> bool:
        """Whether the person or the limb is not the usual one, or at fault."""
        usual = Setting()
        return any(
            self[name].errors
            or str(self[name].value() or 0) not in _spellings(getattr(usual, name))
            for name in ("temperature_c", "person", "height_cm", "velocity", "varied")
        )

    @property
    def probing(self) -> bool:
        """Whether a stimulator stands on the nerve, or is at fault."""
        names = ("probe", "charge")
        return bool(self["probe"].value() not in (None, "", "0", 0)) or any(
            self[name].errors for name in names
        )

    @property
    def switched(self) -> bool:
        """Whether something other than disease is set, or at fault."""
        names = ("crossing", "entrapment", "stimulus")
        return any(
            self[name].errors or self[name].value() not in (None, "", "0", 0)
            for name in (*names, "pressed", "strength", "spread")
            if name in names or self[name].errors
        )


def _muscles(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Muscles under their nerves."""

    def nerve(muscle: str) -> str:
        return body.muscle(muscle).stem or ""

    return [
        (
            initial(say("lab.nerve", language, nerve=word_of("nerve", one, language)), language),
            [(m, initial(word_of("muscle", m, language), language) + _short(m)) for m in group],
        )
        for one, group in groupby(sorted(MUSCLES, key=lambda m: ORDER.index(nerve(m))), key=nerve)
    ]


def _spellings(usual: float) -> tuple[str, ...]:
    """How a usual number, or nothing, may stand in a field."""
    return "0", str(usual), f"{usual:g}"


def _short(muscle: str) -> str:
    return f" ({muscle.upper()})" if len(muscle) <= 3 else ""


def data_of(setting: Setting) -> dict[str, Any]:
    """A setting as the data of a form, as if it stood in the address."""
    data = {name: getattr(setting, name) for name in LabForm.base_fields}
    for name in ("every", "varied"):
        data[name] = "1" if getattr(setting, name) else ""
    for k in range(1, MOST_FOCI + 1):
        one = setting.foci[k - 1] if k <= len(setting.foci) else None
        data[f"at{k}"] = one.at_mm if one else None
        data[f"severity{k}"] = one.severity if one else None
        data[f"extent{k}"] = one.extent_mm if one else 20
        data[f"mechanism{k}"] = one.mechanism if one else "paranode"
        data[f"days{k}"] = one.days if one else 0
    return data


def bound_form(query: QueryDict) -> LabForm:
    """Bound to the address, or to what the lab shows first where the address says nothing."""
    if not _says_something(query):
        return LabForm(data_of(START))
    given = {name: value for name, value in query.items() if value != ""}
    return LabForm(data_of(Setting()) | given)


def canonical_lab(query: QueryDict) -> str:
    """The one query of a setting, empty where it is what the lab opens with; ValueError where a
    field is at fault. Switches that do not apply stay: the answer says that they were left out."""
    form = bound_form(query)
    if not form.is_valid():
        raise ValueError
    return form.asked().query() if _says_something(query) else ""


def _says_something(query: QueryDict) -> bool:
    foci = {f"{name}{k}" for name in ("at", "severity") for k in range(1, MOST_FOCI + 1)}
    return bool((LabForm.base_fields.keys() | foci) & query.keys())
