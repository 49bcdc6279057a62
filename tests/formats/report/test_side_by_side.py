"""Right and left arm side by side in one paste: each response to its own side, or asked about."""

from itertools import product

import pytest

from multifocal.formats import Understood, read_report
from multifocal.formats.report import report_text

COLUMNS = ("Lat (ms)", "Amp (mV)", "Neg Area (mVms)", "Neg Dur (ms)")
# Latency, amplitude, area and duration of each site; every number of the study differs.
ARMS = {
    ("right", "median"): {"wrist": (3.5, 8.8, 27.0, 5.8), "elbow": (8.1, 3.6, 11.1, 6.3)},
    ("left", "median"): {"wrist": (3.4, 9.8, 30.0, 5.7), "elbow": (8.0, 9.6, 29.1, 5.9)},
    ("right", "ulnar"): {"wrist": (2.5, 8.7, 26.0, 5.6), "below_elbow": (6.1, 8.5, 25.5, 6.1),
                         "above_elbow": (8.3, 8.4, 25.1, 6.2)},
    ("left", "ulnar"): {"wrist": (2.4, 9.9, 31.0, 5.5), "below_elbow": (6.0, 3.7, 11.4, 6.0)},
}  # fmt: skip
NAMES = {"wrist": "Wrist", "elbow": "Elbow", "below_elbow": "B Elbow", "above_elbow": "A Elbow"}
SPOTS = {"median": "APB", "ulnar": "ADM"}


def cells(side: str, nerve: str, at: int) -> list[str]:
    """Site and numbers of a row; empty where that arm has fewer sites."""
    sites = list(ARMS[side, nerve].items())
    if at >= len(sites):
        return [""] * 5
    return [NAMES[sites[at][0]], *map(str, sites[at][1])]


def own_columns(heads: str, *, swapped: bool = False) -> list[list[str]]:
    """Two whole tables. `heads`: "rows" names the nerve of each in a line, "corner" in the header's
    first cell, "sides" only the side above them and the nerve once for both, "each" the side above
    them and the nerve above the rows of each."""
    sides = ("left", "right") if swapped else ("right", "left")
    named = {side: side[0].upper() for side in sides}
    rows: list[list[str]] = []
    if heads in ("sides", "each"):
        rows.append(["Motor nerve conduction"])
        limb = " arm" if heads == "each" else ""
        rows.append([f"{sides[0].title()}{limb}", *[""] * 4, f"{sides[1].title()}{limb}"])
        rows.append(["Site", *COLUMNS] * 2)
    for nerve in ("median", "ulnar"):
        title = [f"{named[side]} {nerve.title()} - {SPOTS[nerve]}" for side in sides]
        if heads == "rows":
            rows += [[title[0], *[""] * 4, title[1]], ["Site", *COLUMNS] * 2]
        elif heads == "corner":
            rows.append([title[0], *COLUMNS, title[1], *COLUMNS])
        elif heads == "each":
            rows.append([title[0][2:], *[""] * 4, title[1][2:]])
        else:
            rows.append([f"{nerve.title()} - {SPOTS[nerve]}"])
        rows += [cells(sides[0], nerve, at) + cells(sides[1], nerve, at)
                 for at in range(len(ARMS[sides[0], nerve]))]  # fmt: skip
    return rows


def shared_column() -> list[list[str]]:
    """One column of sites for both arms."""
    rows = [
        ["Motor nerve conduction"],
        ["", "Right", *[""] * 3, "Left"],
        ["Site", *COLUMNS, *COLUMNS],
    ]
    for nerve in ("median", "ulnar"):
        rows.append([f"{nerve.title()} - {SPOTS[nerve]}"])
        rows += [cells("right", nerve, at) + cells("left", nerve, at)[1:]
                 for at in range(len(ARMS["right", nerve]))]  # fmt: skip
    return rows


def tabs(rows: list[list[str]]) -> bytes:
    return "\n".join("\t".join(row) for row in rows).encode()


def positions(rows: list[list[str]]) -> bytes:
    widths = [max(len(row[at]) if at < len(row) else 0 for row in rows[1:]) for at in range(10)]
    lines = []
    for row in rows:
        line = ""
        for at, cell in enumerate(row):
            line = line.ljust(sum(widths[:at]) + 3 * at) + cell
        lines.append(line.rstrip())
    return "\n".join(lines).encode()


