"""Rules decide by statuses and reasons, never by the key of a sentence."""

import ast
from pathlib import Path
from typing import get_args

import pytest

from multifocal.criteria.reason import Hindrance, Missing, NotCounted
from multifocal.words.catalog import keys

ROOT = Path(__file__).parents[2] / "src" / "multifocal"
READERS = sorted(
    path for room in ("criteria", "inference", "report") for path in (ROOT / room).rglob("*.py")
)
KEYS = ("message", "label")


def cuts_or_compares(source: str) -> list[int]:
    """The lines on which a key is compared, searched, or cut into pieces.

    A name that was given a key is a key as well.
    """
    tree = ast.parse(source)
    names = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, (ast.Assign, ast.NamedExpr, ast.AnnAssign)) and _is_key(node.value)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }

    def key(node: ast.AST) -> bool:
        return _is_key(node) or (isinstance(node, ast.Name) and node.id in names)

    lines = []
    for node in ast.walk(tree):
        match node:
            case ast.Compare():
                read = any(key(one) for one in (node.left, *node.comparators))
            case ast.Call(func=ast.Attribute(value=value)):
                read = key(value)
            case ast.Subscript(value=value, slice=at):
                read = key(value) or key(at)
            case ast.Match(subject=subject):
                read = key(subject)
            case _:
                continue
        if read:
            lines.append(node.lineno)
    return lines


def _is_key(node: ast.AST | None) -> bool:
    if isinstance(node, ast.Name):
        return node.id in KEYS
    return isinstance(node, ast.Attribute) and node.attr in KEYS


@pytest.mark.parametrize("path", READERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_rule_reads_a_sentence_key(path: Path) -> None:
    assert cuts_or_compares(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        'one.message.endswith(".missing")',
        'one.message.partition(".")[2]',
        'reason = found.findings[0].message.rpartition(".")[2]',
        'one.message == "study.compared.missing"',
        '"missing" in one.message',
        'reason = message.partition(".")[2] or None',
        "one.message[-7:]",
        "WHY[one.message]",
        'key = one.message\nif key.endswith(".missing"): pass',
        "match one.message:\n    case _: pass",
        'verdict.label.startswith("study.block.large")',
    ],
)
def test_every_way_of_reading_one_is_seen(line: str) -> None:
    assert cuts_or_compares(line)


@pytest.mark.parametrize(
    "line",
    [
        "say(one.message, language)",
        'Finding(message=f"study.answer.{block}.{reason}")',
        'if verdict.reason == "tibial": pass',
        'texts = {"message": one.message}',
    ],
)
def test_saying_one_is_no_reading(line: str) -> None:
    assert not cuts_or_compares(line)


@pytest.mark.parametrize("reason", [*get_args(NotCounted)])
def test_every_reason_for_which_a_set_does_not_count_a_segment_is_said_by_all(reason: str) -> None:
    for root in ("study.answer", "study.efns.segment"):
        assert f"{root}.not_counted.{reason}" in keys()


@pytest.mark.parametrize("reason", [*get_args(Missing)])
def test_every_reason_for_which_rules_cannot_be_applied_is_said(reason: str) -> None:
    roots = ("study.answer", "study.efns.segment")
    assert any(f"{root}.cannot_be_assessed.{reason}" in keys() for root in roots)


@pytest.mark.parametrize("reason", [*get_args(Hindrance)])
def test_every_hindrance_is_said(reason: str) -> None:
    assert f"study.technique.{reason}" in keys()
