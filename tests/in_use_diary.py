"""The diary's pages at work once, in a data folder of their own."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client, override_settings

from multifocal.diary import Bundle, Note, When, merge, new_entry, read_bundle, write_bundle
from multifocal.web import installation
from multifocal.web.diary import backups, database, pairing, store, switching
from multifocal.web.diary.access import new_launch
from multifocal.web.diary.state import now
from multifocal.web.home.certificate import certificate_for
from tests.web.diary.conftest import filled

EXAMPLE = Path(__file__).parents[1] / "examples" / "diary" / "version-1.json"


@contextmanager
def _of_its_own(folder: Path) -> Iterator[None]:
    """A data folder with an empty diary, and afterwards the one that was."""
    caches = (installation.data_folder,)
    before = connections.settings["diary"]["NAME"]
    path = folder / "diary.sqlite3"
    with (
        mock.patch.dict(os.environ, {"MULTIFOCAL_DATA": str(folder)}),
        override_settings(DIARY_FILE=path, DIARY_BACKUPS=False),
    ):
        for one in caches:
            one.cache_clear()
        connections.settings["diary"]["NAME"] = database.address(path)
        connections["diary"].close()
        try:
            yield
        finally:
            connections["diary"].close()
            connections.settings["diary"]["NAME"] = before
            for one in caches:
                one.cache_clear()


def _let_a_phone_in(owner: Client) -> None:
    pairing.open_home("https://192.168.1.20:8766", certificate_for("192.168.1.20").fingerprint)
    assert pairing.redeem(pairing.new_code().partition("?")[2], "192.168.1.34")
    assert owner.get("/diary/phone").status_code == 200


def use_diary(folder: Path) -> None:
    """Write, look back, take along, bring in what differs, copy."""
    assert settings.configured
    with _of_its_own(folder / "diary-of-its-own"):
        owner = Client(SERVER_NAME="127.0.0.1")
        assert owner.get(new_launch("http://127.0.0.1:1")).status_code == 302
        _let_a_phone_in(owner)
        for kind, said in (
            ("force", {"measure": "grip", "unit": "kg", "tries_right_1": "22,5"}),
            ("infusion", {"status": "given", "reactions": ["headache"]}),
            ("infusion", {"status": "given", "signs": ["fever"]}),
            ("infusion", {"status": "given", "dose": "400", "dose_unit": "g"}),  # is that right?
            ("note", {"text": "a note"}),
            ("note", {"text": ""}),  # a fault at its field
        ):
            form = filled(owner.get(f"/diary/add/{kind}"))
            owner.post(f"/diary/add/{kind}", {**form, **said})
        assert owner.get("/diary/add/movement").status_code == 200
        known = new_entry(
            Note("mine"), When(date(2026, 4, 1), None, None, None), now(), str(uuid.uuid4())
        )
        whole = merge(store.everything(), read_bundle(EXAMPLE.read_bytes()).entries)
        here = [*whole, known.corrected(known.when, Note("here"), now())]
        store.save_all(lambda _: here)
        there = write_bundle(Bundle([known.corrected(known.when, Note("there"), now())], now()))
        file = SimpleUploadedFile("there.json", there)
        owner.post("/diary/data/bring", {"file": file})
        for page in ("", "/course", "/report", "/data", "/data/erase"):
            assert owner.get(f"/diary{page}").status_code == 200
        backups.back_up()
        switching.encrypt("a passphrase of four words", "same")
        store.save_all(lambda before: before[1:], replace=True)
        switching.decrypt("a passphrase of four words", "same")
