"""What the site leaves behind: no file, and no cookie once the browser is closed."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files import uploadedfile
from django.test import Client
from django.urls import reverse

from multifocal.web.site.rooms import ROOMS
from tests.web.markup import words


@pytest.mark.parametrize("size", [10, 200_000, 2_400_000, 4_000_000])
def test_an_upload_of_any_size_stays_in_memory(
    client: Client, size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("an upload became a file")

    monkeypatch.setattr(uploadedfile.TemporaryUploadedFile, "__init__", refuse)
    path = tmp_path / "study.csv"
    path.write_bytes(b"side,nerve\n" + b"#" * size)
    with path.open("rb") as file:
        for address in ("/workup", "/workup/report.pdf"):
            file.seek(0)
            assert client.post(address, {"file": file}).status_code == 200
    if size > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        with path.open("rb") as file:
            assert "larger than 2.5 MB" in words(client.post("/workup", {"file": file}))


def test_every_cookie_is_gone_when_the_browser_closes() -> None:
    seen: dict[str, Any] = {}
    for room in ROOMS:
        seen |= Client(SERVER_NAME="127.0.0.1").get(reverse(room.name)).cookies
    assert [name for name in seen if "csrf" in name]
    for name, cookie in seen.items():
        assert not cookie["max-age"], name
        assert not cookie["expires"], name
        assert cookie["samesite"] == "Lax", name
        assert cookie["httponly"], name
