"""Every key of every language can be said."""

import string
import subprocess
import sys
from pathlib import Path

import pytest

from multifocal import words
from multifocal.words import catalog

TOPICS = sorted({(language, key.split(".")[0]) for language in words.languages()
                 for key in catalog.keys(language)})  # fmt: skip


def keys_of(language: str, topic: str) -> list[str]:
    return sorted(key for key in catalog.keys(language) if key.split(".")[0] == topic)


def placeholders(language: str, key: str) -> set[str]:
    forms = catalog.catalog(language).sentences[key]
    fields = {field for form in forms for _, field, _, _ in string.Formatter().parse(form)}
    return {field for field in fields if field is not None}


class Anything:
    """Stands for any parameter: takes whatever format a sentence asks of it."""

    def __format__(self, spec: str) -> str:
        return "something"


def has_its_say(language: str, key: str) -> bool:
    """Whether it has words for one and for many, and placeholders that are plain names."""
    fields = placeholders(language, key)
    anything: dict[str, object] = dict.fromkeys(fields, Anything())
    return all(field.isidentifier() for field in fields) and all(
        words.say(key, language, **{**anything, "count": count}).strip() for count in (1, 2)
    )


@pytest.mark.parametrize(("language", "topic"), TOPICS)
def test_every_key_is_said(language: str, topic: str) -> None:
    assert not [key for key in keys_of(language, topic) if not has_its_say(language, key)]


ENGLISH = catalog.keys("en")


@pytest.mark.parametrize(("language", "topic"), TOPICS)
def test_a_translation_asks_for_no_other_parameters(language: str, topic: str) -> None:
    for key in keys_of(language, topic):
        assert key in ENGLISH
        assert placeholders(language, key) <= placeholders("en", key), key


def test_a_language_that_is_missing_is_said_in_english() -> None:
    assert words.say("body.task.zip", "xx") == words.say("body.task.zip")


def test_an_unknown_key_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        words.say("nonesuch.key")


def test_a_key_is_looked_for_in_its_own_topic_before_all_are_read() -> None:
    code = (
        "from multifocal import words; from multifocal.words import catalog as c;"
        "words.say('report.label.title'); print(*c.catalog('en').sentences._read);"
        "words.say('study.cli.remarks'); print(len(c.catalog('en').sentences._read))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    first, then = done.stdout.split("\n")[:2]
    assert first == "report"
    assert int(then) > 10


def test_a_key_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    pages = catalog._Pages("en")
    for name in ("one", "two"):
        (tmp_path / f"{name}.po").write_text('msgid "one.key"\nmsgstr "said"\n', "utf-8")
    pages._paths = {name: tmp_path / f"{name}.po" for name in ("one", "two")}
    assert pages["one.key"] == ("said",)
    with pytest.raises(ValueError, match="stands twice"):
        len(pages)


def test_no_key_stands_twice_in_a_topic() -> None:
    """Babel keeps the last of two without a word."""
    for topic in sorted((Path(words.__file__).parent / "locale").rglob("*.po")):
        lines = topic.read_text("utf-8").splitlines()
        ids = [line for line in lines if line[:6] == "msgid "]
        twice = {key for key in ids if ids.count(key) > 1}
        assert not twice, f"{topic.name}: {twice}"
