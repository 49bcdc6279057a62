"""`multifocal serve`: opens the site on this machine, for this machine only."""

import contextlib
import multiprocessing
import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable
from typing import Annotated

import typer

from multifocal.fault import Fault

DEFAULT_PORT = 8765
DEFAULT_HOST = "127.0.0.1"
LOOPBACK = {"127.0.0.1": "127.0.0.1", "localhost": "127.0.0.1", "::1": "::1", "[::1]": "::1"}
START_LIMIT_S = 60.0
STOP_LIMIT_S = 3


def serve(
    port: Annotated[
        int | None,
        typer.Option(
            help=f"Port to serve on. Default {DEFAULT_PORT}, or a free one.", min=0, max=65535
        ),
    ] = None,
    host: Annotated[str, typer.Option(help="A loopback address of this machine.")] = DEFAULT_HOST,
    browser: Annotated[bool, typer.Option(help="Open a browser if there is one.")] = True,
) -> None:
    """Open the site on this machine. Ctrl-C stops it.

    Brings the database up to date, prints the address once the server answers, and returns after
    Ctrl-C or SIGTERM. Raises Fault where `host` is not loopback or a port asked for is taken.
    """
    address = _loopback(host)
    chosen = _choose_port(address, port)
    with contextlib.suppress(KeyboardInterrupt):  # granian hears Ctrl-C only once it runs
        _serve(address, chosen, browser)


def _serve(address: str, port: int, browser: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "multifocal.web.settings")
    _bring_database_up_to_date()

    from granian import Granian  # noqa: PLC0415 (only this command pays for the server)
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    # A fresh process, never a fork of this one: the thread below may hold locks at that moment.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "multifocal.web.worker:application",
        factory=True,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        workers_kill_timeout=STOP_LIMIT_S,
        websockets=False,
        log_level=LogLevels.error,
    )
    shown = f"[{address}]" if ":" in address else address
    url = f"http://{shown}:{port}/"

    def announce() -> None:
        typer.echo(f"Multifocal is open at {url}  (Ctrl-C stops it)")
        if browser:
            _open_browser(url)

    server.on_startup(lambda: _once_it_answers(url, announce))
    server.serve()
    typer.echo("Stopped.")


def _loopback(host: str) -> str:
    """The loopback address that `host` names."""
    if host not in LOOPBACK:
        raise Fault(
            f"{host!r} is not an address that this site answers to",
            remedy=f"Leave --host out, or use one of {', '.join(LOOPBACK)}",
        )
    return LOOPBACK[host]


def _choose_port(address: str, asked: int | None) -> int:
    """The port asked for if it is free; without one, the default, or a free port."""
    if asked is not None:
        if asked != 0 and not _is_free(address, asked):
            raise Fault(
                f"Port {asked} cannot be used: it is taken or not allowed",
                remedy="Choose another --port, or leave it out and a free one is found",
            )
        return asked or _free_port(address)
    if _is_free(address, DEFAULT_PORT):
        return DEFAULT_PORT
    found = _free_port(address)
    typer.echo(f"Port {DEFAULT_PORT} is taken; using {found}.")
    return found


def _listener(address: str) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    if os.name == "posix":  # elsewhere this option would let two programs share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return listener


def _is_free(address: str, port: int) -> bool:
    with _listener(address) as listener:
        try:
            listener.bind((address, port))
        except OSError:
            return False
        return True


def _free_port(address: str) -> int:
    with _listener(address) as listener:
        listener.bind((address, 0))
        return int(listener.getsockname()[1])


def _bring_database_up_to_date() -> None:
    import django  # noqa: PLC0415 (the other commands never load Django)
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    connections.close_all()  # the worker opens its own


def _once_it_answers(url: str, then: Callable[[], None]) -> None:
    """Call `then` in a thread of its own as soon as the server answers at `url`."""

    def wait() -> None:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        give_up_at = time.monotonic() + START_LIMIT_S
        while time.monotonic() < give_up_at:
            try:
                with opener.open(url, timeout=5):
                    return then()
            except urllib.error.HTTPError as answer:
                answer.close()
                return then()
            except OSError:
                time.sleep(0.05)
        return None

    threading.Thread(target=wait, daemon=True).start()


def _open_browser(url: str) -> None:
    """Open a browser with a window; never a text browser inside this terminal."""
    windows = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in windows):
        return
    with contextlib.suppress(webbrowser.Error):
        webbrowser.open(url)
