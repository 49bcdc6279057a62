"""Times the engine on this machine: `make bench`. Medians; ratios within one run; no assertions.

Writes build/bench.json: a list of {name, ours, other, ratio, unit, runs}. `other` is the same work
done another way in the same run, paired with ours run by run.
"""

import gzip
import itertools
import json
import os
import platform
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from races import every as races
from rich.console import Console
from studies import made_up_studies  # beside this file
from study_file import read_measured_and_judged

from multifocal import body
from multifocal.criteria import criteria_names, evaluate_by
from multifocal.fiber import Fibers, Geometry, Lesion, conduct
from multifocal.fiber.sharing import cores
from multifocal.localize import explain, read_weakness
from multifocal.nerve import Focus, motor_pool, passage, stimulate
from multifocal.study import Study
from multifocal.web.inside.experiment import simulate_attack
from multifocal.web.inside.state import Setting

if TYPE_CHECKING:
    from django.test import Client

RUNS = 5


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def paired(
    name: str, ours: Callable[[], object], other: Callable[[], object] | None
) -> dict[str, object]:
    """Median seconds of both, run in turn after one warm-up each."""
    ours()
    if other:
        other()
    a, b = [], []
    for _ in range(RUNS):
        a.append(seconds(ours))
        if other:
            b.append(seconds(other))
    ratio = statistics.median(y / x for x, y in zip(a, b, strict=True)) if other else None
    return {
        "name": name,
        "ours": statistics.median(a),
        "other": statistics.median(b) if other else None,
        "ratio": ratio,
        "unit": "s",
        "runs": RUNS,
    }


def window_against_whole_fiber() -> dict[str, object]:
    """One damaged node in 20 fibers: only the nodes round it, or cord to muscle."""
    pool = motor_pool("adm")
    few = np.arange(20)
    nodes = 700
    fibers = Fibers(Geometry.of(pool.diameter_um[few]), nodes)
    short = Fibers(Geometry.of(pool.diameter_um[few]), 25)
    whole = [Lesion.at_all("paranode", [350], 1.0, 20)]
    part = [Lesion.at_all("paranode", [14], 1.0, 20)]
    return paired(
        "window-against-whole-fiber",
        lambda: conduct(short, part, dt_ms=0.005, stop_at_node=21),
        lambda: conduct(fibers, whole, dt_ms=0.005, duration_ms=40, stop_at_node=nodes - 4),
    )


def answer_of_inside() -> dict[str, object]:
    """/inside's whole answer, nothing remembered; beside it, the same with passages remembered."""

    def fresh() -> None:
        passage._known.clear()
        simulate_attack.cache_clear()
        simulate_attack(Setting(damage=30))

    def remembered() -> None:
        simulate_attack.cache_clear()
        simulate_attack(Setting(damage=30))

    return paired("inside-fresh-against-remembered", remembered, fresh)


def nerve_study() -> dict[str, object]:
    """ADM and FDI from five sites with one focus, nothing remembered."""
    place = body.path("adm").place_at(180)
    sites = ("wrist", "below_elbow", "above_elbow", "axilla", "erb")

    def study() -> None:
        passage._known.clear()
        for muscle in ("adm", "fdi"):
            for site in sites:
                stimulate(motor_pool(muscle), body.site("ulnar", site), [Focus(place, 0.3)])

    return paired("nerve-study-one-focus", study, None)


def judged_studies() -> list[dict[str, object]]:
    """10,000 typed-in studies judged with their categories: by EFNS/PNS 2010, and by every set."""
    typical, whole = (made_up_studies(10_000, whole=whole) for whole in (False, True))

    def judge(studies: list[Study], names: tuple[str, ...]) -> None:
        for study in studies:
            evaluate_by(study, names)

    return [
        paired("10,000 studies, EFNS/PNS 2010", lambda: judge(typical, ("efns-pns-2010",)), None),
        paired("10,000 studies to the axilla", lambda: judge(whole, ("efns-pns-2010",)), None),
        paired("1,000 studies, every set", lambda: judge(typical[:1000], criteria_names()), None),
    ]


