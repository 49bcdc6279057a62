"""`multifocal serve --home`: beside the site of this machine, one for the phone of its owner.

It runs in a process of its own: other settings, another address, TLS. The two share the diary and
two notes of who may come in (`multifocal.web.diary.pairing`).
"""

import contextlib
import contextvars
import multiprocessing
import os
import ssl
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import typer

from multifocal.cli.serving import START_LIMIT_S, STOP_LIMIT_S, free_port, is_free, server_of
from multifocal.cli.terminal_code import terminal_code
from multifocal.extras import require
from multifocal.fault import Fault, Phrase
from multifocal.words import say

if TYPE_CHECKING:
    from multifocal.web.diary.pairing import Pairing
    from multifocal.web.home.certificate import Certificate
    from multifocal.web.home.mode import HomeMode

HOME_PORT: Final = 8766
LOOK_EVERY_S: Final = 0.5
HEADER_LIMIT_MS: Final = 10_000
"""A client that does not say what it wants in that time is let go."""


def home_mode(named: str | None, port: int | None) -> "HomeMode":
    """Where to listen for the phone. Fault where that is public, several, or not of this machine,
    or the port is taken."""
    require("home")
    from multifocal.web.home.addresses import home_address  # noqa: PLC0415 (only this mode)
    from multifocal.web.home.mode import HomeMode  # noqa: PLC0415

    address = home_address(named)
    try:
        free = free_port(address)
    except OSError:
        raise Fault("home.not_here", address=address) from None
    if port is None:
        return HomeMode(address, HOME_PORT if is_free(address, HOME_PORT) else free)
    if port and not is_free(address, port):
        raise Fault("cli.port", port=port)
    return HomeMode(address, port or free)


@contextlib.contextmanager
def phone_side(mode: "HomeMode", here: str) -> Iterator["PhoneSide"]:
    """The phone's part of the site while the block runs; `here` is this machine's own. At its end
    the phone is forgotten."""
    from multifocal.web.diary import pairing  # noqa: PLC0415 (after Django was set up)
    from multifocal.web.home.certificate import certificate_for  # noqa: PLC0415

    certificate = certificate_for(mode.address)
    pairing.open_home(mode.origin, certificate.fingerprint)
    # a fresh process, and no daemon: it has a worker of its own
    process = multiprocessing.get_context("spawn").Process(
        target=serve_phone, args=(mode, certificate), name="home"
    )
    process.start()
    try:
        yield PhoneSide(mode, certificate, process, here)
    finally:
        pairing.close_home()
        process.terminate()
        process.join(2 * STOP_LIMIT_S)
        if process.is_alive():
            process.kill()


def serve_phone(mode: "HomeMode", certificate: "Certificate") -> None:
    """The process that supervises the phone's worker; ends with the command that started it."""
    from granian.constants import HTTPModes  # noqa: PLC0415 (only this command pays for it)
    from granian.http import HTTP1Settings  # noqa: PLC0415

    mode.hand_over()
    server = server_of(
        "multifocal.web.home.worker:application",
        mode.address,
        mode.port,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_LIMIT_MS),
        ssl_cert=certificate.path,
        ssl_key=certificate.key,
    )
    parent = multiprocessing.parent_process()

    def end_with_parent() -> None:
        if parent is not None:
            parent.join()
            server.signal_handler_interrupt()

    threading.Thread(target=end_with_parent, name="parent", daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt):  # the key reaches this process, too
        server.serve()


class PhoneSide:
    """What the terminal tells of the phone's part, and the key that makes a new code."""

    def __init__(
        self, mode: "HomeMode", certificate: "Certificate", process: Any, here: str
    ) -> None:
        self._mode = mode
        self._certificate = certificate
        self._process = process
        self._here = here
        self._spoken = contextvars.copy_context()  # threads of their own hear no language

    def opened(self) -> Phrase | None:
        """Once this machine's own site is open: waits for the phone's, then tells all; why it did
        not come, where it did not."""
        return self._spoken.run(self._opened)

    def _opened(self) -> Phrase | None:
        if not self._answers():
            return Phrase.of("home.ended")
        from multifocal.web.diary import pairing  # noqa: PLC0415

        before = pairing.pairing()  # from now on a phone that comes in is told
        typer.echo(say("cli.home.listens", origin=self._mode.origin))
        if self._mode.address.startswith("127.") or self._mode.address == "::1":
            typer.echo(say("cli.home.this_machine", address=self._mode.address))
        typer.echo(say("cli.home.warning"))
        typer.echo(f"  {self._certificate.fingerprint}")
        typer.echo(say("cli.home.differs"))
        typer.echo(say("cli.home.screen", url=f"{self._here}/diary/phone"))
        if sys.stdout.isatty():  # never into a file: the code lets in whoever reads it
            _print_code(pairing.new_code())
        if _hears_keys():
            typer.echo(say("cli.home.key"))
            self._beside(self._hear_keys)
        self._beside(partial(self._watch, before))
        return None

    def _beside(self, work: Callable[[], None]) -> None:
        spoken = contextvars.copy_context()
        threading.Thread(target=spoken.run, args=(work,), daemon=True).start()

    def _answers(self) -> bool:
        """Whether the door opens, by its own certificate; it tells strangers nothing."""
        trust = ssl.create_default_context(cafile=self._certificate.path)
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=trust)
        )
        give_up_at = time.monotonic() + START_LIMIT_S
        while self._process.is_alive() and (left_s := give_up_at - time.monotonic()) > 0:
            try:
                opener.open(self._mode.origin, timeout=left_s).close()
            except urllib.error.HTTPError as answer:
                answer.close()
                return True
            except OSError:  # not listening yet
                time.sleep(0.05)
        return False

    def _hear_keys(self) -> None:
        from multifocal.web.diary import pairing  # noqa: PLC0415

        # not by sys.stdin: a thread that waits in it holds its lock at the interpreter's end
        while os.read(sys.stdin.fileno(), 1024):
            with contextlib.suppress(Fault):  # it is ending
                _print_code(pairing.new_code())

    def _watch(self, before: "Pairing") -> None:
        """Tells when a phone comes in, and when a code has grown old."""
        from multifocal.web.diary.pairing import State, pairing  # noqa: PLC0415

        while before.state is not State.CLOSED:
            time.sleep(LOOK_EVERY_S)
            now = pairing()
            if (now.state, now.code) != (before.state, before.code):
                if now.state is State.IN:
                    typer.echo(say("cli.home.in", address=now.address))
                elif now.state is State.OLD:
                    typer.echo(say("cli.home.old"))
                elif now.state is State.SPENT:
                    typer.echo(say("cli.home.spent"))
            before = now


def _print_code(address: str) -> None:
    """The code in this terminal, and how to scan it; the page where no terminal can draw it."""
    from multifocal.web.diary.pairing import CODE_LASTS_S  # noqa: PLC0415

    code = terminal_code(address, sys.stdout.encoding)
    if code is not None:
        typer.echo(code)
        typer.echo(say("cli.home.scan", minutes=CODE_LASTS_S // 60))


def _hears_keys() -> bool:
    """Whether keys of this terminal reach this program: in the background reading would stop it."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    if not hasattr(os, "tcgetpgrp"):
        return True
    try:
        return os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    except OSError:
        return False
