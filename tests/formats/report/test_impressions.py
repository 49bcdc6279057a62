"""What an examiner concludes is quoted whole and named where the numbers say another thing."""

import pytest

from multifocal.criteria import evaluate
from multifocal.formats import Understood, read_report
from multifocal.formats.report.impressions import blocks_said
from multifocal.formats.study_json import parse_json, write_json
from multifocal.formats.table import parse_csv, write_csv_study
from multifocal.reference import reference_table
from multifocal.report import present_study

HEAD = "Site\tLat (ms)\tO-P Amp (mV)\tNeg Area (mVms)\tNeg Dur (ms)\tDist (mm)"
BLOCKED = [
    "R Median - APB",
    HEAD,
    "Wrist\t3.6\t7.8\t24.9\t5.7\t70",
    "Elbow\t8.0\t2.5\t8.0\t5.9\t230",
]
SOUND = [*BLOCKED[:3], "Elbow\t8.0\t7.5\t24.2\t5.9\t230"]
INCHING = [
    "", "Inching R median (APB), every 2 cm from wrist:",
    " 0 cm 2.9 ms 8.4 mV; 4 cm 3.6 ms 8.3 mV; 8 cm 4.3 ms 8.2 mV",
]  # fmt: skip


def read(*lines: str) -> Understood:
    return read_report("\n".join(lines).encode())


@pytest.mark.parametrize(
    "text", ["Impression: no conduction block.", "Conclusion : pas de bloc de conduction",
             "Beurteilung: Kein Leitungsblock, temporale Dispersion",
             "Conclusión: conducciones normales, sin bloqueos de conducción",
             "Conclusioni: senza blocchi di conduzione"],
)  # fmt: skip
def test_an_impression_is_quoted_wherever_it_stands(text: str) -> None:
    for beside in ([], INCHING):
        found = read(*BLOCKED, *beside, "", text)
        (said,) = (one for one in found.remarks() if text in one.text)
        assert text in said.unread
        assert found.block_denied == 1


def test_what_stands_under_a_heading_that_is_not_read_is_quoted_and_counted() -> None:
    found = read(*BLOCKED, *INCHING)
    assert found.lines_passed_over == 1
    assert any("0 cm 2.9 ms" in one.text for one in found.remarks())


def test_f_waves_below_such_a_heading_are_not_lost() -> None:
    found = read(*BLOCKED, *INCHING, "", "F waves median R: min latency 34.1 ms, persistence 3/10")
    assert "34.1" in {cells.get("f_minimum_ms") for _, cells in found.rows}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("No evidence of conduction block.", {"denied"}),
        ("No definite conduction block", {"denied"}),
        ("Conduction block of left ulnar nerve in the forearm", {"stated"}),
        ("No block of the median nerve; conduction block of the ulnar nerve", {"denied", "stated"}),
        ("Pas d'argument pour un bloc", {"denied"}), ("bloc partiel au coude", {"stated"}),
        ("Kein Leitungsblock", {"denied"}), ("sin bloqueo", {"denied"}), ("Normal study", set()),
        ("No sensory loss, conduction block of R median", {"stated"}),
    ],
)  # fmt: skip
def test_what_words_say_of_a_block(text: str, said: set[str]) -> None:
    assert blocks_said(text) == said


def conclusion(found: Understood) -> str:
    study = found.study()
    study = parse_csv(write_csv_study(study).encode())
    assert parse_json(write_json(study).encode()) == study
    told = present_study(study, (evaluate(study),), reference_table("aanem-2016"))
    return " ".join(told.conclusion.cautions)


@pytest.mark.parametrize(
    ("rows", "text", "named"),
    [
        (BLOCKED, "Impression: no conduction block.", True),
        (BLOCKED, "Impression: conduction block of the median nerve.", False),
        (SOUND, "Impression: conduction block of the median nerve.", True),
        (SOUND, "Impression: no conduction block.", False),
        (BLOCKED, "Impression: see below", False),
    ],
)  # fmt: skip
def test_where_words_and_numbers_disagree_the_conclusion_says_so(
    rows: list[str], text: str, named: bool
) -> None:
    plain, told = read(*rows).study(), read(*rows, "", text)
    assert ("disagree" in conclusion(told)) is named
    mine, other = (
        [one.block for one in evaluate(study).segments] for study in (plain, told.study())
    )
    assert mine == other  # no verdict hangs on words


