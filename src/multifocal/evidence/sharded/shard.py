"""Which patients are judged together, and the file that keeps them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

from multifocal.evidence.patient_evaluation import evaluate_patient
from multifocal.evidence.virtual_patients import GROUPS, patient

EACH: Final = 25
"""Numbers in a shard: with four groups some ten seconds of one core."""
_NAME: Final = re.compile(r"patients-(\d{7,})-(\d{7,})\.parquet")


@dataclass(frozen=True, order=True)
class Shard:
    """The patients numbered `first` to `last` (included) of every group."""

    first: int
    last: int

    @property
    def name(self) -> str:
        """Of its file."""
        return f"patients-{self.first:07d}-{self.last:07d}.parquet"

    @classmethod
    def named(cls, name: str) -> Self | None:
        """The shard whose file has this name; None if no shard's has."""
        found = _NAME.fullmatch(name)
        shard = cls(int(found[1]), int(found[2])) if found else None
        usual = shard is not None and shard.name == name and shard.first <= shard.last
        return shard if usual else None

    def records(self, seed: int) -> Iterator[dict[str, Any]]:
        """Judge its patients, one by one. Each has a seed of its own: no sharding changes them."""
        for number in range(self.first, self.last + 1):
            for group in GROUPS:
                yield evaluate_patient(patient(group, number, seed))


def patients_there(folder: Path, patients: int) -> int:
    """Of how many patients, numbered below `patients` in each group, a run's folder holds a file;
    0 where there is no folder. The files are not read."""
    named = (Shard.named(one.name) for one in folder.glob("patients/*.parquet"))
    return len(GROUPS) * sum(
        max(0, min(one.last + 1, patients) - one.first) for one in named if one is not None
    )


def shards_left(patients: int, done: Iterable[Shard], each: int = EACH) -> list[Shard]:
    """What is still to judge of numbers 0 to `patients` - 1, cut at every multiple of `each`."""
    missing: list[Shard] = []
    begin = 0
    for shard in (*sorted(done), Shard(patients, patients)):
        end = min(shard.first, patients)
        while begin < end:
            stop = min((begin // each + 1) * each, end)
            missing.append(Shard(begin, stop - 1))
            begin = stop
        begin = max(begin, shard.last + 1)
    return missing
