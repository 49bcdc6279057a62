"""Fills docs/localize.md: causes, and where known patterns rank."""

import sys
from collections.abc import Callable
from pathlib import Path

from multifocal.localize import explain, read_weakness
from multifocal.localize.causes import diffuse_causes, places_causes
from multifocal.localize.wording import cause_said, question_said

Fill = Callable[[str, str, str], None]

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]
PAGE = "localize.md"


def main(fill: Fill) -> None:
    """All that docs/localize.md shows."""
    from tests.localize.patterns import PUBLISHED, TEXTBOOK, fits  # noqa: PLC0415

    fill(PAGE, "causes", _causes())
    for name, rows, truth in (
        ("published", PUBLISHED, "truth_segments"),
        ("textbook", TEXTBOOK, "truth"),
    ):
        lines = ["| case | rank | first in the list | source |", "|---|---|---|---|"]
        for row in rows:
            found = explain(read_weakness(row["input"])).explanations
            rank = next((k for k, one in enumerate(found, 1) if fits(one, row[truth])), None)
            first = " + ".join(found[0].segments) or cause_said(next(iter(found[0].causes)))
            line = f"| {row['id']}: {row['input']} | {rank or 'none'} | {first} | {row['source']} |"
            lines.append(line)
        fill(PAGE, name, "\n".join(lines))


def _causes() -> str:
    lines = [
        "| cause | strikes | takes feeling | tells it apart | source |",
        "|---|---|---|---|---|",
    ]
    for one in places_causes():
        places = f"places of nerves, {100 * one.part:.0f} % some fascicles only"
        if one.id == "torn_tendon":
            places = "one muscle"
        lines.append(_cause(one.id, places, one.skin, one.source))
    said = {"both": "both sides alike", "each": "each limb for itself", "one": "one side"}
    for two in diffuse_causes():
        lines.append(_cause(two.id, said[two.spread], two.skin, two.source))
    return "\n".join(lines)


def _cause(key: str, strikes: str, skin: float, source: str) -> str:
    return (
        f"| {cause_said(key)} | {strikes} | {100 * skin:.0f} % | {question_said(key)} | {source} |"
    )
