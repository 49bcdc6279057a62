"""The simulated study of an ulnar nerve with one focus: /inside makes it, /diagnosis shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from multifocal import body
from multifocal.figures import Figure, Sweep, Table, responses
from multifocal.figures.waveforms import SMALL
from multifocal.frozen import frozen
from multifocal.measuring import measure_all
from multifocal.nerve import Experiment, Focus, Harm, MotorRun, Person, Protocol
from multifocal.study import Measure, Recording
from multifocal.words import say

SIDE: Final[body.Side] = "right"
SITES: Final = ("wrist", "below_elbow", "above_elbow", "axilla", "erb")
RECORDED: Final = ("adm", "fdi")
EXTENT_MM: Final = 20.0
PROTOCOL: Final = Protocol(tuple(MotorRun(muscle, SITES, SIDE) for muscle in RECORDED))


@dataclass(frozen=True)
class UlnarStudy:
    """Recordings by (muscle, site)."""

    recordings: Mapping[tuple[str, str], Recording]

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The nerve study that a laboratory would make of it."""
        return measure_all(self.recordings.values())

    def of(self, muscle: str) -> dict[str, Measure]:
        """The measures of one muscle by site."""
        return {one.site: one for one in self.measures if one.muscle == muscle}


def ulnar_experiment(at_mm: float, damage_percent: float, person: int = 0) -> Experiment:
    """A person whose ulnar nerve has one focus: its middle (mm from the cord), its severity."""
    way = body.path("adm", SIDE)
    place = way.place_at(way.length_mm - at_mm)
    focus = Focus(place, damage_percent / 100, EXTENT_MM, seed=person)
    return Experiment(Person(person), Harm((focus,)), PROTOCOL)


def ulnar_study(made: Experiment) -> UlnarStudy:
    """The study of that person."""
    return UlnarStudy({(one.muscle or "", one.site): one for one in made.motor})


@lru_cache(maxsize=8)
def healthy_study(person: int = 0) -> UlnarStudy:
    """The same person's study without a focus."""
    return frozen(ulnar_study(Experiment(Person(person), protocol=PROTOCOL)))


def response_rows(now: UlnarStudy, healthy: UlnarStudy, muscle: str, language: str) -> list[Sweep]:
    """A muscle's responses by site, each with the healthy one behind it."""
    here, usual = now.of(muscle), healthy.of(muscle)
    full_mv = usual[SITES[0]].amplitude_mv
    return [
        Sweep(
            name=say(f"inside.site.{s}", language),
            recording=now.recordings[muscle, s],
            behind=healthy.recordings[muscle, s],
            said=_share(here[s], full_mv, language),
            small=(here[s].amplitude_mv or 0) < SMALL * (usual[s].amplitude_mv or 0),
        )
        for s in SITES
    ]


def describe_responses(
    now: UlnarStudy, healthy: UlnarStudy, muscle: str, language: str, *, listed: bool = True
) -> tuple[str, Table]:
    """What the picture of a muscle's responses shows, in a sentence and as a table.

    `listed`: the sentence lists the values. Not where their table stands right below it.
    """
    here, usual = now.of(muscle), healthy.of(muscle)
    full_mv = usual[SITES[0]].amplitude_mv
    name = say(f"inside.muscle.{muscle}", language)
    table = _table([here[s] for s in SITES], name, language)
    if not listed:
        return say("inside.responses.brief", language, muscle=name.lower()), table
    values = ", ".join(
        say(
            "inside.responses.value",
            language,
            site=say(f"inside.site.{s}", language),
            now=_share(here[s], full_mv, language),
            healthy=_share(usual[s], full_mv, language),
        )
        for s in SITES
    )
    return say("inside.responses.text", language, muscle=name.lower(), values=values), table


def present_responses(
    now: UlnarStudy, healthy: UlnarStudy, muscle: str, language: str, *, listed: bool = True
) -> Figure:
    """A muscle's responses by site, the healthy ones behind them, and their numbers as a table;
    `listed` as in `describe_responses`."""
    text, table = describe_responses(now, healthy, muscle, language, listed=listed)
    return responses(text, response_rows(now, healthy, muscle, language), table)


def _share(one: Measure, full_mv: float | None, language: str) -> str:
    """How large a response is, told without units: those stand in the table, for clinicians."""
    if one.absent or one.amplitude_mv is None or not full_mv:
        return say("inside.responses.none", language)
    percent = round(100 * one.amplitude_mv / full_mv)
    return say("inside.responses.share", language, percent=percent)


def _table(measures: Sequence[Measure], name: str, language: str) -> Table:
    def cell(value: float | None, digits: int = 1) -> str:
        return "–" if value is None else f"{value:.{digits}f}"

    return Table(
        say("inside.responses.table", language, muscle=name),
        ("", "ms", "mV", "mV·ms", "ms"),
        tuple(
            (
                say(f"inside.site.{m.site}", language),
                cell(m.latency_ms),
                cell(m.amplitude_mv),
                cell(m.negative_peak_area_mvms),
                cell(m.negative_peak_duration_ms),
            )
            for m in measures
        ),
    )
