"""Pages that erase the whole diary: what would be lost, then whether it is really meant."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from multifocal.web.diary import drafts, erasing
from multifocal.web.diary.guard import private


@require_http_methods(["GET", "HEAD", "POST"])
@private
def everything(request: HttpRequest) -> HttpResponse:
    """Names what would be lost (GET), asks once more (POST), and erases it once both is said: that
    it is meant, and what becomes of the backups."""
    loss = erasing.loss()
    context = {"loss": loss, "folder": drafts.backups()}
    if request.method != "POST":
        return render(request, "diary/erase_all.html", context)
    chosen = "leave" if not loss.copies else request.POST.get("copies", "")
    what = next((one for one in erasing.COPIES if one == chosen), None)
    if "erase" not in request.POST or "understood" not in request.POST or what is None:
        context |= {"unanswered": "erase" in request.POST}
        return render(request, "diary/erase_all_sure.html", context)
    erasing.erase_everything(what if loss.copies else "remove")
    return redirect(f"{reverse('diary:data')}?erased")
