"""Lists and days are said as the reader's language does."""

import ast
from datetime import date
from pathlib import Path

import pytest

from multifocal.words import catalog, day_said, listed, listed_clauses, speaking

SOURCES = Path(__file__).parents[2] / "src" / "multifocal"


def test_words_are_listed_as_the_language_does(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = {"words.list.words": ("、",), "words.list.clauses": ("；",)}
    known = {"en": catalog.catalog("en"), "ja": catalog.Catalog(theirs, lambda _: 0)}
    monkeypatch.setattr(catalog, "catalog", known.__getitem__)
    monkeypatch.setattr(catalog, "languages", lambda: tuple(known))
    assert listed(["wrist", "elbow"]) == "wrist, elbow"
    assert listed_clauses(["a, b", "c"]) == "a, b; c"
    with speaking("ja"):
        assert listed(iter(["手首", "肘"])) == "手首、肘"
        assert listed_clauses(["手首", "肘"]) == "手首；肘"
        assert listed(["wrist", "elbow"], "en") == "wrist, elbow"
    assert listed([]) == "" and listed(["wrist"]) == "wrist"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "3 April 2026"),
        ("en-us", "April 3, 2026"),
        ("de", "3. April 2026"),
        ("fr", "3 avril 2026"),
        ("ja", "2026年4月3日"),
        ("hu", "2026. április 3."),
        ("xx", "3 April 2026"),  # no language that anyone has days for
        ("no language", "3 April 2026"),
    ],
)
def test_a_day_is_written_in_the_order_of_its_language(language: str, said: str) -> None:
    assert day_said(date(2026, 4, 3), language) == said
    with speaking(language):
        assert day_said(date(2026, 4, 3)) == said


ELSEWHERE = frozenset(
    ("web/learn/templatetags/learn.py", "web/site/ulnar_study.py",  # still joined by hand
     "body/known.py", "web/site/templatetags/words.py",  # in an error for programmers
     "localize/ticked.py")  # in the grammar of findings, the same in every language
)  # fmt: skip


def joined_by_hand(code: str) -> list[int]:
    """Lines in which words are joined by a comma or a semicolon that no catalog said."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Attribute)
        and node.attr == "join"
        and isinstance(node.value, ast.Constant)
        and node.value.value in (", ", "; ", " and ", " or ")
    ]


def test_no_list_is_joined_by_hand() -> None:
    assert joined_by_hand('x = ", ".join(a)\ny = "".join(a)\nz = "; ".join(b)') == [1, 3]
    for path in sorted(SOURCES.rglob("*.py")):
        place = path.relative_to(SOURCES).as_posix()
        if place not in ELSEWHERE:
            assert not joined_by_hand(path.read_text(encoding="utf-8")), place


def languages_by_default(code: str) -> list[str]:
    """Functions in which a language is taken for granted: the block's own is to be spoken."""
    return [
        function.name
        for function in ast.walk(ast.parse(code))
        if isinstance(function, ast.FunctionDef)
        for argument, default in zip(
            reversed(function.args.args), reversed(function.args.defaults), strict=False
        )
        if argument.arg == "language"
        and not (isinstance(default, ast.Constant) and default.value is None)
    ]


def test_nobody_speaks_english_by_default() -> None:
    assert languages_by_default('def a(x, language="en"): ...\ndef b(language=None): ...') == ["a"]
    files = frozenset(("catalog.py", "glossary.py", "page.py", "phone_numbers.py"))  # which is read
    for path in sorted(SOURCES.rglob("*.py")):
        if path.name not in files:
            assert not languages_by_default(path.read_text(encoding="utf-8")), path
