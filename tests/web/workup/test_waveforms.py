"""Waveforms on the workup page: drawn, measured, marked by hand, judged, downloaded, not stored."""

import base64
import io
import json
import zlib
from dataclasses import replace

import numpy as np
import pytest
from django.test import Client

from multifocal.criteria import evaluate
from multifocal.formats import parse_study, write_study
from multifocal.formats.study_json import write_json
from multifocal.measuring import measure_all
from multifocal.study import FMeasure, Study
from multifocal.web.workup import markers, reading
from multifocal.web.workup.examples import EXAMPLES, example_study
from multifocal.web.workup.forms import WorkupForm
from multifocal.web.workup.markers import mark_sweeps, measured_by
from multifocal.web.workup.reading import MOST_SWEEPS
from multifocal.web.workup.state import MOST_BYTES, CarriedFile
from tests.measuring.test_f_waves import series
from tests.measuring.test_sensory import sensory, snap
from tests.web.markup import Markup, markup, words

BLOCK = example_study("block")
FILE = write_study(BLOCK, "json")[0][0]


def fields(page: Markup) -> dict[str, str]:
    """What the waveforms' fields would send."""
    found = {}
    for tag in page.tags:
        sent = tag.attributes.get("type") != "radio" or "checked" in tag.attributes
        if tag.name == "input" and tag.attributes.get("form") == "study" and sent:
            found[tag.attributes["name"]] = tag.attributes.get("value", "")
    return found


def opened(client: Client, content: bytes = FILE, name: str = "study.json") -> Markup:
    file = io.BytesIO(content)
    file.name = name
    answer = client.post("/workup", {"file": file})
    assert answer.status_code == 200
    return markup(answer)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_simulated_studies_are_said_to_be(client: Client, name: str) -> None:
    text = words(client.get(f"/workup?waves={name}"))
    assert "This study was computed, not recorded from a person." in text
    assert "What the rules say" in text


@pytest.mark.parametrize("kind", ["json", "edf", "waveform-csv"])
def test_a_file_of_waveforms_is_measured_and_judged(client: Client, kind: str) -> None:
    (content,), _ = write_study(BLOCK, kind)  # type: ignore[arg-type]
    page = opened(client, content, f"study.{kind}")
    cells = [cell.text for cell in page.all("td")]
    read = parse_study(content).study
    for one in measure_all(read.recordings):
        assert f"{one.amplitude_mv:.2f}" in cells
    text = " ".join(page.one("judged").text.split())
    for verdict in evaluate(read).segments:
        assert verdict.block != "definite" or "Definite motor conduction block" in text


def test_the_page_carries_the_file_and_nothing_else_does(client: Client) -> None:
    page = opened(client)
    assert zlib.decompress(base64.b64decode(fields(page)["kept"])) == FILE
    again = markup(client.post("/workup", fields(page)))
    assert fields(again)["kept"] == fields(page)["kept"]
    assert [c.text for c in again.all("td")] == [c.text for c in page.all("td")]
    assert not page.one("id_table").text.strip()


def test_a_mark_moved_changes_measures_and_verdict(client: Client) -> None:
    """The uppermost onset and end drawn together: less area, so a block appears."""
    page = opened(client, write_study(example_study("healthy"), "json")[0][0])
    sent = fields(page)
    answer = client.post("/workup/marks", sent | {"onset-3": "12.7", "end-3": "13.9"})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "by hand" in text and "Marks set by hand" in text
    assert "Definite motor conduction block" in text
    before = client.post("/workup/marks", sent).content.decode()
    assert "Definite motor conduction block" not in before


def test_marks_are_given_back_to_the_program(client: Client) -> None:
    sent = fields(opened(client)) | {"onset-1": "9.0"}
    assert "by hand" in client.post("/workup", sent).content.decode()
    back = client.post("/workup", sent | {"auto": "1"})
    assert fields(markup(back))["onset-1"] != "9.0"
    empty = client.post("/workup", sent | {"onset-1": "", "peak-1": "", "end-1": ""})
    assert fields(markup(empty))["onset-1"] == fields(markup(back))["onset-1"]


