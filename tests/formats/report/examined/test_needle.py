"""Needle examinations in a pasted report, in four languages: general forms, no document read."""

import itertools

import pytest

from multifocal.criteria import evaluate
from multifocal.formats import Understood, read_report

HEAD = "R Median - APB\nSite\tLat (ms)\tO-P Amp (mV)\tNeg Area (mVms)\tNeg Dur (ms)\tDist (mm)"
ROWS = f"{HEAD}\nWrist\t3.4\t9.0\t28.0\t5.7\t70\nElbow\t7.9\t3.0\t9.4\t5.9\t230"
LEFT = ROWS.replace("R Median", "L Median")

CADWELL = """EMG Summary Table
Side\tMuscle\tNerve\tRoot\tIns Act\tFibs\tPsw\tAmp\tDur\tPoly\tRecrt\tInt Pat\tComment
Right\t1stDorInt\tUlnar\tC8-T1\tNml\t*1+\t*2+\t*Incr\t*Incr\t*1+\t*Reduced\tNml\t
Right\tAbd Poll Brev\tMedian\tC8-T1\tNml\tNml\tNml\tNml\tNml\t0\tNml\tNml\t"""
NATUS = """EMG
\t\tSpontaneous\t\t\tMUAP\t\t\tRecruitment
Muscle\tIA\tFib\tPSW\tFasc\tAmp\tDur.\tPPP\tPattern
R. FIRST D INTEROSS\tN\t1+\t2+\tNone\t1+\t1+\t1+\tReduced
R. ABD POLL BREVIS\tN\tNone\tNone\tNone\tN\tN\tN\tN"""
ALIGNED = """Needle EMG
Muscle             Ins. Act   Fibs    Pos Wave   Amplitude   Duration    Polyph   Recruitment
R 1st dorsal int   Normal     1+      2+         Large       Prolonged   Many     Reduced
R APB              Normal     None    None       Normal      Normal      None     Full"""
DEUTSCH = """Nadel-EMG
Muskel;Seite;Einstichaktivität;Fibrillationen;PSW;MUP Amplitude;MUP Dauer;Polyphasie;Rekrutierung
M. interosseus dorsalis I;rechts;normal;+;++;erhöht;verlängert;vermehrt;gelichtet
M. abductor pollicis brevis;rechts;normal;keine;keine;normal;normal;keine;dicht""".replace(
    ";", "\t"
)
FRANCAIS = """Détection
Muscle;Activité d'insertion;Fibrillations;Pointes positives;Amplitude;Durée;Polyphasie;Recrutement
1er interosseux dorsal D;normale;1+;2+;augmentée;allongée;+;appauvri
Court abducteur du pouce D;normale;absentes;absentes;normale;normale;0;riche""".replace(";", "\t")
ESPANOL = """Electromiografía (EMG)
Músculo;Lado;Act. inserción;Fibrilaciones;Ondas positivas;Amplitud;Duración;Polifasia;Reclutamiento
Interóseo dorsal I;derecho;normal;1+;2+;aumentada;prolongada;1+;reducido
Abductor corto del pulgar;derecho;normal;no;no;normal;normal;no;completo""".replace(";", "\t")
WITH_GROUPS = """EMG
Muscle;Fibs/PSWs;MUAP;Recruitment
Right FDI;1+/2+;large, long, polyphasic;Reduced
Right APB;None;Normal;Complete""".replace(";", "\t")
LAYOUTS = {
    "cadwell": CADWELL, "natus": NATUS, "aligned": ALIGNED, "deutsch": DEUTSCH,
    "francais": FRANCAIS, "espanol": ESPANOL, "muap": WITH_GROUPS,
}  # fmt: skip
ALL = ("fibrillations", "large_units", "few_units", "long_units", "polyphasic_units")


def read(part: str) -> Understood:
    return read_report("\n".join((ROWS, part, LEFT)).encode())


def needles(found: Understood) -> dict[str, tuple[str, ...]]:
    return {one.muscle: one.needle for one in found.study().muscles}


def keys(found: Understood) -> set[str]:
    return {one.key for one in found.notes}


@pytest.mark.parametrize("part", LAYOUTS.values(), ids=list(LAYOUTS))
def test_every_layout_says_the_same_of_two_muscles(part: str) -> None:
    found = read_report(f"{PLAIN}\n{part}\n".encode()) if part is ALIGNED else read(part)
    assert needles(found) == {"fdi": ALL, "apb": ("normal",)}
    assert {one.side for one in found.study().muscles} == {"right"}
    assert "examined_read" in keys(found)
    assert "part_aside" not in keys(found)
    assert not found.questions


