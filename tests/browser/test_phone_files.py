"""Files of the diary on the phone: brought in, handed out, changed in both places."""

import json
import shutil
import subprocess
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from multifocal.diary import Bundle, write_bundle
from tests.browser.phone import (
    EXAMPLE,
    Opened,
    base_url,
    bring,
    diary,
    download,
    note,
    said,
    stored,
    view,
)
from tests.report.diary.test_first_page import half_a_year

__all__ = ["base_url", "diary"]


def test_a_file_of_the_machine_comes_in_whole_and_goes_out_as_it_came(
    diary: Opened, tmp_path: Path
) -> None:
    page = diary()
    bring(page, EXAMPLE)
    expect(view(page, "preview")).to_contain_text("29 entries are new.")
    page.get_by_role("button", name="Bring it in").click()
    expect(said(page)).to_have_text("The file has been brought in.")
    page.get_by_role("button", name="Your data").click()
    out, there = (json.loads(one) for one in (download(page), EXAMPLE.read_bytes()))
    assert out.pop("made") > there.pop("made")
    assert out == there  # kinds without a form here, and what was deleted, too
    page.get_by_role("button", name="Back to the diary").click()
    bring(page, EXAMPLE)
    expect(view(page, "preview")).to_contain_text("holds nothing that is not here already")
    newer = tmp_path / "newer.json"
    newer.write_text('{"schema": "multifocal-diary", "version": 2, "entries": []}')
    page.get_by_role("button", name="Cancel").locator("visible=true").click()
    page.set_input_files("#diary-file", newer)
    page.get_by_role("button", name="See what it would change").click()
    expect(page.get_by_role("alert")).to_contain_text("Update this program first")
    assert len(stored(page)) == len(there["entries"])


def test_what_is_new_is_listed_by_day_and_how_many_more_there_are_is_said(
    diary: Opened, tmp_path: Path
) -> None:
    page = diary()
    days = [f"2026-03-{day:02}" for day in (9, 2, 30, *range(10, 30))]
    entries = [
        {"id": str(uuid4()), "versions": [
            {"written": "2026-03-31T09:30:00.000Z", "when": {"day": day},
             "kind": "note", "content": {"text": day}}]}
        for day in days
    ]  # fmt: skip
    file = tmp_path / "many.json"
    file.write_text(json.dumps({"schema": "multifocal-diary", "version": 1, "entries": entries}))
    bring(page, file)
    page.get_by_text("See what is new").click()
    rows = page.locator("[data-part=new] li")
    expect(rows).to_have_text([f"{int(day[-2:])} March 2026: Note" for day in sorted(days)[:20]])
    expect(page.get_by_text("And 3 more.")).to_be_visible()


def two_files(folder: Path) -> list[Path]:
    """The diaries of two people."""
    files = []
    for name, born in (("Anna Example", "1970-01-01"), ("Bob Other", "1950-05-05")):
        about = {"id": str(uuid4()), "versions": [
            {"written": "2026-03-02T09:30:00.000Z", "when": {"day": "2026-03-02"},
             "kind": "about", "content": {"name": name, "born": born}}]}  # fmt: skip
        files.append(folder / f"{name}.json")
        whole = {"schema": "multifocal-diary", "version": 1, "entries": [about]}
        files[-1].write_text(json.dumps(whole))
    return files


def test_a_file_of_another_person_is_asked_about_before_two_diaries_become_one(
    diary: Opened, tmp_path: Path
) -> None:
    page = diary()
    files = two_files(tmp_path)
    bring(page, files[0])
    tick = page.get_by_label("both are about the same person")
    expect(tick).to_be_hidden()
    page.get_by_role("button", name="Bring it in").click()
    bring(page, files[1])
    preview = view(page, "preview")
    expect(preview).to_contain_text("Your diary is about Anna Example, born on 1 January 1970.")
    expect(preview).to_contain_text("The file is about Bob Other, born on 5 May 1950.")
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text("Nothing has been brought in.")).to_be_visible()
    assert len(stored(page)) == 1
    page.get_by_text("Or replace everything that is here").click()
    replace = page.get_by_role("button", name="Replace my diary with this file")
    replace.click()
    expect(page.get_by_text("Nothing has been replaced.")).to_be_visible()
    (kept,) = stored(page)
    tick.check()
    replace.click()  # that both are one person is no wish to lose the one's diary
    assert stored(page) == [kept]
    expect(page.get_by_label("born on 1 January 1970 goes, and")).to_be_visible()
    page.get_by_role("button", name="Bring it in").click()
    expect(said(page)).to_have_text("The file has been brought in.")
    assert len(stored(page)) == 2


def test_another_persons_file_takes_a_diarys_place_only_as_told(
    diary: Opened, tmp_path: Path
) -> None:
    page = diary()
    mine, other = two_files(tmp_path)
    bring(page, mine)
    page.get_by_role("button", name="Bring it in").click()
    bring(page, other)
    page.get_by_text("Or replace everything that is here").click()
    page.get_by_label("goes, and the file about Bob Other").check()
    page.get_by_role("button", name="Replace my diary with this file").click()
    expect(said(page)).to_have_text("The file has been brought in.")
    (entry,) = stored(page)
    assert entry["versions"][0]["content"]["name"] == "Bob Other"


@pytest.mark.exhaustive
def test_an_entry_that_was_changed_in_both_places_is_asked_for(
    diary: Opened, tmp_path: Path
) -> None:
    page = diary()
    note(page, "as it was")
    page.get_by_role("button", name="Your data").click()
    there = json.loads(download(page))
    (entry,) = there["entries"]
    changed = {**entry["versions"][0], "written": "2099-01-01T00:00:00.000Z",
               "content": {"text": "as it is there", "question": False}}  # fmt: skip
    entry["versions"].append(changed)
    file = tmp_path / "there.json"
    file.write_text(json.dumps(there))
    page.get_by_role("button", name="Back to the diary").click()
    page.locator(".told").click()
    page.get_by_role("button", name="Correct it").click()
    page.get_by_label("Your note").fill("as it is here")
    page.get_by_role("button", name="Save").click()
    bring(page, file)
    view(page, "preview").get_by_label("Here:", exact=False).check()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.locator(".told")).to_contain_text("as it is here")
    texts = [one["content"]["text"] for one in stored(page)[0]["versions"]]
    assert texts == ["as it was", "as it is here", "as it is there", "as it is here"]


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_the_first_printed_page_holds_what_is_asked(
    diary: Opened, tmp_path: Path, paper: str
) -> None:
    """It came after the table of infusions, on the second."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    half = tmp_path / "half.json"
    half.write_bytes(write_bundle(Bundle(tuple(half_a_year()))))
    page = diary()
    bring(page, half)
    page.get_by_role("button", name="Bring it in").click()
    expect(said(page)).to_have_text("The file has been brought in.")
    page.get_by_role("button", name="Report for your doctor").click()
    expect(view(page, "report")).to_contain_text("May I go back to every three weeks?")
    printed = tmp_path / "report.pdf"
    page.pdf(path=printed, format=paper)
    done = subprocess.run(["pdftotext", "-l", "1", printed, "-"], capture_output=True, check=True)
    first = done.stdout.decode()
    for told in ("May I go back to every three weeks?", "Dr. J", "Strength and cycles",
                 "8 infusions were given"):  # fmt: skip
        assert told in first, told
