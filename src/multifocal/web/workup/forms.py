"""What the workup page asks: a file, or a table as text, and what neither shows."""

from dataclasses import fields, replace
from functools import cache
from importlib.resources import files
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from multifocal.criteria import DEFAULT_CRITERIA, criteria_names, criteria_set
from multifocal.fault import Fault, together
from multifocal.formats import MOST_TABLE_BYTES as MOST_BYTES
from multifocal.formats import (
    SheetReport,
    format_named,
    is_report,
    report_of_workbook,
    write_csv_study,
)
from multifocal.formats.table.columns import columns
from multifocal.reference import DEFAULT_REFERENCE, reference_names, reference_table
from multifocal.study import ClinicalPicture, Study
from multifocal.web.site.language import say_later
from multifocal.web.workup.annotated import (
    PresentedAnnotation,
    annotation_answers,
    is_annotation,
    present_annotations,
)
from multifocal.web.workup.clinical_fields import KNOWN, ClinicalFields, truth
from multifocal.web.workup.columns import PlacedFault, label_of, rows_of_grid
from multifocal.web.workup.markers import NAMES as MARK_FIELDS
from multifocal.web.workup.markers import MarkedSweep, mark_sweeps, marks_of, measured_by
from multifocal.web.workup.pasted import (
    MOST_PROFILE_BYTES,
    Pasted,
    PresentedPaste,
    mark_of,
    present_paste,
    read_paste,
)
from multifocal.web.workup.reading import POLARITIES, ReadFile, is_text, read_file
from multifocal.web.workup.state import MOST_BYTES as MOST_FILE_BYTES
from multifocal.web.workup.state import CarriedFile, carried_file
from multifocal.web.workup.study_day import FIELD, with_day
from multifocal.words import say

COLUMNS = frozenset(one.name for one in columns())


@cache
def example_table() -> str:
    """A made-up study, for trying the page."""
    return files("multifocal.web.workup").joinpath("example.csv").read_text(encoding="utf-8")


