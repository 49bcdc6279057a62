"""The nerve lab in a real browser: live by keyboard and by slider, faults where they are, links."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Screenshot

CROSSING = "/lab?muscle=adm&side=right&crossing=40"
STIMULATOR = "/lab?muscle=adm&side=right&at1=180&severity1=20&probe=260"


def opened(page: Page) -> Page:
    """The page with every details unfolded, as a curious reader leaves it."""
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    return page


def test_everything_unfolded_fits_and_has_no_barriers(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    page = opened(open_page(CROSSING + "&temperature_c=36", width=320, scheme="dark"))
    screenshot(page, "lab-unfolded-320-dark")
    fits(page)
    no_barriers(page)


def test_on_a_phone_a_table_is_read_without_scrolling_sideways(open_page: OpenPage) -> None:
    """But for that of every fiber, of 100 rows and more, whose first column stays in sight."""
    page = opened(open_page(STIMULATOR, width=390))
    for box in page.locator(".answer .panel .table-box:not(.table-box--tall)").all():
        assert box.evaluate("e => e.scrollWidth <= e.clientWidth"), box.get_attribute("aria-label")
    row = page.get_by_role("table", name="The foci").get_by_role("row").nth(1)
    expect(row.get_by_role("cell").first).to_have_text("180")
    shown = row.get_by_role("cell").first.evaluate("e => getComputedStyle(e, '::before').content")
    assert "From the muscle, mm" in shown
    tall = page.locator(".table-box--tall")
    tall.evaluate("e => { e.scrollLeft = 200; }")
    first = tall.locator("tbody th").first.bounding_box()
    there = tall.bounding_box()
    assert first and there and first["x"] < there["x"] + 4


def test_what_each_set_says_is_read_without_scrolling_sideways(open_page: OpenPage) -> None:
    """On a phone as a card a segment, beside the settings of a desktop as a table; the words of a
    mechanism are not cut."""
    blocked = "/lab?muscle=adm&side=right&at1=180&severity1=20"
    for width in (390, 1280):
        page = open_page(blocked, width=width)
        for box in page.locator(".table-box:has(.beside)").all():
            assert box.evaluate("e => e.scrollWidth <= e.clientWidth"), width
        words = page.get_by_label("Mechanism").first
        assert words.evaluate("e => e.clientWidth") > 200, width
    cell = open_page(blocked, width=390).locator(".beside [role=cell]").first
    expect(cell).to_contain_text("definite block")
    assert "EFNS/PNS 2010" in cell.evaluate("e => getComputedStyle(e, '::before').content")


def test_a_units_comma_stands_beside_its_label(open_page: OpenPage) -> None:
    page = open_page("/lab", width=390)
    for label in page.locator(".set label:has(.set__unit)").all():
        assert " ," not in " ".join((label.text_content() or "").split())
    expect(page.get_by_label("From the muscle, mm").first).to_have_count(1)


def test_by_keyboard_a_focus_is_placed_and_the_link_holds_it(open_page: OpenPage) -> None:
    page = open_page("/lab?muscle=adm&side=right")
    expect(page.get_by_text("All 136 fibers bring the impulse").first).to_be_visible()
    page.get_by_role("group", name="Focus 1").get_by_label("From the muscle").focus()
    page.keyboard.type("180")
    page.keyboard.press("Tab")
    page.keyboard.type("20")
    expect(page.locator(".settings__brief")).to_contain_text("of 136 fibers stopped")
    expect(page.locator(".panel__summary")).to_contain_text("are stopped")
    expect(page.locator("[data-status]")).to_contain_text("are stopped")
    expect(page.locator('[data-focus="1"] [data-focus-said]')).to_have_text(
        "180 mm from the muscle, 20 %"
    )
    assert page.evaluate("document.activeElement.name") == "severity1"
    assert "at1=180&severity1=20" in page.url
    said = page.locator(".settings__brief").text_content()
    page.reload()
    expect(page.locator(".settings__brief")).to_have_text(said or "")


def test_a_fault_is_told_at_its_field_while_the_last_answer_stays(
    open_page: OpenPage, fits: Callable[[Page], None], no_barriers: Callable[[Page], None]
) -> None:
    page = open_page("/lab", width=320)
    before = page.locator(".panel__summary").text_content()
    place = page.get_by_role("group", name="Focus 1").get_by_label("From the muscle")
    place.fill("900")
    fault = page.locator("#id_at1_error")
    expect(fault).to_contain_text("The way from the cord to this muscle is 825 mm long")
    expect(place).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".panel__summary")).to_have_text(before or "")
    fits(page)
    no_barriers(page)
    place.fill("300")
    expect(fault).to_be_hidden()
    expect(place).not_to_have_attribute("aria-invalid", "true")
    page.goto(page.url + "&temperature_c=99")
    page.get_by_role("alert").get_by_role("link", name="Skin of hand or foot").click()
    page.get_by_label("Skin of hand or foot").fill("30")
    expect(page.locator(".panel__summary")).to_contain_text("fibers")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_another_muscle_brings_its_own_sites_and_says_what_no_longer_fits(
    open_page: OpenPage,
) -> None:
    page = open_page(CROSSING)
    page.get_by_label("Nerve and muscle").select_option("edb")
    expect(page.get_by_role("heading", name="Right fibular nerve, recorded from")).to_be_visible()
    expect(page.get_by_text("it is simulated for ADM and FDI only")).to_be_visible()
    sites = page.locator("#id_stimulus option").all_text_contents()
    assert "ankle" in sites
    assert "wrist" not in sites


def test_a_slider_follows_its_number_and_leads_it(open_page: OpenPage) -> None:
    page = open_page("/lab")
    severity = page.get_by_role("group", name="Focus 1").get_by_label("Severity")
    slider = severity.locator("xpath=following-sibling::input[@type='range']")
    severity.fill("10")
    expect(slider).to_have_value("10")
    slider.fill("60")
    expect(severity).to_have_value("60")
    expect(page).to_have_url(re.compile("severity1=60"))


def test_a_stimulator_is_moved_by_keys_and_by_hand_and_says_what_it_finds(
    open_page: OpenPage, fits: Callable[[Page], None], no_barriers: Callable[[Page], None]
) -> None:
    page = open_page(STIMULATOR, width=390)
    panel = page.get_by_role("region", name="The stimulator: recruitment")
    expect(panel).to_contain_text("136 of 136 fibers fire, 50 of them reach")
    fits(page)
    no_barriers(page)
    stands = page.get_by_label("Where it stands, from the muscle")
    stands.focus()
    for _ in range(32):  # 5 mm each, down across the focus
        page.keyboard.press("ArrowDown")
    expect(panel).to_contain_text("136 of 136 fibers fire, 136 of them reach")
    expect(page.locator("[data-status]")).to_contain_text("136 of them reach")
    assert "probe=100" in page.url
    slider = page.locator('[data-field="charge"] input[type="range"]')
    slider.fill("60")
    expect(page.get_by_label("Strength of the stimulator")).to_have_value("60")
    expect(panel).not_to_contain_text("136 of 136 fibers fire,")
    expect(panel).to_contain_text("at 60 %")


def test_without_a_script_the_form_asks_and_files_are_taken(open_page: OpenPage) -> None:
    page = open_page("/lab", java_script_enabled=False)
    page.get_by_role("group", name="Focus 1").get_by_label("Severity").fill("5")
    page.get_by_role("button", name="Simulate").click()
    expect(page.locator("[data-focus-said]").first).to_have_text("180 mm from the muscle, 5 %")
    page.get_by_text("Take it away").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Measures, CSV").click()
    assert waiting.value.suggested_filename == "multifocal-lab-study.csv"


def test_impulses_run_on_asking_and_only_then_for_those_who_want_calm(open_page: OpenPage) -> None:
    page = open_page("/lab")
    expect(page.locator(".impulses.is-playing")).to_have_count(0)
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_a_warm_block_is_labelled_in_sight(open_page: OpenPage, screenshot: Screenshot) -> None:
    page = open_page("/lab?muscle=adm&at1=180&severity1=12&temperature_c=36", width=360)
    label = page.get_by_text(
        "this model; people with MMN report the opposite, weakness in the cold"
    )
    expect(label).to_be_visible()
    screenshot(page, "lab-warm-360-light")


def test_print_keeps_the_answer_and_its_settings(open_page: OpenPage) -> None:
    page = open_page(CROSSING)
    page.emulate_media(media="print")
    assert page.get_by_text("/lab?muscle=adm&side=right&crossing=40").is_visible()
    assert not page.locator("#settings").is_visible()
    assert page.get_by_role("heading", name="Responses by site").is_visible()


def test_settings_at_fault_are_named(open_page: OpenPage) -> None:
    page = open_page("/lab?muscle=adm&side=right&at1=180&severity1=20")
    focus = page.get_by_role("group", name="Focus 1")
    focus.get_by_label("From the muscle").fill("1900")  # farther than this nerve is long
    expect(page.locator("[data-failed]")).to_contain_text("From the muscle")
    expect(page.locator("[data-status]")).to_contain_text("From the muscle")
