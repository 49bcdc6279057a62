"""Every sentence of the command line, the sheet, figures and formats is still said somewhere."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from multifocal.words import catalog

SOURCES = Path(__file__).parents[2] / "src" / "multifocal"
TOPICS = ("cli", "cli_evidence", "cli_localize", "cli_nerve", "cli_study", "evidence", "fhir",
          "formats", "localize", "remarks", "report")  # fmt: skip


@cache
def asked() -> tuple[re.Pattern[str], ...]:
    """What code asks for: keys, and patterns of keys that are put together."""
    found = set()
    for path in SOURCES.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        inside = {id(part) for one in ast.walk(tree) if isinstance(one, ast.JoinedStr)
                  for part in one.values}  # fmt: skip
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                parts = [re.escape(one.value) if isinstance(one, ast.Constant) else r"\w[\w.-]*"
                         for one in node.values]  # fmt: skip
                found.add("".join(map(str, parts)))
            elif isinstance(node, ast.Constant) and id(node) not in inside:
                found.add(re.escape(str(node.value)))
    for path in SOURCES.rglob("*.typ"):
        labels = re.findall(r"labels\.([a-z_]+)", path.read_text("utf-8"))
        found |= {rf"report\.label\.{one}" for one in labels}
    for path in SOURCES.rglob("*.html"):
        found |= {re.escape(one) for one in re.findall(r'"([\w.-]+)"', path.read_text("utf-8"))}
    beginnings = tuple(f"{topic}\\." for topic in TOPICS)
    return tuple(re.compile(one) for one in found if one.startswith(beginnings))


ENGLISH = catalog.keys("en")


@pytest.mark.parametrize("topic", TOPICS)
def test_a_key_is_said_somewhere(topic: str) -> None:
    keys = [one for one in ENGLISH if one.split(".")[0] == topic]
    assert keys
    assert not [key for key in keys if not any(one.fullmatch(key) for one in asked())]
