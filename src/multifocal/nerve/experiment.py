"""The one way to a simulated study: a person, what is wrong, and what a laboratory does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.arguments import checks_fields, names_arguments
from multifocal.frozen import FrozenDict, frozen
from multifocal.nerve.axon_loss import lose_units, supplied_anew
from multifocal.nerve.f_wave import f_latencies_ms, f_waves
from multifocal.nerve.fates import (
    Fates,
    FocusTruth,
    SegmentTruth,
    SiteTruth,
    focus_truth,
    segment_truth,
    site_truth,
)
from multifocal.nerve.focus import Focus
from multifocal.nerve.martin_gruber import martin_gruber, may_cross
from multifocal.nerve.passage import meet_together
from multifocal.nerve.person import ANYONE, HEALTHY, Harm, Person
from multifocal.nerve.pool import MotorPool, motor_pool
from multifocal.nerve.protocol import FWaveRun, MotorRun, Protocol, SensoryRun
from multifocal.nerve.sensory import sensory_nerve, sensory_response
from multifocal.nerve.source import Source
from multifocal.nerve.whole_nerve import slowed, varied
from multifocal.study import Recording, Segment, Study

Array = NDArray[np.float64]
Muscle = tuple[body.Side, str]


@checks_fields
@dataclass(frozen=True)
class Experiment:
    """A person with a harm, examined by a protocol; the same three give the same answers.

    (Waveforms within 0.1 µV: fibers are solved in groups in single precision, and which share a
    group depends on what was asked first. A fiber at the very edge of block may so pass or stop:
    over 1,000 simulated patients solved in two orders an amplitude differed by at most 0.07 mV.)

    Making one costs nothing: each answer is simulated when first asked for, kept, and read-only.
    Where a muscle is asked for, it need not be one of the protocol's. Pickles without its answers.
    """

    person: Person = ANYONE
    harm: Harm = HEALTHY
    protocol: Protocol = field(default_factory=Protocol)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.person, self.harm, self.protocol)

    def study(self) -> Study:
        """All that was recorded, as a laboratory hands it over: waveforms, nothing measured yet.

        `measured_study` reads it as it reads a recorded one. Fault where a site does not lie on the
        way to the muscle, a muscle is known for force only, or a stimulus cannot spread.
        """
        return Study(recordings=self.recordings, subject=self.person.subject)

    @names_arguments
    def fates(self, muscle: str, side: body.Side = "right") -> Fates:
        """What becomes of a voluntary impulse in each fiber. KeyError for an unknown muscle."""
        key = (side, muscle)
        if key not in self._fates:
            self._fates[key] = Fates.of(self.source(muscle, side), self.harm.on_motor)
        return self._fates[key]

    @names_arguments
    def strength(
        self, muscles: Iterable[str] | None = None, side: body.Side = "right"
    ) -> Mapping[str, float]:
        """Force of each muscle as a share of normal, at once; without `muscles` of all of them.

        KeyError for an unknown muscle.
        """
        wanted = [one.id for one in body.muscles()] if muscles is None else muscles
        sources = {muscle: self.source(muscle, side) for muscle in wanted}
        foci = self.harm.on_motor
        if len(sources) > 1:
            parts = (part for one in sources.values() for part in one.parts)
            meet_together([(part.pool, foci, ()) for part in parts])
        return FrozenDict({muscle: one.force(foci) for muscle, one in sources.items()})

    @names_arguments
    def truth(self, segment: Segment) -> SegmentTruth:
        """How many fibers are stopped between the two sites of a studied segment."""
        near, far = (
            body.site(segment.nerve, one.site) for one in (segment.distal, segment.proximal)
        )
        source = self.source(segment.muscle, segment.side)
        return segment_truth(source, near, far, self.harm.on_motor)

    @names_arguments
    def truth_at(self, site: body.Site, muscle: str, side: body.Side = "right") -> SiteTruth:
        """How many of a muscle's fibers answer to the protocol's stimulus at a site."""
        source = self.source(muscle, side)
        return site_truth(source, site, self.harm.on_motor, self.protocol.stimulus_at(site))

    @names_arguments
    def truth_of(self, focus: Focus) -> tuple[FocusTruth, ...]:
        """What a focus alone does to each recorded muscle whose fibers pass it."""
        pools = (self.pool(run.muscle, run.side) for run in self.protocol.motor)
        return tuple(focus_truth(pool, focus) for pool in pools if focus.reaches(pool))

    @names_arguments
    def pool(self, muscle: str, side: body.Side = "right") -> MotorPool:
        """The units that live, as if none crossed over. KeyError for an unknown muscle."""
        key = (side, muscle)
        if key not in self._pools:
            self._pools[key] = supplied_anew(self._born(muscle, side), self.harm.on_motor)
        return self._pools[key]

    @names_arguments
    def source(self, muscle: str, side: body.Side = "right") -> Source:
        """The units that live, by the ways they run. KeyError for an unknown muscle."""
        key = (side, muscle)
        if key not in self._sources:
            share = self.harm.crossing.get(side, 0.0)
            if share > 0.0 and may_cross(muscle):
                crossed = martin_gruber(self._born(muscle, side), share)
                foci = self.harm.on_motor
                parts = tuple(
                    replace(one, pool=supplied_anew(one.pool, foci)) for one in crossed.parts
                )
                self._sources[key] = replace(crossed, parts=parts)
            else:
                self._sources[key] = Source.of(self.pool(muscle, side))
        return self._sources[key]

    def _born(self, muscle: str, side: body.Side) -> MotorPool:
        who = self.person
        found = motor_pool(muscle, side, who.subject, who.seed, who.temperature)
        found = slowed(varied(found) if who.varied_units else found, self.harm.velocity_left)
        if (loss := self.harm.axon_loss.get((side, muscle))) is not None:
            found = lose_units(found, loss.share, loss.regained)
        return found

    @cached_property
    def recordings(self) -> tuple[Recording, ...]:
        """All sweeps: motor ones with the check after the run that needs it, F waves, sensory."""
        runs = zip(self._motor, self._checks, strict=True)
        motor = (one for responses, checks in runs for one in (*responses, *checks))
        return (*motor, *self.f_waves, *self.sensory)

    @property
    def motor(self) -> tuple[Recording, ...]:
        """The responses at the protocol's sites, in its order."""
        return tuple(chain.from_iterable(self._motor))

    @property
    def checks(self) -> tuple[Recording, ...]:
        """The responses to another nerve that tell crossing fibers from block, if there are any."""
        return tuple(chain.from_iterable(self._checks))

    @cached_property
    def f_waves(self) -> tuple[Recording, ...]:
        """The F sweeps. Fibers that cross over are taken to come down their own nerve here."""
        return tuple(
            sweep
            for run in self.protocol.f_waves
            for sweep in f_waves(*self._f_run(run), self.protocol.noise)
        )

    @cached_property
    def f_latencies_ms(self) -> Mapping[Muscle, Array]:
        """When each F wave starts, ms, NaN where none came; (stimuli,) by side and muscle.

        Known from the simulation, not read off the waveform.
        """
        found = {}
        for run in self.protocol.f_waves:
            found[run.side, run.muscle] = frozen(f_latencies_ms(*self._f_run(run)))
        return FrozenDict(found)

    @cached_property
    def sensory(self) -> tuple[Recording, ...]:
        """The sensory responses: entrapments and cut axons reach them, other foci do not."""
        return tuple(one for run in self.protocol.sensory for one in self._felt(run))

    @cached_property
    def _motor(self) -> tuple[tuple[Recording, ...], ...]:
        self._meet_together()
        return tuple(self._run(run) for run in self.protocol.motor)

    @cached_property
    def _checks(self) -> tuple[tuple[Recording, ...], ...]:
        checks = []
        for run, done in zip(self.protocol.motor, self._motor, strict=True):
            source = self.source(run.muscle, run.side)
            longest = max((float(one.times_ms[-1]) for one in done), default=0.0)
            least_ms = longest if self.protocol.even else 0.0
            checks.append(tuple(self._response(source, at, least_ms) for at in source.checks))
        return tuple(checks)

    def _meet_together(self) -> None:
        """Solve at once what the stimuli of all runs will ask of the fibers."""
        foci = self.harm.on_motor
        if not foci:
            return
        met = []
        for run in self.protocol.motor:
            sites = [body.site(run.nerve, one) for one in run.sites]
            for part in self.source(run.muscle, run.side).parts:
                pool = part.pool
                on_way = [site.place_on(pool.way) for site in sites if site.is_on(pool.way)]
                met.append((pool, foci, [pool.mm_from_cord(place) for place in on_way]))
        meet_together(met)

    def _run(self, run: MotorRun) -> tuple[Recording, ...]:
        source = self.source(run.muscle, run.side)
        sites = [body.site(run.nerve, one) for one in run.sites]
        recordings = [self._response(source, site) for site in sites]
        if self.protocol.even:
            longest = max(recordings, key=lambda one: one.samples_mv.size)
            least_ms = float(longest.times_ms[-1])
            recordings = [
                one
                if one.samples_mv.size == longest.samples_mv.size
                else self._response(source, site, least_ms)
                for site, one in zip(sites, recordings, strict=True)
            ]
        return tuple(recordings)

    def _response(self, source: Source, site: body.Site, least_ms: float = 0.0) -> Recording:
        given, foci = self.protocol.stimulus_at(site), self.harm.on_motor
        return source.stimulate(site, foci, given, self.protocol.noise, least_ms=least_ms)

    def _f_run(self, run: FWaveRun) -> tuple[MotorPool, body.Site, tuple[Focus, ...], int, int]:
        pool, nerve = self.pool(run.muscle, run.side), body.muscle(run.muscle).stem or ""
        foci = self.harm.on_motor
        return pool, body.site(nerve, run.site), foci, run.stimuli, self.person.seed

    def _felt(self, run: SensoryRun) -> Iterable[Recording]:
        who, pressed, noise = self.person, self.harm.on_sensory, self.protocol.noise
        fibers = sensory_nerve(run.study, run.side, who.subject, who.seed, who.temperature)
        fibers = slowed(fibers, self.harm.velocity_left)
        yield sensory_response(fibers, pressed, noise=noise)
        for site in run.beyond:
            yield sensory_response(fibers, pressed, body.site(fibers.study.nerve, site), noise)

    @cached_property
    def _pools(self) -> dict[Muscle, MotorPool]:
        return {}

    @cached_property
    def _sources(self) -> dict[Muscle, Source]:
        return {}

    @cached_property
    def _fates(self) -> dict[Muscle, Fates]:
        return {}
