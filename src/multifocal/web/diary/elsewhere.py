"""`/diary` where no diary is kept: what one's own machine has, and how to run it there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The same for everyone."""
    return render(request, "diary/elsewhere.html")
