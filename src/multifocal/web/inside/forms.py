"""What the visitor may choose."""

from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from multifocal.web.inside.closeup import GAPS
from multifocal.web.inside.state import (
    DAMAGED,
    FIRST_MM,
    LAST_MM,
    MOST_DAMAGE,
    PEOPLE,
    STEP_MM,
    Setting,
)


class SettingForm(forms.Form):
    """Place, damage and person, all optional; anything out of range is a fault."""

    at = forms.IntegerField(
        min_value=FIRST_MM, max_value=LAST_MM, step_size=STEP_MM, required=False
    )
    damage = forms.IntegerField(min_value=0, max_value=MOST_DAMAGE, required=False)
    person = forms.IntegerField(min_value=0, max_value=PEOPLE - 1, required=False)

    def setting(self) -> Setting:
        """The choice, with what was left out at its default; after `is_valid`."""
        default = Setting()
        chosen = {k: v for k, v in self.cleaned_data.items() if v is not None}
        return Setting(
            at_mm=chosen.get("at", default.at_mm),
            damage=chosen.get("damage", default.damage),
            person=chosen.get("person", default.person),
        )


class GapsForm(forms.Form):
    """Which gaps of the close-up are damaged: `gaps=3&gaps=4`, or `gaps=none`."""

    gaps = forms.MultipleChoiceField(
        choices=[(str(k), k) for k in range(GAPS)] + [("none", "none")], required=False
    )

    def damaged(self) -> tuple[int, ...]:
        """The choice in order, each gap once; after `is_valid`."""
        return tuple(sorted({int(gap) for gap in self.cleaned_data["gaps"] if gap != "none"}))


def canonical_page(query: QueryDict) -> str:
    """The one query of the page's answer, empty where it is what the page opens with; ValueError
    where a choice is out of range."""
    setting = _setting(query)
    pairs: list[tuple[str, object]] = []
    if setting != Setting():
        pairs += [("at", setting.at_mm), ("damage", setting.damage)]
    if setting.person:
        pairs.append(("person", setting.person))
    gaps = GapsForm(query)
    if "gaps" in query and gaps.is_valid() and gaps.damaged() != DAMAGED:
        pairs += _gaps(gaps.damaged())
    return urlencode(pairs)


def canonical_picture(query: QueryDict) -> str:
    """The one query of a picture, as the page's script asks for it; ValueError out of range."""
    setting = _setting(query)
    pairs = [("at", setting.at_mm), ("damage", setting.damage)]
    return urlencode(pairs + [("person", setting.person)] * (setting.person > 0))


def canonical_gaps(query: QueryDict) -> str:
    """The one query of a close-up; ValueError where a gap is not there."""
    form = GapsForm(query)
    if not form.is_valid():
        raise ValueError
    return urlencode(_gaps(form.damaged()))


def _setting(query: QueryDict) -> Setting:
    form = SettingForm(query)
    if not form.is_valid():
        raise ValueError
    return form.setting()


def _gaps(damaged: tuple[int, ...]) -> list[tuple[str, object]]:
    return [("gaps", gap) for gap in damaged] or [("gaps", "none")]
