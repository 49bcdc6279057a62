"""docs/api lists every public name as the sources say it, and every public name says something."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
docs_api: Any = import_module("docs_api")
sys.path.pop(0)

FACES = {face.module: face for face in docs_api.faces()}


def test_the_pages_are_up_to_date() -> None:
    there = {page.name: page.read_text(encoding="utf-8") for page in docs_api.API.glob("*.md")}
    made = docs_api.pages()
    assert sorted(there) == sorted(made), "run `make api`"
    stale = [name for name in made if made[name] != there[name]]
    assert not stale, "run `make api`"


def test_every_public_name_and_member_has_a_docstring() -> None:
    assert not docs_api.undocumented()


def test_every_public_package_is_listed_with_what_it_hands_out() -> None:
    """As Python sees it: read by importing, where the script reads by parsing."""
    assert {"multifocal.body", "multifocal.criteria", "multifocal.fiber", "multifocal.nerve"} < set(
        FACES
    )
    for module, face in FACES.items():
        package = import_module(module)
        public = getattr(package, "__all__", ["Phrase", "Fault", "together", "quoted"])
        assert [one.name for one in face.names] == list(public)
        for one in face.names:
            defined = import_module(one.module)
            names = docs_api.named(one.node)
            assert any(getattr(package, one.name) is getattr(defined, each) for each in names), one


@pytest.mark.parametrize(
    ("module", "name", "shown"),
    [
        ("multifocal.fiber", "Pulse", "class Pulse:\n    current_na: "),
        (
            "multifocal.fault",
            "Fault",
            "class Fault(\n    key: str,\n    /,\n    *,\n    source: str",
        ),
        ("multifocal.words", "languages", "languages() -> tuple[str, ...]"),
        ("multifocal.body", "SIDES", 'SIDES: tuple[Side, Side] = ("left", "right")'),
        ("multifocal.fiber", "LARGEST_UM", "LARGEST_UM = 16.0"),
        ("multifocal.criteria", "Status", 'Status = Literal["met", "not_met", '),
    ],
)
def test_signatures_are_as_they_are_written(module: str, name: str, shown: str) -> None:
    (one,) = [each for each in FACES[module].names if each.name == name]
    assert docs_api.signature(one).startswith(shown)


def test_what_is_missing_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A package of one function, one constant and one class, of which half say nothing."""
    package = tmp_path / "multifocal" / "new"
    package.mkdir(parents=True)
    (tmp_path / "multifocal" / "fault.py").write_text('class Fault:\n    """Fault."""\n')
    (package / "__init__.py").write_text(
        '"""New."""\nfrom multifocal.new.inside import A, B, C, f\n__all__ = ["A", "B", "C", "f"]\n'
    )
    (package / "inside.py").write_text(
        'A = 1\n"""One."""\nB = 2\n\n\nclass C:\n    """C."""\n\n    x: int = 0\n'
        '    """Its x."""\n\n    @property\n    def y(self) -> int:\n        return 1\n\n\n'
        'def f(a: int, *, b: str = "c") -> None:\n    """Does f.\n\n    >>> f(1)\n    """\n'
    )
    for cached in (docs_api.source, docs_api.tree):
        cached.cache_clear()
    monkeypatch.setattr(docs_api, "SOURCES", tmp_path)
    try:
        assert docs_api.undocumented() == ["multifocal.new.B", "multifocal.new.C.y"]
        page = docs_api.pages()["new" + ".md"]
    finally:
        for cached in (docs_api.source, docs_api.tree):
            cached.cache_clear()
    assert 'f(a: int, *, b: str = "c") -> None' in page
    assert "```pycon\n>>> f(1)\n```" in page
    assert "- `x`: Its x." in page
    assert "C.y: int" in page
