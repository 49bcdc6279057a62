"""`multifocal serve --public`: the site for anybody, behind a proxy."""

import contextlib
import ipaddress

import typer

from multifocal.cli.serving import free_port, is_free, origin, run, server_of
from multifocal.fault import Fault
from multifocal.words import listed, say

THREADS = 64
"""More than wait for an answer that is computed and read a post together: pages keep the rest."""
WAITING = 1024
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""Where this machine itself reaches a server that listens on all of its addresses."""


def serve_public(
    host: str,
    port: int,
    hosts: tuple[str, ...],
    proxies: tuple[str, ...],
    processes: int,
    *,
    allow_root: bool,
) -> None:
    """Check all that could harm, then serve. Fault where the site must not be opened so."""
    from multifocal.web.public.mode import (  # noqa: PLC0415 (other commands never load the site)
        check_settings,
        check_surroundings,
        public_mode,
    )

    mode = public_mode(hosts, proxies, processes)
    address = _address(host)
    check_surroundings(as_root=allow_root)
    if port and not is_free(address, port):
        raise Fault("cli.port_public", port=port)
    port = port or free_port(address)
    mode.hand_over()

    import django  # noqa: PLC0415

    django.setup()
    check_settings()
    server = server_of(
        "multifocal.web.public.worker:application",
        address,
        port,
        blocking_threads=THREADS,
        backlog=WAITING,
        backpressure=WAITING,
    )
    here = f"{origin(EVERYWHERE.get(address, address), port)}/healthz"
    said = say("cli.serve.public_open", hosts=listed(hosts), url=origin(address, port))
    with contextlib.suppress(KeyboardInterrupt):  # granian hears Ctrl-C only once it runs
        run(server, here, lambda: typer.echo(said))


def _address(host: str) -> str:
    try:
        return str(ipaddress.ip_address("127.0.0.1" if host == "localhost" else host.strip("[]")))
    except ValueError:
        raise Fault("public.address", host=host) from None
