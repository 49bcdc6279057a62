"""The certificate of this installation: made here, for one address, signed by nobody else.

It names the address and nothing else: whoever looks at the network is not told what is read here.
It signs no other certificate, so that a phone that takes it in trusts one address and no more.
"""

import hashlib
import ipaddress
import stat
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from multifocal.fault import Fault
from multifocal.files import read_whole, write_whole
from multifocal.web.installation import data_folder

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate as SignedCertificate

LIFE: Final = timedelta(days=397)
"""Below the 825 days that iOS accepts of a certificate that a person lets in, and the 398 that it
and others accept of public ones (docs/decisions/024)."""
EARLY: Final = timedelta(days=1)
"""It begins before now, because a phone's clock may be behind."""
RENEWED_BEFORE: Final = timedelta(days=90)
MOST_BYTES: Final = 20_000


@dataclass(frozen=True)
class Certificate:
    """Where the certificate and its key are, its SHA-256 fingerprint as phones show it, and when
    it ends."""

    path: Path
    key: Path
    fingerprint: str
    until: datetime


def certificate_for(address: str, now: datetime | None = None) -> Certificate:
    """The certificate for that address: the one that is there, or a new one where there is none,
    it is for another address, it ends soon, or it does not belong to the key.

    Fault where it cannot be written.
    """
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415 (extra)

    here = now or datetime.now(UTC)
    path, place = data_folder() / "home-certificate.pem", data_folder() / "home-key.pem"
    key = _key(place)
    made = _read(path)
    if made is None or not _fits(made, key, address, here):
        made = _make(key, address, here)
        write_whole(path, made.public_bytes(Encoding.PEM), replace=True, private=True)
    plain = hashlib.sha256(made.public_bytes(Encoding.DER)).hexdigest().upper()
    pairs = ":".join(plain[at : at + 2] for at in range(0, len(plain), 2))
    return Certificate(path, place, pairs, made.not_valid_after_utc)


def _key(place: Path) -> "EllipticCurvePrivateKey":
    """The installation's key: made once, for its owner alone; made anew where it is damaged or
    others could read it."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    if place.exists() and not stat.S_IMODE(place.stat().st_mode) & 0o077:
        try:
            pem = read_whole(place, MOST_BYTES, fault="home.key")
            key = serialization.load_pem_private_key(pem, password=None)
            if isinstance(key, ec.EllipticCurvePrivateKey):
                return key
        except (ValueError, TypeError, Fault):  # no key that this program has made
            pass
    if place.is_file():
        place.unlink()
    key = ec.generate_private_key(ec.SECP256R1())
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    write_whole(place, key.private_bytes(serialization.Encoding.PEM, form, plain), private=True)
    return key


def _read(path: Path) -> "SignedCertificate | None":
    from cryptography import x509  # noqa: PLC0415

    if not path.exists():
        return None
    try:
        return x509.load_pem_x509_certificate(read_whole(path, MOST_BYTES, fault="home.key"))
    except (ValueError, Fault):
        return None


def _fits(
    made: "SignedCertificate", key: "EllipticCurvePrivateKey", address: str, here: datetime
) -> bool:
    from cryptography import x509  # noqa: PLC0415

    try:
        names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return False
    return (
        made.public_key() == key.public_key()
        and names.get_values_for_type(x509.IPAddress) == [ipaddress.ip_address(address)]
        and made.not_valid_before_utc <= here <= made.not_valid_after_utc - RENEWED_BEFORE
    )


def _make(key: "EllipticCurvePrivateKey", address: str, here: datetime) -> "SignedCertificate":
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID  # noqa: PLC0415

    public = key.public_key()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
    begins = here - EARLY
    usage = dict.fromkeys(
        (
            "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
            "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + LIFE)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, **usage), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )
