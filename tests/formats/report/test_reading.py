"""What a report says, what it leaves open, and what must never be made of it."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import Understood, parse_study, read_report

HEAD = "R Ulnar - ADM"
COLUMNS = "Site\tNR\tOnset (ms)\tO-P Amp (mV)\tDist (cm)\tVel (m/s)"


def understood(*rows: str, head: str = HEAD, columns: str = COLUMNS, **answers: str) -> Understood:
    told = {name.replace("__", ":").replace("_", "-"): one for name, one in answers.items()}
    return read_report("\n".join((head, columns, *rows)).encode(), told)


def asked(found: Understood) -> set[str]:
    return {one.id.partition(":")[0] for one in found.questions}


@pytest.mark.parametrize("row", ["Wrist\tNR\t\t\t\t", "Wrist\tx\t\t\t\t", "Wrist\t\tNR\tNR\t\t",
                                 "Wrist\t\tNR\t\t\t", "Wrist\t\tno response\t\t\t"])  # fmt: skip
def test_no_response_is_what_the_report_says_of_that_stimulus(row: str) -> None:
    (found,) = understood(row).study().measures
    assert found.absent


@pytest.mark.parametrize("row", ["Wrist\t\t\t\t6.5\t", "Wrist\t\t-\t-\t\t", "Wrist\t\tn/a\t--\t\t",
                                 "Wrist\t\t\t\t\tNR", "Wrist\t\t\t\tNR\t", "Wrist"])  # fmt: skip
def test_an_empty_cell_is_not_recorded_and_never_no_response(row: str) -> None:
    (found,) = understood(row).study().measures
    assert found.empty
    assert not found.absent


def test_a_number_in_the_column_of_marks_shows_that_columns_are_shifted() -> None:
    (problem,) = understood("Wrist\t3.0\t8.0\t6.5\t\t").problems
    assert (problem.key, problem.line) == ("report.nr_column", 3)


def test_a_bare_zero_is_asked_about() -> None:
    row = "Wrist\t\t0.0\t0.0\t\t"
    assert asked(understood(row)) == {"zero"}
    assert understood(row, zero="no-response").study().measures[0].absent
    assert understood(row, zero="not-recorded").study().measures[0].empty


def test_centimeters_become_millimeters_where_latencies_and_velocity_agree() -> None:
    rows = ("Wrist\t\t3.0\t8.0\t6.5\t", "B Elbow\t\t6.9\t7.7\t22.0\t56")
    assert [one.distance_mm for one in understood(*rows).study().measures] == [65, 220]


@pytest.mark.parametrize("distance", ["220", "2.2", "2200"])
def test_a_distance_that_its_unit_cannot_mean_is_asked_about(distance: str) -> None:
    rows = ("Wrist\t\t3.0\t8.0\t\t", f"B Elbow\t\t6.9\t7.7\t{distance}\t")
    found = understood(*rows)
    assert asked(found) == {"distance-unit"}
    assert all(cells["distance_mm"] == "" for _, cells in found.rows)
    with pytest.raises(Fault):
        found.study()


def test_a_distance_that_the_velocity_contradicts_tenfold_is_asked_about() -> None:
    rows = ("Wrist\t\t3.0\t8.0\t\t", "B Elbow\t\t12.0\t7.7\t60.0\t6.7")
    assert asked(understood(*rows)) == {"distance-unit"}


def test_a_unit_that_is_not_written_is_taken_where_only_one_is_possible() -> None:
    rows = ("Wrist\t\t3.0\t8.0\t\t", "B Elbow\t\t6.9\t7.7\t22.0\t56")
    found = understood(*rows, columns="Site\tNR\tLat\tO-P\tDist\tVel")
    assert found.study().measures[1].distance_mm == 220
    assert "unit" in {one.key for one in found.notes}
    alone = understood("Wrist\t\t3.0\t8.0\t22\t", columns="Site\tNR\tLat\tO-P\tDist\tVel")
    assert asked(alone) <= {"distance-unit"}


def test_distances_from_the_electrode_are_known_by_their_velocities() -> None:
    rows = (
        "Wrist\t\t3.0\t8.0\t6.5\t",
        "B Elbow\t\t6.9\t7.7\t28.5\t56.4",
        "A Elbow\t\t8.7\t7.6\t38.5\t55.6",
    )
    found = understood(*rows)
    assert [one.distance_mm for one in found.study().measures] == [65, 220, 100]
    assert "from_electrode" in {one.key for one in found.notes}
    without = understood(*(row.rpartition("\t")[0] for row in rows))
    assert "distance-from" in asked(without)


def test_a_velocity_that_its_own_numbers_contradict_is_remarked() -> None:
    rows = ("Wrist\t\t3.0\t8.0\t\t", "B Elbow\t\t6.9\t7.7\t22.0\t43")
    (note,) = [one for one in understood(*rows).notes if one.key == "velocity"]
    assert (note.line, note.parameters) == (4, {"stated": "43", "computed": "56.4"})


def test_plain_area_and_duration_are_asked_about_once_and_may_be_of_the_whole() -> None:
    columns = "Site\tLat (ms)\tAmp (mV)\tArea (mVms)\tDur (ms)"
    rows = ("Wrist\t3.0\t8.0\t30.0\t6.0", "L Ulnar - ADM", columns, "Wrist\t3.1\t8.1\t31.0\t6.1")
    found = understood(*rows, columns=columns)
    assert sorted(one.id for one in found.questions) == ["area", "duration"]
    whole = understood(*rows, columns=columns, area="total", duration="negative-peak").study()
    assert [one.negative_peak_area_mvms for one in whole.measures] == [None, None]
    assert [one.negative_peak_duration_ms for one in whole.measures] == [6.0, 6.1]


def test_an_elbow_of_the_ulnar_nerve_is_asked_about_once() -> None:
    found = understood("Wrist\t\t3.0\t8.0\t\t", "Elbow\t\t6.9\t7.7\t\t")
    (question,) = found.questions
    assert question.choices == ("below_elbow", "above_elbow")
    known = understood(
        "Wrist\t\t3.0\t8.0\t\t", "Elbow\t\t6.9\t7.7\t\t", site__ulnar__elbow="above_elbow"
    )
    assert known.study().measures[1].site == "above_elbow"


@pytest.mark.parametrize(("head", "asks"), [("Ulnar - ADM", "side"), ("R Ulnar", "muscle")])
def test_what_a_heading_does_not_say_is_asked(head: str, asks: str) -> None:
    assert asks in asked(understood("Wrist\t\t3.0\t8.0\t\t", head=head))


def test_a_heading_that_is_not_understood_is_a_problem_and_lends_no_row_another_nerve() -> None:
    rows = ("Wrist\t\t3.0\t8.0\t\t", "L Median - XYZ", "Wrist\t\t3.5\t9.0\t\t")
    found = understood(*rows)
    assert next((one.key, one.line) for one in found.problems) == ("report.heading", 4)
    assert {cells["nerve"] for line, cells in found.rows if line == 5} == {"median"}


def test_rows_without_any_heading_are_refused() -> None:
    found = read_report(f"{COLUMNS}\nWrist\t\t3.0\t8.0\t\t".encode())
    assert [one.key for one in found.problems if one.key.startswith("report")] == [
        "report.no_nerve"
    ]


def test_a_section_that_is_not_of_nerve_conduction_is_not_read() -> None:
    needle = "Muscle\tNerve\tRoot\tFibs\tPsw\tAmp\tDur\nADM\tUlnar\tC8\t0\t0\tNml\tNml"
    h_reflex = "H-Reflex\nR Tibial - AH\nSite\tLat (ms)\tAmp (mV)\nPop Fossa\t29.0\t1.2"
    found = understood("Wrist\t\t3.0\t8.0\t\t", needle, h_reflex)
    assert len(found.rows) == 1


def test_all_problems_come_at_once_each_with_its_line_and_column() -> None:
    found = understood("Wrist\t\tx3\t8.0\t\t", "Toe\t\t6.9\t7.7\t\t", "A Elbow\t\t8.8\t700\t\t")
    places = [(one.line, one.column) for one in found.problems]
    assert places == [(3, "latency_ms"), (4, "site"), (5, "amplitude_mv")]


def test_a_row_with_more_cells_than_its_header_is_refused() -> None:
    (problem,) = understood("Wrist\t\t3.0\t8.0\t6.5\t\t9.0").problems
    assert (problem.key, problem.line) == ("table.cells", 3)


def test_columns_by_position_that_run_together_are_refused() -> None:
    text = (
        "Nerve           Muscle  Site       Lat (ms)  Amp (mV)\n"
        "R Ulnar         ADM     Wrist      3.0       8.0\n"
        "R Ulnar         ADM     B Elbow    6.9  7.7\n"
    )
    found = read_report(text.encode())
    assert [(one.key, one.line) for one in found.problems] == [("report.columns_run_together", 3)]


def test_a_sentence_about_a_nerve_is_no_heading() -> None:
    text = "The right median nerve has a prolonged latency and a low amplitude at the wrist"
    found = understood("Wrist\t\t3.0\t8.0\t\t", text, "B Elbow\t\t6.9\t7.7\t\t")
    assert {cells["nerve"] for _, cells in found.rows} == {"ulnar"}
    assert [one.line for one in found.questions] == [4]  # rows follow it: it is asked about
    assert found.lines_passed_over == 0


def test_flags_and_units_beside_a_number_are_not_part_of_it() -> None:
    (found,) = understood("Wrist\t\t4.8 H\t*3.6\t6.5 cm\t").study().measures
    assert (found.latency_ms, found.amplitude_mv, found.distance_mm) == (4.8, 3.6, 65)


@pytest.mark.parametrize("cell", ["<4.2", "3.0-3.4", "8,0,1", "3 0"])
def test_what_is_no_single_number_is_a_problem(cell: str) -> None:
    assert [one.column for one in understood(f"Wrist\t\t{cell}\t8.0\t\t").problems] == [
        "latency_ms"
    ]


def test_no_name_or_birthday_is_kept() -> None:
    lines = ("Patient: Ann Invented", "Born: 1 January 1970", "ID\t12345")
    found = understood("Wrist\t\t3.0\t8.0\t\t", head="\n".join((*lines, HEAD)))
    assert "Invented" not in repr(found)
    assert "12345" not in repr(found)
    assert found.lines_passed_over == 3


def test_f_waves_without_a_site_are_understood_as_from_the_usual_one() -> None:
    text = "F-Wave\nNerve\tF Min (ms)\tPersistence\nR Ulnar - ADM\t27.1\t8/10"
    found = read_report(text.encode())
    assert asked(found) == set()  # there is one answer: it is told, and no question
    assert any("after stimulation at the wrist" in str(one) for one in found.remarks())
    (wave,) = found.study().f_measures
    assert (wave.site, wave.persistence_percent, wave.sweeps) == ("wrist", 80, 10)


def test_a_sensory_amplitude_that_may_be_of_either_kind_is_asked_about() -> None:
    text = "Sensory\nR Ulnar - Digit V\nSite\tOnset (ms)\tAmp (uV)\nWrist\t2.5\t21"
    assert asked(read_report(text.encode())) == {"sensory-amplitude"}
    (found,) = read_report(text.encode(), {"sensory-amplitude": "peak-to-peak"}).study().measures
    assert (found.amplitude_mv, found.peak_to_peak_mv) == (None, 0.021)


def test_the_projects_own_table_is_read_by_its_own_reader() -> None:
    table = b"side,nerve,muscle,site,latency_ms,amplitude_mv\nright,ulnar,adm,wrist,3.0,8.0\n"
    assert parse_study(table).format == "csv"
    own_with_area = table.replace(b"amplitude_mv", b"amplitude_mv,Area (mVms),Dist (cm)").replace(
        b"8.0", b"8.0,30,6.5"
    )
    with pytest.raises(Fault) as caught:
        parse_study(own_with_area)
    assert [one.key for one in caught.value.each] == ["report.ask"]
    found = parse_study(own_with_area, answers={"area": "negative-peak"}).study.measures[0]
    assert (found.negative_peak_area_mvms, found.distance_mm) == (30, 65)


def test_a_sensory_latency_that_may_be_of_either_moment_is_asked_about() -> None:
    text = "Sensory\nR Ulnar - Digit V\nSite\tLatency (ms)\tO-P Amp (uV)\nWrist\t3.1\t21"
    assert asked(read_report(text.encode())) == {"sensory-latency"}
    (found,) = read_report(text.encode(), {"sensory-latency": "peak"}).study().measures
    assert (found.latency_ms, found.peak_latency_ms, found.amplitude_mv) == (None, 3.1, 0.021)


def test_where_a_heading_names_the_electrode_the_cell_below_is_the_site() -> None:
    text = (
        "Sensory NCS\nNerve / Sites\tRec. Site\tOnset Lat ms\tNP Amp uV\tSegments\tDist cm\n"
        "R Median - Digit II (Antidromic)\nWrist\tDig II\t2.5\t25\tWrist - Dig II\t14\n"
    )
    (found,) = read_report(text.encode()).study().measures
    assert (found.site, found.skin, found.distance_mm) == ("wrist", "index_finger", 140)


def test_f_waves_of_a_summary_with_marks_limits_and_side_differences() -> None:
    text = (
        "F Wave Studies\nNR\tF-Lat (ms)\tLat Norm (ms)\tL-R F-Lat (ms)\tL-R Lat Norm\n"
        "Right Median (Mrkrs) (Abd Poll Brev)\n\t27.90\t<33\t\t<2.2\n"
        "Left Ulnar (Mrkrs) (Abd Dig Min)\nNR\t\t<36\t\t\n"
    )
    one, other = read_report(text.encode(), {"f-site": "wrist-or-ankle"}).study().f_measures
    assert (one.nerve, one.site, one.minimum_latency_ms) == ("median", "wrist", 27.9)
    assert (other.muscle, other.absent) == ("adm", True)


@pytest.mark.parametrize(
    ("cell", "amplitude"), [("8.0", 8.0), ("8000 µV", 8.0), ("8.0 mV", 8.0), ("8.0 (>4)", 8.0)]
)
def test_the_unit_in_a_cell_goes_before_that_of_its_heading(cell: str, amplitude: float) -> None:
    (found,) = understood(f"Wrist\t\t3.0\t{cell}\t\t").study().measures
    assert found.amplitude_mv == amplitude


def test_a_unit_of_another_kind_in_a_cell_is_a_problem() -> None:
    (problem,) = understood("Wrist\t\t3.0\t8.0 ms\t\t").problems
    assert problem.column == "amplitude_mv"


@pytest.mark.parametrize(
    ("head", "side", "nerve", "muscle"),
    [
        ("Right Median Motor (Abd Poll Brev)  33.1°C", "right", "median", "apb"),
        ("L Comm Peroneal - Tib Ant", "left", "fibular", "ta"),
        ("Median APB R", "right", "median", "apb"),
        ("N. ulnaris links, motorisch (ADM)", "left", "ulnar", "adm"),
        ("Nerf médian D - court abducteur du pouce", "right", "median", "apb"),
        ("Nervio cubital izquierdo - ADM", "left", "ulnar", "adm"),
        ("RIGHT TIBIAL to Abductor hallucis", "right", "tibial", "ah"),
        ("Lt. Ulnar, recording FDI", "left", "ulnar", "fdi"),
    ],
)
def test_headings_in_the_words_of_many_machines(
    head: str, side: str, nerve: str, muscle: str
) -> None:
    found = understood("Wrist\t\t3.0\t8.0\t\t", head=head)
    (cells,) = [cells for _, cells in found.rows]
    assert (cells["side"], cells["nerve"], cells["muscle"]) == (side, nerve, muscle)
    assert cells.get("temperature_c", "") == ("33.1" if "°" in head else "")


def test_cells_of_several_lines_are_one_cell() -> None:
    html = "<table><tr><th>Nerve /<br>Sites</th><th>Lat<br>(ms)</th><th>Amp<br>(mV)</th></tr>"
    html += "<tr><td colspan=3>R Median - APB</td></tr><tr><td>Wrist<td>3.4<td>8.8</table>"
    quoted = 'R Median - APB\n"Stim\nSite"\t"Lat\n(ms)"\t"Amp\n(mV)"\nWrist\t3.4\t8.8\n'
    for text in (html, quoted):
        (found,) = read_report(text.encode()).study().measures
        assert (found.latency_ms, found.amplitude_mv) == (3.4, 8.8)


def test_a_stretch_in_place_of_a_site_is_its_farther_end_and_has_the_distance() -> None:
    columns = "Nerve/Segment\tLat (ms)\tAmp (mV)\tDist (mm)\tNCV (m/s)"
    rows = ("Wrist-ADM\t2.9\t8.8\t65\t", "B.Elbow-Wrist\t6.8\t8.5\t215\t55")
    found = understood(*rows, columns=columns)
    assert [(one.site, one.distance_mm) for one in found.study().measures] == [
        ("wrist", 65), ("below_elbow", 215),
    ]  # fmt: skip
    assert [one.key for one in found.notes].count("far_end") == 2


@pytest.mark.parametrize("column", ["Distal amp (mV)", "P-P Amp (mV)", "Amp (kV)"])
def test_a_table_without_an_amplitude_is_refused(column: str) -> None:
    columns = f"Site\tLat (ms)\t{column}"
    (problem,) = understood("Wrist\t2.9\t8.8", columns=columns).problems
    assert (problem.key, problem.column) == ("report.no_amplitude", "amplitude_mv")
