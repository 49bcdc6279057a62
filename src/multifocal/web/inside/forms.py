"""What the visitor may choose."""

from django import forms

from multifocal.web.inside.closeup import GAPS
from multifocal.web.inside.state import (
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
