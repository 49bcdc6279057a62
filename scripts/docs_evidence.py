"""How good each rule set is on simulated patients, for docs/evidence.md.

The figures come from a larger run, kept in docs/evidence-performance.json; a small run is made
again here and must agree with it.
"""

import json
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from rich.progress import track

from multifocal import words
from multifocal.criteria import criteria_names, criteria_set, evaluate_by
from multifocal.evidence import (
    ANSWERS,
    BLOCK_FROM,
    COUNTS,
    GROUPS,
    LABELS,
    REACHES,
    patient,
    performance,
    shares,
)
from multifocal.evidence.virtual_patients import MUSCLES
from multifocal.figures import palette
from multifocal.formats import read_study

Fill = Callable[[str, str, str], None]
Save = Callable[[plt.Figure, str], None]

ROOT = Path(__file__).parents[1]
PAGE = "evidence.md"
KEPT = ROOT / "docs" / "evidence-performance.json"
KEPT_HEALTHY = ROOT / "docs" / "evidence-healthy.json"
SMALL = 8
"""Patients a group in the run that checks the kept one."""
SHOWN = {
    "efns-definite": (palette()["nerve"], "-"),
    "efns-probable": (palette()["nerve"], "--"),
    "efns-longer-probable": (palette()["nerve"], ":"),
    "aanem-definite": (palette()["blocked"], "-"),
    "utrecht-probable": (palette()["slowed"], "--"),
    "ghosh": (palette("chart")["violet"], "-"),
    "amplitude-2000": (palette("chart")["black"], "-"),
    "korean": (palette("chart")["green"], "-"),
}
LEGEND = {"efns-longer-probable": "EFNS/PNS 2010, longer segments too"}


def main(fill: Fill, save: Save) -> None:
    """All that docs/evidence.md shows."""
    results = json.loads(KEPT.read_text(encoding="utf-8"))
    _run(fill, results)
    _studies(fill, results)
    _segments(fill, results)
    _figure(save, results)
    _falls(fill, results)
    _labelled(fill)
    _healthy(fill)
    _small(fill, results)


def _run(fill: Fill, results: dict[str, Any]) -> None:
    foci = [len(patient("mmn", n, results["seed"]).loss) for n in range(results["patients"]["mmn"])]
    with_block = ", ".join(
        f"{_percent(results['truth'][reach])} {_REACH[reach]}" for reach in REACHES
    )
    fill(
        PAGE,
        "run",
        f"`{results['command']} --out docs/evidence-performance.json` ({results['made_by']}): "
        f"{results['patients']['mmn']} simulated patients in each of {len(GROUPS)} groups, "
        f"{len(MUSCLES)} nerves a side. MMN: {sum(foci) / len(foci):.1f} nerves affected on the "
        f"mean. A block that stops at least {100 * BLOCK_FROM:.0f} % of the fibers lies in a "
        f"tested segment in {with_block}.",
    )


_REACH = {
    "elbow": "with stimulation up to the elbow",
    "axilla": "up to the axilla",
    "erb": "up to Erb's point",
}


def _studies(fill: Fill, results: dict[str, Any]) -> None:
    lines = [
        "| rule set | to the elbow | to the axilla | to Erb's point | met of all, to Erb's point | "
        "cannot be assessed |",
        "|---|---|---|---|---|---|",
    ]
    rows = {}
    for answer, row in results["studies"].items():
        cells = [_percent(row[reach]["mmn"]["sensitivity"]) for reach in REACHES]
        last = row["erb"]["mmn"]
        cells += [_percent(last["met_of_all"]), str(last["cannot_be_assessed"])]
        rows[answer] = f"| {_name(answer)} | {' | '.join(cells)} |"
    fill(PAGE, "sensitivity", _with_those_apart(lines, rows))
    lines = [
        "| rule set | axon loss | cannot be assessed | dispersion | cannot be assessed | healthy |",
        "|---|---|---|---|---|---|",
    ]
    rows = {}
    for answer, row in results["studies"].items():
        last = row["erb"]
        cells = [
            _percent(last["axon_loss"]["specificity"]),
            str(last["axon_loss"]["cannot_be_assessed"]),
            _percent(last["dispersion"]["specificity"]),
            str(last["dispersion"]["cannot_be_assessed"]),
            _percent(last["healthy"]["specificity"]),
        ]
        rows[answer] = f"| {_name(answer)} | {' | '.join(cells)} |"
    fill(PAGE, "specificity", _with_those_apart(lines, rows))


