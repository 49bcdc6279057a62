"""Pages go out packed where nothing secret is in them, static files as the wheel packs them."""

import gzip

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from scripts.pack_static import KINDS, packed

from multifocal.web.site.packing import PackedPagesMiddleware

ACCEPTS = {"accept-encoding": "gzip, deflate, br"}


@pytest.mark.parametrize("address", ["/", "/inside", "/symptoms", "/lab"])
def test_a_page_without_a_token_is_packed(client: Client, address: str) -> None:
    plain, small = client.get(address), client.get(address, headers=ACCEPTS)
    assert small["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small["Vary"]
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < 0.4 * len(plain.content)
    assert not plain.has_header("Content-Encoding")


@pytest.mark.parametrize("address", ["/dots", "/workup"])
def test_a_page_with_a_token_is_not(client: Client, address: str) -> None:
    page = client.get(address, headers=ACCEPTS)
    assert b"csrfmiddlewaretoken" in page.content
    assert not page.has_header("Content-Encoding")


def test_what_follows_a_form_is_not(client: Client) -> None:
    answer = client.post("/dots", {"choice": "task-zip-left"}, headers=ACCEPTS)
    assert answer.status_code == 200
    assert not answer.has_header("Content-Encoding")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_answer_that_sets_a_cookie_is_packed(method: str) -> None:
    request = HttpRequest()
    request.method, request.META["HTTP_ACCEPT_ENCODING"] = method, "gzip"

    def answered(_: HttpRequest) -> HttpResponse:
        answer = HttpResponse("the same words " * 100)
        answer.set_cookie("any", "value")
        return answer

    made = PackedPagesMiddleware(answered).process_response(request, answered(request))
    assert not made.has_header("Content-Encoding")


def test_static_files_are_packed_alike_each_time_and_hold_what_they_held() -> None:
    files = [p for p in (settings.HERE / "static").rglob("*") if p.suffix in KINDS]
    saved = 0
    for path in files:
        content = path.read_bytes()
        small = packed(content)
        assert small == packed(content)
        if small is not None:
            assert gzip.decompress(small) == content
            assert len(small) < len(content)
            saved += len(content) - len(small)
    assert saved > 100_000
    assert packed(b"x") is None
