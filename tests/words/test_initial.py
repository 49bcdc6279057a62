"""A name at the head of a line: only its first letter changes, as its language has it."""

import ast
from pathlib import Path

import pytest

from multifocal.words import initial, speaking

SOURCES = Path(__file__).parents[2] / "src" / "multifocal"


@pytest.mark.parametrize(
    ("language", "name", "heads"),
    [
        ("en", "abductor digiti minimi", "Abductor digiti minimi"),
        ("en", "crossing of Martin and Gruber", "Crossing of Martin and Gruber"),
        ("en", "", ""),
        ("de", "österreichischer Nerv", "Österreichischer Nerv"),
        ("nl", "ijskoude hand", "IJskoude hand"),
        ("tr", "iğne", "İğne"),
        ("ja", "手首", "手首"),
    ],
)
def test_only_the_first_letter_becomes_a_capital(language: str, name: str, heads: str) -> None:
    assert initial(name, language) == heads
    with speaking(language):
        assert initial(name) == heads


def test_no_code_makes_capitals_without_asking_the_language() -> None:
    for path in sorted(SOURCES.rglob("*.py")):
        calls = [
            node.lineno
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Attribute) and node.attr in ("capitalize", "capwords")
        ]
        assert not calls, f"{path.relative_to(SOURCES)}: {calls}"


def test_no_template_makes_capitals_without_asking_the_language() -> None:
    for path in sorted(SOURCES.rglob("*.html")):
        page = path.read_text("utf-8")
        assert not any(f"|{name}" in page for name in ("capfirst", "title }", "upper")), path
