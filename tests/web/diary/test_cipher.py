"""An encrypted diary's file: what any program for such files opens by the passphrase, and what no
other bytes get past."""

import random
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from multifocal.fault import Fault
from multifocal.web.diary import cipher, copying, database, store, vault
from multifocal.web.diary.cipher import Key
from tests.browser.shapes import SEED
from tests.web.diary.conftest import PASSPHRASE


def test_the_passphrase_alone_opens_it_in_any_program_for_such_files(
    encrypted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By SQLCipher's own derivation, with nothing of ours between."""
    monkeypatch.undo()
    from multifocal.web.diary import switching  # noqa: PLC0415

    monkeypatch.setattr("django.conf.settings.DIARY_FILE", encrypted)
    switching._rewrite(encrypted, vault._state.key, Key.of("it's a wörld"))
    with closing(cipher.module().connect(encrypted)) as base:
        base.execute("PRAGMA key = 'it''s a wörld'")
        assert base.execute("SELECT count(*) FROM diary_entry").fetchone() == (3,)
        assert base.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert base.execute("PRAGMA application_id").fetchone() == (database.APPLICATION,)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are slow on purpose."""
    monkeypatch.setattr(cipher, "ROUNDS", 1000)


@pytest.mark.usefixtures("quick")
def test_letters_of_two_keyboards_are_the_same_passphrase() -> None:
    salt = bytes(16)
    assert Key.of("Zürich é", salt) == Key.of("Zu\u0308rich e\u0301", salt)
    assert Key.of("Zurich e", salt) != Key.of("Zürich é", salt)


@pytest.mark.usefixtures("quick")
def test_each_file_has_a_salt_of_its_own_with_the_mark() -> None:
    salts = {Key.of("x" * 12).salt for _ in range(20)}
    assert len(salts) == 20
    assert all(one.startswith(cipher.MARK) and len(one) == 16 for one in salts)


def test_a_key_is_in_no_message() -> None:
    key = Key.of(PASSPHRASE)
    assert key.raw.hex() not in repr(key)
    assert repr(key.raw) not in repr(key)


@pytest.mark.parametrize("content", [b"", b"S", b"MMND", b"MMND" * 3, cipher.CLEAR, b"\x00" * 16])
def test_files_are_told_apart_by_their_first_bytes(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    expected = {b"": "empty", cipher.CLEAR: "clear"}.get(content, "other")
    assert cipher.form_of(path) == expected
    path.write_bytes(b"MMND" + b"x" * 12 + content)
    assert cipher.form_of(path) == "encrypted"


def damaged(content: bytes, drawn: random.Random) -> bytes:
    """As a disk or a hostile hand might leave it; the salt stays."""
    spoiled = bytearray(content)
    for _ in range(drawn.randrange(1, 40)):
        spoiled[drawn.randrange(16, len(spoiled))] ^= drawn.randrange(1, 256)
    return bytes(spoiled[: drawn.choice((len(spoiled), drawn.randrange(17, len(spoiled))))])


def test_whatever_is_changed_is_noticed_and_refused_in_one_line(
    encrypted: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    content, key = encrypted.read_bytes(), vault._state.key
    drawn = random.Random(SEED)
    for number in range(60):
        copy = tmp_path / f"copy-{number}"
        copy.write_bytes(damaged(content, drawn))
        with pytest.raises(Fault) as fault:
            database.check(copy, writable=False, key=key)
            copying.count_entries(copy, key)
        assert fault.value.key == "diary_site.damaged"
    assert capfd.readouterr() == ("", "")  # SQLCipher's own log is not for a reader


def test_one_changed_bit_of_any_page_is_noticed(encrypted: Path, tmp_path: Path) -> None:
    content, key = encrypted.read_bytes(), vault._state.key
    assert len(content) > 5 * 4096
    for start in range(0, len(content), 4096):
        copy = tmp_path / "copy"
        spoiled = bytearray(content)
        spoiled[start + 2000] ^= 1
        copy.write_bytes(spoiled)
        with pytest.raises(Fault):
            database.check(copy, writable=False, key=key)
            copying.count_entries(copy, key)


def test_a_damaged_diary_is_refused_and_left_as_it_is(encrypted: Path) -> None:
    content = bytearray(encrypted.read_bytes())
    content[9000] ^= 1
    encrypted.write_bytes(content)
    database._checked.clear()
    with pytest.raises(Fault, match="damaged"):
        store.everything()
    assert encrypted.read_bytes() == content


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX locks")
def test_looking_at_the_file_ends_no_lock_on_it(diary: Path) -> None:
    """A file that is closed ends the locks of its whole process: so the diary's is never closed."""
    ask = f"import sqlite3; sqlite3.connect({str(diary)!r}, timeout=0).execute('BEGIN IMMEDIATE')"
    import subprocess  # noqa: PLC0415

    with closing(sqlite3.connect(diary, isolation_level=None)) as base:
        base.execute("BEGIN IMMEDIATE")
        assert cipher.form_of(diary) == "clear"
        other = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=False)
        assert b"locked" in other.stderr


def test_without_the_extra_one_line_says_what_to_install(
    encrypted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cipher.module.cache_clear()
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    vault.lock()
    with pytest.raises(Fault, match=r'sqlcipher3.*pip install "multifocal\[encrypted\]"'):
        vault.unlock(encrypted, PASSPHRASE)
    cipher.module.cache_clear()
