"""A diary of its own for each test, and browsers that may open it or may not."""

import threading
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client

from multifocal.diary import Note, When, new_entry
from multifocal.web import installation
from multifocal.web.diary import cipher, database, store, switching, vault
from multifocal.web.diary.state import now, today
from tests.web.markup import markup


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An empty diary as the program makes it: made once, because migrating takes its time."""
    path = tmp_path_factory.mktemp("made") / "diary.sqlite3"
    database._make(path)
    return path.read_bytes()


@pytest.fixture
def diary(unmade: Path, made: bytes) -> Path:
    """The file of an empty diary; its data folder is the test's."""
    unmade.touch(0o600)
    unmade.write_bytes(made)
    status = unmade.stat()
    database._checked[unmade] = status.st_dev, status.st_ino
    return unmade


@pytest.fixture
def unmade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the diary of a new installation will be; its data folder is the test's."""
    folder = tmp_path / "data"
    monkeypatch.setenv("MULTIFOCAL_DATA", str(folder))
    monkeypatch.setenv("MULTIFOCAL_ZONE", "Europe/Madrid")
    for one in (installation.data_folder, installation.secret_key, installation.machine_zone):
        one.cache_clear()
    path = installation.data_folder() / "diary.sqlite3"
    monkeypatch.setattr("django.conf.settings.DIARY_FILE", path)
    monkeypatch.setattr("django.conf.settings.DIARY_BACKUPS", False)  # but where a test wants them
    monkeypatch.setitem(connections.settings["diary"], "NAME", database.address(path))
    connections["diary"].close()
    monkeypatch.setattr(cipher, "ROUNDS", 1000)  # of the key, which is slow on purpose
    vault.lock()
    vault._state.wrong, vault._state.not_before = 0, 0.0
    yield path
    vault.lock()
    connections["diary"].close()
    for thread in threading.enumerate():  # a copy that is still being made
        if thread.name == "diary-backup":
            thread.join()
    monkeypatch.undo()
    for one in (installation.data_folder, installation.secret_key, installation.machine_zone):
        one.cache_clear()


@pytest.fixture
def owner(diary: Path) -> Client:
    """The browser that came by the launch's link."""
    from multifocal.web.diary.access import new_launch  # noqa: PLC0415

    client = Client(SERVER_NAME="127.0.0.1")
    assert client.get(new_launch("http://127.0.0.1:1")).status_code == 302
    return client


PASSPHRASE = "teal anvil corridor 7"


@pytest.fixture
def encrypted(diary: Path) -> Path:
    """The file of a diary with three notes, encrypted by PASSPHRASE and open."""
    for text in ("axolotl", "wombat", "numbat"):
        entry = new_entry(Note(text * 300), When(today()), now())
        store.save(entry.id, lambda _, entry=entry: entry)  # type: ignore[misc]
    switching.encrypt(PASSPHRASE, "leave")
    return diary


Post = Callable[..., HttpResponse]


@pytest.fixture
def add(owner: Client) -> Post:
    """`add("note", text="...")`: opens the form, fills it in over what stands there, sends it."""

    def post(kind: str, **values: object) -> HttpResponse:
        form = filled(owner.get(f"/diary/add/{kind}"))
        return owner.post(f"/diary/add/{kind}", {**form, **values})

    return post


def filled(answer: HttpResponse) -> dict[str, list[str]]:
    """What a browser would send of the page's form as it stands."""
    page, values = markup(answer), dict[str, list[str]]()
    for tag in page.tags:
        at = tag.attributes
        ticked = at.get("type") not in ("radio", "checkbox") or "checked" in at
        if tag.name == "input" and ticked and at.get("name") not in (None, "csrfmiddlewaretoken"):
            values.setdefault(at["name"], []).append(at.get("value", ""))
        if tag.name == "textarea":
            values[at["name"]] = [tag.text]
        if tag.name == "select":
            chosen = [o for o in page.all("option") if tag.holds(o) and "selected" in o.attributes]
            values[at["name"]] = [chosen[0].attributes["value"] if chosen else ""]
    return values


def new_id() -> str:
    """An id as a form carries it."""
    return str(uuid.uuid4())