PLAIN = """R Median - APB
Site        Lat (ms)   O-P Amp (mV)   Neg Area (mVms)   Neg Dur (ms)   Dist (mm)
Wrist       3.4        9.0            28.0              5.7            70
Elbow       7.9        3.0            9.4               5.9            230"""


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name != "aligned"])
def test_nerve_conduction_is_read_as_without_it_before_and_after(name: str) -> None:
    part = LAYOUTS[name]
    alone = read_report(f"{ROWS}\n{LEFT}".encode()).study()
    study = read(part).study()
    assert study.measures == alone.measures
    assert [one.block for one in evaluate(study).segments] == ["definite", "definite"]


HEADER = "EMG\nMuscle\tFibs\tPsw\tFasc\tAmp\tDur\tPoly\tRecruitment"
NORMAL = ["R FDI", "0", "0", "0", "normal", "normal", "0", "normal"]


def row(*changes: tuple[int, str]) -> str:
    cells = list(NORMAL)
    for at, cell in changes:
        cells[at] = cell
    return f"{HEADER}\n" + "\t".join(cells)


def test_a_row_that_says_normal_everywhere_is_normal() -> None:
    assert needles(read(row())) == {"fdi": ("normal",)}


@pytest.mark.parametrize("at", range(1, 8))
@pytest.mark.parametrize("cell", ["", "-", "?", "+/-", "(+)", "n.u.", "siehe Text", "25%", "abn"])
def test_what_was_not_told_or_is_in_doubt_is_not_normal(at: int, cell: str) -> None:
    found = read(row((at, cell)))
    assert found.study().muscles == ()
    assert "examined_left_out" in keys(found)


SURE = [
    *((at, cell, "fibrillations") for at in (1, 2) for cell in ("1+", "++", "2", "rare", "ja")),
    *((3, cell, "fasciculations") for cell in ("1+", "+", "occ", "présentes", "vereinzelt")),
    *((4, cell, "large_units") for cell in ("Incr", "giant", "1+", "↑", "erhöht", "grandes")),
    *((4, cell, "small_units") for cell in ("decr", "small", "1-", "niedrig", "petite", "baja")),
    *((5, cell, "long_units") for cell in ("Incr", "long", "prolonged", "verlängert", "larga")),
    *((6, cell, "polyphasic_units") for cell in ("1+", "many", "vermehrt", "polyphasique")),
    *((7, cell, "few_units") for cell in ("Reduced", "discrete", "gelichtet", "reducido", "1-")),
]


@pytest.mark.parametrize(("at", "cell", "finding"), SURE)
def test_a_sure_word_is_one_finding(at: int, cell: str, finding: str) -> None:
    assert needles(read(row((at, cell)))) == {"fdi": (finding,)}


@pytest.mark.parametrize(
    ("at", "cell"),
    [(5, "short"), (5, "decr"), (7, "early"), (7, "rapid"), (7, "none"), (7, "incr"), (7, "poor"),
     (6, "12"), (6, "12 %"), (4, "3500"), (4, "0"), (1, "2/10"), (1, "Incr"), (7, "1+")],
)  # fmt: skip
def test_what_has_no_place_or_may_mean_two_things_is_named(at: int, cell: str) -> None:
    found = read(row((at, cell)))
    assert found.study().muscles == ()
    (note,) = [one for one in found.notes if one.key == "examined_left_out"]
    assert cell in note.text


def test_what_is_sure_stands_beside_what_is_not() -> None:
    found = read(row((1, "2+"), (4, "3500")))
    assert needles(found) == {"fdi": ("fibrillations",)}
    assert any("3500" in one.text for one in found.notes)


def test_a_thin_pattern_or_little_effort_says_nothing_of_recruitment() -> None:
    thin = f"{HEADER}\tInterference\tEffort\n" + "\t".join(NORMAL)
    for pattern, effort in itertools.product(("Reduced", "50%"), ("", "good")):
        assert needles(read(f"{thin}\t{pattern}\t{effort}")) == {}
    poor = row((7, "Reduced")).replace(HEADER, f"{HEADER}\tEffort") + "\tpoor"
    assert needles(read(poor)) == {}


@pytest.mark.parametrize(
    ("name", "muscle"),
    [("R FDP (ulnar)", "fdp_4_5"), ("R. Tibialis anterior", "ta"), ("Tib ant R", "ta"),
     ("Right Gastroc (Medial)", "gastrocnemius"), ("R Ext Indicis", "eip"),
     ("Deltoïde D", "deltoid"), ("M. biceps brachii re", "biceps"), ("R PT", "pronator_teres"),
     ("R Vastus Lateralis", "quadriceps"), ("R Brachioradialis", "brachioradialis")],
)  # fmt: skip
def test_muscles_as_they_are_written(name: str, muscle: str) -> None:
    (one,) = read(row((0, name))).study().muscles
    assert (one.side, one.muscle) == ("right", muscle)