# --- over several lines ---

POINTS = ["1. No conduction block of the median nerve.", "2. Normal motor conduction otherwise."]


@pytest.mark.parametrize(
    "lines",
    [
        ["Impression:", *POINTS], ["IMPRESSION", "", *POINTS], ["Conclusion :", *POINTS],
        ["Beurteilung:", "Kein Leitungsblock des N. medianus.", "Sonst normale Befunde."],
        ["Conclusioni:", "1) assenza di blocchi di conduzione", "2) esame nella norma"],
        ["Impression: Median motor study within limits,", "with no conduction block.", ""],
        ["Conclusión:", "- Sin bloqueos de conducción", "- Estudio normal"],
    ],
)  # fmt: skip
def test_an_impression_of_several_lines_is_quoted_whole(lines: list[str]) -> None:
    found = read(*BLOCKED, "", *lines)
    (said,) = (one.text for one in found.remarks() if "own words" in one.text)
    assert " ".join(one for one in lines if one) in said
    assert (found.block_denied, found.block_stated) == (1, 0)
    assert found.lines_passed_over == 0
    assert "disagree" in conclusion(found)


def test_it_ends_at_a_gap_a_heading_a_response_a_name_and_a_comment() -> None:
    ulnar = ["R Ulnar - ADM", *SOUND[1:]]
    for after in (
        ["", "Conduction block of the ulnar nerve was looked for."],
        ulnar,
        ["F waves median R: min latency 34.1 ms"],
        ["Dr. Jane Example"],
        ["Patient: Example, Jane"],
        ["Comment: Erb not tolerated"],
    ):
        found = read(*SOUND, "", "Impression:", POINTS[0], *after)
        (said,) = (one.text for one in found.remarks() if "own words" in one.text)
        assert said.endswith(f"'Impression: {POINTS[0]}'")
    late = read(*SOUND, "", "Impression:", POINTS[0], "F waves median R: min latency 34.1 ms")
    assert any("34.1" in cells.values() for _, cells in late.rows)
    found = read("Impression:", POINTS[0], *ulnar)
    assert {cells["nerve"] for _, cells in found.rows} == {"ulnar"}


def test_a_heading_that_is_not_understood_does_not_vanish_in_it() -> None:
    odd = ["L Ulnar to somewhere else", "Wrist\t3.6\t7.8\t24.9\t5.7\t70"]
    found = read(*SOUND, "", "Impression:", POINTS[0], *odd)
    assert any(one.id == f"line:{len(SOUND) + 4}" for one in found.questions)


def test_what_it_says_of_crossing_fibers_and_sensory_responses_is_heard_as_elsewhere() -> None:
    lines = ["Impression:", "1. Martin-Gruber anastomosis on the right.",
             "2. Sensory responses normal.", "3. No conduction block."]  # fmt: skip
    ulnar = ["R Ulnar - ADM", *SOUND[1:2], "Wrist\t3.6\t7.8\t24.9\t5.7\t70"]
    found = read(*ulnar, "", *lines)
    assert any(one.id.startswith("crossing:") for one in found.questions)
    assert found.sensory_unread == 1 and found.block_denied == 1
    (said,) = (one.text for one in found.remarks() if "own words" in one.text)
    assert " ".join(lines) in said


def test_a_label_with_nothing_below_it_says_nothing() -> None:
    for lines in (["Impression:"], ["Impression:", "", "", "", "Some words far below."]):
        found = read(*SOUND, "", *lines)
        assert not any("own words" in one.text for one in found.remarks())


def test_a_limbs_temperature_right_below_it_is_not_lost() -> None:
    found = read(*SOUND, "", "Impression: normal study.", "Hand temperature right 31.2 C")
    assert {cells.get("temperature_c") for _, cells in found.rows} == {"31.2"}
