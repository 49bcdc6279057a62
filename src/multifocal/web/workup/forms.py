"""What the workup page asks: a table, as a file or as text, and what the table does not show."""

from functools import cache
from importlib.resources import files
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from multifocal.fault import Fault
from multifocal.study import (
    DEFAULT_CRITERIA,
    DEFAULT_REFERENCE,
    Study,
    criteria_names,
    criteria_set,
    parse_csv,
    reference_names,
    reference_table,
)
from multifocal.study.formats import MOST_BYTES
from multifocal.web.workup.clinical_fields import KNOWN, ClinicalFields, truth


@cache
def example_table() -> str:
    """A made-up study, for trying the page."""
    return files("multifocal.web.workup").joinpath("example.csv").read_text(encoding="utf-8")


class WorkupForm(ClinicalFields):
    """One study. Valid when the table can be read; `study()` is then what was read."""

    file = forms.FileField(required=False, allow_empty_file=True)
    table = forms.CharField(required=False, strip=False, widget=forms.Textarea)
    criteria = forms.ChoiceField(
        required=False, choices=[(name, criteria_set(name).title) for name in criteria_names()]
    )
    reference = forms.ChoiceField(
        required=False, choices=[(name, reference_table(name).title) for name in reference_names()]
    )
    long_segments = forms.ChoiceField(
        required=False,
        choices=[
            ("named", _("those the guideline names")),
            ("longer", _("also any that contains one of them")),
        ],
    )
    weakness_over_ten_days = forms.TypedChoiceField(
        required=False, choices=KNOWN, coerce=truth, empty_value=None
    )
    sensory_normal = forms.TypedChoiceField(
        required=False, choices=KNOWN, coerce=truth, empty_value=None
    )

    own_limits = forms.CharField(required=False, widget=forms.Textarea)

    fault: Fault | None = None
    """What is wrong with the table, where the reader must be led to it."""

    kept = True
    """Whether what was entered stands in the box again; a file that is no text does not."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        content, name = self._content(cleaned)
        if name is not None:
            # A browser forgets a chosen file, so its text goes where the reader can mend it.
            self.kept = len(content) <= MOST_BYTES and b"\0" not in content
            if self.kept:
                text = content.decode("utf-8-sig", errors="replace")
                self.data = dict(self.data.items()) | {"table": text}
        cleaned["criteria"] = cleaned.get("criteria") or DEFAULT_CRITERIA
        cleaned["reference"] = cleaned.get("reference") or DEFAULT_REFERENCE
        cleaned["long_segments"] = cleaned.get("long_segments") or "named"
        try:
            cleaned["measures"] = parse_csv(content, name).measures
        except Fault as fault:
            self.blame(fault)
        return cleaned

    def blame(self, fault: Fault) -> None:
        """Mark the table as at fault."""
        self.fault = fault
        self.add_error("table", str(fault))

    def study(self) -> Study:
        """The study that was entered, with what the person knows beyond the table."""
        clinical = self.picture(
            weakness_over_ten_days=self.cleaned_data["weakness_over_ten_days"],
            sensory_conduction_normal_in_arm_segments_with_block=self.cleaned_data[
                "sensory_normal"
            ],
        )
        return Study(
            measures=self.cleaned_data["measures"], clinical=clinical, subject=self.subject()
        )

    def _content(self, cleaned: dict[str, Any]) -> tuple[bytes, str | None]:
        """The table's bytes, and the file's name where they came from a file."""
        upload = cleaned.get("file")
        if isinstance(upload, UploadedFile):
            return upload.read(MOST_BYTES + 1), upload.name
        return (cleaned.get("table") or "").encode(), None
