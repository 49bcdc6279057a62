"""deploy/nginx.conf run on this machine alone, before a real public site.

Ports and folders are put in for this machine, and bodies may take 3 s, not 10; all else is the file
as it is shipped. Without certificates its TLS is left out.
"""

import contextlib
import os
import re
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.web.public.served import Served, soon

DEPLOY = Path(__file__).parents[2] / "deploy"


@dataclass(frozen=True)
class Certificates:
    """A chain and its key, the port that says where TLS is, and whether this nginx knows `http2`
    as a word of its own (1.25.1 and later)."""

    chain: Path
    key: Path
    plain_port: int
    knows_http2: bool


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def configuration(folder: Path, site: int, port: int, tls: Certificates | None = None) -> str:
    """The shipped configuration for this machine: one instance is up, the other is down."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""  # else its worker may not enter the folder
    changes = {
        r"server site-1:8765": f"server 127.0.0.1:{site}",
        r"server site-2:8765": f"server 127.0.0.1:{free_port()}",
        r"/etc/nginx/multifocal_pages.conf": str(DEPLOY / "nginx_pages.conf"),
        r"/var/cache/nginx/multifocal": str(folder / "cache"),
        r"/dev/stdout": str(folder / "access"),
        r"/dev/stderr": str(folder / "errors"),
        r"client_body_timeout 10s": "client_body_timeout 3s",
        r"worker_processes auto;": f"worker_processes 1; {user} daemon off; pid {folder}/pid;",
        r"server_tokens off;": "server_tokens off; "
        + " ".join(f"{k}_temp_path {folder}/{k};" for k in ("client_body", "proxy"))
        + " ".join(f"{k}_temp_path {folder}/{k};" for k in ("fastcgi", "uwsgi", "scgi")),
    }
    if tls is None:
        changes |= {
            r"    server \{\n        listen 80;.*?\n    \}\n": "",
            r"listen 443 ssl;": f"listen 127.0.0.1:{port};",
            r" *http2 on;[^\n]*\n| *ssl_\w+ [^\n]*\n": "",
        }
    else:
        changes |= {
            r"listen 80;": f"listen 127.0.0.1:{tls.plain_port};",
            r"/etc/ssl/multifocal/fullchain.pem": str(tls.chain),
            r"/etc/ssl/multifocal/privkey.pem": str(tls.key),
        }
        if tls.knows_http2:
            changes[r"listen 443 ssl;"] = f"listen 127.0.0.1:{port} ssl;"
        else:  # as the file's own comment says
            changes[r"listen 443 ssl;"] = f"listen 127.0.0.1:{port} ssl http2;"
            changes[r" *http2 on;[^\n]*\n"] = ""
    for old, new in changes.items():
        text, times = re.subn(old, new, text, flags=re.DOTALL)
        assert times, old
    return text


@contextlib.contextmanager
def proxied(
    site: Served, folder: Path, port: int, tls: Certificates | None = None
) -> Iterator[None]:
    """nginx while it runs. `folder` holds all that it writes."""
    folder.chmod(0o755)
    written = configuration(folder, site.port, port, tls)
    (folder / "nginx.conf").write_text(written, encoding="utf-8")
    process = subprocess.Popen(
        ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")]
    )
    try:
        assert soon(lambda: process.poll() is not None or _listens(port), 30)
        assert process.poll() is None, (folder / "errors").read_text()
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 5):
        return True
    return False
