"""The shipped TLS: its protocols, HTTP/2, the way from http to https, and forms that come by it."""

import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deploy.shipped import Certificates, free_port, proxied
from tests.web.public.served import NAME, served, soon

NEEDED = ("nginx", "openssl", "curl")
pytestmark = [
    pytest.mark.exhaustive,
    pytest.mark.skipif(
        not all(map(shutil.which, NEEDED)), reason="needs nginx, openssl and curl (apt install)"
    ),
]


@dataclass(frozen=True)
class Proxy:
    """Where TLS and plain HTTP are listened for, and whom to trust."""

    port: int
    plain_port: int
    chain: Path

    def curl(self, address: str, *options: str) -> tuple[str, dict[str, str]]:
        """The first line of the answer, and its headers by small name."""
        whole = [
            *("curl", "--silent", "--show-error", "--output", "/dev/null", "--dump-header", "-"),
            *("--noproxy", "*", "--max-time", "60", "--cacert", str(self.chain)),
            *("--connect-to", f"{NAME}:443:127.0.0.1:{self.port}"),
            *("--connect-to", f"{NAME}:80:127.0.0.1:{self.plain_port}"),
        ]
        said = subprocess.run(
            [*whole, *options, address], check=False, capture_output=True, text=True
        )
        assert said.returncode == 0, said.stderr
        first, *lines = said.stdout.strip().splitlines()
        pairs = (line.split(": ", 1) for line in lines if ": " in line)
        return first.strip(), {name.lower(): value.strip() for name, value in pairs}


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """The site behind nginx with TLS, by a certificate of this test's own."""
    folder = tmp_path_factory.mktemp("tls")
    chain, key = folder / "fullchain.pem", folder / "privkey.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-keyout", key, "-out", chain, "-days", "2", "-subj", f"/CN={NAME}",
         "-addext", f"subjectAltName=DNS:{NAME}"],
        check=True, capture_output=True,
    )  # fmt: skip
    version = subprocess.run(["nginx", "-v"], check=True, capture_output=True, text=True).stderr
    numbers = re.search(r"nginx/(\d+)\.(\d+)\.(\d+)", version)
    assert numbers, version
    knows = tuple(map(int, numbers.groups())) >= (1, 25, 1)
    certificates = Certificates(chain, key, free_port(), knows)
    port = free_port()
    with served(tmp_path_factory.mktemp("site"), "--trusted-proxy", "127.0.0.1") as site:
        assert soon(site.is_computing, 600)
        with proxied(site, tmp_path_factory.mktemp("nginx"), port, certificates):
            yield Proxy(port, certificates.plain_port, chain)


def test_pages_come_by_http_2_and_are_to_be_asked_for_by_tls_from_then_on(proxy: Proxy) -> None:
    first, headers = proxy.curl(f"https://{NAME}/symptoms", "--http2")
    assert first == "HTTP/2 200"
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert "set-cookie" not in headers
    assert proxy.curl(f"https://{NAME}/symptoms", "--http1.1")[0].startswith("HTTP/1.1 200")


@pytest.mark.parametrize("path", ["/", "/dots", "/inside?at=300&damage=77"])
def test_plain_http_leads_to_the_same_page_by_tls(proxy: Proxy, path: str) -> None:
    first, headers = proxy.curl(f"http://{NAME}{path}")
    assert first.startswith("HTTP/1.1 301")
    assert headers["location"] == f"https://{NAME}{path}"
    assert "strict-transport-security" not in headers, "said by TLS alone"


def test_another_spelling_is_sent_on_by_tls_too(proxy: Proxy) -> None:
    first, headers = proxy.curl(f"https://{NAME}/symptoms?utm=1")
    assert first == "HTTP/2 301"
    assert headers["location"] in ("/symptoms", f"https://{NAME}/symptoms")


@pytest.mark.parametrize(
    ("origin", "status"),
    [(f"https://{NAME}", "200"), ("https://elsewhere.example", "403"), ("null", "403")],
)
def test_a_form_is_taken_from_its_own_page_alone(proxy: Proxy, origin: str, status: str) -> None:
    sent = ("--data", "choice=right:zip", "--header", f"Origin: {origin}")
    assert proxy.curl(f"https://{NAME}/dots", *sent)[0] == f"HTTP/2 {status}"


@pytest.mark.parametrize(
    ("version", "is_taken"),
    [
        (ssl.TLSVersion.TLSv1_1, False),
        (ssl.TLSVersion.TLSv1_2, True),
        (ssl.TLSVersion.TLSv1_3, True),
    ],
)
def test_old_protocols_are_refused(proxy: Proxy, version: ssl.TLSVersion, is_taken: bool) -> None:
    number = version.name.removeprefix("TLSv").replace("_", ".")
    asked = subprocess.run(
        ["openssl", "s_client", "-connect", f"127.0.0.1:{proxy.port}", "-servername", NAME,
         "-CAfile", str(proxy.chain), "-verify_return_error", "-cipher", "DEFAULT@SECLEVEL=0",
         f"-tls{number}".replace(".", "_").removesuffix("_0")],
        check=False, input="", capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (asked.returncode == 0) == is_taken, asked.stderr
