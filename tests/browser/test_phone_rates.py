"""On the phone, how fast an infusion ran: beside the chair, where it is seen. The same on one's own
machine: tests/web/diary/test_infusion_form.py."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from multifocal.diary import Bundle, Infusion, RateStep, When, new_entry, write_bundle
from multifocal.web.diary.state import now, today
from tests.browser.phone import Opened, add, base_url, bring, diary, said, stored, view

__all__ = ["base_url", "diary"]


def fill(page: Page, **texts: str) -> None:
    details = view(page, "form").locator(".entry-form__more").last
    if not details.evaluate("one => one.open"):
        details.locator("summary").click()
    for name, text in texts.items():
        field = view(page, "form").locator(f"[name={name}]")
        if name == "rate_unit":
            field.select_option(text)
        else:
            field.fill(text)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).locator("visible=true").click()


def given(page: Page, **texts: str) -> None:
    add(page, "Infusion")
    page.get_by_label("Given", exact=True).check()
    fill(page, **texts)
    save(page)


def correct(page: Page) -> None:
    page.get_by_role("button", name="See or correct what you saved").click()
    page.get_by_role("button", name="Correct it").click()


def last(page: Page) -> dict[str, Any]:
    content: dict[str, Any] = stored(page)[-1]["versions"][-1]["content"]
    return content


def test_rates_are_saved_shown_corrected_and_read_in_the_report(diary: Opened) -> None:
    page = diary()
    given(page, rate_unit="mL/h", rate_1="30,5", minutes_1="30", rate_2="90")
    expect(said(page)).to_have_text("Saved.")
    assert last(page)["rate_steps"] == [
        {"rate": "30.5", "unit": "mL/h", "minutes": 30},
        {"rate": "90", "unit": "mL/h"},
    ]
    correct(page)
    form = view(page, "form")
    expect(form.locator("[name=rate_1]")).to_have_value("30.5")
    expect(form.locator("[name=minutes_1]")).to_have_value("30")
    fill(page, rate_2="")
    save(page)
    expect(said(page)).to_have_text("Saved.")
    assert last(page)["rate_steps"] == [{"rate": "30.5", "unit": "mL/h", "minutes": 30}]
    page.get_by_role("button", name="Report for your doctor").click()
    expect(view(page, "report")).to_contain_text("How the infusions ran")
    expect(view(page, "report")).to_contain_text("30.5 mL/h for 30 min")


def test_rates_that_were_shown_and_emptied_are_gone(diary: Opened) -> None:
    page = diary()
    given(page, rate_unit="mL/h", rate_1="30", minutes_1="20")
    correct(page)
    fill(page, rate_1="", minutes_1="")
    save(page)
    expect(said(page)).to_have_text("Saved.")
    assert "rate_steps" not in last(page)


def test_rates_that_are_no_rates_are_said_at_their_field(diary: Opened) -> None:
    page = diary()
    given(page, rate_1="30")
    for texts in ({"rate_unit": "mL/h", "rate_1": "", "minutes_1": "30"},
                  {"rate_1": "fast"}, {"rate_1": "1", "minutes_1": "half"}):  # fmt: skip
        expect(page.locator("#diary-fault")).to_be_visible()
        expect(page.locator("#field-rate_steps .asked__fault")).to_be_visible()
        assert not stored(page)
        fill(page, **texts)
        save(page)
    expect(page.locator("#field-rate_steps .asked__fault")).to_be_visible()
    fill(page, minutes_1="20")
    save(page)
    expect(said(page)).to_have_text("Saved.")


def test_rates_that_the_form_has_no_room_for_outlive_a_correction(
    diary: Opened, tmp_path: Path
) -> None:
    steps = (RateStep(Decimal(30), "mL/h", 30), RateStep(Decimal("0.5"), "mL/min"))
    entry = new_entry(Infusion("given", rate_steps=steps), When(today()), now())
    file = tmp_path / "diary.json"
    file.write_bytes(write_bundle(Bundle((entry,))))
    page = diary()
    bring(page, file)
    page.get_by_role("button", name="Bring it in").click()
    before = last(page)["rate_steps"]
    view(page, "home").locator('[data-go="entry"]').first.click()
    page.get_by_role("button", name="Correct it").click()
    view(page, "form").locator("[name=product]").fill("Example")
    save(page)
    expect(said(page)).to_have_text("Saved.")
    assert (last(page)["product"], last(page)["rate_steps"]) == ("Example", before)
    assert len(before) == len(steps)