def page(rows: list[list[str]]) -> bytes:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{body}</table>".encode()


def assert_each_to_its_own(understood: Understood) -> None:
    study = understood.study()
    found = {(str(one.side), one.nerve, one.site): one for one in study.measures}
    assert len(found) == len(study.measures) == sum(map(len, ARMS.values()))
    for (side, nerve), sites in ARMS.items():
        for site, numbers in sites.items():
            one = found[side, nerve, site]
            assert numbers == (
                one.latency_ms, one.amplitude_mv, one.negative_peak_area_mvms,
                one.negative_peak_duration_ms,
            )  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "swapped", "way"),
    list(product(("rows", "corner", "sides", "each"), (False, True), (tabs, positions, page))),
    ids=lambda one: getattr(one, "__name__", str(one)),
)
def test_two_whole_tables(heads: str, swapped: bool, way) -> None:  # type: ignore[no-untyped-def]
    rows = own_columns(heads, swapped=swapped)
    if swapped:  # the left arm has one site less: its rows end first
        rows += [[*[""] * 5, *cells("right", "ulnar", 2)]]
    content = way(rows)
    understood = read_report(content)
    assert_each_to_its_own(understood)
    assert "side_by_side" in {one.key for one in understood.notes}


@pytest.mark.parametrize("way", [tabs, page], ids=["tabs", "page"])
def test_one_column_of_sites_for_both(way) -> None:  # type: ignore[no-untyped-def]
    assert_each_to_its_own(read_report(way(shared_column())))


def test_the_text_with_the_lines_that_are_named_reads_the_same() -> None:
    """The page's box holds the tables one below the other; sent again, nothing is split anew."""
    for content in (tabs(own_columns("sides")), positions(own_columns("rows"))):
        first = read_report(content)
        again = read_report(report_text(content).encode())
        assert again.rows == first.rows
        assert "side_by_side" not in {one.key for one in again.notes}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda rows: rows[2:],  # nothing says which table is of which arm
        lambda rows: [["Before", *[""] * 4, "After"], *rows[2:]],
        lambda rows: [["Right", *[""] * 4, "Comment"], *rows[2:]],
    ],
    ids=["no sides", "not sides", "one side"],
)
def test_where_nothing_says_the_side_of_each_nothing_is_evaluated(spoil) -> None:  # type: ignore[no-untyped-def]
    understood = read_report(tabs(spoil(own_columns("sides"))))
    assert understood.questions or understood.problems


def test_a_nerve_that_changes_in_one_table_alone_is_asked_about() -> None:
    """Below "R Ulnar" the left table has no heading: its rows are not taken for the median's."""
    rows = own_columns("rows")
    at = next(at for at, row in enumerate(rows) if row[0] == "R Ulnar - ADM")
    rows[at] = ["R Ulnar - ADM"]
    del rows[at + 1]
    understood = read_report(tabs(rows))
    assert understood.questions or understood.problems


def test_one_heading_over_both_tables_gives_none_of_them_its_side() -> None:
    """Below "R Median - APB" stand two tables: which is of which arm nothing says."""
    rows = [["R Median - APB"], ["Site", *COLUMNS] * 2]
    rows += [cells("right", "median", at) + cells("left", "median", at) for at in range(2)]
    understood = read_report(tabs(rows))
    assert understood.questions or understood.problems
    assert "side_by_side" not in {one.key for one in understood.notes}


def test_a_lone_heading_below_tables_with_headings_of_their_own_is_asked_about() -> None:
    """The left table may go on with its own nerve: its rows are not taken for the other's."""
    rows = [
        ["R Median - APB", *COLUMNS, "R Radial - EIP", *COLUMNS],
        [*cells("right", "median", 0), "Forearm", "2.5", "5.0", "15.0", "6.0"],
        ["Ulnar - ADM", *[""] * 9],
        [*cells("right", "ulnar", 0), "Axilla", "8.0", "4.5", "14.0", "6.2"],
    ]
    understood = read_report(tabs(rows))
    assert any(one.id.startswith("line:") for one in understood.questions)
    assert ("ulnar", "axilla") not in {(r["nerve"], r["site"]) for _, r in understood.rows}
