"""The whole house at work once, for tests of every value that it hands out or keeps."""

import dataclasses
import gc
import inspect
import io
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, time
from functools import _lru_cache_wrapper
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from typer.testing import CliRunner

import multifocal
import tests.web.conftest  # noqa: F401  (sets Django up)
from multifocal import body, diary, excitability, fiber, nerve
from multifocal.cli.main import app
from multifocal.criteria import evaluate_by
from multifocal.diary.calendar_file import Measuring, reminders, write_calendar
from multifocal.diary.fhir import write_diary_fhir
from multifocal.diary.fhir_reading import read_diary_fhir
from multifocal.diary.json_schema import bundle_schema
from multifocal.diary.stock import stock
from multifocal.evidence.data_set import make_data_set
from multifocal.evidence.diary_run import ask_diaries
from multifocal.evidence.patient_evaluation import evaluate_patient
from multifocal.evidence.virtual_patients import GROUPS, patient
from multifocal.fault import Fault
from multifocal.figures.person import PICTURES, template_text
from multifocal.formats import (
    formats,
    parse_study,
    read_profile,
    read_report,
    read_study,
    report_of_workbook,
    write_study,
)
from multifocal.formats.study_json.reading import schema
from multifocal.localize import complaints, explain, read_weakness
from multifocal.measuring import completed_study, measured_study
from multifocal.report.diary import ReportOptions, diary_pdf, present_diary
from multifocal.study import Measure, Recording, Silence, Study
from multifocal.web.dots.forms import READY_QUESTIONS
from multifocal.web.export.program import read_program
from multifocal.web.inside.state import Grid, Precomputed
from multifocal.web.installation import Contact
from multifocal.web.lab.downloads import KINDS
from multifocal.web.lab.state import START, STARTS
from multifocal.web.site.content.page import ClinicalReview
from multifocal.web.site.rooms import ROOMS
from multifocal.web.site.templatetags.site import PresentedReview
from multifocal.web.workup.examples import EXAMPLES as SAMPLES
from tests.criteria.sensory.rows import motor
from tests.criteria.sensory.test_loss import THREE
from tests.formats.ncs_edf.test_crossings import NOTES, noted
from tests.formats.report.test_single_spaces import NATUS
from tests.formats.workbook.books import workbook
from tests.formats.workbook.test_reports import BOOK as REPORT
from tests.in_use_diary import use_diary
from tests.web.export.test_program import NAME, wheel
from tests.web.markup import markup

EXAMPLES = Path(__file__).parents[1] / "examples"
MOST = 20
"""Of each kind that is watched."""


def modules() -> list[ModuleType]:
    """Every module of the house."""
    names = [one.name for one in pkgutil.walk_packages(multifocal.__path__, "multifocal.")]
    return [
        import_module(name)
        for name in names
        if not name.endswith("__main__") and "migrations" not in name
    ]


def own_classes() -> Iterator[type]:
    """Every class that is defined in the house."""
    for module in modules():
        for value in vars(module).values():
            if inspect.isclass(value) and value.__module__ == module.__name__:
                yield value


def nouns() -> list[type]:
    """Every public dataclass of the house."""
    return [
        one
        for one in own_classes()
        if dataclasses.is_dataclass(one) and not one.__name__.startswith("_")
    ]


def use(folder: Path) -> None:
    """Make every page and file answer, and every part of the simulator, at least once."""
    _simulate()
    _judge(folder)
    _localize()
    _diary()
    use_diary(folder)
    _program(folder)
    _browse()
    _command(folder)


