"""What a page of the diary costs on one's own machine, with a year and with ten years in it.

Starts the real command, brings a made-up diary in as a file, as its owner would, and asks for each
page as her browser does. Nothing is asserted.
"""

import contextlib
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from tests.web.diary.years import some_years
from tests.web.public.served import Reply, child_processes

from multifocal.diary import Bundle, Entry, Symptom, TaskEase, Visit, When, new_entry, write_bundle

COMMAND = [sys.executable, "-m", "multifocal.cli"]
TIMES = 15
YEARS = (1, 10)
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)


def lived_years(years: float, until: date) -> tuple[Entry, ...]:
    """Strength of both hands twice a week, an infusion every four weeks, a note a week, three tasks
    a month, a symptom a fortnight, two visits a year."""
    entries = list(some_years(years, until))
    for back in range(int(365 * years)):
        said: list[TaskEase | Symptom | Visit] = []
        if back % 30 == 3:
            said += [TaskEase("hard", task=None, own=own, side="right")
                     for own in ("buttons", "keys in a lock", "writing a page")]  # fmt: skip
        if back % 14 == 5:
            said.append(Symptom("cramp", "region", "forearm", "left"))
        if back % 182 == 9:
            said.append(Visit("neurologist", "happened", "same again"))
        when = When(until - timedelta(days=back))
        entries += [new_entry(one, when, WRITTEN) for one in said]
    return tuple(entries)


@dataclass
class OwnSite:
    """The site of one's own machine, opened by its link."""

    process: subprocess.Popen[str]
    port: int
    cookies: dict[str, str]

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Reply:
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if kind:
            sent["Content-Type"] = kind
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        with contextlib.closing(connection):
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    key, _, rest = value.partition("=")
                    self.cookies[key] = rest.partition(";")[0]
            return Reply(answer.status, dict(answer.getheaders()), answer.read())

    def get(self, path: str) -> Reply:
        return self.ask("GET", path)

    def post(self, path: str, page: str, **values: str) -> Reply:
        """A form of `page` with its own token."""
        values["csrfmiddlewaretoken"] = hidden(self.get(page), "csrfmiddlewaretoken")
        kind = "application/x-www-form-urlencoded"
        return self.ask("POST", path, urlencode(values).encode(), kind)

    def bring_in(self, content: bytes) -> None:
        """A diary's file: chosen, looked at, taken."""
        token = hidden(self.get("/diary/data"), "csrfmiddlewaretoken")
        edge = "edge-of-a-part"
        parts = (
            f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
            f'{token}\r\n--{edge}\r\nContent-Disposition: form-data; name="file"; '
            'filename="diary.json"\r\nContent-Type: application/json\r\n\r\n'
        )
        body = parts.encode() + content + f"\r\n--{edge}--\r\n".encode()
        looked = self.ask(
            "POST", "/diary/data/bring", body, f"multipart/form-data; boundary={edge}"
        )
        form = {name: hidden(looked, name) for name in ("csrfmiddlewaretoken", "token")}
        kind = "application/x-www-form-urlencoded"
        taken = self.ask("POST", "/diary/data/take", urlencode(form).encode(), kind)
        if taken.status != 302:
            sys.exit(f"the diary was not taken: {taken.status}")


def hidden(page: Reply, name: str) -> str:
    """What a form of the page carries."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.body.decode())
    if found is None:
        sys.exit(f"no {name} in a page of status {page.status}")
    return found[1]


@contextlib.contextmanager
def own_site(data: Path) -> Iterator[OwnSite]:
    """`multifocal serve`, and the link that opens the diary."""
    there = {**os.environ, "MULTIFOCAL_DATA": str(data)}
    process = subprocess.Popen(
        [*COMMAND, "serve", "--no-browser", "--port", "0"],
        env=there, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        line = process.stdout.readline() if process.stdout else ""
        port = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        if port is None:
            sys.exit(f"did not open: {line}")
        opened = [*COMMAND, "diary", "open", "--no-browser"]
        link = subprocess.run(opened, env=there, capture_output=True, text=True, check=True).stdout
        site = OwnSite(process, int(port[1]), {})
        site.get(link.strip().partition(f":{port[1]}")[2])
        yield site
    finally:
        process.terminate()
        process.wait(timeout=30)


def questions(year: int) -> Iterator[tuple[str, Callable[[OwnSite], Reply]]]:
    """What is asked: pages to write in, to look back on, and to take along."""
    for path in ("/diary", "/diary/add/infusion", "/diary/add/force", f"/diary/all/{year}",
                 "/diary/course", "/diary/report", "/diary/data"):  # fmt: skip
        yield f"GET {path}", lambda site, path=path: site.get(path)  # type: ignore[misc]
    yield "the report as PDF", lambda site: site.post("/diary/report", "/diary/add/note", pdf="1")
    yield (
        "the whole as one file",
        lambda site: site.post("/diary/data/bundle.json", "/diary/add/note"),
    )


def wait_for_rest(pids: list[int], spent_s: Callable[[list[int]], float]) -> None:
    """Until the site does nothing of its own: it warms up after a start, copies after a change."""
    give_up_at = time.monotonic() + 300.0
    spent = 1.0
    while spent > 0.03 and time.monotonic() < give_up_at:
        before = spent_s(pids)
        time.sleep(2.0)
        spent = spent_s(pids) - before


def diary_costs(spent_s: Callable[[list[int]], float]) -> None:
    """Milliseconds a page, by the clock and by the processor."""
    today = date.today()
    for years in YEARS:
        entries = lived_years(years, today)
        content = write_bundle(Bundle(entries, WRITTEN))
        with tempfile.TemporaryDirectory() as folder, own_site(Path(folder) / "data") as site:
            began = time.perf_counter()
            site.bring_in(content)
            brought_s = time.perf_counter() - began
            print(f"a diary of {years} years, {len(entries):,} entries, brought in within"
                  f" {brought_s:.1f} s")  # fmt: skip
            pids = child_processes(site.process.pid)
            wait_for_rest(pids, spent_s)
            print(f"{'':32}{'median ms':>11}{'longest ms':>12}{'cpu ms':>9}{'KB':>7}")
            for name, ask in questions(today.year):
                first = ask(site)
                before, walls = spent_s(pids), list[float]()
                for _ in range(TIMES):
                    start = time.perf_counter()
                    ask(site)
                    walls.append(time.perf_counter() - start)
                each_ms = 1000 * (spent_s(pids) - before) / TIMES
                print(
                    f"{name:32}{1000 * statistics.median(walls):11.1f}{1000 * max(walls):12.1f}"
                    f"{each_ms:9.1f}{len(first.body) / 1000:7.0f}  {first.status}"
                )