def _sets() -> list[Any]:
    """Every set to choose from, those that stand apart under why they do."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in criteria_names(research=True):
        rules = criteria_set(name)
        groups.setdefault(rules.standing, []).append((name, rules.title))
    return [
        one
        for standing, sets in groups.items()
        for one in (
            sets if standing == "read" else [(say_later(f"study.standing.{standing}.tag"), sets)]
        )
    ]


class WorkupForm(ClinicalFields):
    """One study. Valid when the table can be read; `study()` is then what was read."""

    file = forms.FileField(required=False, allow_empty_file=True)
    profile = forms.FileField(required=False, allow_empty_file=True)
    table = forms.CharField(required=False, strip=False, widget=forms.Textarea)
    criteria = forms.ChoiceField(
        required=False,
        label=say_later("workup.field.criteria"),
        choices=_sets,
    )
    reference = forms.ChoiceField(
        required=False,
        label=say_later("workup.field.reference"),
        choices=[(name, reference_table(name).title) for name in reference_names()],
    )
    long_segments = forms.ChoiceField(
        required=False,
        label=say_later("workup.field.long_segments"),
        choices=[
            ("longer", say_later("workup.long_segments.longer")),
            ("named", say_later("workup.long_segments.named")),
        ],
    )
    weakness_over_ten_days = forms.TypedChoiceField(
        required=False,
        label=say_later("workup.field.weakness_over_ten_days"),
        choices=KNOWN,
        coerce=truth,
        empty_value=None,
    )
    sensory_normal = forms.TypedChoiceField(
        required=False,
        label=say_later("workup.field.sensory_normal"),
        choices=KNOWN,
        coerce=truth,
        empty_value=None,
    )

    polarity = forms.ChoiceField(
        required=False,
        label=say_later("workup.field.polarity"),
        choices=[
            ("", say_later("workup.as_file_says")),
            (POLARITIES[0], say_later("workup.polarity.positive")),
            (POLARITIES[1], say_later("workup.polarity.negative")),
        ],
    )
    unit = forms.ChoiceField(
        required=False,
        label=say_later("workup.field.unit"),
        choices=[("", say_later("workup.as_file_says")), ("mV", "mV"), ("uV", "µV")],
    )
    own_limits = forms.CharField(required=False, widget=forms.Textarea)

    fault: Fault | None = None
    """What is wrong with the table, where the reader must be led to it."""

    from_file = False
    """Whether a file was just chosen."""

    text_editable = True
    """Whether what was entered stands in the box again; a file that is no text does not."""

    carried = CarriedFile()
    """What the page carries: the file or the table, or the name of a simulation."""

    pasted: Pasted | None = None
    """A machine's report, which is shown as it was understood before anything is evaluated."""

    _sheet: SheetReport | None = None
    """The report out of a workbook that was just chosen."""

    _of_file = True
    """Whether what was sent of marks and annotations belongs to the file that is read."""

    reading: ReadFile | None = None
    marked: tuple[MarkedSweep, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["criteria"] = cleaned.get("criteria") or DEFAULT_CRITERIA
        cleaned["reference"] = cleaned.get("reference") or DEFAULT_REFERENCE
        cleaned["long_segments"] = cleaned.get("long_segments") or "longer"
        try:
            self._open(cleaned)
        except Fault as fault:
            self.blame(fault)
        return cleaned

    def _open(self, cleaned: dict[str, Any]) -> None:
        """Reads a new file or table, else what the page carried. Fault where it cannot be read."""
        content, name = self._content(cleaned)
        self.from_file = name is not None
        if self.from_file and len(content) <= MOST_FILE_BYTES:
            self.text_editable = False  # where a workbook is broken
            self._sheet = report_of_workbook(content)
            content = self._sheet.text if self._sheet else content
        day = self.data.get(FIELD.format(answer="answer"), "")
        if name is None and day and not is_report(content):
            dated = with_day(content.decode(), day)
            content = dated.encode()
            self._set("table", dated)
        carried = None if name is not None or content.strip() else carried_file(self.data)
        data = dict(self.data.items())
        if carried is None:
            self.carried = CarriedFile(
                content, polarity=cleaned.get("polarity", ""), unit=cleaned.get("unit", "")
            )
            data = {
                key: value
                for key, value in data.items()
                if not _is_mark(key) and not is_annotation(key)
            }
            self._of_file = False
        else:
            self.carried = carried
        if name is not None:
            # A browser forgets a chosen file, so its text goes where the reader can mend it.
            self.text_editable = len(content) <= MOST_BYTES and is_text(content)
            text = content.decode("utf-8-sig", errors="replace") if self.text_editable else ""
            self._set("table", text)
        if carried is None and content.strip() and is_report(content):
            self._understand(content, cleaned)
            return
        self.reading = read_file(self.carried, name, annotation_answers(data))
        kind = format_named(self.reading.format)
        if not (kind.text or kind.waveforms):  # the same table, where the reader can change it
            text = write_csv_study(self.reading.study)
            self.carried = CarriedFile(text.encode())
            self._set("table", text)
        self.carried.check()
        if self.reading.study.recordings:
            self._set("table", "")
            marks = marks_of(self.reading.study)
            self.marked = mark_sweeps(self.reading.study.recordings, marks | data)

    def _understand(self, content: bytes, cleaned: dict[str, Any]) -> None:
        """Reads a report; what is still asked or wrong, and its rows, stand on the page."""
        profile = cleaned.get("profile")
        typed = profile.read(MOST_PROFILE_BYTES + 1) if isinstance(profile, UploadedFile) else None
        answers, ticked = (
            self.data.getlist(name) if isinstance(self.data, QueryDict) else ()
            for name in ("answer", "answer_rows")
        )
        mark = mark_of(content.decode("utf-8-sig", errors="replace"))
        if self.data.get("answer_of", mark) != mark:
            answers = ticked = ()
        beside = self._sheet.remarks if self._sheet else ()
        self.pasted = read_paste(content, answers, typed, ticked, beside)
        if not self.pasted.understood.rows and not self.pasted.understood.waits:
            raise together(self.pasted.understood.faults or [Fault("report.nothing")])
        self._set("table", self.pasted.text if self.pasted.waiting else self.pasted.table)
        self.carried = CarriedFile()
        if self.pasted.waiting:
            self.add_error("table", say("workup.pasted.asked"))
        elif self.pasted.understood.problems:
            self.blame(together(self.pasted.blamed()))
        else:
            self.add_error("table", say("workup.pasted.look"))

    def placed_faults(self) -> tuple[PlacedFault, ...]:
        """Every fault, where it lies as the page names it: a cell of the grid if there is one."""
        rows = rows_of_grid(str(self["table"].value() or ""))
        return tuple(
            PlacedFault(
                one.problem, one.remedy, (rows or {}).get(one.line or 0, 0), one.line,
                one.column or "", label_of(one.column) if one.column in COLUMNS else "", one.byte,
            )
            for one in (self.fault.each if self.fault else ())
        )  # fmt: skip

    def presented_paste(self) -> PresentedPaste | None:
        """What was understood of a report that was pasted."""
        return present_paste(self.pasted) if self.pasted else None

    def annotations(self) -> tuple[PresentedAnnotation, ...]:
        """What annotations of the file of waveforms leave open, with what was answered."""
        questions = self.reading.questions if self.reading else ()
        answers = annotation_answers(dict(self.data.items())) if self._of_file else {}
        return present_annotations(questions, answers)

    def _set(self, name: str, value: str) -> None:
        data: Any = self.data
        self.data = data.copy()  # a QueryDict keeps its lists
        self.data[name] = value  # type: ignore[index]

    def blame(self, fault: Fault) -> None:
        """Mark the table as at fault."""
        self.fault = fault
        for one in fault.each:
            self.add_error("table", str(one))

    def study(self) -> Study:
        """The study with the marks' measures, and what the person knows beyond it.

        What is answered here goes before what the file says. Fault for distances between sites
        that make no sense.
        """
        assert self.reading is not None
        study = self.reading.study
        stated = self.picture(
            weakness_over_ten_days=self.cleaned_data["weakness_over_ten_days"],
            sensory_conduction_normal_in_arm_segments_with_block=self.cleaned_data[
                "sensory_normal"
            ],
        )
        answers = {
            one.name: getattr(stated, one.name)
            for one in fields(stated)
            if getattr(stated, one.name) not in (None, ())
        }
        return replace(
            measured_by(study, self.marked),
            clinical=replace(study.clinical or ClinicalPicture(), **answers),
            subject=study.subject.updated(self.subject()) if study.subject else self.subject(),
        )

    def _content(self, cleaned: dict[str, Any]) -> tuple[bytes, str | None]:
        """The table's bytes, and the file's name where they came from a file."""
        upload = cleaned.get("file")
        if isinstance(upload, UploadedFile):
            return upload.read(MOST_FILE_BYTES + 1), upload.name
        return (cleaned.get("table") or "").encode(), None


def _is_mark(key: str) -> bool:
    """Whether a field is one of marks, which belong to the file that the page carried."""
    return key.partition("-")[0] in (*MARK_FIELDS, "response") or key in ("auto", "place")
