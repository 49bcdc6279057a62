"""An electromyographer's walk through the waveforms: by mouse, by finger, by keyboard, without
script."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from multifocal.formats import parse_study, write_study
from multifocal.web.workup.examples import example_study
from tests.browser.conftest import OpenPage, Screenshot
from tests.browser.shapes import in_every_shape

HEALTHY = "/workup?waves=healthy"


def cursor(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name, exact=True)


def value(slider: Locator) -> float:
    return float(slider.get_attribute("aria-valuenow") or "nan")


def row(page: Page, site: str) -> list[str]:
    table = page.locator(".series__numbers table").first
    return table.locator("tbody tr").filter(has_text=site).locator("td").all_inner_texts()


@in_every_shape(320, 1280)
def test_the_traces_fit_and_have_no_barriers(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
    scheme: str,
    width: int,
) -> None:
    page = open_page("/workup?waves=block", width=width, scheme=scheme)
    page.locator("details.marks summary").click()
    expect(page.get_by_role("slider")).to_have_count(12)
    fits(page)
    no_barriers(page)
    screenshot(page, f"waves-{scheme}-{width}")


def test_by_keyboard(open_page: OpenPage) -> None:
    """Arrow keys move the onset, numbers and verdicts follow, and the focus stays."""
    page = open_page(HEALTHY)
    onset = cursor(page, "Onset, Below elbow")
    before, latency = value(onset), row(page, "Below elbow")[0]
    onset.focus()
    page.keyboard.press("ArrowRight")
    assert value(onset) == pytest.approx(before + 0.1, abs=0.011)
    assert "milliseconds" in (onset.get_attribute("aria-valuetext") or "")
    expect(page.locator("#waves-status")).to_contain_text("Latency")
    expect(page.locator("#waves-status")).not_to_contain_text("Distance")  # it has not changed
    page.keyboard.press("PageUp")
    expect(page.locator(".series__numbers td").first).to_be_visible()
    expect(page.locator("#waves-status")).to_contain_text("Below elbow")
    assert value(onset) == pytest.approx(float(latency) + 1.1, abs=0.02)
    shown = "|".join(f"{value(onset) + last:.2f}" for last in (-0.01, 0.0, 0.01))
    first = page.locator(".series__numbers tbody tr").filter(has_text="Below elbow").locator("td")
    expect(first.first).to_have_text(re.compile(shown.replace(".", r"\.")))
    expect(onset).to_be_focused()
    page.keyboard.press("End")  # to its neighbour, the peak
    assert value(onset) < value(cursor(page, "Peak, Below elbow"))
    cursor(page, "End, Below elbow").press("PageDown")
    # The area fell by the marks, and further up it is whole: not a block, but a site to repeat.
    expect(page.locator("#judged")).to_contain_text(
        "Cannot be assessed: repeat this site (below elbow)"
    )


def test_by_mouse(open_page: OpenPage) -> None:
    page = open_page(HEALTHY)
    end = cursor(page, "End, Wrist")
    end.scroll_into_view_if_needed()
    before, was = value(end), row(page, "Wrist")
    grip = end.locator(".cursor__grip").bounding_box()
    assert grip
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y, steps=4)
    page.mouse.up()
    assert value(end) < before - 0.5
    expect(page.locator("#waves-status")).to_contain_text("Wrist")
    now = row(page, "Wrist")
    assert float(now[2]) < float(was[2])  # area
    assert now[1] == was[1]  # amplitude


def test_by_finger(open_page: OpenPage) -> None:
    page = open_page(HEALTHY, width=360, has_touch=True)
    peak = cursor(page, "Peak, Wrist")
    before = value(peak)
    peak.scroll_into_view_if_needed()
    grip = peak.locator(".cursor__grip").bounding_box()
    assert grip
    at = {"clientX": grip["x"] + 8, "clientY": grip["y"] + 8, "pointerId": 7, "isPrimary": True}
    peak.evaluate("e => { e.setPointerCapture = () => {} }")  # a made-up finger cannot be captured
    touch = {"pointerType": "touch", "bubbles": True}
    peak.dispatch_event("pointerdown", at | touch)
    peak.dispatch_event("pointermove", at | touch | {"clientX": at["clientX"] + 12})
    peak.dispatch_event("pointerup", at | touch)
    assert value(peak) > before + 0.3
    assert peak.evaluate("e => getComputedStyle(e).touchAction") == "none"


def test_back_to_the_programs_marks(open_page: OpenPage) -> None:
    page = open_page(HEALTHY)
    onset = cursor(page, "Onset, Axilla")
    own = value(onset)
    onset.focus()
    page.keyboard.press("ArrowLeft")
    page.locator("details.marks summary").click()
    page.get_by_role("button", name="Back to the program's marks").click()
    expect(page.get_by_role("button", name="Back to the program's marks")).to_have_count(0)
    assert value(cursor(page, "Onset, Axilla")) == pytest.approx(own, abs=0.001)


def test_the_screen_changes_and_the_marks_stay_where_they_are(open_page: OpenPage) -> None:
    page = open_page(HEALTHY)
    peak = cursor(page, "Peak, Wrist")
    at, x = value(peak), (peak.bounding_box() or {})["x"]
    page.get_by_label("Time axis").select_option("100")
    expect(page.locator("#answer[data-answered]")).to_have_count(1)
    peak = cursor(page, "Peak, Wrist")
    assert value(peak) == pytest.approx(at, abs=0.001)
    assert (peak.bounding_box() or {})["x"] < x - 20
    page.get_by_label("Sensitivity, a division").select_option("1")
    expect(page.get_by_text("1 mV a division")).to_be_visible()


def test_a_file_comes_and_goes(open_page: OpenPage, tmp_path: Path) -> None:
    """An EDF+ file in, an onset moved, JSON out with the mark in it; nothing in the browser."""
    (content,), _ = write_study(example_study("healthy"), "edf")
    path = tmp_path / "study.edf"
    path.write_bytes(content)
    page = open_page("/workup")
    page.get_by_label("Or choose a file").set_input_files(path)
    page.get_by_role("button", name="Judge the study").click()
    cursor(page, "Onset, Wrist").focus()
    page.keyboard.press("ArrowRight")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="JSON", exact=True).click()
    read = parse_study(Path(waiting.value.path()).read_bytes()).study
    (wrist,) = [one for one in read.measures if one.site == "wrist"]
    assert wrist.landmarks is not None and wrist.landmarks.onset_found == "by_hand"
    assert page.url.endswith("/workup")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_without_script_the_marks_are_typed(open_page: OpenPage) -> None:
    page = open_page(HEALTHY, java_script_enabled=False)
    page.locator("details.marks summary").click()
    page.get_by_role("group", name="Below elbow").get_by_label("Onset, ms").fill("7.5")
    page.get_by_role("button", name="Measure and judge again").click()
    assert row(page, "Below elbow")[0] == "7.50"
    expect(page.get_by_text("by hand", exact=True).first).to_be_visible()
