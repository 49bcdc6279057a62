"""A run into a folder: kept, resumed, the same results however it was done, nobody's file lost."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from multifocal.cli.main import app
from multifocal.evidence import GROUPS, Patient, Progress, performance, sharded_performance
from multifocal.evidence.sharded.shard import Shard
from multifocal.fault import Fault
from tests.evidence.sharded.drawn import drawn_for

Judged = list[tuple[str, int]]


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Iterator[Judged]:
    """Stands in for the simulation; notes who was judged."""
    calls: Judged = []

    def instead(who: Patient) -> dict[str, Any]:
        calls.append((who.group, who.number))
        return drawn_for(who)

    monkeypatch.setattr("multifocal.evidence.sharded.shard.evaluate_patient", instead)
    monkeypatch.setattr("multifocal.evidence.performance_run.evaluate_patient", instead)
    yield calls


def here(out: Path, patients: int = 7, seed: int = 5, **more: Any) -> bytes:
    """The results' bytes of a run by this process."""
    sharded_performance(patients, seed, out, count=1, **more)
    return (out / "results.json").read_bytes()


def files(out: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in sorted((out / "patients").iterdir())}


def test_any_sharding_gives_the_results_of_one_file_to_the_byte(
    judged: Judged, tmp_path: Path
) -> None:
    performance(7, 5, tmp_path / "one.json")
    expected = (tmp_path / "one.json").read_bytes()
    for each in (1, 2, 3, 7, 25):
        assert here(tmp_path / f"by {each}", each=each) == expected
    report = sharded_performance(7, 5, tmp_path / "by 3", count=1)
    assert report == json.loads(expected)


