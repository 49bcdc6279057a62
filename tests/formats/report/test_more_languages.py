"""Italian, Portuguese and Dutch reports are read as the others are, and doubtful words asked."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import Understood, read_report
from multifocal.formats.report.cells import nothing
from multifocal.study import vocabulary
from multifocal.study.technique_words import technique_said

ITALIAN = """Cognome: Rossi
Data di nascita: 01/02/1970
Età: 54 anni
Temperatura mano destra 33,1 °C

Neurografia motoria
N. mediano dx - APB
Sede\tLatenza (ms)\tAmpiezza (mV)\tArea (mVms)\tDurata (ms)\tDistanza (mm)\tVelocità (m/s)
Polso\t3,4\t9,0\t28,0\t5,6\t70\t
Gomito\t7,9\t8,8\t27,5\t5,7\t230\t51,1
Nervo ulnare sinistro
Registrazione: abduttore del mignolo
Polso\t2,9\t9,0\t29,0\t5,8\t70\t
Sotto gomito\t6,9\t8,8\t28,8\t5,9\t220\t55,0
Sopra il gomito\t8,1\t8,7\t28,6\t5,9\t70\t58,3
Ascella\tnon eseguito

Neurografia sensitiva
Nervo\tSede\tRegistrazione\tLatenza onset (ms)\tAmpiezza picco-picco (µV)\tDistanza (mm)
Mediano dx\tPolso\tII dito\t2,6\t22,0\t140
Surale dx\tPolpaccio\tMalleolo esterno\t3,1\t12,0\t140
"""
PORTUGUESE = """Nervo\tLado\tMúsculo\tLocal\tLatência (ms)\tAmplitude (mV)\tDistância (mm)\tVC (m/s)
Mediano\tdireito\tAPB\tPunho\t3,4\t9,0\t70\t
Mediano\tdireito\tAPB\tCotovelo\t7,9\t8,8\t230\t51,1
Ulnar\tesquerdo\tADM\tPulso\t2,9\t9,0\t70\t
Ulnar\tesquerdo\tADM\tAbaixo do cotovelo\t6,9\t8,8\t220\t55,0
Ulnar\tesquerdo\tADM\tAcima do cotovelo\t8,1\t8,7\t70\t58,0
Ulnar\tesquerdo\tADM\tAxila\t\tsem resposta\t\t
"""
DUTCH = """\
Zenuw\tZijde\tSpier\tStimulatieplaats\tLatentie (ms)\tAmplitude (mV)\tAfstand (mm)\tSnelheid
Medianus\trechts\tAPB\tPols\t3,4\t9,0\t70\t
Medianus\trechts\tAPB\tElleboog\t7,9\t8,8\t230\t51,1
Ulnaris\tlinks\tADM\tPols\t2,9\t9,0\t70\t
Ulnaris\tlinks\tADM\tOnder elleboog\t6,9\t8,8\t220\t55,0
Ulnaris\tlinks\tADM\tBoven elleboog\t8,1\t8,7\t70\t58,0
Ulnaris\tlinks\tADM\tOksel\tniet gestimuleerd\t\t\t
"""
WHERE = [
    ("right", "median", "wrist"), ("right", "median", "elbow"), ("left", "ulnar", "wrist"),
    ("left", "ulnar", "below_elbow"), ("left", "ulnar", "above_elbow"), ("left", "ulnar", "axilla"),
]  # fmt: skip


def motor(found: Understood) -> list[tuple[str, ...]]:
    return [
        tuple(cells[one] for one in ("side", "nerve", "site"))
        for _, cells in found.rows
        if cells.get("kind") != "sensory"
    ]


@pytest.mark.parametrize("report", [ITALIAN, PORTUGUESE, DUTCH])
def test_each_row_stands_where_it_was_stimulated(report: str) -> None:
    found = read_report(report.encode(), {"area": "negative-peak", "duration": "negative-peak"})
    assert not found.questions and not found.problems
    assert motor(found) == WHERE
    latencies = [one.latency_ms for one in found.study().measures if one.kind == "M"]
    assert latencies[:5] == [3.4, 7.9, 2.9, 6.9, 8.1]


def test_what_was_not_done_is_no_response_of_nothing() -> None:
    answers = {"area": "negative-peak", "duration": "negative-peak"}
    for report, absent in ((ITALIAN, False), (PORTUGUESE, True), (DUTCH, False)):
        study = read_report(report.encode(), answers).study()
        (axilla,) = (one for one in study.measures if one.site == "axilla")
        assert axilla.absent is absent
        assert axilla.amplitude_mv == (0 if absent else None)


def test_sensory_rows_age_and_warmth_of_an_italian_report_are_read() -> None:
    found = read_report(ITALIAN.encode(), {"area": "total", "duration": "total"})
    study = found.study()
    felt = [(one.nerve, one.site, one.skin) for one in study.measures if one.kind == "sensory"]
    assert felt == [("median", "wrist", "index_finger"), ("sural", "calf", "ankle")]
    assert found.person == {"age_years": "54"}
    warm = {one.temperature_c for one in study.measures if (one.side, one.nerve) == WHERE[0][:2]}
    assert warm == {33.1}


def test_who_the_person_is_is_not_quoted() -> None:
    said = " ".join(str(one) for one in read_report(ITALIAN.encode()).remarks())
    assert "Rossi" not in said and "01/02/1970" not in said


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("Gomito", ("below_elbow", "above_elbow")), ("S. gomito", ("below_elbow", "above_elbow")),
        ("A. cotovelo", ("below_elbow", "above_elbow")),
        ("Elleboog", ("below_elbow", "above_elbow")), ("Doccia", ("below_elbow", "above_elbow")),
    ],
)  # fmt: skip
def test_a_word_of_two_sites_is_asked(typed: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(Fault):
        vocabulary.site(typed, "ulnar")
    assert vocabulary.choices_of(typed, "ulnar") == choices
    report = ITALIAN.replace("Sotto gomito", typed)
    (question,) = [one for one in read_report(report.encode()).questions if one.key == "site"]
    assert question.choices == choices


@pytest.mark.parametrize(
    ("typed", "nerve", "site"),
    [
        ("Sottogomito", "ulnar", "below_elbow"), ("Al di sopra del gomito", "ulnar", "above_elbow"),
        ("Sopra doccia", "ulnar", "above_elbow"), ("Doccia radiale", "radial", "spiral_groove"),
        ("Capitello peroneale", "fibular", "fibular_head"), ("Cavo popliteo", "tibial",
         "popliteal_fossa"),
        ("Sotto la testa del perone", "fibular", "below_fibular_head"),
        ("Cabeça da fíbula", "fibular", "fibular_head"), ("Knieholte", "tibial", "popliteal_fossa"),
        ("Punto di Erb", "median", "erb"), ("Prega do cotovelo", "median", "elbow"),
        ("Boven fibulakopje", "fibular", "above_fibular_head"), ("Enkel", "tibial", "ankle"),
    ],
)  # fmt: skip
def test_sites(typed: str, nerve: str, site: str) -> None:
    assert vocabulary.site(typed, nerve) == site


def test_words_of_no_response_and_of_nothing_are_kept_apart() -> None:
    for typed in ("assente", "Nessuna risposta", "sem resposta", "geen respons"):
        assert vocabulary.says_no_response(typed) and not nothing(typed)
    for typed in ("non evocabile", "não obtido", "niet opwekbaar"):
        assert vocabulary.may_say_no_response(typed) and not nothing(typed)
    for typed in ("non stimolato", "non eseguito", "não realizado", "niet verricht"):
        assert nothing(typed)
        assert not (vocabulary.says_no_response(typed) or vocabulary.may_say_no_response(typed))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("stimolo sottomassimale", "submaximal"), ("non massimale", "submaximal"),
        ("interrotto per dolore", "stopped"), ("non tollerato", "stopped"),
        ("tutti gli stimoli sopramassimali", "all_supramaximal"),
        ("forse sottomassimale", "unclear"), ("non sovramassimale", "submaximal"),
    ],
)  # fmt: skip
def test_what_italian_says_of_a_stimulus(text: str, said: str) -> None:
    assert technique_said(text) == said
