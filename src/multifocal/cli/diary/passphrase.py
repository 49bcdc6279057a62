"""`multifocal diary encrypt | passphrase | decrypt`: the diary under a passphrase."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from multifocal.cli.secrets_asked import ask_new_secret, ask_secret, at_terminal
from multifocal.cli.site_settings import set_up
from multifocal.extras import require
from multifocal.fault import Fault
from multifocal.files import check_outputs, printable, write_whole
from multifocal.words import say

if TYPE_CHECKING:
    from multifocal.web.diary.switching import Switched


Copies = Literal["same", "remove", "leave"]
CopiesOption = Annotated[Copies | None, typer.Option("--backups", help="cli_diary.copies")]
YesOption = Annotated[bool, typer.Option("--yes", help="cli_diary.yes")]


def encrypt(
    bundle: Annotated[
        Path | None, typer.Option("--bundle", help="cli_diary.encrypt.bundle")
    ] = None,
    copies: CopiesOption = None,
    yes: YesOption = False,
) -> None:
    """`multifocal diary encrypt`, whose help is `cli_diary.encrypt.help`."""
    set_up()
    require("encrypted")
    from multifocal.web.diary import switching  # noqa: PLC0415

    if bundle is not None:
        check_outputs([bundle])
    typer.echo(say("cli_diary.encrypt.before"))
    _agree(yes)
    new, again = ask_new_secret("cli_diary.ask.new")
    switching.check_new(new, again)
    if bundle is not None:
        _write_bundle(bundle)
    done = switching.encrypt(new, _copies(copies))
    typer.echo(say("cli_diary.encrypt.done", count=done.entries))
    _print_strays(done)


def passphrase(copies: CopiesOption = None, yes: YesOption = False) -> None:
    """`multifocal diary passphrase`, whose help is `cli_diary.passphrase.help`."""
    set_up()
    require("encrypted")
    from multifocal.web.diary import switching  # noqa: PLC0415

    typer.echo(say("cli_diary.passphrase.before"))
    _agree(yes)
    old = ask_secret("cli_diary.ask.current")
    new, again = ask_new_secret("cli_diary.ask.new")
    switching.check_new(new, again)
    done = switching.change(old, new, _copies(copies))
    typer.echo(say("cli_diary.passphrase.done", count=done.entries))
    _print_strays(done)


def decrypt(copies: CopiesOption = None) -> None:
    """`multifocal diary decrypt`, whose help is `cli_diary.decrypt.help`."""
    set_up()
    from multifocal.web.diary import switching  # noqa: PLC0415

    done = switching.decrypt(ask_secret("cli_diary.ask.current"), _copies(copies))
    typer.echo(say("cli_diary.decrypt.done", count=done.entries))
    _print_strays(done)


def opened() -> None:
    """Asks for the passphrase where the diary is encrypted, and opens it for this command."""
    from multifocal.web.diary import cipher, vault  # noqa: PLC0415
    from multifocal.web.diary.drafts import place  # noqa: PLC0415

    if cipher.is_encrypted(place()):
        vault.unlock(place(), ask_secret("cli_diary.ask.current"))


def _agree(yes: bool) -> None:
    if yes:
        return
    if not at_terminal():
        raise Fault("cli_diary.not_agreed")
    if typer.prompt(say("cli_diary.agree", word=say("cli_diary.agree.word"))) != say(
        "cli_diary.agree.word"
    ):
        raise Fault("cli_diary.not_agreed")


def _copies(said: Copies | None) -> Copies:
    from multifocal.web.diary.drafts import backups  # noqa: PLC0415
    from multifocal.web.diary.switching import COPIES  # noqa: PLC0415

    count = len(list(backups().glob("*.sqlite3")))
    if said is not None or not count:
        return said or "leave"
    if not at_terminal():
        raise Fault("cli_diary.copies_not_said", count=count)
    typer.echo(say("cli_diary.copies.there", count=count))
    answer = str(typer.prompt(say("cli_diary.copies.ask"))).strip()
    for one in COPIES:
        if one == answer:
            return one
    raise Fault("cli_diary.copies_not_said", count=count)


def _print_strays(done: "Switched") -> None:
    from multifocal.web.diary import cipher  # noqa: PLC0415

    for one in done.left:
        if cipher.is_encrypted(one):
            typer.echo(say("cli_diary.left", path=printable(one)))
        else:
            typer.echo(say("cli_diary.left.clear", path=printable(one)))


def _write_bundle(path: Path) -> None:
    from multifocal.diary import Bundle, write_bundle  # noqa: PLC0415
    from multifocal.web.diary import store  # noqa: PLC0415
    from multifocal.web.diary.state import now  # noqa: PLC0415

    write_whole(path, write_bundle(Bundle(store.everything(), now())), private=True)
    typer.echo(say("cli_diary.encrypt.bundled", path=printable(path)))


COMMANDS: tuple[tuple[str, Callable[..., None], str], ...] = (
    ("encrypt", encrypt, "cli_diary.encrypt.help"),
    ("passphrase", passphrase, "cli_diary.passphrase.help"),
    ("decrypt", decrypt, "cli_diary.decrypt.help"),
)
"""By name, each with the key of its help."""
