"""Sends pages packed where nothing secret is in them.

Who can make a reader's browser ask for pages, and sees how long the packed answers are, can guess a
secret that stands in them beside words of the guesser's own (the BREACH attack). So an answer that
gives out a token or sets any other cookie, and whatever follows a form, goes out as it is.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

SAFE = frozenset({"GET", "HEAD"})


class PackedPagesMiddleware(GZipMiddleware):
    """Stands outside of everything that sets cookies, and inside of WhiteNoise."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """The answer, packed where that is safe."""
        if request.method not in SAFE or response.cookies or response.status_code != 200:
            return response
        return super().process_response(request, response)
