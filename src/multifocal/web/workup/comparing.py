"""Two studies that a reader pastes or chooses, from their bytes to what changed between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from multifocal.fault import Fault, together
from multifocal.follow_up import DEFAULT_REPEAT, Repeat, changes
from multifocal.formats import (
    MOST_TABLE_BYTES,
    Remark,
    is_report,
    report_of_workbook,
    without_repeats,
)
from multifocal.measuring import completed_study
from multifocal.report.follow_up import Beside, PresentedCourse, present_course
from multifocal.report.tones import SIGNS
from multifocal.study import Study
from multifocal.web.site.language import say_later
from multifocal.web.workup.pasted import Pasted, PresentedPaste, mark_of, present_paste, read_paste
from multifocal.web.workup.reading import is_text, read_file
from multifocal.web.workup.state import MOST_BYTES, CarriedFile, carried_file
from multifocal.web.workup.study_day import FIELD, with_day

WHICH: Final = ("earlier", "later")
_MOST_WORDS: Final = 80


class BesideForm(forms.Form):
    """What is known beside the two studies, all of it optional."""

    repeat = forms.FloatField(
        required=False, min_value=0.1, max_value=100, label=say_later("workup.compare.repeat")
    )
    laboratory_earlier = forms.CharField(
        required=False, max_length=_MOST_WORDS, label=say_later("workup.compare.laboratory.earlier")
    )
    laboratory_later = forms.CharField(
        required=False, max_length=_MOST_WORDS, label=say_later("workup.compare.laboratory.later")
    )
    days_earlier = forms.IntegerField(
        required=False, min_value=0, label=say_later("workup.compare.days.earlier")
    )
    days_later = forms.IntegerField(
        required=False, min_value=0, label=say_later("workup.compare.days.later")
    )

    def beside(self) -> tuple[Beside, Beside]:
        """Laboratory and days since the last infusion of each; None where nothing is typed."""
        typed = self.cleaned_data
        first, second = (
            Beside(typed[f"laboratory_{which}"].strip() or None, typed[f"days_{which}"])
            for which in WHICH
        )
        return first, second

    def own_repeat(self) -> Repeat:
        """The laboratory's own figure, else the published one."""
        typed = self.cleaned_data["repeat"]
        return DEFAULT_REPEAT if typed is None else Repeat(typed, "")


@dataclass(frozen=True)
class OneStudy:
    """One of the two: what stands in its box again, and its study or what is asked or wrong.

    `packed`: a file that no box can hold, for a hidden field.
    """

    which: str
    text: str = ""
    packed: str = ""
    study: Study | None = None
    unread: tuple[str, ...] = ()
    pasted: Pasted | None = None
    fault: Fault | None = None

    @property
    def paste(self) -> PresentedPaste | None:
        """What was understood of a report."""
        return present_paste(self.pasted) if self.pasted else None

    @property
    def faults(self) -> Sequence[Fault]:
        """Everything that is wrong with it."""
        return self.fault.each if self.fault else ()


def read_one(which: str, request: HttpRequest) -> OneStudy:
    """What was sent of one study. A report is first shown as it was understood."""
    text = request.POST.get(f"{which}_text", "")
    upload = request.FILES.get(f"{which}_file")
    packed, name = request.POST.get(f"{which}_kept", ""), None
    answers: Sequence[str] = request.POST.getlist(f"{which}_answer")
    ticked: Sequence[str] = request.POST.getlist(f"{which}_answer_rows")
    beside: Sequence[Remark] = ()
    if request.POST.get(f"{which}_answer_of", mark_of(text)) != mark_of(text):
        answers = ticked = ()  # to another report: a 0 that was no response there may be none here
    try:
        if isinstance(upload, UploadedFile):
            content, name = upload.read(MOST_BYTES + 1), upload.name
            answers = ticked = ()
            sheet = report_of_workbook(content) if len(content) <= MOST_BYTES else None
            content = sheet.text if sheet else content
            beside = sheet.remarks if sheet else ()
        elif text.strip() or not packed:
            content = text.encode()
        else:
            carried = carried_file({"kept": packed})
            content = carried.content if carried else b""
        text, packed = "", ""
        if len(content) <= MOST_TABLE_BYTES and is_text(content):
            text = content.decode("utf-8-sig", errors="replace")
        if not content.strip():
            raise Fault("web.compare_missing")
        day = request.POST.get(FIELD.format(answer=f"{which}_answer"), "")
        if day and name is None and text and not is_report(content):
            text = with_day(text, day)
            content = text.encode()
        if is_report(content):
            return _understood(which, content, answers, ticked, beside)
        packed = "" if text else CarriedFile(content).packed
        read = read_file(CarriedFile(content), name)
        single, _ = without_repeats(read.study)
        return OneStudy(which, text, packed, completed_study(single), read.unread)
    except Fault as fault:
        return OneStudy(which, text, packed, fault=fault)


def _understood(
    which: str,
    content: bytes,
    answers: Sequence[str],
    ticked: Sequence[str],
    beside: Sequence[Remark],
) -> OneStudy:
    pasted = read_paste(content, answers, ticked=ticked, beside=beside)
    if not pasted.understood.rows and not pasted.understood.waits:
        raise together(pasted.understood.faults or [Fault("report.nothing")])
    if pasted.waiting:
        return OneStudy(which, pasted.text, pasted=pasted)
    wrong = together(pasted.blamed()) if pasted.understood.problems else None
    return OneStudy(which, pasted.table, pasted=pasted, fault=wrong)


@dataclass(frozen=True)
class Compared:
    """What changed, ready for the page: `turned`: whether their dates say the other order."""

    course: PresentedCourse
    signs: Mapping[str, str]
    turned: bool
    unread: tuple[tuple[str, ...], ...]


def compared(studies: Sequence[OneStudy], form: BesideForm) -> Compared | None:
    """What changed between two studies that were read; None where one is not. Fault as
    `changes`."""
    first, second = (one.study for one in studies)
    if first is None or second is None or not form.is_valid():
        return None
    unread = [one.unread for one in studies]
    beside = form.beside()
    turned = first.on is not None and second.on is not None and second.on < first.on
    if turned:
        first, second, beside, unread = second, first, (beside[1], beside[0]), unread[::-1]
    course = changes(first, second, form.own_repeat())
    shown = present_course(first, second, course, beside)
    return Compared(shown, SIGNS, turned, tuple(unread))
