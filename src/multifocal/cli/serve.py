"""`multifocal serve`: opens the site on this machine, for this machine only."""

import contextlib
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from typing import Annotated, Any

import typer

from multifocal.extras import require
from multifocal.fault import Fault, Phrase
from multifocal.words import say

DEFAULT_PORT = 8765
DEFAULT_HOST = "127.0.0.1"
LOOPBACK = {"127.0.0.1": "127.0.0.1", "localhost": "127.0.0.1", "::1": "::1", "[::1]": "::1"}
START_LIMIT_S = 180.0
"""A first start compiles the solver, on a slow and busy machine for minutes."""
OK = 200
STOP_LIMIT_S = 3


def serve(
    port: Annotated[
        int | None,
        typer.Option(help="cli.serve.port", min=0, max=65535),
    ] = None,
    host: Annotated[str, typer.Option(help="cli.serve.host")] = DEFAULT_HOST,
    browser: Annotated[bool, typer.Option(help="cli.serve.browser")] = True,
) -> None:
    """`multifocal serve`, whose help is `cli.serve.help`."""
    require("site")
    address = _loopback(host)
    chosen = _choose_port(address, port)
    with contextlib.suppress(KeyboardInterrupt):  # granian hears Ctrl-C only once it runs
        _serve(address, chosen, browser)


def _serve(address: str, port: int, browser: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "multifocal.web.settings")
    _prepare()
    server = _server(address, port)
    shown = f"[{address}]" if ":" in address else address
    url = f"http://{shown}:{port}/"
    failed: list[Phrase] = []
    said = say("cli.serve.open", url=url)  # here: a thread of its own would not hear the language

    def announce() -> None:
        if reason := _wait_for_answer(url):
            failed.append(reason)
            server.signal_handler_interrupt()
            return
        typer.echo(said)
        if browser:
            _open_browser(url)

    hangup = getattr(signal, "SIGHUP", None)
    deaf = hangup is not None and signal.getsignal(hangup) == signal.SIG_IGN  # under nohup

    def begin() -> None:
        if hangup is not None:  # which granian takes for the wish to start its workers anew
            signal.signal(hangup, signal.SIG_IGN if deaf else server.signal_handler_interrupt)
        threading.Thread(target=announce, daemon=True).start()

    server.on_startup(begin)
    try:
        server.serve()
    except SystemExit:
        if not server.interrupt_signal:
            failed.append(Phrase.of("cli.serve.worker_ends"))
    if failed:
        raise Fault("cli.serve.failed", reason=failed[0])
    typer.echo(say("cli.serve.stopped"))


def _server(address: str, port: int) -> Any:
    """The parent of one worker, which it starts again should that end."""
    from granian import Granian  # noqa: PLC0415 (only this command pays for the server)
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    # A fresh process, never a fork of this one: a thread of ours may hold locks at that moment.
    multiprocessing.set_start_method("spawn", force=True)
    return Granian(
        "multifocal.web.worker:application",
        factory=True,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        workers_kill_timeout=STOP_LIMIT_S,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.error,
    )


def _loopback(host: str) -> str:
    """The loopback address that `host` names."""
    if host not in LOOPBACK:
        raise Fault("cli.host", host=host, hosts=tuple(LOOPBACK))
    return LOOPBACK[host]


def _choose_port(address: str, asked: int | None) -> int:
    """The port asked for if it is free; without one, the default, or a free port."""
    if asked is not None:
        if asked != 0 and not _is_free(address, asked):
            raise Fault("cli.port", port=asked)
        return asked or _free_port(address)
    if _is_free(address, DEFAULT_PORT):
        return DEFAULT_PORT
    found = _free_port(address)
    typer.echo(say("cli.serve.other_port", taken=DEFAULT_PORT, port=found))
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


def _prepare() -> None:
    """All that the site needs before its worker starts; Fault where it cannot be had."""
    import django  # noqa: PLC0415 (the other commands never load Django)

    from multifocal.web.database import bring_up_to_date  # noqa: PLC0415
    from multifocal.web.installation import secret_key  # noqa: PLC0415

    django.setup()
    secret_key()
    bring_up_to_date()


def _wait_for_answer(url: str) -> Phrase | None:
    """Wait until the first page comes; why it does not, or None once it has come."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    give_up_at = time.monotonic() + START_LIMIT_S
    while (left_s := give_up_at - time.monotonic()) > 0:
        try:
            with opener.open(url, timeout=left_s) as page:
                return None if page.status == OK else _of_status(page.status)
        except urllib.error.HTTPError as answer:
            answer.close()
            return _of_status(answer.code)
        except OSError:  # not listening yet
            time.sleep(0.05)
    return Phrase.of("cli.serve.no_page", limit_s=START_LIMIT_S)


def _of_status(status: int) -> Phrase:
    return Phrase.of("cli.serve.status", status=status)


def _open_browser(url: str) -> None:
    """Open a browser with a window; never a text browser inside this terminal."""
    windows = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in windows):
        return
    with contextlib.suppress(webbrowser.Error):
        webbrowser.open(url)
