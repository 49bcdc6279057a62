"""A first column whose heading is missing, stands in the row of units, or is the nerve: the sites
in it are plain all the same. By position, as a printed report gives them."""

import pytest

from multifocal.formats import Understood, read_report

RIGHT_ULNAR = [
    ("right", "ulnar", "adm", "wrist", 2.9, 8.8), ("right", "ulnar", "adm", "below_elbow", 7.0, 4.1)
]  # fmt: skip
ROWS = """  Wrist                          2.9        8.8
  Below elbow                    7.0        4.1
"""
UNITS = "                                 ms         mV\n"


def read(text: str) -> Understood:
    return read_report(text.encode())


def told(found: Understood) -> list[tuple[object, ...]]:
    return [
        (one.side, one.nerve, one.muscle, one.site, one.latency_ms, one.amplitude_mv)
        for one in found.study().measures
    ]


@pytest.mark.parametrize(
    "head",
    [
        "                                 Lat (ms)   Amp (mV)\nR Ulnar (ADM)\n",
        f"                                 Lat        Amp\n{UNITS}R Ulnar (ADM)\n",
        "                                 Lat        Amp\n"
        "Nerve / Stimulation              (ms)       (mV)\nR Ulnar (ADM)\n",
        f"R Ulnar (ADM)                    Lat        Amp\n{UNITS}",
        "Nerve: Ulnar   Side: Right   Recording: ADM\n"
        f"Site                             Lat        Amp\n{UNITS}",
        "Zenuw: N. ulnaris   Zijde: rechts   Spier: ADM\n"
        "Plaats                           Lat (ms)   Amp (mV)\n",
    ],
)
def test_the_rows_are_read(head: str) -> None:
    found = read(head + ROWS)
    assert (told(found), found.questions) == (RIGHT_ULNAR, ())


@pytest.mark.parametrize(
    "head",
    ["Nerve: Ulnar\nSide: Right\nMuscle: ADM\nSite\tLat (ms)\tAmp (mV)\n",
     "Nerve\tUlnar\nSide\tRight\nMuscle\tADM\nSite\tLat (ms)\tAmp (mV)\n",
     "Nerve:\tRight Ulnar\nRecording:\tADM\nSite\tLat (ms)\tAmp (mV)\n",
     "\tLat\tAmp\nNerve / Stimulation\t(ms)\t(mV)\nR Ulnar (ADM)\n"],
)  # fmt: skip
def test_cells_and_lines_that_label_a_nerve(head: str) -> None:
    found = read(f"{head}Wrist\t2.9\t8.8\nBelow elbow\t7.0\t4.1\n")
    assert (told(found), found.questions) == (RIGHT_ULNAR, ())


@pytest.mark.parametrize(
    "head", ["Side: Left   Nerve: Right ulnar", "Nerve: Ulnar   Nerve: Median"]
)
def test_labels_that_contradict_each_other_are_asked_about(head: str) -> None:
    assert read(f"{head}\nSite\tLat (ms)\tAmp (mV)\nWrist\t2.9\t8.8\n").questions


def test_numbers_of_the_rows_before_their_sites() -> None:
    found = read("""           Stimulus      Latency   Amplitude   Distance
           Site          [ms]      [mV]        [mm]
R Ulnar - ADM
1          Wrist         2.9       8.8
2          Below Elbow   7.0       4.1         215
""")
    assert (told(found), found.questions) == (RIGHT_ULNAR, ())
    assert found.study().measures[1].distance_mm == 215


def test_stretches_in_place_of_sites() -> None:
    found = read("""                                    Lat      Amp      Dist     NLG
                                    ms       mV       mm       m/s
Ulnaris re. motorisch
Handgelenk - ADM                    2,9      8,8      70
Unterh. Ellenbogen - Handgelenk     7,0      4,1      215      52,4
""")
    assert (told(found), found.questions) == (RIGHT_ULNAR, ())