def test_what_is_there_is_not_judged_again_and_more_patients_may_be(
    judged: Judged, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    small = here(out, 7, each=2)
    before = files(out)
    assert list(before) == [Shard(a, min(a + 1, 6)).name for a in (0, 2, 4, 6)]
    judged.clear()
    assert here(out, 7, each=3) == small and not judged
    here(out, 12, each=4)
    assert sorted(judged) == sorted((group, number) for number in range(7, 12) for group in GROUPS)
    assert before.items() <= files(out).items()
    assert here(out, 7) == small  # fewer again
    assert here(tmp_path / "straight", 12) == here(out, 12)


@pytest.mark.parametrize("stop_after", [0, 1, 3])
def test_an_interrupted_run_goes_on_and_ends_as_if_it_had_not_been(
    judged: Judged, tmp_path: Path, stop_after: int
) -> None:
    straight = here(tmp_path / "straight", each=2)
    total = len(judged)
    judged.clear()
    out = tmp_path / "run"
    shards = 0

    def impatient(now: Progress) -> None:
        nonlocal shards
        shards = now.finished
        if now.evaluated >= 2 * stop_after * len(GROUPS):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sharded_performance(7, 5, out, impatient, count=1, each=2)
    assert not (out / "results.json").exists()
    assert out.exists() == bool(stop_after)  # a run that kept nothing leaves nothing
    assert here(out, each=2) == straight
    assert len(judged) == total


def test_what_a_killed_run_leaves_half_written_is_cleared_away(
    judged: Judged, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    straight = here(out, each=2)
    drafts = [out / f".multifocal-{'0a' * 12}", out / "patients" / f".multifocal-{'ff' * 12}"]
    for one in drafts:
        one.write_bytes(b"half a shard")
    (out / "results.json").unlink()
    (out / "patients" / Shard(2, 3).name).unlink()
    judged.clear()
    assert here(out, each=2) == straight
    assert {number for _, number in judged} == {2, 3}
    assert not any(one.exists() for one in drafts)


def state(out: Path) -> dict[str, tuple[int, ...]]:
    """What tells a file from one that was put in its place."""
    there = {one.name: one.lstat() for one in (out / "patients").iterdir()}
    return {
        name: (one.st_ino, one.st_mode, one.st_size, one.st_mtime_ns) for name, one in there.items()
    }


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 8
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (damage, "damaged"),
        (lambda path: path.write_bytes(b""), "damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:-9]), "damaged"),
        (lambda path: (path.parent / "notes.txt").write_text("mine"), "no shard"),
        (lambda path: path.rename(path.with_name(Shard(2, 4).name)), "once more"),
        (lambda path: (path.unlink(), path.symlink_to("/etc/hostname")), "no shard"),
        (lambda path: (path.unlink(), path.mkdir()), "no shard"),
    ],
    ids=["byte", "empty", "short", "stray", "overlaps", "link", "folder"],
)
def test_what_is_no_shard_of_the_run_is_named_and_left_as_it_is(
    make: Any, says: str, judged: Judged, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    straight = here(out, each=2)
    results = (out / "results.json").read_bytes()
    make(out / "patients" / Shard(2, 3).name)
    judged.clear()
    before = state(out)
    with pytest.raises(Fault, match=says) as found:
        here(out, each=2)
    assert found.value.source is not None and str(out / "patients") in found.value.source
    assert state(out) == before
    assert not judged and results == (out / "results.json").read_bytes() == straight


def test_damaged_shards_are_judged_anew_when_asked(judged: Judged, tmp_path: Path) -> None:
    out = tmp_path / "run"
    straight = here(out, each=2)
    for shard in (Shard(0, 1), Shard(4, 5)):
        damage(out / "patients" / shard.name)
    (out / "patients" / "notes.txt").write_text("mine")
    judged.clear()
    assert here(out, each=3, replace=True) == straight
    assert {number for _, number in judged} == {0, 1, 4, 5}
    assert (out / "patients" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("change", ["seed", "code"])
def test_another_run_is_turned_away(
    change: str, judged: Judged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "run"
    here(out)
    before = files(out)
    if change == "code":
        monkeypatch.setattr("multifocal.evidence.sharded.identity.code_mark", lambda: "0")
    seed = 6 if change == "seed" else 5
    with pytest.raises(Fault, match="another run"):
        here(out, seed=seed)
    (out / "run.json").unlink()  # and by its shards alone
    (out / "results.json").unlink()
    with pytest.raises(Fault, match="other files"):
        here(out, seed=seed)
    assert files(out) == before
    fresh = tmp_path / "fresh"
    here(fresh, 1, seed=seed, each=1)
    (next(iter((out / "patients").iterdir()))).rename(fresh / "patients" / Shard(1, 7).name)
    with pytest.raises(Fault, match=f"another run \\(another {change}\\)"):
        here(fresh, 9, seed=seed)


def test_a_folder_of_somebody_else_and_a_file_are_left_alone(
    judged: Judged, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "letters").write_text("mine")
    with pytest.raises(Fault, match="other files"):
        here(home)
    assert [one.name for one in home.iterdir()] == ["letters"]
    with pytest.raises(Fault, match="no folder"):
        here(home / "letters")
    with pytest.raises(Fault, match="no folder"):
        here(tmp_path / "none" / "run")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert here(empty)
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(os.name != "posix", reason="another way to hold a file")
def test_a_second_run_into_the_same_folder_is_turned_away(judged: Judged, tmp_path: Path) -> None:
    out = tmp_path / "run"

    def meanwhile(now: Progress) -> None:
        with pytest.raises(Fault, match="another run is writing"):
            here(out)

    sharded_performance(2, 5, out, meanwhile, count=1, each=1)
    assert here(out, 2)


def test_progress_counts_what_was_there_and_tells_the_pace_of_the_rest(
    judged: Judged, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    here(out, 4, each=2)
    said: list[Progress] = []
    sharded_performance(10, 5, out, said.append, count=1, each=2)
    assert [one.finished for one in said] == [8, 16, 16, 24, 32, 40]
    assert said[2].rate is None and said[-1].evaluated == 24
    now = Progress(30, 40, evaluated=20, seconds=5.0)
    assert (now.rate, now.seconds_left) == (4.0, 2.5)


def command(out: Path, *more: str) -> list[str]:
    return ["evidence", "performance", "--patients", "3", "--seed", "5", "--out", str(out), *more]


def test_the_command_tells_how_to_go_on_and_needs_no_workers_to(
    judged: Judged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "run"
    with monkeypatch.context() as patch:

        def stop(shard: Shard, header: object) -> None:
            if shard.first:
                raise KeyboardInterrupt
            return evaluate(shard, header)

        from multifocal.evidence.sharded import workers  # noqa: PLC0415

        evaluate: Any = workers.evaluate_shard
        patch.setattr(workers, "evaluate_shard", stop)
        done = CliRunner().invoke(app, command(out, "--workers", "1", "--shard", "1"))
    assert done.exit_code == 130
    assert f"4 of 12 patients are kept in {out}" in done.output.replace("\n", "")
    done = CliRunner().invoke(app, command(out, "--workers", "1", "--json"))
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout) == json.loads((out / "results.json").read_text())


def test_fewer_patients_than_the_folder_holds_are_counted_aloud(
    judged: Judged, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    here(out, 6, each=4)
    judged.clear()
    fewer = CliRunner().invoke(app, command(out, "--workers", "1", "--json"))
    assert fewer.exit_code == 0, fewer.output
    assert "holds 6 patients of each group; the first 3 are counted" in fewer.stderr
    assert set(json.loads(fewer.stdout)["patients"].values()) == {3}
    all_of_them = CliRunner().invoke(app, [*command(out, "--workers", "1"), "--patients", "6"])
    assert "are counted" not in all_of_them.stderr
    assert not judged


def test_workers_and_a_scheduler_are_one_or_the_other(tmp_path: Path) -> None:
    both = command(tmp_path / "run", "--workers", "2", "--scheduler", "tcp://127.0.0.1:9")
    assert CliRunner().invoke(app, both).exit_code == 2


@pytest.mark.parametrize(
    ("gone", "words"),
    [("distributed", ["--workers", "2"]), ("pyarrow", ["--workers", "1"]),
     ("dask", ["--scheduler", "tcp://127.0.0.1:9"])],
)  # fmt: skip
def test_without_the_extra_one_line_says_what_to_install(
    gone: str, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, gone, None)
    done = CliRunner().invoke(app, command(tmp_path / "run", *words))
    assert isinstance(done.exception, Fault)
    assert f"({gone})" in str(done.exception) and '"multifocal[cluster]"' in str(done.exception)
    assert not (tmp_path / "run").exists()


def test_one_worker_needs_no_dask(
    judged: Judged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for gone in ("dask", "distributed"):
        monkeypatch.setitem(sys.modules, gone, None)
    assert here(tmp_path / "run")