def _segments(fill: Fill, results: dict[str, Any]) -> None:
    lines = [
        "| rule set | met | not met | cannot be assessed | not counted "
        "| sensitivity where assessed | specificity where no fiber stops |",
        "|---|---|---|---|---|---|---|",
    ]
    rows = {}
    for answer, row in results["segments"].items():
        total = sum(row["blocked"].values())
        cells = [f"{100 * count / total:.0f} %" for count in row["blocked"].values()]
        cells += [_percent(row["sensitivity"]), _percent(row["specificity"], 1)]
        rows[answer] = f"| {_name(answer)} | {' | '.join(cells)} |"
    count = sum(next(iter(results["segments"].values()))["blocked"].values())
    said = f"{count} segments with at least {100 * BLOCK_FROM:.0f} % of fibers stopped."
    fill(PAGE, "segments", f"{_with_those_apart(lines, rows)}\n\n{said}")


def _figure(save: Save, results: dict[str, Any]) -> None:
    figure, axis = plt.subplots(figsize=(6.5, 4))
    for answer, (color, style) in SHOWN.items():
        bands = results["segments"][answer]["met_by_share_stopped"]
        tops = [100 * band["up_to"] for band in bands]
        middles = [0.0, *((a + b) / 2 for a, b in pairwise(tops))]
        shares = [band["met_share"] for band in bands]
        known = [k for k, one in enumerate(shares) if one["value"] is not None]
        x = [middles[k] for k in known]
        axis.plot(x, [100 * shares[k]["value"] for k in known], style, color=color, marker=".",
                  label=LEGEND.get(answer, _name(answer)))  # fmt: skip
        axis.fill_between(
            x,
            [100 * shares[k]["low"] for k in known],
            [100 * shares[k]["high"] for k in known],
            color=color,
            alpha=0.1,
            linewidth=0,
        )
    axis.set_xlabel("fibers stopped in the segment, %")
    axis.set_ylabel("segments that meet the rule, %")
    axis.legend(fontsize=7)
    save(figure, "performance")


def _falls(fill: Fill, results: dict[str, Any]) -> None:
    said = {"mmn": "MMN, other segments", "axon_loss": "axon loss", "dispersion": "dispersion",
            "healthy": "healthy"}  # fmt: skip
    lines = [
        "| no fiber stops (segments) | amplitude falls, % | area falls, % | duration rises, % |",
        "|---|---|---|---|",
    ]
    for group, row in results["falls_without_block"].items():
        cells = [
            f"{one['p50']:.1f}, {one['p95']:.1f}, {one['most']:.1f}"
            for one in (
                row["amplitude_reduction_percent"],
                row["area_reduction_percent"],
                row["duration_increase_percent"],
            )
        ]
        lines.append(f"| {said[group]} ({row['segments']}) | {' | '.join(cells)} |")
    fill(PAGE, "falls", "\n".join(lines))


def _labelled(fill: Fill) -> None:
    """What the sets say of the ten labelled studies."""
    names = criteria_names()
    read = [name for name in names if not _standing(name)]
    tables = [_labelled_by(read)]
    for name in names:
        if name not in read:
            tables += [_standing(name), _labelled_by([name])]
    fill(PAGE, "labelled", "\n\n".join(tables))


