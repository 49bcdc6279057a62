"""Prints, as JSON, every stray word of every channel with a piece it was met in.

python -m tests.words.pseudo_channels
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.words import pseudo

pseudo.speak()  # before anything is imported that may say a word and keep it

import typst  # noqa: E402
from django.test import Client  # noqa: E402
from typer.testing import CliRunner  # noqa: E402

import tests.web.conftest  # noqa: E402, F401  (sets Django up)
from multifocal.cli.main import app  # noqa: E402
from multifocal.localize import complaints  # noqa: E402
from multifocal.sources import all_sources  # noqa: E402
from multifocal.web.dots.forms import READY_QUESTIONS  # noqa: E402
from tests.web.test_every_page import EVERY  # noqa: E402

EXAMPLES = Path(__file__).parents[2] / "examples"
TABLE = (EXAMPLES / "ulnar_block.csv").read_text(encoding="utf-8")
FELT = """\
side,nerve,muscle,site,latency_ms,amplitude_mv,negative_peak_area_mvms,negative_peak_duration_ms,\
distance_mm,kind,skin,sensory_amplitude_uv,f_minimum_ms,f_persistence_percent,f_sweeps,supramaximal,\
temperature_c
right,median,apb,wrist,3.6,9.0,30,5.6,,,,,NR,,20,yes,33
right,median,apb,elbow,7.6,3.6,11,5.8,220,,,,,,,yes,33
right,ulnar,adm,wrist,2.9,9.0,30,5.6,,,,,31.5,30,40,yes,33
right,ulnar,adm,below_elbow,6.6,8.6,29,5.8,220,,,,,,,yes,33
right,median,,wrist,2.5,,,,140,sensory,index_finger,25,,,,,33
right,median,,elbow,6.2,,,,350,sensory,index_finger,12,,,,,33
right,ulnar,,wrist,,,,,140,sensory,little_finger,NR,,,,,33
left,ulnar,,wrist,,,,,140,sensory,little_finger,NR,,,,,33
right,sural,,calf,,,,,140,sensory,ankle,NR,,,,,32
"""
"""Sensory responses and F waves, within limits and outside."""
DATED = "Date of study: 03/04/2024\nR Ulnar - ADM\nSite\tLat (ms)\tNeg Amp (mV)\nWrist\t3.0\t8.0\n"
"""A report whose day can be two."""
BESIDE = tuple(
    (EXAMPLES / name).read_text(encoding="utf-8")
    for name in ("inching/ulnar_elbow.csv", "beside/two_nerves.csv")
)
HELPS = (
    [], ["serve"], ["warm"], ["fiber"], ["nerve"], ["examine"], ["localize"], ["study"],
    ["study", "evaluate"], ["study", "measure"], ["study", "convert"], ["study", "report"],
    ["study", "compare"], ["study", "batch"], ["study", "inching"], ["evidence"],
    ["evidence", "make"], ["evidence", "performance"],
)  # fmt: skip
RUNS = (
    ["fiber", "--diameter", "10", "--lesion", "lamellae:0.5:3"],
    ["nerve", "ulnar", "--focus", "forearm:0.6"],
    ["localize", "R: fdi 2, ta 3, apb 5; hard: zip; numb: thumb", "--setting", "mmn_known"],
    ["study", "evaluate", str(EXAMPLES / "ulnar_block.csv"), "--criteria", "all", "--full"],
    ["study", "compare", str(EXAMPLES / "two_arms.csv"), str(EXAMPLES / "ulnar_block.csv")],
    ["study", "inching", str(EXAMPLES / "inching" / "ulnar_elbow.csv")],
    ["study", "evaluate", str(EXAMPLES / "waves" / "ulnar_block.json"), "--weak", "right:adm"],
)


def pieces() -> Iterator[tuple[str, str]]:
    """Each piece of text that a reader may meet, with its channel."""
    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    for address in (*EVERY, "/workup?example=2", "/lab?warm=1"):
        yield from (("page", one) for one in pseudo.shown(client.get(address).content.decode()))
    asked = {"onset": "months", "signs": "no", "cold": "yes", "course": "steps"}
    everything = {**asked, "choice": list(complaints()), "question": READY_QUESTIONS}
    for address, data in (
        ("/workup", {"table": TABLE}),
        ("/workup", {"table": FELT}),
        ("/workup", {"table": DATED}),
        *(("/workup", {"table": table}) for table in BESIDE),
        ("/dots", {"onset": "minutes", "signs": "no"}),
        ("/dots", everything),
        ("/dots/appointment", everything),
    ):
        page = client.post(address, data).content.decode()
        yield from (("page", one) for one in pseudo.shown(page))
    for text in _texts_of_sheet(client):
        parts = pseudo.shown(text) if text.startswith("<") else [text]
        yield from (("pdf", one) for one in parts)
    run = CliRunner()
    for words in HELPS:
        yield from (
            ("help", one) for one in run.invoke(app, [*words, "--help"]).stdout.splitlines()
        )
    for words in RUNS:
        done = run.invoke(app, [*words])
        assert done.exit_code == 0, (words, done.stderr)
        yield from (("terminal", one) for one in done.stdout.splitlines())
    with TemporaryDirectory() as folder:
        felt = Path(folder) / "felt.csv"
        felt.write_text(FELT, encoding="utf-8")
        shown = run.invoke(app, ["study", "evaluate", str(felt)])
        assert shown.exit_code == 0, shown.stderr
        yield from (("terminal", one) for one in shown.stdout.splitlines())
        for file in (felt, EXAMPLES / "ulnar_block.csv"):
            judged = run.invoke(app, ["study", "evaluate", str(file), "--json"])
            yield from (("json", one) for one in _texts(json.loads(judged.stdout)))


_CITED = sorted(
    {
        text
        for source in all_sources()
        for text in (source.title, source.authors, source.where, source.note)
        if text
    },
    key=len,
    reverse=True,
)


def _without_citations(piece: str) -> str:
    """A source keeps its title, authors and note as they are, in the language it was read in."""
    for text in _CITED:
        piece = piece.replace(text, "")
    return piece


def _texts_of_sheet(client: Client) -> Iterator[str]:
    """Every text that Typst is given for the sheet of a study."""
    given: list[str] = []
    make = typst.compile

    def compile_(*args: Any, **named: Any) -> Any:
        given.append(named["sys_inputs"]["data"])
        return make(*args, **named)

    typst.compile = compile_
    try:
        for table in (TABLE, *BESIDE):
            sheet = client.post("/workup/report.pdf", {"table": table}).content
            assert sheet.startswith(b"%PDF")
    finally:
        typst.compile = make
    return (text for page in given for text in _texts(json.loads(page)))


def _texts(value: object) -> Iterator[str]:
    """Every text of a JSON object that is for people: words with spaces between."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)
    elif isinstance(value, str) and " " in value:
        yield value


if __name__ == "__main__":
    found: dict[str, dict[str, str]] = {}
    for channel, piece in pieces():
        known = found.setdefault(channel, {})
        for word in pseudo.strays(_without_citations(piece)):
            known.setdefault(word, piece.strip()[:160])
    sys.stdout.write(json.dumps(found))