def test_a_person_says_that_no_response_came(client: Client) -> None:
    text = words(client.post("/workup", fields(opened(client)) | {"response-3": "absent"}))
    assert "Marked by hand: no response." in text
    lost = words(client.post("/workup", fields(opened(client)) | {"response-3": "unmeasurable"}))
    assert "a person marked it so" in lost


def test_a_mark_of_no_response_keeps_what_the_sweep_shows() -> None:
    """A person cannot make a sweep longer: whoever judges sees how long it lived."""
    whole = BLOCK.recordings[1]
    stopped = replace(whole, samples_mv=np.where(whole.times_ms < 6.0, whole.samples_mv, 0.0))
    for one, until_ms in ((whole, float(whole.times_ms[-1])), (stopped, 5.95)):
        (found,) = mark_sweeps([one], {"response-0": "absent"})
        assert found.measure.absent and found.measure.silence is not None
        assert found.measure.silence.window_ms == pytest.approx(until_ms)
    (lost,) = mark_sweeps([stopped], {"response-0": "unmeasurable"})
    assert lost.measure.unmeasurable == "by_hand" and lost.measure.silence is None


def test_of_two_sweeps_of_a_site_the_marks_decide_which_is_judged() -> None:
    """The stronger one, marked as no response, does not replace the weaker one's response."""
    weak, strong = (replace(BLOCK.recordings[0], current_ma=ma) for ma in (20.0, 40.0))
    study = Study(recordings=(weak, strong))
    (one,) = measured_by(study, mark_sweeps(study.recordings, {"response-1": "absent"})).measures
    assert not one.absent and one.amplitude_mv


def test_what_cannot_be_measured_says_why_and_can_be_marked(client: Client) -> None:
    short = replace(BLOCK.recordings[1], samples_mv=BLOCK.recordings[1].samples_mv[:220])
    study = Study(recordings=(BLOCK.recordings[0], short))
    page = opened(client, write_study(study, "json")[0][0])
    text = " ".join(page.one("main").text.split())
    assert "the sweep ends before the response comes back to the baseline" in text
    assert "annot be assessed" in " ".join(page.one("judged").text.split())
    placed = client.post("/workup", fields(page) | {"place": "1"})
    assert fields(markup(placed))["onset-1"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"onset-1": "30"}, "out of order"),
        ({"onset-1": "soon"}, "no number"),
        ({"peak-1": "16.0", "end-1": "17.0"}, "below the baseline"),
    ],
)
def test_marks_that_make_no_sense_are_said_beside_them(
    client: Client, wrong: dict[str, str], says: str
) -> None:
    answer = client.post("/workup", fields(opened(client)) | wrong)
    assert answer.status_code == 200
    assert says in words(answer)
    assert fields(markup(answer))[next(iter(wrong))] == next(iter(wrong.values()))


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx", "edf", "waveform-csv", "fhir"])
def test_every_format_can_be_downloaded(client: Client, kind: str) -> None:
    sent = fields(opened(client)) | {"onset-1": "9.000", "format": kind}
    answer = client.post("/workup/download", sent)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    if kind == "fhir":
        assert json.loads(answer.content)["resourceType"] == "Bundle"
        return
    read = parse_study(answer.content).study
    assert len(read.recordings or read.measures) == 4
    if kind == "json":
        assert "9.0" in [str(one.latency_ms) for one in read.measures]
        again = fields(opened(client, answer.content))
        assert again["onset-1"] == "9.000"  # marks set by hand come back with the file


def test_a_typed_table_can_be_downloaded_too(client: Client) -> None:
    from multifocal.web.workup.forms import example_table  # noqa: PLC0415

    page = markup(client.post("/workup", {"table": example_table()}))
    (kept,) = [t.attributes["value"] for t in page.tags if t.attributes.get("name") == "kept"]
    answer = client.post("/workup/download", {"kept": kept, "format": "json"})
    assert len(parse_study(answer.content).study.measures) == 2


