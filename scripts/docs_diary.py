"""Fills the table of docs/diary.md from docs/evidence-diary.json: what the kept run measured."""

import json
import re
from pathlib import Path
from typing import Any

from multifocal.words import say

DOCS = Path(__file__).parents[1] / "docs"
_PART = re.compile(r"(<!-- made: measured -->\n).*?(<!-- end -->)", re.DOTALL)


def table(run: dict[str, Any]) -> str:
    """The table as Markdown."""
    lines = [
        f"`{run['command']}`. Shares with Wilson's 95 % interval.",
        "",
        "| diaries | answered of asked | bias, points | typical error, points | 90 % intervals "
        "that hold, % | seen where there is none, % | seen where there is one, % |",
        "|---|---|---|---|---|---|---|",
    ]
    for group, row in run["groups"].items():
        cells = [
            say(f"cli_evidence.diary.group.{group}"),
            f"{row['answered']} of {row['asked']}",
            f"{row['bias']:+.1f}",
            f"{row['typical_error']:.1f}",
            *(_share(row[name]) for name in ("held", "false_alarms", "seen")),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _share(one: dict[str, Any]) -> str:
    if one["value"] is None:
        return "-"
    return f"{100 * one['value']:.1f} ({100 * one['low']:.1f} to {100 * one['high']:.1f})"


def filled(page: str, run: dict[str, Any]) -> str:
    """The page with its table."""
    return _PART.sub(lambda part: part[1] + table(run) + part[2], page)


if __name__ == "__main__":
    measured = json.loads((DOCS / "evidence-diary.json").read_text(encoding="utf-8"))
    path = DOCS / "diary.md"
    path.write_text(filled(path.read_text(encoding="utf-8"), measured), encoding="utf-8")