def test_a_word_among_them_that_is_no_site_is_asked_about_and_takes_no_row_with_it() -> None:
    head = "                                 Lat (ms)   Amp (mV)\nR Ulnar (ADM)\n"
    found = read(f"{head}{ROWS}  Somewhere                        9.0        4.0\n")
    assert [one.id for one in found.questions] == ["row:5"]


@pytest.mark.parametrize("gap", ["\t", "          "])
@pytest.mark.parametrize("heading", ["Stimulated at", "Xyz"])
def test_a_heading_that_nobody_knows_over_sites(gap: str, heading: str) -> None:
    rows = (
        (heading, "Lat (ms)", "Amp (mV)"),
        ("Wrist", "2.9", "8.8"),
        ("Below elbow", "7.0", "4.1"),
    )
    text = "\n".join(gap.join(f"{one:<14}".rstrip() if gap == "\t" else f"{one:<14}" for one in row)
                     for row in rows)  # fmt: skip
    found = read(f"R Ulnar - ADM\n{text}\n")
    assert (told(found), found.questions) == (RIGHT_ULNAR, ())


def test_places_of_electrodes_are_not_stimulated() -> None:
    found = read("R Ulnar - ADM\nPick-up\tLat (ms)\tAmp (mV)\nWrist\t2.9\t8.8\n")
    assert not any(cells["site"] for _, cells in found.rows)


def test_words_of_something_else_are_not_taken_for_sites() -> None:
    found = read("R Ulnar - ADM\n                                 Lat (ms)   Amp (mV)\n"
                 "  Baseline                       2.9        8.8\n"
                 "  After exercise                 2.9        4.1\n")  # fmt: skip
    assert found.questions
    assert "8.8" not in [cells.get("amplitude_mv") for _, cells in found.rows if cells["site"]]


def test_no_response_between_the_columns_is_of_the_response() -> None:
    found = read("R Ulnar - ADM\nSite          NR   Lat (ms)   Amp (mV)\n"
                 "Wrist              2.9        8.8\nErb         NR\nAxilla      -\n")  # fmt: skip
    wrist, erb, *more = found.study().measures
    assert (wrist.amplitude_mv, erb.site, erb.amplitude_mv) == (8.8, "erb", 0)
    assert [one.amplitude_mv for one in more] in ([], [None])


def test_words_of_five_languages() -> None:
    text = "{}\nSite\tLat (ms)\tO-P Amp (mV)\n{}\t2.9\t8.8\n"
    for heading, site, place in (
        ("Ulnaris hö - ADM", "Handled", ("right", "wrist")),
        ("Ulnaris vä - ADM", "Handled", ("left", "wrist")),
        ("Cubital droit - ADM", "Point d’Erb", ("right", "erb")),
        ("Ulnare dx - ADM", "Punto d'Erb", ("right", "erb")),
    ):
        (row,) = read(text.format(heading, site)).study().measures
        assert (row.side, row.site) == place


@pytest.mark.parametrize(
    "line",
    ["Data do exame: 30/01/2026", "Datum onderzoek: 30 januari 2026", "Undersökt 2026-01-30",
     "Data badania: 30 stycznia 2026", "Tetkik tarihi: 30.01.2026", "Tarih: 30 Ocak 2026"],
)  # fmt: skip
def test_the_day_in_five_more_languages(line: str) -> None:
    found = read(f"{line}\nR Ulnar - ADM\nSite\tLat (ms)\tO-P Amp (mV)\nWrist\t2.9\t8.8\n")
    assert str(found.on) == "2026-01-30"


@pytest.mark.parametrize(
    "line", ["Data de nascimento: 30/01/1976", "Geboortedatum: 30-01-1976",
             "Födelsedatum 1976-01-30", "Data urodzenia: 30.01.1976", "Doğum tarihi: 30.01.1976"]
)  # fmt: skip
def test_a_day_of_birth_is_not_the_studys(line: str) -> None:
    found = read(f"{line}\nR Ulnar - ADM\nSite\tLat (ms)\tO-P Amp (mV)\nWrist\t2.9\t8.8\n")
    assert found.on is None