@pytest.mark.parametrize(
    "kept",
    [
        "not base64!",
        base64.b64encode(b"no zlib").decode(),
        base64.b64encode(zlib.compress(bytes(MOST_BYTES + 10))).decode(),
        "A" * 2_000_001,
        base64.b64encode(zlib.compress(b'{"format": "multifocal-study"}')).decode(),
    ],
    ids=["characters", "packing", "bomb", "long", "study"],
)
@pytest.mark.parametrize("address", ["/workup", "/workup/marks", "/workup/download"])
def test_a_damaged_copy_is_a_fault(client: Client, kept: str, address: str) -> None:
    answer = client.post(address, {"kept": kept, "format": "csv"})
    assert answer.status_code in (200, 400)
    assert "What the rules say" not in answer.content.decode()
    assert b"Traceback" not in answer.content


def test_the_screen_is_chosen(client: Client) -> None:
    sent = fields(opened(client))
    page = client.post("/workup", sent | {"sweep": "50", "sensitivity": "1"}).content.decode()
    assert "1 mV a division" in page
    assert (
        "1 mV a division"
        not in client.post("/workup", sent | {"sensitivity": "7"}).content.decode()
    )


def test_f_waves_are_read_in_their_series(client: Client) -> None:
    made = series(0.002)
    content = write_study(Study(recordings=made.sweeps), "json")[0][0]
    page = opened(client, content)
    rows = [t for t in page.all("tr") if "Persistence" in t.text or "Sweeps" in t.text]
    said = {
        head.text: cell.text
        for head in page.all("th")
        for cell in page.all("td")
        if any(row.holds(head) and row.holds(cell) for row in rows)
    }
    seen = sum(onset is not None for onset in made.onsets_ms)
    assert said["Persistence"] == f"{5 * seen} %"
    assert said["Sweeps"] == "20"
    assert "Chronodispersion" in page.one("main").text


def test_sensory_responses_are_in_microvolts_with_their_velocity(client: Client) -> None:
    study = Study(recordings=(*BLOCK.recordings, sensory(snap())))
    page = opened(client, write_study(study, "json")[0][0])
    heads = [head.text for head in page.all("th")]
    assert "Amplitude, µV" in heads and "Amplitude, mV" in heads
    assert "56." in " ".join(cell.text for cell in page.all("td"))
    assert "What the rules say" in page.one("concluded").text


def test_nothing_of_a_file_reaches_the_log(
    client: Client, capfd: pytest.CaptureFixture[str]
) -> None:
    client.post("/workup/marks", fields(opened(client)) | {"onset-1": "soon"})
    written = capfd.readouterr()
    assert written.out + written.err == ""


def test_a_mark_moved_leaves_the_height_of_a_peak_that_was_not(client: Client) -> None:
    page = opened(client, write_study(example_study("healthy"), "json")[0][0])
    moved = markup(client.post("/workup", fields(page) | {"end-0": "8.000"}))

    def numbers(one: Markup) -> list[str]:
        return [cell.text for cell in one.all("td")][:4]

    was, now = numbers(page), numbers(moved)
    assert was[:2] == now[:2] and float(now[2]) < float(was[2])


def test_a_mark_moved_below_a_full_response_asks_to_repeat_the_site(client: Client) -> None:
    page = opened(client, write_study(example_study("healthy"), "json")[0][0])
    sent = fields(page) | {"onset-1": "9.0", "end-1": "10.2"}
    text = client.post("/workup/marks", sent).content.decode()
    assert "Cannot be assessed: repeat this site (below elbow)" in text
    assert "Definite motor conduction block" not in text


