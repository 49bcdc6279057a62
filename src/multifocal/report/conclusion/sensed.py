"""Sensory responses and F waves, each in a line: what is within limits and what is not."""

from multifocal.criteria import Evaluation, Finding
from multifocal.criteria.finding import Status
from multifocal.report.conclusion.places import listed_few, rank, short_series
from multifocal.study import ClinicalPicture, FMeasure, Measure, word_of
from multifocal.words import listed, listed_clauses, say

MOST = 6


def sensory_line(
    found: Evaluation, picture: ClinicalPicture, language: str, *, rows: bool = False
) -> str:
    """The sensory study in a line. `rows`: the study has sensory rows, read or not."""
    if not found.sensory:
        if rows:
            return say("report.conclusion.sensory.not_read", language)
        stated = {None: "none", True: "stated_normal", False: "stated_abnormal"}
        name = stated[picture.sensory_studies_normal]
        return say(f"report.conclusion.sensory.{name}", language)
    ranked = sorted(found.sensory, key=lambda one: _sensory_rank(one.measure))
    by: dict[Status, list[str]] = {}
    for one in ranked:
        name = short_series(one.measure, language)
        silent = one.measure.silent
        if silent:
            name = say("report.conclusion.sensory.silent", language, name=name)
        by.setdefault(_worst(one.findings), []).append(name)
    return _counted(len(found.sensory), by, language)


def _sensory_rank(one: Measure) -> tuple[str, bool]:
    return one.nerve, one.side == "left"


def f_line(found: Evaluation, language: str) -> str:
    """The F waves in a line."""
    if not found.f_waves:
        return say("report.conclusion.f.none", language)
    ranked = sorted(found.f_waves, key=lambda one: rank(one.waves))
    by: dict[Status, list[str]] = {}
    lost = []
    for one in ranked:
        name = short_series(one.waves, language)
        if one.findings[0].status == "not_met":
            stimuli = f"{one.waves.sweeps}"
            lost.append(say("report.conclusion.f.lost.one", language, name=name, count=stimuli))
            continue
        by.setdefault(_worst(one.findings), []).append(_waves(one.waves, name, language))
    said = [
        say(f"report.conclusion.f.{status}", language, each=listed_clauses(names, language))
        for status in ("not_met", "met", "cannot_be_assessed")
        if (names := by.get(status))
    ]
    if lost:
        highest = sorted({str(one.findings[0].parameters["site"]) for one in ranked
                          if one.findings[0].status == "not_met"})  # fmt: skip
        site = listed((word_of("site", each, language) for each in highest), language)
        each = listed_clauses(lost, language)
        said.insert(0, say("report.conclusion.f.lost", language, each=each, site=site))
    return " ".join(said)


def _waves(one: FMeasure, name: str, language: str) -> str:
    """The name of a series with its shortest latency and how many waves came, where known."""
    if one.absent:
        return say("report.conclusion.f.silent", language, name=name)
    latency, share = one.minimum_latency_ms, one.persistence_percent
    numbers = [
        *([] if latency is None else [f"{latency:g} ms"]),
        *([] if share is None else [f"{share:g} %"]),
    ]
    if not numbers:
        return name
    return say("report.conclusion.f.one", language, name=name, numbers=listed(numbers, language))


def _worst(findings: tuple[Finding, ...]) -> Status:
    """Beyond a limit before open before within."""
    statuses = {one.status for one in findings}
    for status in ("not_met", "cannot_be_assessed", "met"):
        if status in statuses:
            return status
    return "cannot_be_assessed"


def _counted(count: int, by: dict[Status, list[str]], language: str) -> str:
    beyond, open_ = by.get("not_met", []), by.get("cannot_be_assessed", [])
    within = len(by.get("met", []))
    parts = [say("report.conclusion.sensory.within", language, count=count, within=within)]
    if beyond:
        names = listed_few(beyond, language, MOST)
        parts.append(say("report.conclusion.values.beyond", language, names=names))
    if open_:
        names = listed_few(open_, language, MOST)
        parts.append(say("report.conclusion.values.open", language, names=names))
    return " ".join(parts)