@pytest.mark.parametrize(
    "name", ["FDI", "R FDP", "R Biceps femoris", "R Interossei dorsal", "R Tongue",
             "R C7 paraspinal", "R Infraspinatus", "Gastroc L", "R FDI L", "R Lumbrical"],
)  # fmt: skip
def test_no_side_or_no_muscle_that_is_sure_is_named(name: str) -> None:
    found = read(row((0, name)))
    assert found.study().muscles == ()
    assert any(name.rsplit(maxsplit=1)[-1] in one.text for one in found.notes)


def test_a_nerve_beside_the_muscle_that_does_not_supply_it_leaves_doubt() -> None:
    header = HEADER.replace("Muscle", "Muscle\tNerve")
    cells = "\t".join(NORMAL[1:])
    assert needles(read(f"{header}\nR FDI\tUlnar\t{cells}")) == {"fdi": ("normal",)}
    assert needles(read(f"{header}\nR FDI\tMedian\t{cells}")) == {}
    assert needles(read(f"{header}\nR ADM\tTibial\t{cells}")) == {"adm_foot": ("normal",)}


def test_two_rows_that_say_different_things_of_a_muscle_are_not_used() -> None:
    found = read(f"{row()}\n" + "\t".join(["R 1st DI", "1+", *NORMAL[2:]]))
    assert found.study().muscles == ()
    assert "examined_differs" in keys(found)


def test_a_star_that_a_line_explains_otherwise_leaves_doubt() -> None:
    part = row((1, "2+*"))
    assert needles(read(part)) == {"fdi": ("fibrillations",)}
    assert needles(read(f"{part}\n* abnormal")) == {"fdi": ("fibrillations",)}
    assert needles(read(f"{part}\n* artefact, not usable")) == {}


OWN_NERVE = (
    "Nerve\tMuscle\tSite\tLat (ms)\tO-P Amp (mV)\n"
    "R Ulnar\tADM\tWrist\t3.4\t9.0\nR Ulnar\tADM\tB elbow\t7.9\t3.0"
)


@pytest.mark.parametrize("title", ["", "EMG\n", "Needle EMG\n", "Strength (MRC)\nR APB\t4\n"])
def test_a_table_of_responses_that_names_its_nerves_ends_the_part(title: str) -> None:
    part = title + row().removeprefix("EMG\n")
    found = read_report(f"{ROWS}\n{part}\n{OWN_NERVE}".encode())
    measures = found.study().measures
    assert [(one.nerve, one.site) for one in measures] == [
        ("median", "wrist"), ("median", "elbow"), ("ulnar", "wrist"), ("ulnar", "below_elbow"),
    ]  # fmt: skip
    assert needles(found)["fdi"] == ("normal",)


def test_names_of_columns_in_two_rows_and_a_muscle_over_both() -> None:
    head = (
        "Muscle\tSpontaneous\t\t\tMUAP\t\t\tRecruitment\n\tFib\tPSW\tFasc\tAmp\tDur\tPoly\tPattern"
    )
    for cells, found in (
        ("0\t0\t0\tN\tN\t0\tN", ("normal",)), ("0\t2+\t0\tN\tN\t0\tN", ("fibrillations",)),
        ("0\t0\t0\tN\tlong\t0\tReduced", ("few_units", "long_units")),
    ):  # fmt: skip
        assert needles(read(f"EMG\n{head}\nR FDI\t{cells}")) == {"fdi": found}


def test_what_stands_under_no_known_heading_is_not_normal() -> None:
    for name in ("", "Xyz", "Comment"):
        part = row().replace(HEADER, f"{HEADER}\t{name}")
        assert needles(read(part)) == {"fdi": ("normal",)}
        assert needles(read(f"{part}\t2+")) == {}


def test_a_line_of_a_side_is_of_the_muscles_beneath_it() -> None:
    rows = "\n".join("\t".join(["FDI", *cells]) for cells in ([*NORMAL[1:]], ["1+", *NORMAL[2:]]))
    one, other = rows.split("\n")
    found = read(f"{HEADER}\nRight\n{one}\nLinks\n{other}")
    assert [(m.side, m.needle) for m in found.study().muscles] == [
        ("right", ("normal",)), ("left", ("fibrillations",)),
    ]  # fmt: skip


def test_motor_rows_behind_a_title_of_the_needle_are_not_lost() -> None:
    found = read_report(f"{ROWS}\nNeedle EMG: not done\n{LEFT}".encode())
    assert len(found.study().measures) == 4
    assert "part_aside" in keys(found)
