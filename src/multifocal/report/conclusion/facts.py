"""What a conclusion is of: day, person, warmth, limits, rules; what is not told says so."""

from collections.abc import Iterable
from dataclasses import dataclass

from multifocal.criteria import Evaluation, criteria_set
from multifocal.reference import ReferenceTable
from multifocal.study import Measure, Study
from multifocal.words import day_said, say


@dataclass(frozen=True)
class Fact:
    """A name and its value; `known`: whether it was told."""

    name: str
    value: str
    known: bool = True


def facts(study: Study, language: str) -> tuple[Fact, ...]:
    """Of the study and the person, in a fixed order."""
    person = study.subject
    age = person.age_years if person else None
    sex = person.sex if person else None
    height = person.height_cm if person else None
    years = say("report.conclusion.fact.years", language, age=f"{age or 0:g}")
    known = {
        "day": None if study.on is None else day_said(study.on, language),
        "age": None if age is None else years,
        "sex": None if sex is None else say(f"report.conclusion.fact.{sex}", language),
        "height": None if height is None else f"{height:g} cm",
        "temperature": temperature_said(study.measures, language),
    }
    if height is None:  # few limits hang on it; `wanting` says so where they do
        del known["height"]
    unknown = dict.fromkeys(known, say("report.conclusion.fact.unknown", language))
    # a report may state one without its limb
    unknown["temperature"] = say("report.conclusion.fact.temperature.unknown", language)
    return tuple(
        Fact(
            say(f"report.conclusion.fact.{name}", language),
            value or unknown[name],
            value is not None,
        )
        for name, value in known.items()
    )


def temperature_said(measures: Iterable[Measure], language: str) -> str | None:
    """The range of temperatures, and whether some were not recorded; None where none was."""
    rows = [one for one in measures if not one.empty]
    known = [one.temperature_c for one in rows if one.temperature_c is not None]
    if not known:
        return None
    low, high = f"{min(known):g}", f"{max(known):g}"
    key = "one" if low == high else "range"
    said = say(f"report.conclusion.fact.temperature.{key}", language, low=low, high=high)
    if len(known) < len(rows):
        return say("report.conclusion.fact.temperature.partly", language, said=said)
    return said


def by_what(evaluation: Evaluation, table: ReferenceTable, language: str) -> tuple[Fact, ...]:
    """Rules, their reading, and limits of normal."""
    rules = criteria_set(evaluation.criteria)
    checked = say(f"report.provenance.{table.provenance}", language)
    title = say(
        "report.conclusion.fact.rules.version", language, title=rules.title, version=rules.version
    )
    lines = [Fact(say("report.conclusion.fact.rules", language), title)]
    if rules.readings:
        reading = say(f"report.conclusion.fact.reading.{evaluation.long_segments}", language)
        lines.append(Fact(say("report.conclusion.fact.reading", language), reading))
    limits = say(
        "report.conclusion.fact.limits.table", language, title=table.title, checked=checked
    )
    return (*lines, Fact(say("report.conclusion.fact.limits", language), limits))