def test_of_several_sweeps_of_a_site_one_is_judged_and_that_is_said(client: Client) -> None:
    weak = replace(
        BLOCK.recordings[0], current_ma=5.0, samples_mv=BLOCK.recordings[0].samples_mv / 3
    )
    strong = replace(BLOCK.recordings[0], current_ma=30.0)
    study = Study(recordings=(strong, weak, *BLOCK.recordings[1:]))
    page = opened(client, write_study(study, "json")[0][0])
    text = " ".join(page.one("main").text.split())
    assert "2 sweeps of" in text and "1 remark on reading the file" in text
    assert "Definite motor conduction block" in " ".join(page.one("judged").text.split())


def test_distances_that_make_no_sense_are_a_fault_beside_the_waveforms(client: Client) -> None:
    study = Study(recordings=tuple(replace(one, distance_mm=100.0) for one in BLOCK.recordings))
    content = write_study(study, "json")[0][0]
    text = " ".join(opened(client, content).one("main").text.split())
    assert "is not longer than" in text and "Waveforms and their marks" in text
    kept = {"kept": base64.b64encode(zlib.compress(content)).decode()}
    answer = client.post("/workup/report.pdf", kept)
    assert "is not longer than" in words(answer) and "Waveforms and their marks" in words(answer)


def test_f_waves_typed_beside_waveforms_are_judged_once(client: Client) -> None:
    made = series(0.002)
    first = made.sweeps[0]
    place = (first.side, first.nerve, first.muscle or "", first.site)
    other = FMeasure(first.side, "median", "apb", "wrist", 29.0)
    study = Study(recordings=made.sweeps, f_measures=(FMeasure(*place, 60.0), other))
    form = WorkupForm(
        {"kept": base64.b64encode(zlib.compress(write_json(study).encode())).decode()}
    )
    assert form.is_valid()
    read, typed = form.study().f_measures
    assert read.minimum_latency_ms != 60.0 and read.sweeps == 20 and typed == other


def test_other_ways_are_refused(client: Client) -> None:
    assert client.get("/workup/marks").status_code == 405
    assert client.get("/workup/download").status_code == 405
    assert client.post("/workup/marks", {}).status_code == 400
    assert client.post("/workup/download", {"sample": "block", "format": "exe"}).status_code == 400


LENGTHS_MS = (0.1, 1, 9, 50, 450, 580, 600, 900, 5_000, 30_000)


@pytest.mark.some_cases(6)
@pytest.mark.parametrize("length_ms", LENGTHS_MS)
@pytest.mark.parametrize("kind", ["M", "F", "sensory"])
def test_sweeps_of_any_length_are_drawn(client: Client, length_ms: float, kind: str) -> None:
    first = BLOCK.recordings[0] if kind != "sensory" else sensory(snap())
    count = 900
    samples = np.resize(first.samples_mv, count)
    hz = count / length_ms * 1e3
    for at_ms in (0.0, 2.0, -5.0, 2 * length_ms):
        one = replace(
            first, samples_mv=samples, sampling_hz=hz, stimulus_at_ms=at_ms, kind=kind,
            calibration=None,
        )  # fmt: skip
        page = opened(client, write_json(Study(recordings=(one,) * 2)).encode())
        drawn = [tag.attributes.get("class", "") for tag in page.all("svg")]
        found = "F waves" in page.one("main").text if kind == "F" else "traces" in drawn
        assert found, (length_ms, at_ms)


@pytest.mark.parametrize("way", ["/workup", "/workup/marks", "/workup/download",
                                 "/workup/report.pdf"])  # fmt: skip
def test_too_many_sweeps_are_refused_before_one_is_measured(
    client: Client, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = Study(recordings=BLOCK.recordings[:1] * (MOST_SWEEPS + 1))
    content = write_json(many).encode()

    def refuse(*_: object) -> None:
        raise AssertionError("a sweep was measured")

    monkeypatch.setattr(markers, "measured", refuse)
    monkeypatch.setattr(reading, "without_repeats", refuse)
    data = {"kept": CarriedFile(content).packed, "format": "json"}
    answer = client.post(way, data)
    assert answer.status_code == (400 if way == "/workup/marks" else 200)
    assert f"more than {MOST_SWEEPS} sweeps" in answer.content.decode()