def _simulate() -> None:
    focus = nerve.Focus(body.path("adm").place_at(180), 0.3)
    nerve.examine(
        nerve.Person(temperature=nerve.LimbTemperature(30.0)),
        nerve.Harm(
            (focus,), (nerve.entrapment("ulnar_elbow", "right", 0.9),), crossing={"right": 0.3}
        ),
        sides=("right",),
        limbs=("arm", "leg"),
        stimuli=2,
    )
    fibers = fiber.Fibers(fiber.Geometry.of([10.0], "gaines"), 21, fiber.GainesMembrane())
    fiber.conduct(fibers, [fiber.Lesion.at_all("seal", [9], 0.5)])
    fiber.conduct(fiber.Fibers(fiber.Geometry.of([10.0]), 21), engine="reference")
    fiber.conduct(fibers, pulse=fiber.Pulse(5.0))
    fiber.FieldPulse.point(
        fibers, at_mm=5.0, distance_mm=2.0, current_ma=-1.0, duration_ms=0.1
    ).scaled(2.0)
    fiber.membrane_currents(fiber.Fibers(fiber.Geometry.of([10.0]), 21), duration_ms=0.1)
    tested = excitability.Tracking(fiber.Fibers(fiber.Geometry.of([10.0]), 21))
    excitability.strength_duration(tested, [0.2, 1.0])
    excitability.recovery_cycle(tested, [2.0, 3.0, 4.0])
    excitability.threshold_electrotonus(tested, [40.0], [5.0])
    excitability.current_threshold(tested, [10.0, -10.0])
    nerve.normal_strength("grip", body.Subject(age_years=40.0, sex="female"))
    body.muscles_beyond(focus.place)
    for picture in PICTURES:
        assert template_text(picture)


def _judge(folder: Path) -> None:
    for example in EXAMPLES.rglob("*.csv"):
        if example.parent == EXAMPLES:
            evaluate_by(parse_study(example.read_bytes()).study)
    table = (EXAMPLES / "ulnar_block.csv").read_text(encoding="utf-8")
    with pytest.raises(Fault):
        parse_study(table.replace(",adm,", ",no such muscle,").encode())
    with pytest.raises(Fault):
        parse_study(table.replace("negative_peak_area_mvms", "area_mvms").encode())
    assert schema()
    silent = Measure(
        "right", "median", "apb", "elbow", absent=True, silence=Silence(60.0, 0.01, True)
    )
    wrist = Measure("right", "median", "apb", "wrist", 3.0, 8.0, 30.0, 6.0)
    evaluate_by(Study(measures=(wrist, silent)))  # no distance: the body's own is asked for
    evaluate_by(Study((*motor(), *THREE)))
    bare = Recording(
        np.zeros(400), 10_000.0, "M", "right", "median", "apb", None, "elbow", stimulus_at_ms=5.0
    )
    measured_study(Study(recordings=(bare,)))  # how long it should be: from the body too
    waves = completed_study(read_study(EXAMPLES / "waves" / "ulnar_block.json").study)
    for kind in (one.name for one in formats() if one.write):
        for content in write_study(waves, kind)[0]:
            if kind != "fhir":
                parse_study(content, polarity="negative-up", unit="mV")
    report = (EXAMPLES.parent / "tests/formats/report/layouts/cadwell_summary.tsv").read_bytes()
    report += b"Motor\nR Ulnar\nSite\tLat (ms)\tAmp (mV)\tArea (mVms)\nElbow\t3.0\t8\t30\n"
    with suppress(Fault):
        parse_study(report, profile=read_profile(EXAMPLES / "laboratory.toml"))
    dated = (
        b"Nerve conduction report\nDate of study: 03/04/2024\nAge: 52\nSkin temperature: 33 C\n"
        + report
    )
    dated += b"Elbow *\t3.0\t8\t30\n* not supramaximal\nElbow: stimulus submaximal\n"
    assert read_report(dated).offered
    assert read_report(NATUS.encode()).rows
    beside = (
        "R Ulnar - ADM\nSite\tLat (ms)\tAmp (mV)\nMuñeca\t3.0\t8\nB. codo\t6\t7\nA. codo\t8\t7\n"
    )
    read_report(beside.encode() + b"F waves ulnar R: min latency 29.1 ms, persistence 7/10\n")
    sides = "\t\tRight\t\tLeft\t\nNerve\tSite\tLat (ms)\tAmp (mV)\tLat (ms)\tAmp (mV)\n"
    read_report(f"{sides}Median APB\tWrist\t3.6\t9.8\t3.7\t9.4\n".encode())
    read_report(b"Temp L 32.9 R 28.1\n" + report)
    read_report(b"Nerve Site Rec Lat (ms) Amp (mV)\nMedian R Wrist APB 3.6 9.8\n")  # a space apart
    read_report(report + b"After IVIG\nR Median - APB\n")
    assert report_of_workbook(workbook(*REPORT))
    read_report(
        report + b"Left median nerve, as it was seen last year by someone else\nWrist\t3\t8\t9\n"
    )
    make_data_set(folder / "data", done=None)
    for group in GROUPS:
        evaluate_patient(patient(group, 0, 1))


