"""A report of two arms from the clipboard to its results: paste, two answers, read."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Screenshot

SITES = {
    "Median - APB": "Wrist 3.6 9.0, Elbow 8.0 8.7, Axilla 10.2 8.5, Erb 13.6 8.1",
    "Ulnar - ADM": "Wrist 2.8 9.4, B Elbow 6.5 9.1, A Elbow 8.3 9.0, Axilla 10.1 8.8, Erb 13.2 8.4",
    "Radial - EIP": "Forearm 2.4 5.2, Elbow 4.6 5.0, Spiral groove 6.9 4.9, Erb 10.9 4.7",
    "Musculocutaneous - Biceps": "Axilla 3.1 8.2, Erb 5.4 7.9, Root 6.5 7.8",
}
COLUMNS = (
    "Nerve / Sites",
    "Latency (ms)",
    "Amplitude (mV)",
    "Area (mVms)",
    "Duration (ms)",
    "Norm Amp",
)
MOST_ACTIONS = 40


def report() -> str:
    """Both arms, 32 rows, as a word processor puts them into the clipboard."""
    rows = ["".join(f"<th>{one}</th>" for one in COLUMNS)]
    for side in ("R", "L"):
        for nerve, sites in SITES.items():
            rows.append(f'<td colspan="6"><b>{side} {nerve}</b></td>')
            for one in sites.split(", "):
                site, latency, amplitude = one.rsplit(" ", 2)
                blocked = (side, nerve) == ("R", "Median - APB") and site != "Wrist"
                height = float(amplitude) * (0.4 if blocked else 1)
                cells = (site, latency, f"{height:.1f}", f"{height * 3.5:.1f}", 5.8, "&gt;4")
                rows.append("".join(f"<td>{cell}</td>" for cell in cells))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<html><body><!--StartFragment--><table>{body}</table><!--EndFragment--></body></html>"


def paste(page: Page, html: str) -> None:
    """What the browser does on Ctrl+V with this in the clipboard."""
    page.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "only text");
            const field = document.activeElement;
            const how = { clipboardData: data, bubbles: true, cancelable: true };
            field.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        html,
    )


def test_two_arms_are_pasted_asked_about_and_evaluated(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    page = open_page("/workup", width=820)
    actions = 0
    page.get_by_label("Paste a report here").click()
    with page.expect_navigation():
        paste(page, report())
    actions += 2
    expect(page.get_by_role("heading", name="What was understood")).to_be_visible()
    expect(page.locator("#pasted")).to_contain_text("32 rows. 2 questions are left")
    assert page.evaluate("document.activeElement.id") == "pasted"
    screenshot(page, "workup-pasted-820-light")
    fits(page)
    no_barriers(page)
    for _ in range(2):
        with page.expect_navigation():
            page.get_by_role("button", name="Yes, of the negative peak").first.click()
        actions += 1
    expect(page.locator("#pasted")).to_contain_text("Nothing has been evaluated yet")
    expect(page.get_by_label("Row 32, Site")).to_have_value("root")
    screenshot(page, "workup-pasted-grid-820-light")
    fits(page)
    no_barriers(page)
    with page.expect_navigation():
        page.locator("#pasted").get_by_role("button", name="Judge the study").click()
    actions += 1
    expect(page.get_by_text("Definite motor conduction block").first).to_be_visible()
    assert actions < MOST_ACTIONS


def test_without_script_the_box_takes_a_report_too(open_page: OpenPage) -> None:
    page = open_page("/workup", java_script_enabled=False)
    text = "R Ulnar - ADM\nSite\tLat (ms)\tAmp (mV)\tNeg Dur (ms)\tArea (mVms)\n"
    text += "Wrist\t3.0\t8.0\t6.0\t30\nB Elbow\t6.9\t3.6\t6.6\t14\n"
    page.get_by_role("textbox", name="Paste a report, or type the table").fill(text)
    page.get_by_role("button", name="Judge the study").first.click()
    page.get_by_role("button", name="Yes, of the negative peak").click()
    expect(page.get_by_text("Nothing has been evaluated yet")).to_be_visible()
    page.get_by_role("button", name="Judge the study").first.click()
    expect(page.get_by_text("Definite motor conduction block").first).to_be_visible()


def test_what_was_not_read_stays_below_the_table_when_a_cell_is_changed(
    open_page: OpenPage,
) -> None:
    page = open_page("/workup", width=820)
    page.get_by_label("Paste a report here").click()
    half = report().replace(
        "<td>B Elbow</td>", "<td>Cold wet hand</td></tr><tr><td>B Elbow</td>", 1
    )
    with page.expect_navigation():
        paste(page, half)
    for button in ("leave it out", "Yes, of the negative peak", "Yes, of the negative peak"):
        with page.expect_navigation():
            page.locator("#pasted").get_by_role("button", name=button).first.click()
    cell = page.get_by_label("Row 1, Amplitude, mV")
    cell.fill("9.1")
    assert "# not read, line" in page.locator("#id_table").input_value()
    with page.expect_navigation():
        page.locator("#pasted").get_by_role("button", name="Judge the study").click()
    expect(page.get_by_role("heading", name="Not read in the report")).to_be_visible()
    expect(page.locator(".conclusion")).to_contain_text("Cold wet hand")


def test_the_day_of_the_study_is_asked_in_one_tap_and_stops_nothing(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
    screenshot: Screenshot,
) -> None:
    page = open_page("/workup", width=390)
    text = "Date of birth: 01/02/1970\nDate of study: 03/04/2024\nR Ulnar - ADM\n"
    text += "Site\tLat (ms)\tNeg Amp (mV)\tNeg Area (mVms)\tNeg Dur (ms)\n"
    text += "Wrist\t3.0\t8.0\t30\t6.0\nB Elbow\t6.9\t3.6\t14\t6.6\n"
    page.locator("#id_table").evaluate("(box, text) => { box.value = text }", text)
    judge = page.get_by_role("button", name="Judge the study")
    with page.expect_navigation():
        judge.first.click()
    expect(page.get_by_text("'03/04/2024' is the day of the study")).to_be_visible()
    expect(page.get_by_label("Not known").first).to_be_checked()
    screenshot(page, "workup-pasted-day-390-light")
    fits(page)
    no_barriers(page)
    page.get_by_label("The day: 3 April 2024").check()
    with page.expect_navigation():
        judge.first.click()
    expect(page.locator(".conclusion")).to_contain_text("3 April 2024")
    assert "2024-04-03" in page.locator("#id_table").input_value()
    assert "1970" not in page.content()


def test_a_line_of_several_responses_is_answered_by_ticking_them(
    open_page: OpenPage,
    fits: Callable[[Page], None],
    no_barriers: Callable[[Page], None],
) -> None:
    rows = "<tr><td>Not all stimuli were supramaximal</td></tr></table>"
    page = open_page("/workup", width=390)
    page.get_by_label("Paste a report here").click()
    with page.expect_navigation():
        paste(page, report().replace("</table>", rows))
    fits(page)
    no_barriers(page)
    median = page.get_by_role("group", name="R Median - APB")
    for site in ("elbow", "axilla"):
        median.get_by_label(site, exact=True).check()
    for _ in range(2):  # what is ticked stays while something else is answered
        with page.expect_navigation():
            page.get_by_role("button", name="Yes, of the negative peak").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Of those chosen above").click()
    expect(page.locator("#pasted")).to_contain_text("R Median - APB: elbow, R Median - APB: axilla")
    expect(page.get_by_label("Row 2, Supramaximal")).to_have_value("no")
    expect(page.get_by_label("Row 1, Supramaximal")).to_have_value("")
