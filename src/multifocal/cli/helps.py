"""Helps that are said when they are shown: every `help=` of a command is a key of the catalog."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from typer.core import TyperCommand, TyperGroup

from multifocal.frozen import FrozenDict
from multifocal.words import listed, say


class _Helps:
    """The keys of a command and its parameters, said anew in the language that is spoken."""

    def __init__(self, command: Any, params: Iterable[Any], values: Mapping[str, object]) -> None:
        self.values = values
        self.keys = [(one, one.help) for one in (command, *params) if one.help]

    def say(self) -> None:
        values = {
            name: listed(value) if isinstance(value, tuple) else value
            for name, value in self.values.items()
        }
        for one, key in self.keys:
            one.help = say(key, **values)


class SaidCommand(TyperCommand):
    """A command whose helps are keys; `values` fills their placeholders, several words listed."""

    values: Mapping[str, object] = FrozenDict()

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.helps: Final = _Helps(self, self.params, self.values)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        self.helps.say()
        super().format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        self.helps.say()
        return super().get_short_help_str(limit)


class SaidGroup(TyperGroup):
    """A group of commands whose helps are keys."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.helps: Final = _Helps(self, self.params, FrozenDict())

    def format_help(self, ctx: Any, formatter: Any) -> None:
        self.helps.say()
        super().format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        self.helps.say()
        return super().get_short_help_str(limit)


def said(**values: object) -> type[SaidCommand]:
    """The class of a command whose helps have placeholders."""
    return type("SaidCommand", (SaidCommand,), {"values": FrozenDict(values)})
