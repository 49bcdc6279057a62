"""A line that tells a response by itself is read where it is sure, and else counted and quoted."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multifocal.criteria import evaluate
from multifocal.fault import Fault
from multifocal.formats import Understood, read_report
from multifocal.reference import DEFAULT_REFERENCE, reference_table
from multifocal.report import copied_text, present_study
from multifocal.study import ClinicalPicture, Study

MOTOR = """R Median - APB
Site\tLat (ms)\tO-P Amp (mV)
Wrist\t3.4\t9.0
Elbow\t7.9\t8.8
R Ulnar - ADM
Wrist\t2.9\t9.0
B. Elbow\t6.9\t8.8
"""
ANSWERS = {
    "f-site": "wrist-or-ankle", "muscle:median": "apb", "muscle:ulnar": "adm",
    "muscle:tibial": "ah",
    "sensory-amplitude": "onset-to-peak", "sensory-latency": "onset", "sensory-place": "antidromic",
}  # fmt: skip


def read(line: str, **answers: str) -> Understood:
    more = {name.replace("__", ":"): one for name, one in answers.items()}
    return read_report((MOTOR + "\n" + line + "\n").encode(), ANSWERS | more)


def copied(study: Study) -> str:
    table = reference_table(DEFAULT_REFERENCE)
    return copied_text(present_study(study, (evaluate(study),), table, drawn=False).conclusion)


@pytest.mark.parametrize(
    ("line", "side", "nerve", "minimum", "persistence", "stimuli"),
    [
        ("F waves median R: min latency 34.1 ms, persistence 3/10", "right", "median",
         34.1, 30, 10),
        ("F-Wellen N. ulnaris links: 29,8 ms", "left", "ulnar", 29.8, None, None),
        ("Right ulnar F wave: absent", "right", "ulnar", None, 0, None),
        ("R ulnar F waves: absent (0/16)", "right", "ulnar", None, 0, 16),
        ("F-Welle N. tibialis li.: min. Latenz 52,4 ms, Persistenz 10 von 10", "left", "tibial",
         52.4, 100, 10),
        ("Onde F ulnaire gauche : latence minimale 31,9 ms ; persistance 60 %", "left", "ulnar",
         31.9, 60, None),
        ("Ondes F médian droit : absentes", "right", "median", None, 0, None),
        ("Onda F mediano derecho: latencia mínima 27,4 ms, persistencia 90% (9/10)", "right",
         "median", 27.4, 90, 10),
        ("Onde F n. ulnare sn: assenti", "left", "ulnar", None, 0, None),
        ("Onde F mediano dx: latenza minima 26,4 ms (N < 31 ms)", "right", "median",
         26.4, None, None),
        ("F-golven N. medianus rechts: minimale latentie 26,4 ms, persistentie 8/10", "right",
         "median", 26.4, 80, 10),
        ("Onda F ulnar esquerdo: latência mínima 27,1 ms", "left", "ulnar", 27.1, None, None),
        ("F-golf N. ulnaris links: afwezig", "left", "ulnar", None, 0, None),
        ("Right median F latency 31 ms, prolonged", "right", "median", 31, None, None),
    ],
)  # fmt: skip
def test_a_line_of_f_waves_is_read(
    line: str,
    side: str,
    nerve: str,
    minimum: float | None,
    persistence: float | None,
    stimuli: int | None,
) -> None:
    study = read(line).study()
    (waves,) = study.f_measures
    assert (waves.side, waves.nerve) == (side, nerve)
    assert (waves.minimum_latency_ms, waves.persistence_percent, waves.sweeps) == (
        minimum, persistence, stimuli,
    )  # fmt: skip
    assert waves.absent is (minimum is None)
    assert study.f_waves_unread == 0


@pytest.mark.parametrize(
    ("line", "side", "nerve", "microvolts", "absent"),
    [
        ("SNAP median D2 R 12 µV, 48 m/s", "right", "median", 12, False),
        ("Sensibler N. ulnaris Dig V re.: Amplitude 9,8 µV, NLG 48 m/s", "right", "ulnar", 9.8,
         False),
        ("Potentiel sensitif ulnaire droit (D5) : 4,1 µV, 46 m/s", "right", "ulnar", 4.1, False),
        ("Potencial sensitivo mediano izquierdo D2: 18 uV", "left", "median", 18, False),
        ("SAP ulnare dx D5 7 µV, VC 50 m/s", "right", "ulnar", 7, False),
        ("SNAP right ulnar D5: no response", "right", "ulnar", 0, True),
    ],
)  # fmt: skip
def test_a_line_of_a_sensory_response_is_read(
    line: str, side: str, nerve: str, microvolts: float, *, absent: bool
) -> None:
    study = read(line).study()
    (felt,) = (one for one in study.measures if one.kind == "sensory")
    assert (felt.side, felt.nerve, felt.absent) == (side, nerve, absent)
    assert felt.amplitude_mv == pytest.approx(microvolts / 1000)
    assert study.sensory_unread == 0


def test_whether_its_amplitude_is_from_the_onset_is_asked_as_of_a_table() -> None:
    found = read("SNAP median D2 R 12 µV", **{"sensory-amplitude": "?"})
    assert [one.id for one in found.questions] == ["sensory-amplitude"]


def test_under_a_title_a_line_needs_only_its_nerve() -> None:
    lines = "F waves\nR Ulnar: min 28.9 ms, 14/16\nL Median: not done\nL Ulnar: min 28.5 ms, 12/16"
    found = read(lines)
    study = found.study()
    assert [(one.side, one.minimum_latency_ms, one.sweeps) for one in study.f_measures] == [
        ("right", 28.9, 16), ("left", 28.5, 16),
    ]  # fmt: skip
    assert any("L Median: not done" in str(one) for one in found.remarks())


UNSURE_OF_F = [
    "F wave R ulnar: 28.5-31.2 ms", "F waves R ulnar: < 31 ms", "F waves R ulnar: ~29 ms",
    "F waves: R median 29.1 ms; 30.2 ms", "F waves: R median 29.1 ms; R median 30.2 ms",
    "F: med 27.1 ms, uln", "F waves: R median 29.1 ms; R ulnar 28-31 ms",
    "Median and ulnar F waves right 29 ms",
    "F waves right median: M latency 3.9 ms, F 29.9 ms", "F waves median R: 3.9 ms",
    "F waves R ulnar: absent (2/16)", "F waves R ulnar: 30 ms in 3/10, 31 ms in 4/10",
    "F waves R ulnar: 29.8 ms, contaminated by A waves", "F waves R ulnar: persistence 12/10",
    "F waves R ulnar: persistence 30.1 ms", "F waves right thumb: 29 ms",
]  # fmt: skip


@pytest.mark.parametrize("line", UNSURE_OF_F)
def test_what_is_not_sure_is_counted_and_quoted_and_not_guessed(line: str) -> None:
    found = read(line)
    study = found.study()
    assert not study.f_measures and study.f_waves_unread == 1
    assert any(line[:50] in str(one) for one in found.remarks())
    text = copied(study)
    assert "One row of F waves of the report was not read" in text


@pytest.mark.parametrize("line", ["SNAP median D2 R 12 mV", "Right sural SNAP 5-8 µV"])
def test_a_sensory_line_that_is_not_sure_is_counted(line: str) -> None:
    study = read(line).study()
    assert study.sensory_unread == 1
    assert all(one.kind != "sensory" for one in study.measures)


def test_a_side_that_is_not_told_is_asked_and_may_be_left_open() -> None:
    line = "F waves ulnar: 29.8 ms"
    (question,) = read(line).questions
    assert question.id == "lone:9" and "29.8 ms" in question.text
    with pytest.raises(Fault):
        read(line).study()
    (waves,) = read(line, lone__9="left").study().f_measures
    assert waves.side == "left"
    study = read(line, lone__9="leave-out").study()
    assert not study.f_measures and study.f_waves_unread == 1


def understood_of(found: Understood) -> list[tuple[str, ...]]:
    late = (cells for _, cells in found.rows if cells.get("kind") == "F")
    return [
        tuple(cells.get(one, "") for one in ("side", "nerve", "muscle", "site", "f_minimum_ms"))
        for cells in late
    ]


def test_muscle_and_site_are_those_of_the_motor_study_and_are_said() -> None:
    found = read_report(f"{MOTOR}\nF waves median R: min latency 34.1 ms\n".encode())
    assert not found.questions
    assert understood_of(found) == [("right", "median", "apb", "wrist", "34.1")]
    assert any("understood as recorded from abductor pollicis" in str(one)
               for one in found.remarks())  # fmt: skip


TO_FDI = "R Ulnar - FDI\nWrist\t3.9\t9.0\nB. Elbow\t7.4\t8.8\n"


@pytest.mark.parametrize(
    ("table", "line", "asked"),
    [
        (MOTOR, "F waves tibial R: min latency 54.1 ms", ["lone-muscle", "lone-site"]),
        (MOTOR, "F-Welle N. ulnaris li.: 29,8 ms", ["lone-muscle", "lone-site"]),
        (MOTOR + TO_FDI, "F waves ulnar R: 29.8 ms", ["lone-muscle"]),
        (MOTOR.replace("Wrist\t2.9", "Axilla\t12.9"), "F waves ulnar R: 29.8 ms", ["lone-site"]),
        (MOTOR, "F waves radial R: 24.8 ms", ["lone-muscle", "lone-site"]),
    ],
)
def test_what_the_report_leaves_open_is_asked_and_each_line_may_be_left_out(
    table: str, line: str, asked: list[str]
) -> None:
    found = read_report(f"{table}\n{line}\n".encode())
    assert [one.id.split(":")[0] for one in found.questions] == asked
    for question in found.questions:
        assert line in question.text
        others = {one.id: one.choices[0] for one in found.questions}
        left = read_report(f"{table}\n{line}\n".encode(), others | {question.id: "leave-out"})
        study = left.study()
        assert not study.f_measures and study.f_waves_unread == 1
        assert any(line in str(one) for one in left.remarks())
        (waves,) = read_report(f"{table}\n{line}\n".encode(), others).study().f_measures
        assert waves.minimum_latency_ms and waves.muscle


@pytest.mark.parametrize(
    ("line", "waves"),
    [
        ("F waves: R median 29.1 ms; R ulnar 30.2 ms",
         [("right", "median", "29.1"), ("right", "ulnar", "30.2")]),
        ("L ulnar F wave 28.1 ms; R ulnar F wave 29.2 ms",
         [("left", "ulnar", "28.1"), ("right", "ulnar", "29.2")]),
        ("F-Wellen re.: N. medianus 27,1 ms, N. ulnaris 28,0 ms",
         [("right", "median", "27,1"), ("right", "ulnar", "28,0")]),
        ("F waves R median 27.1 ms, persistence 9/10, L median 28.8 ms, persistence 4/10",
         [("right", "median", "27.1"), ("left", "median", "28.8")]),
        ("Onde F (lat. min.): Mediano dx 34,8 ms (persistenza 4/16); Ulnare sn 28,1 ms",
         [("right", "median", "34,8"), ("left", "ulnar", "28,1")]),
        ("Ondes F : médian droit 27,1 ms ; ulnaire droit absentes",
         [("right", "median", "27,1"), ("right", "ulnar", "NR")]),
    ],
)  # fmt: skip
def test_a_line_of_several_nerves_is_read_where_each_value_has_its_nerve(
    line: str, waves: list[tuple[str, ...]]
) -> None:
    found = read(line)
    assert [(one[0], one[1], one[4]) for one in understood_of(found)] == waves
    assert any("one line for each" in str(one) for one in found.remarks())


def test_numbers_without_a_unit_are_asked_about_and_may_be_left_out() -> None:
    line = "F right: med 27.1, uln 28.0"
    assert not understood_of(read(line))  # whose "right" stands before the colon is not sure
    line = "F: med R 27.1, uln R 28.0"
    (question,) = read(line).questions
    assert question.id == "f-unit"
    latencies = [one[4] for one in understood_of(read(line, **{"f-unit": "shortest-ms"}))]
    assert latencies == ["27.1", "28.0"]
    study = read(line, **{"f-unit": "leave-out"}).study()
    assert not study.f_measures and study.f_waves_unread == 2


@pytest.mark.parametrize("line", ["F: med 27, uln 28", "F: med 27.1, uln ?", "F: med, uln 28.0"])
def test_numbers_that_may_be_anything_are_counted(line: str) -> None:
    study = read(line, **{"f-unit": "shortest-ms"}).study()
    assert not study.f_measures and study.f_waves_unread == 1


def test_a_line_without_a_nerve_is_asked_about_under_its_heading() -> None:
    for line in ("F wave 29.8 ms", "F waves: absent"):
        (question,) = read(line).questions
        assert "R Ulnar - ADM" in question.text
        (waves,) = read(line, lone__9="as-headed").study().f_measures
        assert (waves.side, waves.nerve, waves.muscle) == ("right", "ulnar", "adm")
        assert not read(line, lone__9="leave-out").study().f_measures


@pytest.mark.parametrize(
    "line",
    ["F-Wellen N. medianus rechts: nicht ableitbar", "F waves right median: not recordable",
     "SNAP right ulnar D5: unobtainable"],
)  # fmt: skip
def test_words_that_may_be_of_what_could_not_be_recorded_are_asked(line: str) -> None:
    (question,) = read(line).questions
    assert question.id == "nr-words"
    kept = read(line, **{"nr-words": "not-recorded"}).study()
    assert not any(one.absent for one in kept.f_measures)
    assert not any(one.absent for one in kept.measures)
    told = read(line, **{"nr-words": "no-response"}).study()
    silent = [one.absent for one in told.f_measures] + [one.absent for one in told.measures]
    assert silent.count(True) == 1


NOT_LOOKED_FOR = [
    "not done", "not recorded", "not tested", "not performed", "nicht untersucht", "nicht gemessen",
    "non fait", "non réalisé", "no realizado", "non eseguito", "refused", "-", "n/a", "not absent",
    "?", "absent?", "probably absent", "not absent", "", "pending", "see below",
]  # fmt: skip
PLACES = ["F waves right median", "R ulnar F wave", "SNAP right ulnar D5", "Onde F médian droit",
          "F-Wellen N. ulnaris links", "Onda F mediano derecho"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(PLACES),
    st.sampled_from(NOT_LOOKED_FOR),
    st.sampled_from([": ", " ", " - ", "\t"]),
)
def test_what_was_not_recorded_is_never_no_response(place: str, words: str, sign: str) -> None:
    answers = dict.fromkeys(("lone:9", "line:9"), "leave-out")
    found = read_report(f"{MOTOR}\n{place}{sign}{words}\n".encode(), ANSWERS | answers)
    cells = [text for _, row in found.rows for text in row.values()]
    assert "NR" not in cells and "0" not in cells
    assert all(row.get("kind") not in ("F", "sensory") for _, row in found.rows)


@settings(max_examples=60, deadline=None)
@given(
    st.floats(20, 60).map(lambda number: round(number, 1)),
    st.integers(1, 20).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    st.sampled_from([" ", ", ", "; ", " ("]),
    st.sampled_from(["", "median", "ulnar"]),
    st.sampled_from(["", "R", "left"]),
)
def test_a_line_is_read_with_its_own_numbers_or_not_at_all(
    latency: float, share: tuple[int, int], sign: str, nerve: str, side: str
) -> None:
    line = f"F waves {nerve} {side}: min {latency} ms{sign}persistence {share[0]}/{share[1]}"
    found = read_report(f"{line}\n{MOTOR}".encode(), ANSWERS)
    late = [row for _, row in found.rows if row.get("kind") == "F"]
    if not (nerve and side):
        assert not late
    for row in late:
        assert (row["side"], row["nerve"]) == ({"R": "right"}.get(side, side), nerve)
        assert row["f_minimum_ms"] == f"{latency}" and row["f_sweeps"] == str(share[1])
        assert float(row["f_persistence_percent"].rstrip("%")) == pytest.approx(
            100 * share[0] / share[1], abs=1e-3
        )


TABLE = "F Wave\nNerve\tF Lat min (ms)\tPersistence (%)\nR Median - APB\t34.1\t30\n"


def test_beside_a_row_of_a_table_the_line_is_left_out_and_named() -> None:
    found = read(f"{TABLE}\nF waves median R: min latency 29.1 ms, persistence 9/10")
    (waves,) = found.study().f_measures
    assert (waves.minimum_latency_ms, waves.persistence_percent) == (34.1, 30)
    assert any("29.1 ms" in one.unread for one in found.remarks())


def test_of_two_lines_that_differ_neither_is_read_and_of_two_alike_one_is() -> None:
    line = "F waves median R: min latency {} ms, persistence 3/10"
    study = read(f"{line.format(34.1)}\n{line.format(29.1)}").study()
    assert not study.f_measures and study.f_waves_unread == 2
    (waves,) = read(f"{line.format(34.1)}\n{line.format(34.1)}").study().f_measures
    assert waves.minimum_latency_ms == 34.1
    felt = "SNAP median D2 R {} µV"
    study = read(f"{felt.format(12)}\n{felt.format(21)}").study()
    assert all(one.kind == "M" for one in study.measures) and study.sensory_unread == 2


# --- words without a number ---

WORDS = [
    "Sensory NCS: right median and ulnar SNAPs normal", "Sensible Neurographie unauffällig",
    "Potentiels sensitifs normaux aux deux mains",
    "Conducciones sensitivas normales en ambas manos",
    "Neurografia sensitiva nella norma in entrambe le mani",
    "Sensory responses were absent in both arms",
]  # fmt: skip


@pytest.mark.parametrize("line", WORDS)
def test_an_examiners_words_are_kept_as_such_and_are_no_number(line: str) -> None:
    found = read(line)
    study = found.study()
    assert study.sensory_unread == 1
    assert all(one.kind == "M" for one in study.measures)
    (said,) = (one.unread for one in found.remarks() if one.unread)
    assert line in said
    assert study.clinical is None or study.clinical.sensory_studies_normal is None
    text = copied(study)
    assert "nothing is stated of it" not in text


def test_no_rule_answers_by_such_words_alone() -> None:
    plain, told = (read(line).study() for line in ("", WORDS[0]))
    by = [evaluate(replace(one, sensory_unread=0), "aanem-2003").category for one in (plain, told)]
    assert by[0] == by[1]
    picture = ClinicalPicture(sensory_studies_normal=True)
    assert evaluate(replace(told, clinical=picture), "aanem-2003").category != by[1]


@pytest.mark.parametrize(
    "line", ["No sensory loss.", "Sensory examination normal", "Normal values: SNAP from age 20 on"]
)
def test_the_bedside_and_limits_are_no_judgement_of_responses(line: str) -> None:
    assert read(line).study().sensory_unread == 0


def test_f_waves_judged_in_words_are_not_none() -> None:
    study = read("F waves were normal in both arms").study()
    assert study.f_waves_unread == 1
    assert "None in this study" not in copied(study)


def test_beside_numbers_such_words_change_no_count() -> None:
    lines = "SNAP median D2 R 12 µV\nImpression: sensory responses normal."
    found = read(lines)
    assert found.study().sensory_unread == 0
    assert any("sensory responses normal" in str(one) for one in found.remarks())
