"""What belongs to one installation alone."""

import stat
import sys
from pathlib import Path

import pytest

from multifocal.web import installation


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new installation in an empty folder."""
    monkeypatch.setenv("MULTIFOCAL_DATA", str(tmp_path / "data"))
    installation.data_folder.cache_clear()
    installation.secret_key.cache_clear()
    yield tmp_path / "data"
    monkeypatch.undo()
    installation.data_folder.cache_clear()
    installation.secret_key.cache_clear()


def test_the_key_is_drawn_once_and_kept(fresh: Path) -> None:
    key = installation.secret_key()
    assert len(key) >= 50
    installation.secret_key.cache_clear()
    assert installation.secret_key() == key
    assert [one.name for one in fresh.iterdir()] == ["secret_key"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")
def test_only_the_owner_may_read_folder_and_key(fresh: Path) -> None:
    installation.secret_key()
    assert stat.S_IMODE(fresh.stat().st_mode) == 0o700
    assert stat.S_IMODE((fresh / "secret_key").stat().st_mode) == 0o600


def test_two_installations_differ_in_key_and_cookie_names(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = installation.secret_key(), installation.cookie_name("csrf")
    monkeypatch.setenv("MULTIFOCAL_DATA", str(tmp_path / "other"))
    installation.data_folder.cache_clear()
    installation.secret_key.cache_clear()
    second = installation.secret_key(), installation.cookie_name("csrf")
    assert first[0] != second[0]
    assert first[1] != second[1]
    assert first[1].startswith("multifocal_csrf_")