def _browse() -> None:
    client = Client(SERVER_NAME="127.0.0.1")
    for room in ROOMS:
        assert client.get(reverse(room.name)).status_code == 200
    for address in (
        "/sources",
        "/robots.txt",
        "/sitemap.xml",
        "/share.png",
        "/workup?example=1",
        "/inside/fiber?gaps=3",
        "/inside/picture?at=645&damage=20&person=1",
    ):
        assert client.get(address).status_code == 200, address
    with override_settings(SHARED_ORIGIN="https://mmn.example.org"):
        assert b"mmn.example.org" in client.get("/").content
    with override_settings(PRECOMPUTED=Precomputed("/data/", Grid())):
        assert b"/data/" in client.get("/inside").content
    review = ClinicalReview("A. Clinician", "neurologist", date(2026, 1, 1))
    assert PresentedReview(review, changed_since=False) and Contact(
        "write@example.org", by_mail=True
    )
    for setting in STARTS.values():
        assert client.get(f"/lab?{setting.query()}").status_code == 200
    for kind in KINDS:
        taken = client.get(f"/lab/download?{START.query()}&as={kind}")
        assert taken.status_code == 200
        if kind.startswith("edf"):
            file = SimpleUploadedFile("study.edf", taken.content)
            assert client.post("/workup", {"file": file}).status_code == 200
    paste = "R Ulnar\nSite\tLat (ms)\tAmp (mV)\tArea (mVms)\nWrist\t3.0\ttwo\t30\n"
    for answers in ([], ["area=negative-peak"], ["area=negative-peak", "muscle:ulnar=adm"]):
        assert client.post("/workup", {"table": paste, "answer": answers}).status_code == 200
    for example in ("inching/ulnar_elbow.csv", "beside/two_nerves.csv"):
        table = (EXAMPLES / example).read_text(encoding="utf-8")
        assert client.post("/workup", {"table": table}).status_code == 200
    annotated = io.BytesIO(noted(NOTES[0]))
    annotated.name = "study.edf"
    assert client.post("/workup", {"file": annotated}).status_code == 200
    for sample in SAMPLES:
        page = markup(client.get(f"/workup?waves={sample}"))
        assert page.one("main")
    table = (EXAMPLES / "ulnar_block.csv").read_text()
    first = {"onset": "months", "signs": "no"}
    posts: list[tuple[str, Mapping[str, Any]]] = [
        ("/workup", {"table": table}),
        ("/workup/compare", {"earlier_text": table, "later_text": table}),
        ("/workup/report.pdf", {"table": table}),
        ("/workup/download", {"table": table, "format": "json"}),
        ("/dots", {"onset": "days", "signs": "no"}),
        ("/dots", {**first, "first": "1"}),
        ("/dots", {**first, "choice": list(complaints())}),
        ("/localize", {"line": "R: edc 2, apb 3; L: fdi 2, adm 5", "setting": "mmn_known"}),
        ("/localize", {"choice": "task-zip-right", "ticked": "1"}),
        ("/dots/appointment", {**first, "choice": list(complaints()), "question": READY_QUESTIONS}),
    ]
    for address, data in posts:
        assert client.post(address, data).status_code == 200


def _localize() -> None:
    for line in ("R: fdi 2, ta 3, apb 5; hard: zip; numb: thumb", "L: epl 0", "R and L: deltoid 3"):
        explain(read_weakness(line), setting="general_clinic")