def inside_live() -> dict[str, object]:
    """One redraw of /inside while a control moves, at the server: question to answer.

    Five places from neck to hand, each with its own damage, nothing of them remembered; `other`
    is the same answer again, the simulation remembered, so that the difference is the engine's.
    The page itself has been opened before. `cpu_s`: of both cores together, less at the mercy of
    what else the machine does.
    """
    client = site()
    settings = itertools.cycle([(150, 12), (300, 45), (450, 25), (645, 20), (780, 70)])
    answers, cpu_s = [], []
    asked = ""

    def fresh() -> None:
        nonlocal asked
        passage._known.clear()
        simulate_attack.cache_clear()
        start = time.process_time()
        asked = "/inside/picture?at={}&damage={}".format(*next(settings))
        answers.append(client.get(asked).content)
        cpu_s.append(time.process_time() - start)

    client.get("/inside")
    row = paired("inside-live", fresh, lambda: client.get(asked))
    row["cpu_s"] = statistics.median(cpu_s[1:])
    row["weight_kb"] = round(max(len(gzip.compress(one)) for one in answers) / 1000, 1)
    row["raw_kb"] = round(max(map(len, answers)) / 1000, 1)
    return row


PAGES = ("/", "/symptoms", "/causes", "/diagnosis", "/treatment", "/living", "/glossary", "/about")
INSIDE = "/inside"


def site() -> "Client":
    """The site, asked without a network."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "multifocal.web.settings")
    import django  # noqa: PLC0415

    django.setup()
    from django.test import Client  # noqa: PLC0415

    return Client(SERVER_NAME="127.0.0.1")


def pages() -> list[dict[str, object]]:
    """Warm server time of each page, and its weight with styles and scripts, compressed."""
    client = site()
    from django.contrib.staticfiles import finders  # noqa: PLC0415

    rows = []
    for address in (*PAGES, INSIDE):
        row = paired(f"page {address}", lambda address=address: client.get(address), None)
        html = client.get(address).content
        weight = len(gzip.compress(html))
        for asset in set(re.findall(rb'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"', html)):
            path = finders.find(asset.decode())
            weight += len(gzip.compress(Path(str(path)).read_bytes()))
        row["weight_kb"] = round(weight / 1000, 1)
        rows.append(row)
    return rows


def cpu() -> str:
    """What the processor calls itself."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "unknown processor"


LINE = (
    "R: triceps 5, brachioradialis 0, ecrl 0, ecrb 0, edc 0, ecu 0, edm 0, eip 0; "
    "numb: first web; L: fdi 3, adm 4, apb 5"
)


def localized() -> dict[str, object]:
    """An examination of both arms explained: 100 a second on one core are asked for."""
    weakness = read_weakness(LINE)
    return paired("localize", lambda: explain(weakness), None) | {"reach": 0.01}


def localize_page() -> dict[str, object]:
    """The doctor's page with its answer: under 100 ms are asked for."""
    client = site()
    row = paired("page /localize, answered", lambda: client.post("/localize", {"line": LINE}), None)
    return row | {"reach": 0.1}


def main() -> None:
    forty = paired(*read_measured_and_judged(), None)
    rows = [
        *races(),
        window_against_whole_fiber(),
        answer_of_inside(),
        inside_live(),
        nerve_study(),
        forty,
        *judged_studies(),
        *pages(),
        localized(),
        localize_page(),
    ]
    console = Console()
    console.print(f"{platform.machine()}, {cpu()}, {cores()} cores")
    for row in rows:
        weight = f", {row['weight_kb']} KB compressed" if "weight_kb" in row else ""
        ratio = f", {row['ratio']:.1f} times the other" if row["ratio"] else ""
        reach = f" (reach {row['reach']:g})" if "reach" in row else ""
        ours = row["ours"]
        amount = f"{1000 * ours:.1f} ms" if str(row["unit"]).startswith("s") else f"{ours:.2f} GiB"  # type: ignore[operator]
        console.print(f"{row['name']}: {amount}{ratio}{reach}{weight}")
    out = Path("build/bench.json")
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
