"""The command line says its sentences by key, in the language that the environment asks for."""

import re
from collections.abc import Iterator

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from multifocal import words
from multifocal.cli.helps import SaidCommand, SaidGroup
from multifocal.cli.main import app, language_of
from multifocal.words import catalog
from tests.cli.test_outputs import every

PARTS = re.compile(r"\{[^{}]*\}|[A-Za-z]")


def accented(sentence: str) -> str:
    """The sentence in letters of another alphabet; placeholders stay."""
    return PARTS.sub(lambda one: one[0] if one[0][0] == "{" else chr(ord(one[0]) + 0x3CF), sentence)


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A language that has every sentence of the catalog, in other letters."""
    english = catalog.catalog("en")
    said = {key: tuple(map(accented, forms)) for key, forms in english.sentences.items()}
    other = catalog.Catalog(said, english.form_of)
    monkeypatch.setattr(catalog, "catalog", lambda code: other if code == "es" else english)
    monkeypatch.setattr(catalog, "languages", lambda: ("en", "es"))
    monkeypatch.setattr(words, "languages", lambda: ("en", "es"))
    with words.speaking("es"):
        yield


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es@euro"}, "es"),
        ({"LC_ALL": "", "LANG": "es_ES"}, "es"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "es_ES.UTF-8"}, "en"),
        ({"LC_MESSAGES": "es_ES", "LANG": "en_US"}, "es"),
        ({"LC_ALL": "de_DE.UTF-8", "LANG": "es_ES.UTF-8"}, "en"),
        ({"MULTIFOCAL_LANGUAGE": "es", "LC_ALL": "en_US.UTF-8"}, "es"),
        ({"MULTIFOCAL_LANGUAGE": "../es"}, "en"),
    ],
)
def test_the_environment_chooses(spanish: None, environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_every_help_is_a_key() -> None:
    ours = every(get_command(app))
    assert len(ours) > 8
    for name, command in ours.items():
        assert isinstance(command, SaidCommand), name
        keys = [key for _, key in command.helps.keys]
        assert set(keys) <= catalog.keys("en"), name
        told = [one for one in command.params if one.name != "help"]
        assert len(keys) == 1 + len(told), f"{name}: something has no help"
    for group in ("study", "evidence"):
        one = get_command(app).commands[group]  # type: ignore[attr-defined]
        assert isinstance(one, SaidGroup)
        assert [key for _, key in one.helps.keys] == [f"cli_{group}.group"]


OF_THE_FRAME = re.compile(r"Usage:.*|Show this message and exit\.|<[a-z ]+>")
"""What the library that lays helps out says itself; it brings its own translations."""


@pytest.mark.parametrize("words_", [(), ("study",), ("evidence",), *every(get_command(app))])
def test_helps_are_said_in_the_language_that_is_spoken(
    spanish: None, words_: tuple[str, ...]
) -> None:
    shown = CliRunner().invoke(app, [*words_, "--help"], env={"COLUMNS": "400"}).output
    assert accented("e") in shown
    assert not re.findall(r"\b[A-Za-z]{2,} [a-z]{2,}", OF_THE_FRAME.sub("", shown))