def _diary() -> None:
    entries = diary.read_bundle((EXAMPLES / "diary" / "version-1.json").read_bytes()).entries
    now = datetime(2026, 4, 20, tzinfo=UTC)
    first, *rest = diary.in_order(entries)
    here = [first.corrected(first.when, diary.Note("here"), now), *rest]
    assert diary.preview_import(here, [first.removed(now)]).conflicts
    read_diary_fhir(write_diary_fhir(entries), now)
    measuring = Measuring(("MO",), time(8), date(2026, 4, 20))
    write_calendar(reminders(entries, date(2026, 4, 20)), now, measuring)
    undiagnosed = diary.new_entry(diary.About(standing="suspected"), entries[0].when, now)
    for some in ((), entries, (undiagnosed,)):
        shown = present_diary(some, ReportOptions(trial=date(2026, 3, 30)))
        assert diary_pdf(shown)
    ask_diaries(12, 1)
    bundle_schema()
    assert stock(entries)


def _program(folder: Path) -> None:
    assert read_program(wheel(folder / NAME)).size_mb > 0


def _command(folder: Path) -> None:
    run, studies = CliRunner(), folder / "studies"
    studies.mkdir()
    (studies / "a.csv").write_bytes((EXAMPLES / "ulnar_block.csv").read_bytes())
    for words in (
        ["fiber", "--lesion", "lamellae:0.5:3"],
        ["nerve", "ulnar", "--focus", "forearm:0.6"],
        ["study", "evaluate", str(EXAMPLES / "ulnar_block.csv"), "--weak", "right:adm"],
        ["study", "compare", str(EXAMPLES / "two_arms.csv"), str(EXAMPLES / "ulnar_block.csv")],
        [
            "study",
            "batch",
            str(studies),
            "--out",
            str(folder / "all.csv"),
            "--jobs",
            "1",
            "--redcap-dictionary",
            str(folder / "redcap.csv"),
        ],
        ["evidence", "performance", "--patients", "1", "--out", str(folder / "found.json")],
        [
            "evidence",
            "performance",
            "--patients",
            "1",
            "--workers",
            "1",
            "--out",
            str(folder / "found"),
        ],
        ["evidence", "localize", "--patients", "1", "--out", str(folder / "places.json")],
    ):
        assert run.invoke(app, words).exit_code == 0, words


@contextmanager
def watched(kinds: list[type]) -> Iterator[dict[type, list[Any]]]:
    """What is made of these dataclasses meanwhile, at most MOST of each."""
    made: dict[type, list[Any]] = {kind: [] for kind in kinds}

    def watch(kind: type, begin: Callable[..., None]) -> Callable[..., None]:
        def made_one(self: Any, *given: Any, **named: Any) -> None:
            begin(self, *given, **named)
            if type(self) is kind and len(made[kind]) < MOST:
                made[kind].append(self)

        return made_one

    before = {kind: vars(kind)["__init__"] for kind in kinds if "__init__" in vars(kind)}
    for kind, begin in before.items():
        kind.__init__ = watch(kind, begin)  # type: ignore[misc]
    try:
        yield made
    finally:
        for kind, begin in before.items():
            kind.__init__ = begin  # type: ignore[misc]


def kept() -> Iterator[tuple[str, Any]]:
    """Everything that outlives one answer, with the way to it: what modules hold and caches keep,
    and whatever hangs on that."""
    seen: set[int] = set()
    for module in modules():
        for name, value in list(vars(module).items()):
            if not name.startswith("__") and not isinstance(value, ModuleType):
                yield from _within(f"{module.__name__}.{name}", value, seen)


def _within(where: str, value: Any, seen: set[int]) -> Iterator[tuple[str, Any]]:
    if id(value) in seen or isinstance(value, str | bytes | int | float | None):
        return
    seen.add(id(value))
    yield where, value
    if isinstance(value, _lru_cache_wrapper):
        for one in gc.get_referents(value):
            yield from _within(f"{where}()", one, seen)
    elif isinstance(value, Mapping):
        for key, one in list(value.items()):
            yield from _within(f"{where}[{str(key)[:40]}]", one, seen)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _within(f"{where}[]", one, seen)
    elif isinstance(value, np.ndarray):
        return
    elif _is_ours(value):
        for name, one in list(vars(value).items()):
            yield from _within(f"{where}.{name}", one, seen)


def _is_ours(value: Any) -> bool:
    kind = value if inspect.isclass(value) else type(value)
    return kind.__module__.startswith("multifocal.") and hasattr(value, "__dict__")
