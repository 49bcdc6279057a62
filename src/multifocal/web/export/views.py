"""The pages that an export has instead of those that need a server."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def run(request: HttpRequest) -> HttpResponse:
    """How to run what this copy of the site cannot: /workup, /lab and /localize."""
    return render(request, "export/run.html", {"program": getattr(settings, "PROGRAM", None)})


def not_found(request: HttpRequest) -> HttpResponse:
    """What a file server shows for an address that leads nowhere."""
    return render(request, "404.html")
