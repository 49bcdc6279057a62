"""One study written down in hundreds of ways: read as it is, or not at all."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from multifocal.fault import Fault
from multifocal.formats import read_report
from multifocal.study import Measure

NERVES = {
    ("median", "apb"): ("wrist", "elbow", "axilla", "erb"),
    ("ulnar", "adm"): ("wrist", "below_elbow", "above_elbow", "axilla"),
    ("fibular", "edb"): ("ankle", "below_fibular_head", "popliteal_fossa"),
    ("tibial", "ah"): ("ankle", "popliteal_fossa"),
}
WORDS = {
    "median": ("Median", "Medianus", "MEDIAN", "Mediano"), "ulnar": ("Ulnar", "Ulnaris", "Cubital"),
    "fibular": ("Peroneal", "Comm Peroneal", "Fibular"), "tibial": ("Tibial", "Post Tibial"),
    "apb": ("APB", "Abd Poll Brev"), "adm": ("ADM", "Abd Dig Minimi"),
    "edb": ("EDB", "Ext Dig Brev"),
    "ah": ("AH", "Abd Hallucis"), "wrist": ("Wrist", "Handgelenk", "Poignet", "Muñeca"),
    "elbow": ("Elbow", "Antecub Fossa", "Ellenbeuge"), "axilla": ("Axilla", "Ax", "Aisselle"),
    "erb": ("Erb", "Erb's point"), "below_elbow": ("B Elbow", "B.Elbow", "Below Elbow", "BE"),
    "above_elbow": ("A Elbow", "A.Elbow", "Above elbow"), "ankle": ("Ankle", "Cheville"),
    "below_fibular_head": ("B Fib", "Bl Fib Head"), "popliteal_fossa": ("Pop Fossa", "Poplt"),
    "right": ("R", "Right", "Rt"), "left": ("L", "Left", "Lt."),
    "latency": ("Onset", "Lat", "Latency", "Latenz"),
    "amplitude": ("O-P Amp", "NP Amp", "Amp", "Amp neg"),
    "area": ("Neg Area", "NP Area"), "duration": ("Neg Dur", "NP Dur"),
    "distance": ("Dist", "Distance"),
    "velocity": ("Vel", "CV", "NLG"),
}  # fmt: skip


@dataclass(frozen=True)
class Style:
    """How one laboratory writes."""

    say: Callable[[str], str]
    heads: str
    stretches: str
    marks: bool
    comma: bool
    centimeters: bool
    units: str
    html: bool


def style(chance: random.Random) -> Style:
    chosen = {word: chance.choice(ways) for word, ways in WORDS.items()}
    return Style(
        chosen.__getitem__, chance.choice(("row", "rec", "cells")),
        chance.choice(("own", "column", "sites", "rows")), chance.random() < 0.3,
        chance.random() < 0.3, chance.random() < 0.5, chance.choice(("heading", "row")),
        chance.random() < 0.3,
    )  # fmt: skip


def study(chance: random.Random) -> list[Measure]:
    measures = []
    for (nerve, muscle), sites in chance.sample(sorted(NERVES.items()), 2):
        side = chance.choice(("right", "left"))
        latency, amplitude = chance.uniform(2.5, 5), chance.uniform(4, 12)
        for at, site in enumerate(sites):
            distance = chance.randrange(60, 90) if not at else chance.randrange(90, 400, 5)
            latency += 0 if not at else distance / chance.uniform(35, 65)
            amplitude *= chance.choice((1, 0.97, 0.4))
            known = {"side": side, "nerve": nerve, "muscle": muscle, "site": site}
            if at and chance.random() < 0.15:
                measures.append(Measure(**known, distance_mm=distance, absent=True))  # type: ignore[arg-type]
                break
            numbers = {
                "latency_ms": round(latency, 2), "amplitude_mv": round(amplitude, 2),
                "negative_peak_area_mvms": round(amplitude * 3.4, 1),
                "negative_peak_duration_ms": 5.5,
            }  # fmt: skip
            measures.append(Measure(**known, distance_mm=distance, **numbers))  # type: ignore[arg-type]
    return measures


def written(measures: list[Measure], how: Style) -> str:
    """The report: a header row, a heading for each nerve, a row for each site."""
    unit = {"latency": "ms", "amplitude": "mV", "area": "mVms", "duration": "ms",
            "distance": "cm" if how.centimeters else "mm", "velocity": "m/s"}  # fmt: skip
    columns = ["site", *(["NR"] if how.marks else []), "latency", "amplitude", "duration", "area"]
    columns += {"column": ["segment"], "sites": ["site1", "site2"]}.get(how.stretches, [])
    columns += ["distance", "velocity"]
    if how.heads == "cells":
        columns = ["nerve", "muscle", *columns]
    names = {"site": "Stim Site", "NR": "NR", "segment": "Segment", "site1": "Site1",
             "site2": "Site2", "nerve": "Nerve", "muscle": "Muscle"}  # fmt: skip
    brackets = how.units == "heading"
    head = [
        names.get(one) or (f"{how.say(one)} ({unit[one]})" if brackets else how.say(one))
        for one in columns
    ]
    lines = [head] if brackets else [head, [unit.get(one, "") for one in columns]]

    def row(cells: dict[str, object]) -> None:
        text = [str(cells.get(one, "")) for one in columns]
        lines.append(
            [one.replace(".", ",") if how.comma and one[:1].isdigit() else one for one in text]
        )

    before: Measure | None = None
    for one in measures:
        first = before is None or before.nerve != one.nerve
        if first:
            before = None
            name = f"{how.say(one.side)} {how.say(one.nerve)}"
            if how.heads == "row":
                lines.append([f"{name} - {how.say(one.muscle or '')}"])
            elif how.heads == "rec":
                lines += [[f"{name} Motor"], [f"Rec: {how.say(one.muscle or '')}"]]
        site = how.say(one.site)
        other = how.say(before.site) if before else how.say(one.muscle or "")
        distance = (one.distance_mm or 0) / (10 if how.centimeters else 1)
        steps = before and before.latency_ms and one.latency_ms
        gap = (one.latency_ms or 0) - ((before.latency_ms or 0) if before else 0)
        speed = (one.distance_mm or 0) / gap if steps else 0
        stretch = {"distance": f"{distance:g}", "velocity": f"{speed:.1f}" if speed else "",
                   "segment": f"{site} - {other}", "site1": site, "site2": other}  # fmt: skip
        name = f"{how.say(one.side)} {how.say(one.nerve)}"
        muscle = how.say(one.muscle or "")
        cells: dict[str, object] = {"site": site, "nerve": name, "muscle": muscle}
        if one.absent:
            cells |= {"NR": "NR"} if how.marks else {"latency": "NR", "amplitude": "NR"}
        else:
            cells |= {"latency": one.latency_ms, "amplitude": one.amplitude_mv,
                      "duration": one.negative_peak_duration_ms,
                      "area": one.negative_peak_area_mvms}  # fmt: skip
        apart = how.stretches == "rows" and how.heads != "cells"
        row(cells if apart else cells | stretch)
        if apart:
            row({"site": f"{other}-{site}", **{k: stretch[k] for k in ("distance", "velocity")}})
        before = one
    if how.html:
        body = "".join(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines
        )
        return f"<table>{body}</table>"
    return "\n".join("\t".join(line) for line in lines) + "\n"


def check(seed: int) -> bool:
    """Whether a study was read; where it was, nothing of it may be another number."""
    chance = random.Random(seed)
    measures, how = study(chance), style(chance)
    text = written(measures, how)
    try:
        found = read_report(text.encode()).study().measures
    except Fault:
        return False
    assert list(found) == measures, f"seed {seed}: {how}\n{text}"
    return True


def test_a_study_is_read_as_it_is_or_not_at_all() -> None:
    read = [check(seed) for seed in range(150)]
    assert sum(read) > 0.9 * len(read)


@pytest.mark.exhaustive
def test_hundreds_of_them() -> None:
    read = [check(seed) for seed in range(150, 800)]
    assert sum(read) > 0.9 * len(read)


def test_sentences_with_semicolons_do_not_make_an_aligned_table_one_of_csv() -> None:
    table = """R Median - APB
Site     Lat (ms)   O-P Amp (mV)   Neg Area (mVms)   Neg Dur (ms)   Dist (mm)
Wrist      3.5         9.0             28.0              5.7            70
Elbow      8.0         8.8             27.4              5.9           230
Axilla    10.4         8.7             27.0              6.0           140
"""
    prose = """
Inching every 2 cm: 0 cm 2.9 ms; 4 cm 3.6 ms; 8 cm 4.3 ms; 12 cm 5.0 ms; 16 cm 6.5 ms
Comments: cold hand; tolerated well; electrodes new; no drugs
"""
    assert [one.amplitude_mv for one in read_report((table + prose).encode()).study().measures] == [
        9.0, 8.8, 8.7,
    ]  # fmt: skip
