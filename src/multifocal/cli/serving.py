"""A server of the site: a port for it, its start, its first answer, its end."""

import multiprocessing
import os
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import typer

from multifocal.fault import Fault, Phrase
from multifocal.words import say

START_LIMIT_S = 180.0
"""A first start compiles the solver, on a slow and busy machine for minutes."""
OK = 200
STOP_LIMIT_S = 3


def origin(address: str, port: int) -> str:
    """Scheme, address and port as a browser takes them."""
    return f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"


def run(server: Any, url: str, opened: Callable[[], Phrase | None]) -> None:
    """Serve until the key or a signal, calling `opened` once the address answers: it may have a
    reason why the site cannot go on."""
    failed: list[Phrase] = []

    def announce() -> None:
        if reason := _wait_for_answer(url) or opened():
            failed.append(reason)
            server.signal_handler_interrupt()

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


def server_of(application: str, address: str, port: int, **more: Any) -> Any:
    """The parent of one worker, which it starts again should that end."""
    from granian import Granian  # noqa: PLC0415 (only this command pays for the server)
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    # A fresh process, never a fork of this one: a thread of ours may hold locks at that moment.
    multiprocessing.set_start_method("spawn", force=True)
    return Granian(
        application,
        factory=True,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        workers_kill_timeout=STOP_LIMIT_S,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.error,
        **more,
    )


def _listener(address: str) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    if os.name == "posix":  # elsewhere this option would let two programs share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return listener


def is_free(address: str, port: int) -> bool:
    """Whether a server may listen there."""
    with _listener(address) as listener:
        try:
            listener.bind((address, port))
        except OSError:
            return False
        return True


def free_port(address: str) -> int:
    """A port that nobody listens on."""
    with _listener(address) as listener:
        listener.bind((address, 0))
        return int(listener.getsockname()[1])


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
