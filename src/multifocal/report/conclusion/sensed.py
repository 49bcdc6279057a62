"""Sensory responses and F waves, each in a line: what is within limits, what is not, what is open
and why."""

from collections.abc import Iterable

from multifocal.criteria import Evaluation, Finding
from multifocal.criteria.finding import Status
from multifocal.report.conclusion.places import listed_few, rank, short_series
from multifocal.study import ClinicalPicture, FMeasure, Measure, word_of
from multifocal.words import listed, listed_clauses, say

MOST = 6
_Named = tuple[str, tuple[str, ...]]
"""What is said of a response, and the ids of what keeps it open."""


def sensory_line(
    evaluation: Evaluation,
    picture: ClinicalPicture,
    language: str,
    *,
    rows: bool = False,
    unread: int = 0,
) -> str:
    """The sensory study in a line. `rows`: the study has sensory rows, read or not; `unread`: how
    many rows of its report were not read."""
    if unread:
        missed = say("report.conclusion.sensory.unread", language, count=unread)
        if not evaluation.sensory:
            return missed
        return f"{missed} {sensory_line(evaluation, picture, language, rows=rows)}"
    if not evaluation.sensory:
        if rows:
            return say("report.conclusion.sensory.not_read", language)
        stated = {None: "none", True: "stated_normal", False: "stated_abnormal"}
        name = stated[picture.sensory_studies_normal]
        return say(f"report.conclusion.sensory.{name}", language)
    ranked = sorted(evaluation.sensory, key=lambda one: _sensory_rank(one.measure))
    by: dict[Status, list[_Named]] = {}
    for one in ranked:
        name = short_series(one.measure, language)
        silent = one.measure.silent
        if silent:
            name = say("report.conclusion.sensory.silent", language, name=name)
        by.setdefault(_worst(one.findings), []).append((name, _reasons(one.findings)))
    return _counted(len(evaluation.sensory), by, language)


def _sensory_rank(one: Measure) -> tuple[str, bool]:
    return one.nerve, one.side == "left"


def f_line(evaluation: Evaluation, language: str, *, unread: int = 0) -> str:
    """The F waves in a line. `unread`: how many rows of its report were not read."""
    if unread:
        missed = say("report.conclusion.f.unread", language, count=unread)
        return f"{missed} {f_line(evaluation, language)}" if evaluation.f_waves else missed
    if not evaluation.f_waves:
        return say("report.conclusion.f.none", language)
    ranked = sorted(evaluation.f_waves, key=lambda one: rank(one.waves))
    by: dict[Status, list[_Named]] = {}
    lost = []
    for verdict in ranked:
        name = short_series(verdict.waves, language)
        if verdict.findings[0].status == "not_met":
            stimuli = f"{verdict.waves.sweeps}"
            lost.append(say("report.conclusion.f.lost.one", language, name=name, count=stimuli))
            continue
        named = (_waves(verdict.waves, name, language), _reasons(verdict.findings))
        by.setdefault(_worst(verdict.findings), []).append(named)
    said = [
        say(f"report.conclusion.f.{status}", language, each=listed_clauses(names, language))
        for status in ("not_met", "met")
        if (names := [name for name, _ in by.get(status, ())])
    ]
    for because, names in _by_reason(by.get("cannot_be_assessed", ()), language):
        words = {"because": because, "each": listed_clauses(names, language)}
        said.append(say("report.conclusion.f.cannot_be_assessed", language, **words))
    if lost:
        highest = sorted({str(verdict.findings[0].parameters["site"]) for verdict in ranked
                          if verdict.findings[0].status == "not_met"})  # fmt: skip
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


def _reasons(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Why some of them cannot be assessed, each reason once."""
    open_ = (one for one in findings if one.status == "cannot_be_assessed")
    return tuple(dict.fromkeys(str(one.parameters["because"]) for one in open_))


def _by_reason(each: Iterable[_Named], language: str) -> list[tuple[str, list[str]]]:
    """Names under the words of what keeps them open."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, reasons in each:
        groups.setdefault(reasons, []).append(name)
    return [
        (listed((say(f"study.because.{one}", language) for one in reasons), language), names)
        for reasons, names in groups.items()
    ]


def _counted(count: int, by: dict[Status, list[_Named]], language: str) -> str:
    beyond = [name for name, _ in by.get("not_met", ())]
    within = len(by.get("met", []))
    name = "within" if within or beyond else "unassessed"
    parts = [say(f"report.conclusion.sensory.{name}", language, count=count, within=within)]
    if beyond:
        names = listed_few(beyond, language, MOST)
        parts.append(say("report.conclusion.values.beyond", language, names=names))
    for because, each in _by_reason(by.get("cannot_be_assessed", ()), language):
        words = {"because": because, "names": listed_few(each, language, MOST)}
        parts.append(say("report.conclusion.values.open", language, **words))
    return " ".join(parts)
