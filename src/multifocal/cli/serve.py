"""`multifocal serve`: opens the site on this machine, for this machine only or for all."""

import contextlib
import os
import sys
import webbrowser
from typing import TYPE_CHECKING, Annotated

import typer

from multifocal.cli.phone_side import home_mode, phone_side
from multifocal.cli.serve_public import serve_public
from multifocal.cli.serving import free_port, is_free, origin, run, server_of
from multifocal.extras import require
from multifocal.fault import Fault, Phrase
from multifocal.words import say

if TYPE_CHECKING:
    from multifocal.web.home.mode import HomeMode

DEFAULT_PORT = 8765
DEFAULT_HOST = "127.0.0.1"
LOOPBACK = {"127.0.0.1": "127.0.0.1", "localhost": "127.0.0.1", "::1": "::1", "[::1]": "::1"}


def serve(
    port: Annotated[
        int | None,
        typer.Option(help="cli.serve.port", min=0, max=65535),
    ] = None,
    host: Annotated[str, typer.Option(help="cli.serve.host")] = DEFAULT_HOST,
    browser: Annotated[bool, typer.Option(help="cli.serve.browser")] = True,
    public: Annotated[bool, typer.Option("--public", help="cli.serve.public")] = False,
    allowed_host: Annotated[list[str] | None, typer.Option(help="cli.serve.allowed_host")] = None,
    trusted_proxy: Annotated[list[str] | None, typer.Option(help="cli.serve.trusted_proxy")] = None,
    processes: Annotated[int, typer.Option(help="cli.serve.processes", min=1, max=64)] = 1,
    allow_root: Annotated[bool, typer.Option("--allow-root", help="cli.serve.allow_root")] = False,
    home: Annotated[bool, typer.Option("--home", help="cli.serve.home")] = False,
    address: Annotated[str | None, typer.Option(help="cli.serve.address")] = None,
    home_port: Annotated[
        int | None, typer.Option(help="cli.serve.home_port", min=0, max=65535)
    ] = None,
) -> None:
    """`multifocal serve`, whose help is `cli.serve.help`."""
    require("site")
    if home and public:
        raise Fault("home.with_public")
    if not home and (address is not None or home_port is not None):
        raise Fault("home.only_home")
    if public:
        serve_public(
            host,
            DEFAULT_PORT if port is None else port,
            tuple(allowed_host or ()),
            tuple(trusted_proxy or ()),
            processes,
            allow_root=allow_root,
        )
        return
    if allowed_host or trusted_proxy or allow_root:
        raise Fault("cli.only_public")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "multifocal.web.settings")
    mode = home_mode(address, home_port) if home else None
    listens = _loopback(host)
    chosen = _choose_port(listens, port)
    with contextlib.suppress(KeyboardInterrupt):  # granian hears Ctrl-C only once it runs
        _serve(listens, chosen, browser, mode)


def _serve(address: str, port: int, browser: bool, mode: "HomeMode | None") -> None:
    from multifocal.web.running import running  # noqa: PLC0415 (only this command needs it)

    here = origin(address, port)
    url = f"{here}/"
    with running(url):
        _prepare()
        _open_site(address, port, browser, mode)


def _open_site(address: str, port: int, browser: bool, mode: "HomeMode | None") -> None:
    here = origin(address, port)
    url = f"{here}/"
    said = say("cli.serve.open", url=url)  # here: a thread of its own would not hear the language
    link = _diary_link(here)
    with phone_side(mode, here) if mode else contextlib.nullcontext() as phone:

        def opened() -> Phrase | None:
            typer.echo(said)
            if browser:
                open_browser(f"{here}{link}")
            return phone.opened() if phone else None

        run(server_of("multifocal.web.worker:application", address, port), url, opened)


def _loopback(host: str) -> str:
    """The loopback address that `host` names."""
    if host not in LOOPBACK:
        raise Fault("cli.host", host=host, hosts=tuple(LOOPBACK))
    return LOOPBACK[host]


def _choose_port(address: str, asked: int | None) -> int:
    """The port asked for if it is free; without one, the default, or a free port."""
    if asked is not None:
        if asked != 0 and not is_free(address, asked):
            raise Fault("cli.port", port=asked)
        return asked or free_port(address)
    if is_free(address, DEFAULT_PORT):
        return DEFAULT_PORT
    found = free_port(address)
    typer.echo(say("cli.serve.other_port", taken=DEFAULT_PORT, port=found))
    return found


def _prepare() -> None:
    """All that the site needs before its worker starts; Fault where it cannot be had."""
    import django  # noqa: PLC0415 (the other commands never load Django)

    from multifocal.web.database import bring_up_to_date  # noqa: PLC0415
    from multifocal.web.installation import hand_over_zone, secret_key  # noqa: PLC0415

    hand_over_zone()
    django.setup()
    secret_key()
    bring_up_to_date()


def _diary_link(here: str) -> str:
    from multifocal.web.diary.access import new_launch  # noqa: PLC0415  (after Django was set up)

    return new_launch(here)


def open_browser(url: str) -> None:
    """Open a browser with a window; never a text browser inside this terminal."""
    windows = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in windows):
        return
    with contextlib.suppress(webbrowser.Error):
        webbrowser.open(url)
