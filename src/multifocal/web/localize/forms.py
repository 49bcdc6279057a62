"""The form of `/localize`."""

from typing import Any

from django import forms

from multifocal.fault import Fault
from multifocal.localize import SETTINGS, Answer, explain
from multifocal.localize.grammar import MOST_CHARACTERS
from multifocal.web.localize.state import Filled

NO_SETTING = ""


class FindingsForm(forms.Form):
    """A line of findings and a setting; grades and feeling stand in fields of their own names."""

    line = forms.CharField(required=False, max_length=MOST_CHARACTERS)
    setting = forms.ChoiceField(
        required=False, choices=[(key, key) for key in (NO_SETTING, *SETTINGS)]
    )

    answer: Answer | None = None

    def clean(self) -> dict[str, Any]:
        """Reads and explains; what cannot be read is said at the form's head."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        filled = Filled(
            cleaned["line"], cleaned["setting"], {k: str(v) for k, v in self.data.items()}
        )
        try:
            weakness = filled.weakness()
            self.answer = explain(weakness, setting=filled.setting or None)
        except Fault as fault:
            for one in fault.each:
                self.add_error(None, str(one))
        return cleaned
