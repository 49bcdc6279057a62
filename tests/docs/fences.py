"""Reads the fenced blocks of a page: what is to be run, and what it shows beneath."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Language = Literal["python", "sh"]

FENCE = re.compile(
    r"^```(python|sh)\n(.*?)^```\n(?:\n```text\n(.*?)^```$)?", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True)
class Example:
    """One block; `shown` is None where the page shows no output. `line`: of its first line."""

    language: Language
    code: str
    shown: str | None
    line: int


def examples(page: Path) -> list[Example]:
    """The blocks of a page that can be run, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Example(
            "python" if found[1] == "python" else "sh",
            found[2],
            found[3],
            text[: found.start(2)].count("\n") + 1,
        )
        for found in FENCE.finditer(text)
    ]
