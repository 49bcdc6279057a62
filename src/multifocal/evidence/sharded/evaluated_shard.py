"""What a process is asked for, and what it hands back."""

from dataclasses import dataclass
from typing import Any

from multifocal.evidence.sharded.identity import code_mark
from multifocal.evidence.sharded.shard import Shard
from multifocal.evidence.sharded.shard_file import to_parquet
from multifocal.evidence.tallying import Tally


@dataclass(frozen=True)
class EvaluatedShard:
    """A shard's file and counts; `code` is the mark of the code that judged it."""

    shard: Shard
    content: bytes
    tally: Tally
    code: str


def evaluate_shard(shard: Shard, header: dict[str, Any]) -> EvaluatedShard:
    """Judge a shard of the run."""
    records = list(shard.records(header["seed"]))
    return EvaluatedShard(shard, to_parquet(records, shard, header), Tally.of(records), code_mark())
