"""What things are called: the field's nouns, one verb a role, siblings together in a folder."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[1] / "src" / "multifocal"

EVERYDAY = frozenset(
    ("tell", "tells", "told", "show", "shows", "shown", "showing", "judge", "judges",
     "judged", "judging", "give", "gives",
     "given", "keep", "keeps", "kept")
)  # fmt: skip
"""Words for sentences, not for names: say what a thing is (Remark, Highlights, Evaluation), and do
by the verb of its role (read, measure, evaluate, simulate, present, render, say)."""


def words_of(name: str) -> set[str]:
    """The words that a name is made of, whichever way they are joined."""
    return set(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_"))


def names_of(code: str) -> Iterator[str]:
    """Classes, functions, fields of classes, and what a module itself holds."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        if isinstance(node, ast.ClassDef | ast.Module):
            for part in node.body:
                if isinstance(part, ast.AnnAssign | ast.Assign):
                    targets = part.targets if isinstance(part, ast.Assign) else [part.target]
                    yield from (one.id for one in targets if isinstance(one, ast.Name))


def everyday(code: str) -> list[str]:
    return [name for name in names_of(code) if words_of(name) & EVERYDAY]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("class ToldByHand: pass", ["ToldByHand"]),
        ("class Reading:\n    def shown(self): pass", ["shown"]),
        ("def read():\n    def _keep_one(): pass", ["_keep_one"]),
        ("class Block:\n    given_back: int", ["given_back"]),
        ("_KEPT_ROWS: int = 3\nrows = 2", ["_KEPT_ROWS"]),
        ("def toldest(given): kept = given", []),
    ],
)
def test_an_everyday_word_is_seen_in_every_kind_of_name(code: str, found: list[str]) -> None:
    assert everyday(code) == found


def test_names_are_the_fields_nouns() -> None:
    for path in sorted(SOURCES.rglob("*.py")):
        place = path.relative_to(SOURCES)
        names = [*place.with_suffix("").parts, *everyday(path.read_text(encoding="utf-8"))]
        assert not [one for one in names if words_of(one) & EVERYDAY], place


def test_three_siblings_with_one_prefix_are_a_folder() -> None:
    for folder in [SOURCES, *(one for one in SOURCES.rglob("*") if one.is_dir())]:
        stems = [one.stem for one in folder.glob("*.py") if not one.stem.startswith("_")]
        first = Counter(one.split("_")[0] for one in stems)
        many = {(folder.name, prefix) for prefix, count in first.items() if count > 2}
        assert not many
