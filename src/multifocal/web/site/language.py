"""The language of a request, for every sentence that is said while it is answered."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import lazy
from django.utils.translation import get_language

from multifocal.words import say, speaking
from multifocal.words.language import DEFAULT_LANGUAGE

say_later = lazy(say, str)
"""`say`, put off until the sentence is shown: for what is made once and read in any language."""


class SpokenLanguageMiddleware:
    """Stands after Django's LocaleMiddleware, which finds out the reader's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with speaking(get_language() or DEFAULT_LANGUAGE):
            return self.get_response(request)
