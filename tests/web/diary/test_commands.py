"""`multifocal diary`: passphrases come by the terminal or standard input, and every command works
on an encrypted diary."""

from pathlib import Path

import pikepdf
import pytest
from django.db import connections
from typer.main import get_command
from typer.testing import CliRunner

from multifocal.cli.diary.commands import app
from multifocal.diary import read_bundle
from multifocal.fault import Fault
from multifocal.web.diary import backups, database, store, vault
from tests.web.diary.conftest import PASSPHRASE

OTHER = "another one altogether"
EXAMPLE = Path(__file__).parents[3] / "examples" / "diary" / "version-1.json"


@pytest.fixture
def data(diary: Path) -> Path:
    """The data folder of a diary in clear, with the example's entries and a backup."""
    entries = read_bundle(EXAMPLE.read_bytes()).entries
    store.save_all(lambda _: entries)
    backups.back_up()
    return diary.parent


def run(*words: str, said: str = "") -> tuple[int, str, str]:
    """Exit status, what is printed, and what `main` would print as one line; in a process that
    knows nothing of what came before."""
    vault.lock()
    connections["diary"].close()
    database._checked.clear()
    done = CliRunner().invoke(app, list(words), input=said)
    error = done.exception
    assert error is None or isinstance(error, (SystemExit, Fault)), error
    told = str(error) if isinstance(error, Fault) else ""
    for secret in (PASSPHRASE, OTHER):
        assert secret not in done.output + told
    return done.exit_code, done.output, told


def test_a_diary_is_encrypted_used_changed_and_opened_again(data: Path, tmp_path: Path) -> None:
    """One walk, because each command is a process of its own."""
    file, count = data / "diary.sqlite3", len(read_bundle(EXAMPLE.read_bytes()).entries)
    bundle = tmp_path / "whole.json"

    code, _, told = run("encrypt", said=f"{PASSPHRASE}\n")  # not agreed to
    assert code == 1 and "say --yes" in told
    code, out, told = run("encrypt", "--yes", said=f"{PASSPHRASE}\n")
    assert code == 1 and "--backups same" in told  # nor what becomes of the backup
    assert "nobody can open the diary again" in out
    assert file.read_bytes().startswith(b"SQLite format 3")

    words = ["encrypt", "--yes", "--backups", "same", "--bundle", str(bundle)]
    code, out, _ = run(*words, said=f"{PASSPHRASE}\n")
    assert code == 0 and f"{count} entries" in out
    assert len(read_bundle(bundle.read_bytes()).entries) == count
    assert file.read_bytes().startswith(b"MMND")

    code, out, _ = run("verify", str(data / "diary-backups"), said=f"{PASSPHRASE}\n")
    assert code == 0 and f"{count} entries" in out
    code, _, told = run("verify", str(data / "diary-backups"), said="not this one\n")
    assert code == 1 and "does not open" in told
    code, _, told = run("backup", str(tmp_path))  # nothing on standard input
    assert code == 1 and "no passphrase was given" in told
    code, out, _ = run("backup", str(tmp_path / "mine"), said=f"{PASSPHRASE}\n")
    (copy,) = (tmp_path / "mine").iterdir()
    assert code == 0 and copy.read_bytes().startswith(b"MMND")

    code, out, _ = run("passphrase", "--yes", "--backups", "leave",
                       said=f"{PASSPHRASE}\n{OTHER}\n")  # fmt: skip
    assert code == 0 and "does not open as the diary does" in out
    code, out, _ = run("restore", str(copy), "--force", said=f"{PASSPHRASE}\n")
    assert code == 0, out
    code, out, _ = run("report", "--out", str(tmp_path / "report.pdf"), "--password",
                       said=f"{PASSPHRASE}\nfor the visit\n")  # fmt: skip
    assert code == 0, out
    with pikepdf.open(tmp_path / "report.pdf", password="for the visit") as report:
        assert report.Root.MarkInfo.Marked

    code, out, _ = run("decrypt", "--backups", "remove", said=f"{PASSPHRASE}\n")
    assert code == 0 and f"{count} entries" in out
    assert file.read_bytes().startswith(b"SQLite format 3")
    assert not list((data / "diary-backups").iterdir())


def test_a_backup_that_stays_readable_is_called_so(data: Path) -> None:
    code, out, _ = run("encrypt", "--yes", "--backups", "leave", said=f"{PASSPHRASE}\n")
    assert code == 0
    assert "This backup is not encrypted, and anyone who has the file can read it" in out
    (left,) = (data / "diary-backups").iterdir()
    assert left.name in out.replace("\n", "")


def test_verify_tells_which_copies_are_whole_beside_those_that_are_not(data: Path) -> None:
    folder = data / "diary-backups"
    (whole,) = folder.iterdir()
    for name in ("a-damaged.sqlite3", "z-damaged.sqlite3"):
        (folder / name).write_bytes(b"SQLite format 3\0" + b"spoiled" * 1000)
    code, out, told = run("verify", str(folder))
    assert code == 1 and f"{whole}: whole" in out.replace("\n", "")
    assert "this copy is damaged" in told and "a-damaged" in told


def test_no_command_takes_a_secret_as_a_word_of_its_own() -> None:
    """Other accounts can list the words of a command."""
    group = get_command(app)
    for command in group.commands.values():  # type: ignore[attr-defined]
        for one in command.params:
            if one.name in ("passphrase", "password"):
                assert one.is_flag, (command.name, one.name)
