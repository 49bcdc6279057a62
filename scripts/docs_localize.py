"""Fills docs/localize.md: causes, where known patterns rank, agreement with simulation."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from multifocal.localize import explain, read_weakness
from multifocal.localize.causes import diffuse_causes, places_causes
from multifocal.localize.wording import cause_said, question_said

Fill = Callable[[str, str, str], None]

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]
PAGE = "localize.md"
RUN = ROOT / "docs" / "evidence-localize.json"


def main(fill: Fill) -> None:
    """All that docs/localize.md shows."""
    from tests.localize.patterns import PUBLISHED, TEXTBOOK, VIGNETTES, fits  # noqa: PLC0415

    fill(PAGE, "causes", _causes())
    for name, rows, truth in (
        ("published", PUBLISHED, "truth_segments"),
        ("textbook", TEXTBOOK, "truth"),
        ("vignettes", VIGNETTES, "truth"),
    ):
        lines = ["| case | rank | first in the list | source |", "|---|---|---|---|"]
        for row in rows:
            found = explain(read_weakness(row["input"])).explanations
            rank = next((k for k, one in enumerate(found, 1) if fits(one, row[truth])), None)
            first = " + ".join(found[0].segments) or cause_said(next(iter(found[0].causes)))
            line = f"| {row['id']}: {row['input']} | {rank or 'none'} | {first} | {row['source']} |"
            lines.append(line)
        fill(PAGE, name, "\n".join(lines))
    fill(PAGE, "simulation", _simulation(json.loads(RUN.read_text(encoding="utf-8"))))


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


CONDITIONS = {
    "plain": "plain",
    "priors": "nerves struck twice or half as often as supposed",
    "grades": "30 % of grades off by one",
    "two": "two diseases: an added nerve pressed",
    "unexplained": "no pattern: a cause that no hypothesis holds",
}


def _simulation(report: dict[str, Any]) -> str:
    lines = [
        f"`{report['command']}`: {report['patients']} patients of each condition, asked with the "
        f"setting `{report['setting']}`. *Place*: every visible place by its segment and no other; "
        "*nerves*: the right set of named nerves, trunks and cords. Intervals: Wilson, 95 %. In "
        "brackets after the calibration error: what so few patients would give a perfectly "
        "calibrated answer.",
        "",
        "| patients | place first | place in the top 3 | nerves first | nearest named nerve "
        "| calibration error | none of these |",
        "|---" * 7 + "|",
    ]
    for key, row in report["conditions"].items():
        shares = ("first", "top_three", "nerves", "baseline_nerves")
        cells = [_percent(row[name]) for name in shares]
        error, chance = row["expected_calibration_error"], row["calibration_error_by_chance"]
        cells.append(f"{error:.3f} ({chance:.3f})")
        cells.append(f"{100 * row['none_posterior']:.1f} %")
        lines.append(f"| {CONDITIONS[key]} | {' | '.join(cells)} |")
    lines += [
        "",
        "Calibration of the leading explanation (nerves): weight that was said, mean, and how "
        "often it was right, in percent, with the number of patients in brackets.",
        "",
        f"| weight | {' | '.join(CONDITIONS[key] for key in report['conditions'])} |",
        "|---" * (1 + len(report["conditions"])) + "|",
    ]
    for low in range(0, 100, 10):
        cells = [_bin(row["calibration"], low) for row in report["conditions"].values()]
        lines.append(f"| {low} to {low + 10} % | {' | '.join(cells)} |")
    return "\n".join(lines)


def _bin(curve: list[dict[str, Any]], low: int) -> str:
    for one in curve:
        if low <= 100 * one["said"] < low + 10:
            return f"{100 * one['said']:.0f}, {100 * one['right']:.0f} ({one['patients']})"
    return "none"


def _percent(one: dict[str, Any]) -> str:
    value, low, high = (100 * one[name] for name in ("value", "low", "high"))
    return f"{value:.0f} % ({low:.0f} to {high:.0f})"
