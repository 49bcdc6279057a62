"""`study compare` and `study batch`, as people call them."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from multifocal.cli.main import app
from multifocal.cli.study import batch
from multifocal.report.tidy import SEGMENT_COLUMNS, tidy_csv

EXAMPLES = Path(__file__).parents[3] / "examples"
TWO_ARMS = (EXAMPLES / "two_arms.csv").read_text("utf-8")
LATER = TWO_ARMS.replace("2026-03-03", "2026-09-01").replace(
    "elbow,8.1,3.9,11.8", "elbow,8.1,8.9,27.8"
)


def run(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["study", *map(str, arguments)])
    return done.exit_code, done.stdout, done.stderr


def test_a_file_of_another_ending_is_a_row_with_its_fault_or_named(tmp_path: Path) -> None:
    place = tmp_path / "reports"
    place.mkdir()
    (place / "a.csv").write_text(TWO_ARMS, encoding="utf-8")
    (place / "page.html").write_text("<html><body><p>Report</p></body></html>", encoding="utf-8")
    (place / "curve.png").write_bytes(b"x")
    out = tmp_path / "all.csv"
    code, text, told = run("batch", place, "--out", out, "--jobs", 1)
    assert code == 0 and "Studies: 2" in text and "evaluated: 1" in text
    assert "curve.png" in told and "page.html" not in told
    told_of = {one["file"]: one["fault"] for one in rows(tmp_path / "all-studies.csv")}
    assert "web page" in told_of["page.html"] and told_of["a.csv"] == ""


def test_two_studies_are_compared_by_their_dates(tmp_path: Path) -> None:
    later = tmp_path / "later.csv"
    later.write_text(LATER, encoding="utf-8")
    code, text, told = run("compare", later, EXAMPLES / "two_arms.csv", "--json")
    assert code == 0 and "compared by date" not in told
    shown = json.loads(text)
    assert shown["studies"][0][1][0]["value"] == "3 March 2026"
    row = next(one for one in shown["rows"] if "R median, forearm" in one["place"])
    assert row["change"].startswith("gone")
    code, text, told = run("compare", later, EXAMPLES / "two_arms.csv")
    assert code == 0 and "compared by date" in told
    assert "gone: the proximal" in " ".join(text.split())


def test_what_goes_with_a_study_is_given_for_both(tmp_path: Path) -> None:
    path = EXAMPLES / "two_arms.csv"
    code, _, told = run("compare", path, path, "--laboratory", "A")
    assert code == 2 and "--laboratory" in told
    code, text, _ = run("compare", path, path, "--laboratory", "A", "--laboratory", "A")
    assert code == 0 and "Laboratory: A" in text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "studies"
    (place / "more").mkdir(parents=True)
    (place / "a.csv").write_text(TWO_ARMS, encoding="utf-8")
    (place / "more" / "b.csv").write_text(LATER, encoding="utf-8")
    (place / "damaged.edf").write_bytes(b"0       " + bytes(90))
    (place / "wrong.csv").write_text(TWO_ARMS.replace("3.9,11.8", "four,11.8"), encoding="utf-8")
    (place / "notes.pdf").write_bytes(b"%PDF-1.7")
    return place


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def test_a_folder_is_one_row_a_study_and_one_a_segment_and_set(folder: Path) -> None:
    out = folder.parent / "all.csv"
    code, text, _ = run("batch", folder, "--out", out, "--jobs", 1)
    assert code == 0 and "Studies: 4, of which cannot be read or evaluated: 2" in text
    studies = {row["file"]: row for row in rows(out.with_name("all-studies.csv"))}
    assert set(studies) == {"a.csv", "more/b.csv", "damaged.edf", "wrong.csv"}
    assert studies["a.csv"]["fault"] == "" and studies["damaged.edf"]["fault"]
    assert studies["wrong.csv"]["fault_column"] == "amplitude_mv"
    assert studies["wrong.csv"]["segments"] == ""  # unknown, and not 0
    counted = {name: studies["a.csv"][f"efns-pns-2010_{name}"] for name in ("blocks", "blocks_if")}
    assert counted == {"blocks": "1", "blocks_if": "1"}  # one hangs on crossing fibers
    segments = rows(out)
    found = [row for row in segments if (row["file"], row["criteria"]) == ("a.csv", "utrecht")]
    assert len(found) == 24
    first = next(row for row in segments if row["file"] == "a.csv" and row["block"] == "definite")
    assert first["criteria_standing"] and first["distal_supramaximal"] == "yes"
    assert not list(folder.parent.glob(".*.part"))


UNREAD = """R Ulnar - ADM
Site\tLat (ms)\tO-P Amp (mV)\tNeg Area (mVms)\tNeg Dur (ms)
Wrist\t2.8\t10.9\t36.5\t5.7
B. Elbow\t6.6\t4.0\t13.0\t5.9
Sensory conduction
Nerve\tSite\tOnset (ms)\tO-P Amp (uV)
Right Median\tDigit 2\tNR\tNR
F waves
N. ulnaris rechts   F-min 30-34 ms
Measured at 27 °C
"""


def test_what_is_not_known_is_empty_and_what_hangs_on_a_condition_counts_apart(
    tmp_path: Path,
) -> None:
    place = tmp_path / "studies"
    place.mkdir()
    (place / "a.txt").write_text(UNREAD, encoding="utf-8")
    (place / "b.csv").write_text(TWO_ARMS, encoding="utf-8")
    out = tmp_path / "all.csv"
    code, text, _ = run("batch", place, "--out", out, "--jobs", 1,
                        "--answer", "sensory-place=leave-out")  # fmt: skip
    assert code == 0, text
    report, table = rows(out.with_name("all-studies.csv"))
    assert report["fault"] == "" and report["table_version"] == "3"
    assert (report["sensory_responses"], report["f_wave_series"]) == ("", "")
    assert "One sensory row" in report["remarks"] and "27 °C" in report["remarks"]
    assert (report["efns-pns-2010_blocks"], report["efns-pns-2010_blocks_if"]) == ("0", "1")
    assert table["remarks"] == "" and table["sensory_responses"] == "5"
    cautions = {row["file"]: row["cautions"] for row in rows(out)}
    assert "weakness_duration_not_stated" in cautions["a.txt"]
    assert "weakness_under_ten_days" not in cautions["a.txt"]


def test_a_run_that_was_stopped_goes_on_where_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = folder.parent / "all.csv"
    done: list[str] = []
    once = batch._one

    def stopping(work: batch._Work) -> object:
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(work.name)
        return once(work)

    monkeypatch.setattr(batch, "_one", stopping)
    CliRunner().invoke(app, ["study", "batch", str(folder), "--out", str(out), "--jobs", "1"])
    draft = out.with_name(".all.csv.part")
    assert draft.exists() and not out.exists()
    with draft.open("a") as stream:
        stream.write('{"name": "cut o')  # as a run that was killed leaves it
    again: list[str] = []

    def counting(work: batch._Work) -> object:
        again.append(work.name)
        return once(work)

    monkeypatch.setattr(batch, "_one", counting)
    code, _, _ = run("batch", folder, "--out", out, "--jobs", 1)
    assert code == 0 and len(again) == 2 and not set(again) & set(done)
    assert len(rows(out.with_name("all-studies.csv"))) == 4 and not draft.exists()


def test_a_file_that_changed_since_is_evaluated_again(folder: Path) -> None:
    out, draft = folder.parent / "all.csv", folder.parent / ".all.csv.part"
    works = [batch._Work(folder / "a.csv", "a.csv", ("efns-pns-2010",))]
    batch._evaluated(works, draft, "x", 1)
    (folder / "a.csv").write_text(LATER, encoding="utf-8")
    (one,) = batch._evaluated(works, draft, "x", 1)
    assert one["studies"][0]["date"] == "2026-09-01" and not out.exists()


def test_a_workbook_has_both_tables_and_several_processes_say_the_same(folder: Path) -> None:
    out = folder.parent / "all.xlsx"
    for at in range(8):
        (folder / f"c{at}.csv").write_bytes((EXAMPLES / "ulnar_block.csv").read_bytes())
    assert run("batch", folder, "--out", out, "--jobs", 2)[0] == 0
    book = openpyxl.load_workbook(out, read_only=True)
    assert book.sheetnames == ["segments", "studies"]
    assert [cell.value for cell in next(book["segments"].rows)] == list(SEGMENT_COLUMNS)
    assert sum(1 for _ in book["studies"].rows) == 13
    assert run("batch", folder, "--out", out)[0] == 1  # never over a file that is there


def test_an_ending_that_is_not_written_says_which_are(folder: Path) -> None:
    code, _, told = run("batch", folder, "--out", folder.parent / "all.ods")
    assert code == 2 and all(one in told for one in (".csv", ".parquet", ".xlsx"))


def test_without_pyarrow_the_command_that_installs_it_is_told_before_any_work(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("multifocal.extras.find_spec", lambda _: None)
    monkeypatch.setattr(batch, "_evaluated", None)  # not called
    code, _, told = run("batch", folder, "--out", folder.parent / "all.parquet")
    assert code == 1 and "multifocal[cluster]" in told


def test_parquet_holds_the_numbers_of_the_table_with_types(folder: Path) -> None:
    for name in ("all.csv", "all.parquet"):
        assert run("batch", folder, "--out", folder.parent / name, "--jobs", 1)[0] == 0
    for name in ("all", "all-studies"):
        table = parquet.read_table(folder.parent / f"{name}.parquet")
        plain = rows(folder.parent / f"{name}.csv")
        assert table.num_rows == len(plain) > 0
        for written, told in zip(table.to_pylist(), plain, strict=True):
            for key, one in written.items():
                assert told[key] == ("" if one is None else str(one)) or float(told[key]) == one
    segments = parquet.read_table(folder.parent / "all.parquet")
    assert segments.schema.field("amplitude_reduction_percent").type == "double"
    assert segments.schema.field("date").type == "date32[day]"
    nobody = folder.parent / "nobody"
    nobody.mkdir()
    (nobody / "damaged.edf").write_bytes(b"0       " + bytes(90))
    assert run("batch", nobody, "--out", folder.parent / "none.parquet", "--jobs", 1)[0] == 0
    assert parquet.read_schema(folder.parent / "none.parquet") == segments.schema


def test_a_name_that_a_spreadsheet_would_work_out_is_only_a_name() -> None:
    assert tidy_csv(["file"], [{"file": "=1+1.csv"}]) == b"file\n'=1+1.csv\n"


REPORT = (
    "R Median - APB\nSite\tLat (ms)\tAmp (mV)\tArea (mVms)\tDur (ms)\n"
    "Wrist\t3.5\t8.8\t27.0\t5.8\nElbow\t8.1\t3.6\t11.1\t6.3\n"
)
TOLD = ("--area", "negative-peak", "--duration", "negative-peak")


def test_a_report_is_compared_with_answers_for_both_or_for_one(tmp_path: Path) -> None:
    earlier, later = tmp_path / "earlier.txt", tmp_path / "later.txt"
    earlier.write_text(REPORT.replace("3.6\t11.1", "8.4\t25.9"), encoding="utf-8")
    later.write_text(REPORT.replace("Elbow\t", "Cold wet hand\nElbow\t"), encoding="utf-8")
    code, _, told = run("compare", earlier, later)
    assert code == 1 and "--area negative-peak" in told
    code, _, told = run("compare", earlier, later, *TOLD, "--answer", "line:4=leave-out")
    assert code == 2 and "later:line:4=leave-out" in "".join(told.split("│")).replace("\n", "")
    own = ("--answer", "later:line:4=leave-out")
    code, text, told = run("compare", earlier, later, *TOLD, *own, "--json")
    assert code == 0 and json.loads(text)["rows"][0]["change"].startswith("new")
    assert "Cold wet hand" in told
    code, _, told = run("compare", earlier, later, *TOLD, "--answer", "earlier:line:4=leave-out")
    assert code == 1  # what was said of one file says nothing of the other


def test_a_folder_of_reports_is_evaluated_by_answers_and_by_a_profile(tmp_path: Path) -> None:
    place, out = tmp_path / "studies", tmp_path / "all.csv"
    place.mkdir()
    (place / "a.txt").write_text(REPORT, encoding="utf-8")
    assert run("batch", place, "--out", out, "--jobs", 1)[0] == 0
    (row,) = rows(out.with_name("all-studies.csv"))
    assert "--area negative-peak" in row["fault"]
    assert run("batch", place, "--out", out, "--jobs", 1, "--force", *TOLD)[0] == 0
    (row,) = rows(out.with_name("all-studies.csv"))
    assert row["fault"] == "" and row["segments"] == "1"
    profile = tmp_path / "lab.toml"
    profile.write_text(
        'format = "multifocal-laboratory-profile"\nversion = 1\n[answers]\n'
        'area = "negative-peak"\nduration = "negative-peak"\n',
        encoding="utf-8",
    )
    told = ("--profile", profile, "--force")
    assert run("batch", place, "--out", out, "--jobs", 1, *told)[0] == 0
    assert rows(out.with_name("all-studies.csv"))[0]["fault"] == ""
    code, _, said = run("batch", place, "--out", out, "--answer", "line:4=leave-out")
    assert code == 2 and "line:4" in said


def test_a_draft_of_other_answers_is_not_gone_on_with() -> None:
    criteria = ("efns-pns-2010",)
    assert batch._settings(criteria, {}) != batch._settings(criteria, {"answers": {"zero": "x"}})


def test_redcap_takes_every_row_by_the_dictionary_written_beside_it(folder: Path) -> None:
    """By REDCap's rules: names, one type a field, choices for every value, whole instances."""
    out, dictionary = folder.parent / "all.csv", folder.parent / "redcap.csv"
    code, _, _ = run("batch", folder, "--out", out, "--jobs", 1, "--redcap-dictionary", dictionary)
    assert code == 0
    fields = {row["Variable / Field Name"]: row for row in rows(dictionary)}
    assert len(fields) == len(rows(dictionary)) and next(iter(fields)) == "record_id"
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,99}", name) and "__" not in name for name in fields)
    data = rows(dictionary.with_name("redcap-data.csv"))
    special = {"redcap_repeat_instrument", "redcap_repeat_instance"}
    assert set(data[0]) - special == set(fields)
    kinds: dict[str, Callable[[str], object]] = {
        "": str, "number": float, "integer": int, "date_ymd": date.fromisoformat,
    }  # fmt: skip
    for row in data:
        form = row["redcap_repeat_instrument"] or "nerve_study"
        for name, value in row.items():
            if name in special or not value:
                continue
            field = fields[name]
            assert name == "record_id" or field["Form Name"] == form
            kinds[field["Text Validation Type OR Show Slider Number"]](value)
            choices = field["Choices, Calculations, OR Slider Labels"]
            if choices:
                assert value in [one.split(",")[0] for one in choices.split(" | ")], name
    studies = [row for row in data if not row["redcap_repeat_instrument"]]
    told = rows(out.with_name("all-studies.csv"))
    assert [row["file"] for row in studies] == [row["file"] for row in told]
    assert {row["record_id"] for row in data} == {
        "a-csv", "more-b-csv", "damaged-edf", "wrong-csv",
    }  # fmt: skip
    segments = [row for row in data if row["redcap_repeat_instrument"]]
    assert len(segments) == len(rows(out))
    numbers = [
        int(row["redcap_repeat_instance"]) for row in segments if row["record_id"] == "a-csv"
    ]
    assert numbers == list(range(1, len(numbers) + 1))
    again = run("batch", folder, "--out", dictionary, "--redcap-dictionary", dictionary, "--force")
    assert again[0] == 2


