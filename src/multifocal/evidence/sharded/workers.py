"""Who judges: this process, processes of this machine, or a cluster that is there already."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from multifocal import __version__, extras
from multifocal.evidence.patient_evaluation import evaluate_patient
from multifocal.evidence.sharded.evaluated_shard import EvaluatedShard, evaluate_shard
from multifocal.evidence.sharded.identity import code_mark
from multifocal.evidence.sharded.interrupts import interrupts_wait
from multifocal.evidence.sharded.shard import Shard
from multifocal.evidence.virtual_patients import patient
from multifocal.fault import Fault

if TYPE_CHECKING:
    from distributed import Client

AHEAD: Final = 2
"""Shards a worker has at hand: one that it judges and one for the moment after."""
PATIENCE_S: Final = 30
"""For a scheduler to answer, and for its first worker."""
LOOPBACK: Final = "127.0.0.1"
_ONE_THREAD: Final = dict.fromkeys(
    ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"
)


class Workers(Protocol):
    """Judges shards, in no order."""

    def evaluated(
        self, shards: Iterable[Shard], header: dict[str, Any]
    ) -> Iterator[EvaluatedShard]:
        """Each as soon as it is done; only a few are on their way at any time."""
        ...


class Here:
    """This process alone; needs no Dask."""

    def evaluated(
        self, shards: Iterable[Shard], header: dict[str, Any]
    ) -> Iterator[EvaluatedShard]:
        """One by one."""
        yield from (evaluate_shard(shard, header) for shard in shards)


class Cluster:
    """Processes that a Dask scheduler knows."""

    def __init__(self, client: "Client") -> None:
        self.client = client

    def evaluated(
        self, shards: Iterable[Shard], header: dict[str, Any]
    ) -> Iterator[EvaluatedShard]:
        """As many at a time as workers keep busy, so that memory does not grow with the run."""
        from distributed import KilledWorker, as_completed  # noqa: PLC0415  (an extra)

        waiting = iter(shards)
        submit = partial(self.client.submit, evaluate_shard, header=header, pure=False)
        running = as_completed()
        asked: dict[str, Shard] = {}

        def fill() -> None:
            threads = sum(self.client.nthreads().values())
            while len(asked) < AHEAD * max(threads, 1):
                if (shard := next(waiting, None)) is None:
                    return
                future = submit(shard)
                asked[future.key] = shard
                running.add(future)

        fill()
        for future in running:
            shard = asked.pop(future.key)
            try:
                evaluated = future.result()
            except KilledWorker:
                raise Fault("evidence.worker_died", first=shard.first, last=shard.last) from None
            if evaluated.code != header["code"]:
                raise Fault("evidence.other_code", worker=future.key)
            future.release()
            yield evaluated
            fill()


@contextmanager
def workers(count: int | None = None, scheduler: str | None = None) -> Iterator[Workers]:
    """A number of processes of this machine, or those of the scheduler at an address.

    Nothing listens on any interface but the loopback, and there is no dashboard. Fault where the
    extra is missing, the scheduler does not answer, or its workers have another multifocal.
    """
    extras.require("cluster", ("pyarrow",) if (scheduler, count) == (None, 1) else None)
    if scheduler is not None:
        with _existing(scheduler) as client:
            yield Cluster(client)
    elif count == 1:
        yield Here()
    else:
        with _embedded(count) as client:
            yield Cluster(client)


@contextmanager
def _embedded(count: int | None) -> Iterator["Client"]:
    import dask  # noqa: PLC0415  (an extra)
    from distributed import Client, LocalCluster  # noqa: PLC0415

    evaluate_patient(patient("mmn", 0))  # compiled once and kept, not by all workers at once
    with ExitStack() as until_done:
        with interrupts_wait():
            until_done.enter_context(
                dask.config.set({"distributed.nanny.pre-spawn-environ": _ONE_THREAD})
            )
            cluster = until_done.enter_context(
                LocalCluster(
                    n_workers=count,
                    threads_per_worker=1,
                    processes=True,
                    host=LOOPBACK,
                    dashboard_address=None,
                    # no dashboard, and its usual port left to others: any free one for the
                    # status pages
                    scheduler_kwargs={"dashboard": False, "dashboard_address": f"{LOOPBACK}:0"},
                    memory_limit=0,
                    silence_logs="CRITICAL",
                )
            )
            client = until_done.enter_context(Client(cluster))
            client.register_plugin(_leaves_interrupts())
        yield client


def _leaves_interrupts() -> Any:
    """Ctrl-C reaches all processes of a terminal: workers leave it to the one that began them."""
    import signal  # noqa: PLC0415  (with the class, which is sent as it stands here)

    from distributed import Worker, WorkerPlugin  # noqa: PLC0415  (an extra)

    class LeavesInterrupts(WorkerPlugin):  # type: ignore[misc]
        def setup(self, worker: Worker) -> None:  # noqa: ARG002
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    return LeavesInterrupts()


@contextmanager
def _existing(address: str) -> Iterator["Client"]:
    with _connected(address) as client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE_S)
        except TimeoutError:
            raise Fault("evidence.no_workers", address=address) from None
        check_versions(client)
        yield client


def _connected(address: str) -> "Client":
    """A client; one that finds no scheduler is closed here.

    Left to Python's collector it may be closed while the next one begins, and then both wait for
    distributed's one lock (`Client.__del__` within `LoopRunner.start`), for ever.
    """
    from distributed import Client  # noqa: PLC0415  (an extra)

    client = Client.__new__(Client)
    try:
        Client.__init__(client, address, timeout=PATIENCE_S)
    except (OSError, ValueError):
        client.close()
        raise Fault("evidence.no_scheduler", address=address) from None
    return client


def check_versions(client: "Client") -> None:
    """Fault, with the worker, where one has no multifocal or another than this process."""
    found = client.get_versions(check=False, packages=["multifocal", "pyarrow"])
    for address, there in sorted(found["workers"].items()):
        packages = there["packages"]
        if packages.get("multifocal") is None or packages.get("pyarrow") is None:
            raise Fault("evidence.worker_without", worker=address)
        if packages["multifocal"] != __version__:
            raise Fault(
                "evidence.other_version",
                worker=address,
                theirs=str(packages["multifocal"]),
                ours=__version__,
            )
    for address, mark in sorted(client.run(code_mark).items()):
        if mark != code_mark():
            raise Fault("evidence.other_code", worker=address)
