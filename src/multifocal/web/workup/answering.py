"""The page that answers: form, waveforms, and what the rules say."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from multifocal.fault import Fault
from multifocal.report import Judged
from multifocal.web.workup import opened as files
from multifocal.web.workup.forms import WorkupForm
from multifocal.web.workup.samples import SAMPLES
from multifocal.web.workup.waves import ShownWaves, shown_waves


def answer(request: HttpRequest, form: WorkupForm, result: Judged | None = None) -> HttpResponse:
    """The whole page."""
    shown = context(request, form, result) | {"samples": SAMPLES.items()}
    return render(request, "workup/page.html", shown)


def context(request: HttpRequest, form: WorkupForm, result: Judged | None) -> dict[str, object]:
    """What the templates of the answer ask for."""
    waves = _waves(request, form)
    downloads = [(one.name, one.title) for one in files.offered(waves is not None)]
    return {"form": form, "result": result, "waves": waves, "formats": downloads}


def _waves(request: HttpRequest, form: WorkupForm) -> ShownWaves | None:
    """The waveforms, drawn even where the rules cannot be applied to them."""
    if not form.marked:
        return None
    try:
        return shown_waves(form.marked, request.POST, get_language() or "en")
    except Fault as fault:
        form.blame(fault)
        return None
