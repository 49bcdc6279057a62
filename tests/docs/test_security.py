"""Each promise of docs/security.md names a test that exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "promise" not in line]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_promise_names_its_test() -> None:
    assert len(ROWS) > 15
    for row in ROWS:
        assert NAMED.search(row), row


def test_every_test_that_is_named_exists() -> None:
    for path, name in NAMED.findall(PAGE):
        assert re.search(rf"^def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE), name
