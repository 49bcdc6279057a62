"""Danish, Swedish, Polish and Turkish reports; a letter for a side under its language's heading."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import read_report
from multifocal.formats.report.headers import phrase_meaning
from multifocal.formats.report.places import read_context
from multifocal.study import vocabulary
from multifocal.study.vocabulary import normalized, side_under

DANISH = """Nerve\tSted\tLatens (ms)\tAmplitude (mV)\tAfstand (mm)\tHastighed (m/s)
N. medianus højre - APB\tHåndled\t3,4\t9,0\t70\t
\tAlbue\t7,9\t8,8\t230\t51,1
N. ulnaris venstre - ADM\tHåndled\t2,9\t9,0\t70\t
\tUnder albuen\t6,9\t8,8\t220\t55,0
\tOver albuen\t8,1\t8,7\t70\t58,0
\tAksil\t\tintet respons\t\t
"""
POLISH = """\
Nerw\tStrona\tMięsień\tMiejsce stymulacji\tLatencja (ms)\tAmplituda (mV)\tOdległość (mm)\tPrędkość
pośrodkowy\tprawy\tAPB\tnadgarstek\t3,4\t9,0\t70\t
pośrodkowy\tP\tAPB\tłokieć\t7,9\t8,8\t230\t51,1
łokciowy\tlewy\tADM\tnadgarstek\t2,9\t9,0\t70\t
łokciowy\tL\tADM\tponiżej łokcia\t6,9\t8,8\t220\t55,0
łokciowy\tlewy\tADM\tpowyżej łokcia\t8,1\t8,7\t70\t58,0
łokciowy\tlewy\tADM\tpacha\t\tbrak odpowiedzi\t\t
"""
TURKISH = """Sinir\tTaraf\tKas\tUyarım yeri\tLatans (ms)\tAmplitüd (mV)\tMesafe (mm)\tHız (m/s)
Median\tSağ\tAPB\tBilek\t3,4\t9,0\t70\t
Median\tSağ\tAPB\tDirsek\t7,9\t8,8\t230\t51,1
Ulnar\tSol\tADM\tEl bileği\t2,9\t9,0\t70\t
Ulnar\tSol\tADM\tDirsek altı\t6,9\t8,8\t220\t55,0
Ulnar\tSol\tADM\tDirsek üstü\t8,1\t8,7\t70\t58,0
Ulnar\tSol\tADM\tKoltuk altı\t\tyanıt yok\t\t
"""
PORTUGUESE = """Nervo\tLado\tMúsculo\tLocal\tLatência (ms)\tAmplitude (mV)\tDistância (mm)\tVC (m/s)
Mediano\tD\tAPB\tPunho\t3,4\t9,0\t70\t
Mediano\tD\tAPB\tCotovelo\t7,9\t8,8\t230\t51,1
Ulnar\tE\tADM\tPulso\t2,9\t9,0\t70\t
Ulnar\tE\tADM\tAbaixo do cotovelo\t6,9\t8,8\t220\t55,0
Ulnar\tE\tADM\tAcima do cotovelo\t8,1\t8,7\t70\t58,0
Ulnar\tE\tADM\tAxila\t\tsem resposta\t\t
"""
WHERE = [
    ("right", "median", "wrist"), ("right", "median", "elbow"), ("left", "ulnar", "wrist"),
    ("left", "ulnar", "below_elbow"), ("left", "ulnar", "above_elbow"), ("left", "ulnar", "axilla"),
]  # fmt: skip


@pytest.mark.parametrize("report", [DANISH, POLISH, TURKISH, PORTUGUESE])
def test_each_row_stands_where_it_was_stimulated(report: str) -> None:
    found = read_report(report.encode())
    assert not found.questions and not found.problems
    measures = found.study().measures
    assert [(one.side, one.nerve, one.site) for one in measures] == WHERE
    assert [one.latency_ms for one in measures] == [3.4, 7.9, 2.9, 6.9, 8.1, None]
    assert [one.distance_mm for one in measures[:5]] == [70, 230, 70, 220, 70]
    assert measures[5].absent


def test_letters_with_a_stroke_are_letters() -> None:
    assert normalized("Højre") == "hojre" and normalized("ŁOKIEĆ") == "lokiec"
    assert normalized("Dirsek altı") == "dirsek_alti" and normalized("Knæhase") == "knaehase"


def test_a_letter_is_a_side_only_under_the_heading_of_its_language() -> None:
    assert side_under("Lado", "E") == "left" and side_under("Lado", "D") == "right"
    assert side_under("Lato", "S") == "left"
    for heading, typed in (("Side", "E"), ("Side", "S"), ("Nerve", "D"), ("Lado", "S")):
        assert side_under(heading, typed) == typed


@pytest.mark.parametrize("typed", ["hoger", "sol", "e", "s", "p"])
def test_what_may_be_another_word_is_no_side_by_itself(typed: str) -> None:
    """Dutch "hoger" is higher; "Sol" is a muscle."""
    with pytest.raises(Fault):
        vocabulary.side(typed)
    context = read_context(f"N. tibialis - {typed}", 1)
    assert context is not None and context.side is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Below fib", "below_fibular_head"), ("Above fib", "above_fibular_head"),
        ("BF", "below_fibular_head"), ("AF", "above_fibular_head"), ("fibulakop", "fibular_head"),
        ("pop fossa", "popliteal_fossa"),
    ],
)  # fmt: skip
def test_short_words_at_the_knee_are_those_of_the_fibular_nerve(typed: str, meant: str) -> None:
    assert vocabulary.site(typed, "fibular") == meant
    if meant != "popliteal_fossa":
        with pytest.raises(Fault):
            vocabulary.site(typed, "ulnar")


def test_a_latency_that_is_named_twice_is_a_latency() -> None:
    for phrase in ("dml_latenz", "latenz_dml"):
        meaning = phrase_meaning(phrase)
        assert meaning is not None and meaning.column == "latency_ms"


@pytest.mark.parametrize(
    ("heading", "side", "muscle"),
    [
        ("N. ulnaris højre - afledning ADM", "right", "adm"),
        ("N. ulnaris høyre ADM", "right", "adm"),
        ("N. ulnaris venstre, registrering m. abductor digiti minimi", "left", "adm"),
        ("N. ulnaris vänster - Abd dig V", "left", "adm"),
        ("N. ulnaris oikea, lihas ADM", "right", "adm"),
        ("N. ulnaris vasen, FDI", "left", "fdi"),
        ("Nerw łokciowy lewy, mięsień odwodziciel palca małego", "left", "adm"),
        ("Nerwus ulnaris lewy, odbiór z ADM", "left", "adm"),
        ("N. ulnaris højre\nAfledning: ADM", "right", "adm"),
        ("N. ulnaris oikea\nLihas: FDI", "right", "fdi"),
    ],
)
def test_the_muscle_of_the_ulnar_nerve_is_not_asked_where_it_stands(
    heading: str, side: str, muscle: str
) -> None:
    table = (
        f"{heading}\nSted\tLatens (ms)\tO-P Amp (mV)\nHåndled\t2,9\t9,0\nUnder albuen\t6,9\t8,8\n"
    )
    found = read_report(table.encode())
    assert {(one.side, one.muscle) for one in found.study().measures} == {(side, muscle)}


@pytest.mark.parametrize("heading", ["Muskel", "Lihas", "Mięsień", "Afledning", "Registrering"])
@pytest.mark.parametrize(("word", "muscle"), [("Abd. dig. min.", "adm"), ("Int. dors. I", "fdi")])
def test_a_column_of_muscles_says_it_too(heading: str, word: str, muscle: str) -> None:
    table = (
        f"Nerve\tSide\t{heading}\tSted\tLatens (ms)\tO-P Amp (mV)\n"
        f"Ulnaris\thøjre\t{word}\tHåndled\t2,9\t9,0\n\t\t\tUnder albuen\t6,9\t8,8\n"
    )
    assert {one.muscle for one in read_report(table.encode()).study().measures} == {muscle}


def test_a_stretch_to_the_muscle_says_it_and_two_muscles_are_asked() -> None:
    table = """N. ulnaris højre
Sted\tLatens (ms)\tO-P Amp (mV)
Håndled - {}\t2,9\t9,0
Under albuen - {}\t6,9\t8,8
"""
    (row, _) = read_report(table.format("ADM", "Håndled").encode()).study().measures
    assert row.muscle == "adm"
    found = read_report(table.format("ADM", "FDI").encode())
    assert [one.id for one in found.questions] == ["row:4"]  # FDI's row is no row of ADM
