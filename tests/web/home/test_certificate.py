"""The installation's certificate: for one address, for one's own eyes, renewed before it ends."""

import hashlib
import ssl
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import which

import pytest

from multifocal.web.home.certificate import LIFE, RENEWED_BEFORE, certificate_for

ADDRESS = "192.168.1.20"
NOW = datetime(2026, 11, 29, tzinfo=UTC)
openssl = pytest.mark.skipif(which("openssl") is None, reason="no openssl to ask")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own."""
    monkeypatch.setattr("multifocal.web.home.certificate.data_folder", lambda: tmp_path)
    return tmp_path


def told(path: Path, *what: str) -> str:
    """What OpenSSL, which had no part in making it, reads in it."""
    return subprocess.run(
        ["openssl", "x509", "-in", path, "-noout", *what],
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@openssl
@pytest.mark.parametrize("address", [ADDRESS, "fd00::2"])
def test_openssl_reads_it_as_phones_demand_it(address: str) -> None:
    """iOS: SHA-256, a name in subjectAltName, serverAuth, at most 825 days (Apple, HT210176)."""
    made = certificate_for(address, NOW)
    shown = told(made.path, "-text")
    assert "Signature Algorithm: ecdsa-with-SHA256" in shown
    assert "TLS Web Server Authentication" in shown
    assert "CA:FALSE" in shown and "CA:TRUE" not in shown
    assert shown.count("IP Address:") == 1
    begins, ends = (
        datetime.strptime(one.partition("=")[2].strip(), "%b %d %H:%M:%S %Y GMT")
        for one in told(made.path, "-startdate", "-enddate").splitlines()
    )
    assert ends - begins == LIFE <= timedelta(days=398)
    assert begins < NOW.replace(tzinfo=None)
    assert told(made.path, "-fingerprint", "-sha256").strip().endswith(made.fingerprint)


@openssl
def test_it_names_the_address_and_not_what_is_read_here() -> None:
    made = certificate_for(ADDRESS, NOW)
    pem = made.path.read_text()
    shown = told(made.path, "-text") + ssl.PEM_cert_to_DER_cert(pem).decode("latin-1")
    for word in ("multifocal", "mmn", "diary", "neuropath"):
        assert word not in shown.lower()


def test_the_fingerprint_is_that_of_the_file() -> None:
    made = certificate_for(ADDRESS, NOW)
    der = ssl.PEM_cert_to_DER_cert(made.path.read_text())
    assert made.fingerprint.replace(":", "").lower() == hashlib.sha256(der).hexdigest()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")
def test_the_key_is_for_its_owner_alone_and_is_made_anew_where_others_could_read_it() -> None:
    made = certificate_for(ADDRESS, NOW)
    assert stat.S_IMODE(made.key.stat().st_mode) == 0o600
    before = made.key.read_bytes()
    made.key.chmod(0o644)
    again = certificate_for(ADDRESS, NOW)
    assert stat.S_IMODE(again.key.stat().st_mode) == 0o600
    assert again.key.read_bytes() != before
    assert again.fingerprint != made.fingerprint


def test_it_stays_until_it_ends_soon_and_is_then_renewed_with_the_same_key() -> None:
    made = certificate_for(ADDRESS, NOW)
    key = made.key.read_bytes()
    last = made.until - RENEWED_BEFORE
    assert certificate_for(ADDRESS, last) == made
    renewed = certificate_for(ADDRESS, last + timedelta(minutes=1))
    assert renewed.fingerprint != made.fingerprint
    assert renewed.until > made.until
    assert made.key.read_bytes() == key


def test_another_address_or_a_clock_set_back_needs_another_one() -> None:
    made = certificate_for(ADDRESS, NOW)
    assert certificate_for("192.168.1.21", NOW).fingerprint != made.fingerprint
    here = certificate_for(ADDRESS, NOW)
    assert certificate_for(ADDRESS, NOW - timedelta(days=30)).fingerprint != here.fingerprint


@pytest.mark.parametrize("name", ["home-key.pem", "home-certificate.pem"])
@pytest.mark.parametrize("content", [b"", b"-----BEGIN", b"\xff" * 99])
def test_a_damaged_file_is_made_anew(folder: Path, name: str, content: bytes) -> None:
    certificate_for(ADDRESS, NOW)
    (folder / name).write_bytes(content)
    made = certificate_for(ADDRESS, NOW)
    trust = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trust.load_cert_chain(made.path, made.key)  # refuses a key that does not belong
