"""The words of `multifocal nerve`: foci, entrapments, stimuli, sides and sites."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

from multifocal import body
from multifocal.fault import Fault
from multifocal.words import listed, say

if TYPE_CHECKING:
    from multifocal.nerve import Focus, Stimulus

DEFAULT_SPREAD = 6.0


@dataclass(frozen=True)
class Draw:
    """Whose focus it is (the person's seed) and how alike the fibers are hit."""

    seed: int = 0
    spread: float = DEFAULT_SPREAD


def read_side(word: str) -> body.Side:
    """Understand left or right."""
    if word == "left":
        return "left"
    if word == "right":
        return "right"
    raise typer.BadParameter(say("cli_nerve.wrong.side", word=repr(word)))


def read_site(nerve_id: str, word: str) -> body.Site:
    """Understand a site of a nerve."""
    try:
        return body.site(nerve_id, word)
    except KeyError:
        known = listed(one.id for one in body.sites(nerve_id))
        raise typer.BadParameter(
            say("cli_nerve.wrong.site", word=repr(word), nerve=nerve_id, known=known)
        ) from None


def read_focus(word: str, nerve_id: str, way: body.Path, draw: Draw = Draw()) -> "Focus":
    """Understand SITE:SEVERITY[:EXTENT_MM[:MECHANISM[:DAYS]]] on the way to a muscle."""
    site, *numbers = word.split(":")
    place = read_site(nerve_id, site).place_on(way)
    return _focus(word, place, numbers, draw, "SITE:SEVERITY[:EXTENT_MM[:MECHANISM[:DAYS]]]")


def read_focus_anywhere(word: str, subject: body.Subject, draw: Draw) -> "Focus":
    """Understand SIDE:NERVE:SITE:SEVERITY[:EXTENT_MM[:MECHANISM[:DAYS]]]."""
    form = "SIDE:NERVE:SITE:SEVERITY[:EXTENT_MM[:MECHANISM[:DAYS]]]"
    parts = word.split(":")
    if len(parts) < 4:
        raise typer.BadParameter(say("cli.said.not_of_form", word=repr(word), form=form))
    side = read_side(parts[0])
    if parts[1] not in {one.id for one in body.nerves()}:
        raise typer.BadParameter(say("cli_nerve.wrong.no_nerve", word=repr(parts[1])))
    place = read_site(parts[1], parts[2]).place(side, subject)
    return _focus(word, place, parts[3:], draw, form)


def _focus(word: str, place: body.Place, parts: list[str], draw: Draw, form: str) -> "Focus":
    from multifocal.nerve import DEFAULT_EXTENT_MM, Focus  # noqa: PLC0415

    if not 1 <= len(parts) <= 4:
        raise typer.BadParameter(say("cli.said.not_of_form", word=repr(word), form=form))
    severity = _number(word, "SEVERITY", parts[0])
    extent = _number(word, "EXTENT_MM", parts[1]) if len(parts) > 1 else DEFAULT_EXTENT_MM
    mechanism: Any = parts[2] if len(parts) > 2 else "paranode"
    days = _number(word, "DAYS", parts[3]) if len(parts) > 3 else 0.0
    try:
        return Focus(place, severity, extent, mechanism, draw.spread, draw.seed, days)
    except Fault as fault:
        raise typer.BadParameter(str(fault)) from None


def read_entrapment(word: str, side: body.Side, subject: body.Subject, seed: int) -> "Focus":
    """Understand ENTRAPMENT[:SEVERITY]."""
    from multifocal.nerve import entrapment  # noqa: PLC0415
    from multifocal.nerve.entrapment import DEFAULT_SEVERITY  # noqa: PLC0415

    name, *rest = word.split(":")
    if len(rest) > 1:
        raise typer.BadParameter(
            say("cli.said.not_of_form", word=repr(word), form="ENTRAPMENT[:SEVERITY]")
        )
    severity = _number(word, "SEVERITY", rest[0]) if rest else DEFAULT_SEVERITY
    try:
        return entrapment(name, side, severity, subject, seed)
    except Fault as fault:
        raise typer.BadParameter(str(fault)) from None


def read_stimulus(word: str, nerve_id: str) -> "tuple[str, Stimulus]":
    """Understand SITE:STRENGTH[:SPREAD]: the site's id and what is delivered there."""
    from multifocal.nerve import Stimulus  # noqa: PLC0415

    site, *numbers = word.split(":")
    if not 1 <= len(numbers) <= 2:
        raise typer.BadParameter(
            say("cli.said.not_of_form", word=repr(word), form="SITE:STRENGTH[:SPREAD]")
        )
    values = [_number(word, None, one) for one in numbers]
    try:
        return read_site(nerve_id, site).id, Stimulus(*values)
    except Fault as fault:
        raise typer.BadParameter(str(fault)) from None


def _number(word: str, name: str | None, part: str) -> float:
    try:
        return float(part)
    except ValueError:
        key = "cli_nerve.wrong.number" if name else "cli_nerve.wrong.strength_and_spread"
        raise typer.BadParameter(say(key, word=repr(word), name=name)) from None
