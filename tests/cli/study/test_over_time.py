"""`study compare` and `study batch`, as people call them."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
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
    assert studies["a.csv"]["efns-pns-2010_blocks"] == "2"
    segments = rows(out)
    found = [row for row in segments if (row["file"], row["criteria"]) == ("a.csv", "utrecht")]
    assert len(found) == 24
    first = next(row for row in segments if row["file"] == "a.csv" and row["block"] == "definite")
    assert first["criteria_standing"] and first["distal_supramaximal"] == "yes"
    assert not list(folder.parent.glob(".*.part"))


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
    code, _, told = run("batch", folder, "--out", folder.parent / "all.parquet")
    assert code == 2 and ".csv" in told and ".xlsx" in told


def test_a_name_that_a_spreadsheet_would_work_out_is_only_a_name() -> None:
    assert tidy_csv(["file"], [{"file": "=1+1.csv"}]) == b"file\n'=1+1.csv\n"
