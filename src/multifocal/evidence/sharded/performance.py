"""How good each rule set is, by many processes: shards of patients, judged, kept and added up."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from multifocal.evidence.performance_run import is_results, performance_report, write_report
from multifocal.evidence.sharded.identity import run_header
from multifocal.evidence.sharded.run_folder import RunFolder
from multifocal.evidence.sharded.shard import EACH, Shard, shards_left
from multifocal.evidence.sharded.workers import workers
from multifocal.evidence.tallying import Tally
from multifocal.evidence.virtual_patients import GROUPS
from multifocal.files import check_outputs


@dataclass(frozen=True)
class Progress:
    """How far a run is. `evaluated`: the patients of `finished` that this run judged itself;
    `left_out`: patients of each group that the folder holds, and that were not asked for."""

    finished: int
    total: int
    evaluated: int = 0
    seconds: float = 0.0
    left_out: int = 0

    @property
    def rate(self) -> float | None:
        """Patients a second; None before the first are judged."""
        return self.evaluated / self.seconds if self.evaluated and self.seconds > 0 else None

    @property
    def seconds_left(self) -> float | None:
        """At that rate."""
        return (self.total - self.finished) / self.rate if self.rate else None


def sharded_performance(
    patients: int,
    seed: int,
    out: Path,
    done: Callable[[Progress], None] | None = None,
    *,
    count: int | None = None,
    scheduler: str | None = None,
    each: int = EACH,
    replace: bool = False,
) -> dict[str, Any]:
    """Judge that many patients of every group and write the results into a folder; returns them.

    The results are those of `performance`, to the byte, whoever judges and in whichever shards of
    `each` numbers. Shards that are there are not judged again: interrupt or kill it and run it
    again, also with more patients, other workers or other shards. Faults as in `RunFolder` and
    `workers`, and for a shard's file that is damaged or another run's, unless `replace` says that
    it may be judged anew; ValueError for no patients or empty shards.
    """
    if patients < 1 or each < 1:
        raise ValueError("patients and each must be at least 1")
    tell = done or (lambda _: None)
    tally = Tally()
    total = patients * len(GROUPS)
    with RunFolder(out, run_header(seed), replace=replace) as folder:
        may_replace = replace or is_results(folder.results)
        check_outputs([folder.results], replace=may_replace)
        kept: list[Shard] = []
        for shard in folder.there():
            stored = folder.read(shard, patients)
            if stored is not None:
                tally.take(stored)
                kept.append(shard)
                tell(Progress(tally.patients.total(), total))
        left_out = sum(max(0, one.last + 1 - max(one.first, patients)) for one in kept)
        if left_out:
            tell(Progress(tally.patients.total(), total, left_out=left_out))
        missing = shards_left(patients, kept, each)
        before = tally.patients.total()
        if missing:
            with workers(count, scheduler) as who:
                begun = time.monotonic()
                tell(Progress(before, total, left_out=left_out))
                for one in who.evaluated(missing, run_header(seed)):
                    folder.write(one.shard, one.content)
                    tally.take(one.tally)
                    now = tally.patients.total()
                    seconds = time.monotonic() - begun
                    tell(Progress(now, total, now - before, seconds, left_out))
        report = performance_report(patients, seed, tally)
        write_report(folder.results, report, replace=may_replace)
    return report
