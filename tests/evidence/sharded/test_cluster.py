"""Real workers: the same results as one process, nothing open to others, versions compared."""

import gc
import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
from distributed import Client

from multifocal import __version__
from multifocal.evidence import performance, sharded_performance
from multifocal.evidence.sharded import workers
from multifocal.evidence.sharded.identity import code_mark
from multifocal.evidence.sharded.workers import Cluster, check_versions
from multifocal.fault import Fault

LOOPBACK = ("127.0.0.1", "::1")


def listening() -> list[Any]:
    """Where this process and all that it started listen for connections."""
    own = psutil.Process()
    everyone = [own, *own.children(recursive=True)]
    return [
        one.laddr
        for process in everyone
        for one in process.net_connections("inet")
        if one.status == psutil.CONN_LISTEN
    ]


def environment(variable: str) -> tuple[str | None, int]:
    """In a worker: a setting, and numba's threads."""
    import os  # noqa: PLC0415

    import numba  # noqa: PLC0415

    return os.environ.get(variable), numba.config.NUMBA_NUM_THREADS


@pytest.mark.exhaustive  # starts clusters
def test_two_workers_judge_as_one_process_does_embedded_or_by_their_address(
    tmp_path: Path,
) -> None:
    """One cluster for all of it: starting one takes seconds."""
    performance(2, 5, tmp_path / "one.json")
    expected = (tmp_path / "one.json").read_bytes()
    before = {one.port for one in listening()}
    with workers.workers(2) as who:
        assert isinstance(who, Cluster)
        client = who.client
        assert len(client.scheduler_info()["workers"]) == 2
        ours = [one for one in listening() if one.port not in before]
        assert ours and all(one.ip in LOOPBACK for one in ours)
        pinned = client.run(environment, "NUMBA_NUM_THREADS")
        assert set(pinned.values()) == {("1", 1)}
        assert set(client.nthreads().values()) == {1}
        address = client.scheduler.address
        sharded_performance(2, 5, tmp_path / "run", scheduler=address, each=1)
        assert (tmp_path / "run" / "results.json").read_bytes() == expected
        assert len(list((tmp_path / "run" / "patients").iterdir())) == 2


def client_of(version: str | None, pyarrow: str | None, mark: str) -> Any:
    """As much of a client as is asked for versions."""
    packages = {"multifocal": version, "pyarrow": pyarrow}
    fine = {"multifocal": __version__, "pyarrow": "26.0.1"}
    versions = {"workers": {"tcp://a": {"packages": fine}, "tcp://b": {"packages": packages}}}
    return SimpleNamespace(
        get_versions=lambda **_: versions,
        run=lambda function: {"tcp://a": function(), "tcp://b": mark or function()},
    )


def test_workers_with_the_same_multifocal_may_judge() -> None:
    check_versions(client_of(__version__, "26.0.1", ""))
    assert code_mark() != "0"


@pytest.mark.parametrize(
    ("version", "pyarrow", "mark", "says"),
    [
        (None, "26.0.1", "", "lacks"),
        (__version__, None, "", "lacks"),
        ("0.0.9", "26.0.1", "", "0.0.9"),
        (__version__, "26.0.1", "0", "other code"),
    ],
)
def test_a_worker_with_another_multifocal_is_named(
    version: str | None, pyarrow: str | None, mark: str, says: str
) -> None:
    with pytest.raises(Fault, match=f"tcp://b.*{says}"):
        check_versions(client_of(version, pyarrow, mark))


def test_where_no_scheduler_is_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as taken:  # nobody listens at a port that is only bound
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setattr(workers, "PATIENCE_S", 0.5)
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(Fault, match="no Dask scheduler"):
            sharded_performance(1, 5, tmp_path / "run", scheduler=address)
    for nonsense in ("nonsense", "http://", "tcp://127.0.0.1:port"):
        with pytest.raises(Fault, match="no Dask scheduler"):
            sharded_performance(1, 5, tmp_path / "run", scheduler=nonsense)
    assert not (tmp_path / "run").exists()
    left = [one.status for one in gc.get_objects() if type(one) is Client]
    assert set(left) <= {"closed"}  # none left to the collector, which could wait for itself
