"""`make bench-site`: what a page of the public site and of the diary costs, who waits for whom.

Starts the real site on loopback and prints: how soon a browser on a slow line paints (site_paint);
processor seconds a request, read off the processes themselves, so that a machine shared with others
tells the same; how long `/` takes alone and beside sixteen who let the simulation compute (whoever
makes that load is pinned to one processor, niced, and obeys when told to wait); what the whole copy
costs (site_export: minutes). Then the diary on one's own machine, alone by
`python benchmarks/site.py diary`. Nothing is asserted.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.site_diary import diary_costs
from benchmarks.site_export import export_costs
from benchmarks.site_paint import paints
from tests.web.public.served import Reply, Served, served, soon

HEAVY_USERS = 16
LOAD_S = 20.0
EACH_S = 4.0
PAUSE_S = 0.05
TICKS = os.sysconf("SC_CLK_TCK")

Ask = Callable[[Served, int], Reply]


def pages() -> Iterator[tuple[str, Ask]]:
    """What is asked: kept answers first, then answers that are made each time."""
    for path in ("/", "/symptoms", "/inside", "/dots", "/lab", "/diagnosis"):
        yield f"GET {path}, kept", _page(path)
    yield "GET /about, 304", lambda site, _: site.get("/about", If_None_Match="*")
    yield "GET /about?x=N, sent on", lambda site, n: site.get(f"/about?x={n}")
    yield "GET /nope/N, 404", lambda site, n: packed(site, f"/nope/{n}")
    yield "GET /inside/picture, new", lambda site, n: packed(site, picture(n))
    yield "GET /lab/answer, new", lambda site, n: packed(site, f"/lab/answer?{setting(n)}")
    yield "POST /dots", lambda site, _: site.ask("POST", "/dots", b"choice=right%3Azip")
    yield "POST /workup, example", lambda site, _: site.ask("POST", "/workup", b"sample=block")


def _page(path: str) -> Ask:
    return lambda site, _: packed(site, path)


def packed(site: Served, path: str) -> Reply:
    """As every browser asks."""
    return site.get(path, Accept_Encoding="gzip")


def picture(number: int) -> str:
    """A picture that nobody has asked for yet, of more than 80,000."""
    at, rest = divmod(number * 7, 101)
    return f"/inside/picture?at={100 + at * 5 % 695}&damage={rest}&person={1 + number % 5}"


def setting(number: int) -> str:
    """A setting of the lab that nobody has asked for yet."""
    return urlencode(
        {"muscle": "adm", "side": "right", "at1": 100 + number % 400, "severity1": 1 + number % 99,
         "extent1": 20, "mechanism1": "paranode", "person": 10 + number % 9000}
    )  # fmt: skip


def spent_s(pids: list[int]) -> float:
    """Processor time of these processes so far."""
    total = 0.0
    for pid in pids:
        after_name = (
            Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        )
        total += (int(after_name[11]) + int(after_name[12])) / TICKS
    return total


def fixed_loop_s() -> float:
    """The same work for every machine: beside it the other times can be read."""
    began = time.process_time()
    total = 0
    for number in range(5_000_000):
        total += number & 7
    return time.process_time() - began


def costs(site: Served) -> None:
    """Processor seconds a request, by page."""
    print(f"{'':32}{'cpu ms':>9}{'a second a core':>17}{'median ms':>11}{'KB':>7}")
    number = count()
    for name, ask in pages():
        first = ask(site, next(number))
        pids = [*site.workers(), *site.computing()]
        statuses = set[int]()
        before, walls, until = spent_s(pids), list[float](), time.monotonic() + EACH_S
        while time.monotonic() < until:
            began = time.perf_counter()
            statuses.add(ask(site, next(number)).status)
            walls.append(time.perf_counter() - began)
        each_s = (spent_s(pids) - before) / len(walls)
        rate = f"{1 / each_s:,.0f}" if each_s > 0 else "more than can be told"
        median_ms = 1000 * statistics.median(walls)
        print(
            f"{name:32}{1000 * each_s:9.2f}{rate:>17}{median_ms:11.1f}{len(first.body) / 1000:7.0f}"
            f"  {' '.join(map(str, sorted(statuses)))}"
        )


def waits(site: Served) -> None:
    """How long `/` takes: alone, then beside heavy users."""
    alone = asked_for(site, 5.0)
    load = subprocess.Popen(
        [sys.executable, __file__, "load", str(site.port)], stdout=subprocess.PIPE
    )
    time.sleep(2.0)  # until all of them wait
    beside = asked_for(site, LOAD_S - 4.0)
    answered, _ = load.communicate(timeout=LOAD_S + 60)
    for name, times in (("alone", alone), (f"beside {HEAVY_USERS} heavy users", beside)):
        p95 = statistics.quantiles(times, n=20)[-1]
        print(
            f"GET / {name}: median {1000 * statistics.median(times):.1f} ms, p95 {1000 * p95:.1f}"
            f" ms, {len(times)} requests"
        )
    print(f"the heavy users meanwhile: {answered.decode().strip()}")


def asked_for(site: Served, seconds: float) -> list[float]:
    """How long `/` took each time."""
    times, until = list[float](), time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.perf_counter()
        packed(site, "/")
        times.append(time.perf_counter() - began)
        time.sleep(PAUSE_S)
    return times


def load(port: int) -> None:
    """Sixteen users who ask for one new picture after another, for a while."""
    os.nice(19)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    site = Served(None, port, Path())
    until, numbers, counted = time.monotonic() + LOAD_S, count(20_000), {200: 0, 429: 0}

    def user() -> None:
        while time.monotonic() < until:
            answer = packed(site, picture(next(numbers)))
            counted[answer.status] = counted.get(answer.status, 0) + 1
            if answer.status != 200:
                time.sleep(min(1.0, float(answer.headers.get("retry-after", 1))))

    users = [threading.Thread(target=user) for _ in range(HEAVY_USERS)]
    for one in users:
        one.start()
    for one in users:
        one.join()
    print(", ".join(f"{number} answers {status}" for status, number in sorted(counted.items())))


def main() -> None:
    """All figures."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"{platform.processor() or platform.machine()}, {cores} processors, Python",
          f"{platform.python_version()}, load {os.getloadavg()[0]:.1f} before")  # fmt: skip
    print(f"a loop of 5,000,000 additions: {1000 * fixed_loop_s():.0f} ms of processor time")
    if sys.argv[1:2] != ["diary"]:
        public_costs()
        export_costs()
    diary_costs(spent_s)


def public_costs() -> None:
    """Those of the public site."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), "--allowed-host", "localhost") as site,
    ):
        if not soon(site.is_computing, 600):
            sys.exit("the simulation did not start")
        paints(site)
        costs(site)
        waits(site)


if __name__ == "__main__":
    if sys.argv[1:2] == ["load"]:
        load(int(sys.argv[2]))
    else:
        main()