def test_the_day_in_a_reports_head_stands_in_json_and_in_the_text_to_copy(tmp_path: Path) -> None:
    report, text = tmp_path / "report.txt", tmp_path / "conclusion.txt"
    rows = "R Ulnar - ADM\nSite\tLat (ms)\tNeg Amp (mV)\nWrist\t3.0\t8.0\nB Elbow\t6.9\t7.8\n"
    report.write_text(f"DOB: 01/02/1970\nVisit date: 03/04/2024\n{rows}", encoding="utf-8")
    assert json.loads(run("evaluate", report, "--json")[1])["date"] is None
    told = ("--answer", "date-order=day-first")
    assert json.loads(run("evaluate", report, "--json", *told)[1])["date"] == "2024-04-03"
    assert run("report", report, "--out", text, *told)[0] == 0
    assert "3 April 2024" in text.read_text(encoding="utf-8")


def test_a_report_s_questions_stand_all_in_its_row(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "all.csv"
    folder.mkdir()
    report = "Median - APB\nSite\tLat (ms)\tO-P Amp (mV)\tArea (mVms)\nWrist\t3.4\t9.0\t27\n"
    (folder / "a.txt").write_text(report, encoding="utf-8")
    run("batch", folder, "--out", out, "--jobs", 1)
    (row,) = rows(tmp_path / "all-studies.csv")
    assert "which side?" in row["fault"] and "area of the negative peak?" in row["fault"]
    assert row["answers"].splitlines() == [
        "side:1=right / side:1=left", "area=negative-peak / area=total",
    ]  # fmt: skip
    told = ("--answer", "side:1=right", "--answer", "area=negative-peak")
    assert run("evaluate", folder / "a.txt", *told)[0] == 0


def test_a_report_in_markdown_is_read_as_one_in_text(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "all.csv"
    folder.mkdir()
    report = "## R Median - APB\n\n| Site | Lat (ms) | O-P Amp (mV) |\n|---|---|---|\n"
    report += "| Wrist | 3.4 | 9.0 |\n| Elbow | 7.4 | 8.8 |\n"
    (folder / "a").with_suffix(".md").write_text(report, encoding="utf-8")
    run("batch", folder, "--out", out, "--jobs", 1)
    (row,) = rows(tmp_path / "all-studies.csv")
    assert (row["fault"], row["answers"], row["motor_responses"]) == ("", "", "2")