def _labelled_by(names: list[str]) -> str:
    lines = [
        "| study | fibers stopped at a focus | " + " | ".join(_title(one) for one in names) + " |",
        "|---" * (2 + len(names)) + "|",
    ]
    for label in LABELS:
        folder = ROOT / "examples" / "synthetic" / label
        truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        stopped = [row["stopped_share"] for one in truth["foci"] for row in one["fibers"]]
        read = read_study(folder / "measures.csv").study
        cells = []
        for one in evaluate_by(read, names):
            said = {verdict.block for verdict in one.segments}
            held = any(verdict.by_numbers is not None for verdict in one.segments)
            none = "not met" if "not_met" in said and not held else "cannot be assessed"
            cells.append(next((b for b in ("definite", "probable", "met") if b in said), none))
        most = f"{100 * max(stopped):.0f} %" if stopped else "none"
        lines.append(f"| {label.replace('_', ' ')} | {most} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _with_those_apart(head: list[str], rows: dict[str, str]) -> str:
    """A table of the answers by sets that were read, and one for each other kind, below why."""
    judges = {one.id: one.rule_set.partition("+")[0] for one in ANSWERS}
    kinds = {answer: _standing(judges[answer]) for answer in rows}
    return "\n\n".join(
        "\n".join(
            (
                *((why, "") if why else ()),
                *head,
                *(row for answer, row in rows.items() if kinds[answer] == why),
            )
        )
        for why in dict.fromkeys(sorted(kinds.values()))
    )


def _standing(criteria: str) -> str:
    """Why a set stands apart; "" where it was read."""
    standing = criteria_set(criteria).standing
    return "" if standing == "read" else words.say(f"study.standing.{standing}")


def _healthy(fill: Fill) -> None:
    """In how many healthy people a rule is met, by the number of sites."""
    kept = json.loads(KEPT_HEALTHY.read_text(encoding="utf-8"))
    people, parts = kept["people"], [f"`{kept['command']} --json` ({kept['made_by']})"]
    for falls, by_set in kept["met"].items():
        head = [
            f"| {_HEALTHY[falls]} | " + " | ".join(f"{sites} sites" for sites in COUNTS) + " |",
            "|---" * (1 + len(COUNTS)) + "|",
        ]
        kinds: dict[str, list[str]] = {}
        for name, by_sites in by_set.items():
            met = {int(sites): tuple(numbers) for sites, numbers in by_sites.items()}
            cells = (_percent(asdict(one), 1) for one in shares(met, people).values())
            kinds.setdefault(_standing(name), []).append(
                f"| {_title(name)} | {' | '.join(cells)} |"
            )
        parts += [
            "\n".join((*((why, "") if why else ()), *head, *kinds[why])) for why in sorted(kinds)
        ]
    fill(PAGE, "healthy", "\n\n".join(parts))


_HEALTHY = {
    "along_the_nerve": "falls of the whole way",
    "by_segment": "falls by segment",
}


def _small(fill: Fill, kept: dict[str, Any]) -> None:
    """The kept figures against a run made now, of other people."""
    with tempfile.TemporaryDirectory() as folder:
        steps = iter(track(range(SMALL * len(GROUPS) + 1), "patients"))
        rerun = performance(
            SMALL, kept["seed"] + 1, Path(folder) / "small.json", lambda *_: next(steps, None)
        )
    inside = total = 0
    for answer in ANSWERS:
        for reach in REACHES:
            for group in GROUPS:
                key = "sensitivity" if group == "mmn" else "specificity"
                small, large = (
                    one["studies"][answer.id][reach][group][key] for one in (rerun, kept)
                )
                if small["value"] is not None and large["value"] is not None:
                    total += 1
                    inside += small["low"] <= large["value"] <= small["high"]
    if inside < 0.9 * total:
        raise SystemExit(
            f"only {inside} of {total} kept figures lie within the intervals of a run made now: "
            f"make them again: {kept['command']} --out docs/{KEPT.name}"
        )
    fill(
        PAGE,
        "small",
        f"`make docs` judges {SMALL} other patients a group again: {inside} of {total} figures of "
        "the larger run lie within the intervals of that small one.",
    )


def _title(name: str) -> str:
    return criteria_set(name).title


def _name(answer: str) -> str:
    return words.say(f"evidence.answer.{answer}")


def _percent(one: dict[str, Any], decimals: int = 0) -> str:
    if one["value"] is None:
        return "–"
    low, high = 100 * one["low"], 100 * one["high"]
    return f"{100 * one['value']:.{decimals}f} % ({low:.{decimals}f} to {high:.{decimals}f})"
