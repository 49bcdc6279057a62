"""Makes the pictures of docs/gallery.md by running its own lines (called by make_docs.py)."""

import re
from collections.abc import Callable
from pathlib import Path

import matplotlib.pyplot as plt

PAGE = Path(__file__).parents[1] / "docs" / "gallery.md"


def blocks() -> list[tuple[str, str]]:
    """Each heading of the page and its lines of code."""
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(r"## ([^\n]*)\n\n```python\n(.*?)```", text, flags=re.DOTALL)


def drawn(title: str, code: str) -> plt.Figure:
    """The picture that these lines make."""
    figure = plt.figure(figsize=(5.5, 3.4))
    exec(compile(code, title, "exec"), {"__name__": "gallery"})  # our own page
    return figure


def main(save: Callable[[plt.Figure, str], None]) -> None:
    """Every picture of the page."""
    for number, (title, code) in enumerate(blocks(), 1):
        save(drawn(title, code), f"gallery-{number}")
