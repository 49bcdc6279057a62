"""What Django says for the door: pages for those who are turned away, in the site's own words."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

STATUS = "multifocal.turned_away"
"""Where the door leaves the status of a request that it will not let through."""


class TurnedAwayMiddleware:
    """Answers with the page of that status, and lets everything else through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        status: int | None = request.META.get(STATUS)
        if status is None:
            return self.get_response(request)
        return render(request, f"{status}.html", status=status)


def no_token(request: HttpRequest) -> Mapping[str, str]:
    """Leaves the forms without a token."""
    del request
    return {"csrf_token": ""}
