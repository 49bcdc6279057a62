"""The CSV table: words and numbers understood, everything else refused in one clear line."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multifocal.criteria import evaluate, evaluation_json
from multifocal.fault import Fault
from multifocal.formats import parse_csv, read_csv
from multifocal.study import Measure, Study
from tests.study.tables import HEADER, table

WRIST = "right,ulnar,adm,wrist,3.0,8.0,30.0,6.0,"
ELBOW = "right,ulnar,adm,below_elbow,6.9,4.4,15.0,7.8,220"
EXPECTED = (
    Measure("right", "ulnar", "adm", "wrist", 3.0, 8.0, 30.0, 6.0),
    Measure("right", "ulnar", "adm", "below_elbow", 6.9, 4.4, 15.0, 7.8, 220.0),
)
PLAIN = table(WRIST, ELBOW)


def one(row: str) -> Measure:
    (only,) = parse_csv(table(row)).measures
    return only


def fault(content: bytes) -> Fault:
    with pytest.raises(Fault) as caught:
        parse_csv(content, "study.csv")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("study.csv")
    return caught.value


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.replace(b"\n", b"\r\n"),
        PLAIN.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + PLAIN,
        PLAIN.rstrip(),
        PLAIN + b"\n\n,,,,,,,,\n  \n",
        b"# who: nobody\n\n" + PLAIN.replace(b"\nright", b"\n# a comment, with a comma\nright", 1),
        PLAIN.replace(b",", b";"),
        PLAIN.replace(b",", b";").replace(b".", b","),
        b"sep=;\r\n" + PLAIN.replace(b",", b";").replace(b".", b","),
        PLAIN.replace(b",", b"\t"),
        PLAIN.replace(b"right", b'"right"').replace(b"8.0", b'"8.0"'),
        PLAIN.replace(b",", b" , "),
        PLAIN.replace(b"\n", b",\n"),
        PLAIN.replace(b"8.0", b"+8.").replace(b"6.9", b"69e-1"),
        PLAIN.upper(),
    ],
    ids=[
        "plain", "CRLF", "CR", "BOM", "no last line end", "blank lines", "comments", "semicolons",
        "decimal commas", "Excel's sep line", "tabs", "quotes", "spaces", "trailing commas",
        "numbers", "capitals",
    ],
)  # fmt: skip
def test_one_table_however_it_is_saved(content: bytes) -> None:
    assert parse_csv(content).measures == EXPECTED


@given(st.permutations(range(9)))
def test_columns_in_any_order(order: list[int]) -> None:
    lines = [line.split(",") for line in (HEADER, WRIST, ELBOW)]
    content = "\n".join(",".join(line[at] for at in order) for line in lines).encode()
    assert parse_csv(content).measures == EXPECTED


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Latency (ms)", "latency_ms"),
        ("Lat ms", "latency_ms"),
        ("Amplitude [mV]", "amplitude_mv"),
        ("amp_mv", "amplitude_mv"),
        ("Baseline to peak amplitude (mV)", "amplitude_mv"),
        ("Neg. peak area (mV*ms)", "negative_peak_area_mvms"),
        ("Neg peak area (µVs)", "negative_peak_area_mvms"),
        ("negative_peak_area_uvs", "negative_peak_area_mvms"),
        ("Negative peak area μV·s", "negative_peak_area_mvms"),
        ("negative-peak area mV ms", "negative_peak_area_mvms"),
        ("Neg area mVms", "negative_peak_area_mvms"),
        ("Neg Dur ms", "negative_peak_duration_ms"),
        ("Dist (mm)", "distance_mm"),
        ("Stim site", "site"),
    ],
)
def test_headers_that_technicians_type(typed: str, meant: str) -> None:
    assert parse_csv(PLAIN.replace(meant.encode(), typed.encode(), 1)).measures == EXPECTED


@pytest.mark.parametrize(
    ("cells", "meant"),
    [
        ("R,Ulnar,ADM,W", ("right", "ulnar", "adm", "wrist")),
        ("Rt,ULN,ADQ,BE", ("right", "ulnar", "adm", "below_elbow")),
        ("L,ulnar nerve,Hypothenar,B. Elbow", ("left", "ulnar", "adm", "below_elbow")),
        ("L,Ulnar,1st DI,A-Elbow", ("left", "ulnar", "fdi", "above_elbow")),
        ("L,Ulnar,First dorsal interosseous,AE", ("left", "ulnar", "fdi", "above_elbow")),
        ("L,Ulnar,Abductor digiti minimi,Ax", ("left", "ulnar", "adm", "axilla")),
        ("LEFT,Med,Thenar,Wrist", ("left", "median", "apb", "wrist")),
        ("left,median,APB,ACF", ("left", "median", "apb", "elbow")),
        ("left,median,APB,Antecubital Fossa", ("left", "median", "apb", "elbow")),
        ("left,median,APB,elbow", ("left", "median", "apb", "elbow")),
        ("left,median,PQ,Erb's", ("left", "median", "pronator_quadratus", "erb")),
        ("left,median,apb,Erb’s point", ("left", "median", "apb", "erb")),
        ("left,radial,EI,SG", ("left", "radial", "eip", "spiral_groove")),
        ("left,radial,extensor indicis,forearm", ("left", "radial", "eip", "forearm")),
        ("left,radial,EDC,elbow", ("left", "radial", "edc", "elbow")),
        ("r,Peroneal,EDB,FH", ("right", "fibular", "edb", "fibular_head")),
        ("r,CPN,TA,Pop fossa", ("right", "fibular", "ta", "popliteal_fossa")),
        ("r,common peroneal,Tib Ant,BFH", ("right", "fibular", "ta", "below_fibular_head")),
        ("r,Tibial,AH,ankle", ("right", "tibial", "ah", "ankle")),
        ("r,tibial,ADQP,Popliteal", ("right", "tibial", "adm_foot", "popliteal_fossa")),
        ("r,MCN,Biceps,Erb", ("right", "musculocutaneous", "biceps", "erb")),
        ("r,Axillary,Deltoid,Erb", ("right", "axillary", "deltoid", "erb")),
        ("R,ulnar n.,A D M,b.e.", ("right", "ulnar", "adm", "below_elbow")),
        ("R,n. ulnaris,A.D.M.,B/E", ("right", "ulnar", "adm", "below_elbow")),
        ("R,ulnar,ADM,A/E", ("right", "ulnar", "adm", "above_elbow")),
        ("R,ulnar,ADM,elbow (below)", ("right", "ulnar", "adm", "below_elbow")),
        ("R,ulnar,ADM,above the elbow", ("right", "ulnar", "adm", "above_elbow")),
        ("R,median,APB,midpalm", ("right", "median", "apb", "palm")),
        ("R,MC,biceps,axilla", ("right", "musculocutaneous", "biceps", "axilla")),
        ("R,femoral,VM,inguinal", ("right", "femoral", "vastus_medialis", "inguinal")),
        ("R,tibial,AH,knee", ("right", "tibial", "ah", "popliteal_fossa")),
        ("R,radial,EIP,upper arm", ("right", "radial", "eip", "spiral_groove")),
        ("R,radial,EIP,lateral arm", ("right", "radial", "eip", "spiral_groove")),
        # Crossover checks: the other nerve's hand muscles.
        ("R,median,ADM,elbow", ("right", "median", "adm", "elbow")),
        ("R,median,1st DI,wrist", ("right", "median", "fdi", "wrist")),
        ("R,median,adductor_pollicis,wrist", ("right", "median", "adductor_pollicis", "wrist")),
        ("R,ulnar,thenar,wrist", ("right", "ulnar", "apb", "wrist")),
    ],
)
def test_words_that_technicians_type(cells: str, meant: tuple[str, ...]) -> None:
    found = one(f"{cells},3.0,8.0,30.0,6.0,")
    assert (found.side, found.nerve, found.muscle, found.site) == meant


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ("right,ulnar,adm,elbow", "site", "below_elbow or above_elbow"),
        ("right,ulnar,adm,Elb", "site", "below_elbow or above_elbow"),
        ("right,ulnar,adm,ACF", "site", "below_elbow or above_elbow"),
        ("right,tibial,ADM,ankle", "muscle", "adm_foot"),
        ("right,tibial,ADQ,ankle", "muscle", "adm_foot"),
        ("right,fibular,edb,knee", "site", "popliteal_fossa"),
        ("right,radial,eip,BSG", "site", "elbow or spiral_groove"),
        ("right,radial,eip,above spiral groove", "site", "spiral_groove or axilla"),
        ("right,median,apb,BE", "site", "Write elbow:"),
        ("right,median,apb,above the elbow", "site", "Write elbow,"),
        ("right,radial,eip,AE", "site", "Write elbow,"),
        ("right,ulnar,fpl,wrist", "muscle", "median"),
        ("right,median,fcu,wrist", "muscle", "ulnar"),
        ("right,ulnar,toe,wrist", "muscle", "adm"),
        ("right,ulnar,adm,ankle", "site", "wrist"),
        ("right,sural,adm,wrist", "nerve", "ulnar"),
        ("right,sural,,wrist", "kind", "sensory_amplitude_uv"),  # reads as a sensory row
        ("right,superficial radial,,forearm", "kind", "sensory_amplitude_uv"),
        ("right,median,digit 2,wrist", "kind", "sensory_amplitude_uv"),
        ("right,median,,wrist", "muscle", "sensory under kind"),  # either kind
        ("both,ulnar,adm,wrist", "side", "left, right"),
        (",ulnar,adm,wrist", "side", "left, right"),
        ("right,,adm,wrist", "nerve", "median"),
        ("right,ulnar,,wrist", "muscle", "adm"),
        ("right,ulnar,adm,", "site", "wrist"),
    ],
)
def test_words_are_asked_about_not_guessed(cells: str, column: str, says: str) -> None:
    found = fault(table(WRIST.replace("right", "left"), f"{cells},3.0,8.0,30.0,6.0,"))
    assert (found.line, found.column) == (3, column)
    assert says in found.remedy


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        ("right,radial,thenar,elbow", "'thenar' (apb)"),
        ("right,radial,apb,elbow", "supply 'apb'."),
        ("right,Peroneal,EDB,Handgelenk", "'Handgelenk'"),
        ("right,median,APB,B/E", "'B/E'"),
    ],
)
def test_a_fault_names_the_word_as_it_was_typed(cells: str, word: str) -> None:
    assert word in str(fault(table(f"{cells},3.0,8.0,30.0,6.0,")))


def test_two_names_of_one_column_are_both_named() -> None:
    found = fault(PLAIN.replace(b"distance_mm", b"Lat ms"))
    assert "the columns 'latency_ms' and 'Lat ms' are both latency_ms" in found.problem


@pytest.mark.parametrize(
    ("cells", "column", "problem"),
    [
        ("3.0,NR,,", "latency_ms", "this row says no response but has a latency"),
        ("3.0,NR,NR,NR", "latency_ms", "this row says no response but has a latency"),
        (",NR,30,", "negative_peak_area_mvms", "this row says no response but has an area"),
        ("NR,,NR,6", "negative_peak_duration_ms", "this row says no response but has a duration"),
        (
            "NR,8.0,30,6",
            "latency_ms",
            "this row has an amplitude, but 'NR' as a latency says no response",
        ),
        (
            "3.0,8.0,0,6",
            "negative_peak_area_mvms",
            "this row has an amplitude, but '0' as an area says no response",
        ),
    ],
)
def test_a_row_that_contradicts_itself(cells: str, column: str, problem: str) -> None:
    found = fault(table(f"right,ulnar,adm,wrist,{cells},"))
    assert (found.line, found.column, found.problem) == (2, column, problem)


CALLED = ("a latency", "an amplitude", "an area", "a duration")


@pytest.mark.parametrize("cells", list(itertools.product(("", "3", "NR"), repeat=4)))
def test_each_contradiction_names_what_stands_and_what_says_no_response(
    cells: tuple[str, ...],
) -> None:
    content = table(f"right,ulnar,adm,wrist,{','.join(cells)},")
    if not {"3", "NR"} <= set(cells):
        parse_csv(content)
        return
    found = fault(content)
    assert found.column is not None
    named = found.column.removeprefix("negative_peak_").split("_")[0]
    (at,) = (place for place, called in enumerate(CALLED) if called.endswith(named))
    if cells[at] == "3":
        assert found.problem == f"this row says no response but has {CALLED[at]}"
    else:
        seen = 1 if cells[1] == "3" else cells.index("3")
        said = f"this row has {CALLED[seen]}, but 'NR' as {CALLED[at]} says no response"
        assert cells[at] == "NR" and found.problem == said


@pytest.mark.parametrize("word", ["NR", "nr", "N.R.", "absent", "No response", "0", "0.0"])
@pytest.mark.parametrize("cells", [",{0},,", "{0},{0},{0},{0}", ",{0},{0},", "{0},,,", ",,{0},"])
def test_no_response(word: str, cells: str) -> None:
    found = one(f"right,ulnar,adm,axilla,{cells.format(word)},100")
    assert found == Measure("right", "ulnar", "adm", "axilla", distance_mm=100.0, absent=True)
    assert (found.amplitude_mv, found.negative_peak_area_mvms) == (0.0, 0.0)


def test_empty_cells_are_not_known_and_not_absent() -> None:
    assert one("right,ulnar,adm,axilla,,,,,") == Measure("right", "ulnar", "adm", "axilla")


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("latency_ms", "-3"),
        ("latency_ms", "300"),
        ("latency_ms", "three"),
        ("latency_ms", "3.0 ms"),
        ("latency_ms", "3,0"),
        ("latency_ms", "NR"),  # with an amplitude beside it
        ("latency_ms", "0"),
        ("latency_ms", "0.0031"),  # seconds
        ("amplitude_mv", "-8"),
        ("amplitude_mv", "8000"),
        ("amplitude_mv", "nan"),
        ("amplitude_mv", "inf"),
        ("amplitude_mv", "1e999"),
        ("amplitude_mv", "0x8"),
        ("amplitude_mv", "8_0"),
        ("amplitude_mv", "٨"),
        ("amplitude_mv", "0"),
        ("amplitude_mv", "<1"),
        ("amplitude_mv", "?"),
        ("negative_peak_area_mvms", "-0.1"),
        ("negative_peak_area_mvms", "30000"),
        ("negative_peak_area_mvms", "0"),
        ("negative_peak_duration_ms", "600"),
        ("negative_peak_duration_ms", "-6"),
        ("distance_mm", "0"),
        ("distance_mm", "-220"),
        ("distance_mm", "22000"),
        ("distance_mm", "0.22"),  # metres
        ("distance_mm", "NR"),
    ],
)
def test_numbers_that_cannot_be_meant(column: str, cell: str) -> None:
    cells = dict(zip(HEADER.split(","), WRIST.split(","), strict=True)) | {column: cell}
    row = ",".join(f'"{value}"' if "," in value else value for value in cells.values())
    found = fault(table(row, ELBOW))
    assert found.line == 2
    assert found.column is not None and found.remedy


@pytest.mark.parametrize("cell", ["5", "60", "-1", "warm"])
def test_temperature_is_a_limbs(cell: str) -> None:
    content = table(f"{WRIST},{cell}", header=f"{HEADER},temperature_c")
    assert fault(content).column == "temperature_c"


def test_decimal_commas_need_semicolons() -> None:
    """In a comma file they make cells, so the row has too many."""
    found = fault(table(WRIST.replace(".", ",")))
    assert found.line == 2 and "semicolons" in found.remedy
    assert "semicolons" in fault(table(WRIST.replace("3.0", '"3,0"'))).remedy


def test_thousands_are_not_understood() -> None:
    content = PLAIN.replace(b",", b";").replace(b"220", b"1.220,5")
    assert fault(content).column == "distance_mm"


IN_MV = [
    "amplitude_pp_mv",
    "Peak-to-peak amplitude (mV)",
    "amplitude p-p mV",
    "ptp_mv",
    "peak_to_peak_mv",
    "vpp_mv",
    "Vp-p (mV)",
    "Amplitude negative to positive (mV)",
]


@pytest.mark.parametrize("header", ["P2P amp", "pk-pk", "amplitude neg-pos", "p-p (µV)"])
def test_peak_to_peak_without_its_unit_is_refused_with_the_reason(header: str) -> None:
    for content in (
        PLAIN.replace(b"amplitude_mv", header.encode()),
        table(f"{WRIST},9.0", header=f"{HEADER},{header}"),
    ):
        found = fault(content)
        assert "peak-to-peak" in found.problem
        assert "baseline to negative peak" in found.remedy


@pytest.mark.parametrize("header", IN_MV)
def test_peak_to_peak_is_a_column_of_its_own_and_never_the_amplitude(header: str) -> None:
    (found,) = parse_csv(table(f"{WRIST},13.0", header=f"{HEADER},{header}")).measures
    assert (found.peak_to_peak_mv, found.amplitude_mv) == (13.0, 8.0)
    missing = fault(PLAIN.replace(b"amplitude_mv", header.encode()))
    assert missing.column == "amplitude_mv"
    assert "baseline to negative peak" in missing.remedy


@pytest.mark.parametrize(
    ("column", "typed", "says"),
    [
        ("amplitude_mv", "amplitude", "amplitude_mv"),
        ("amplitude_mv", "amplitude_uv", "1 mV = 1000 µV"),
        ("amplitude_mv", "Amp (µV)", "1 mV = 1000 µV"),
        ("distance_mm", "distance_cm", "1 cm = 10 mm"),
        ("latency_ms", "latency_s", "1 s = 1000 ms"),
        ("latency_ms", "latency", "latency_ms"),
        ("negative_peak_area_mvms", "area_mvms", "first negative peak"),
        ("negative_peak_duration_ms", "duration_ms", "first negative peak"),
        ("negative_peak_duration_ms", "total_duration_ms", "first negative peak"),
        ("distance_mm", "tempo_m_s", "temperature_c (optional)"),
        ("distance_mm", "latency_ms", "Keep one"),
        ("distance_mm", "lat ms", "Keep one"),
    ],
)
def test_columns_that_are_not_understood(column: str, typed: str, says: str) -> None:
    found = fault(PLAIN.replace(column.encode(), typed.encode(), 1))
    assert found.line == 1
    assert says in found.remedy


@pytest.mark.parametrize("column", HEADER.split(",")[:6])
def test_missing_columns(column: str) -> None:
    at = HEADER.split(",").index(column)
    lines = [line.split(",") for line in (HEADER, WRIST, ELBOW)]
    content = "\n".join(",".join(line[:at] + line[at + 1 :]) for line in lines).encode()
    found = fault(content)
    assert found.column == column and "missing" in found.problem


def test_two_rows_for_one_site() -> None:
    found = fault(table(WRIST, ELBOW, "R,ulnar,ADQ,W,3.1,8.1,30.0,6.0,"))
    assert "lines 2 and 4" in found.problem
    assert found.line == 4


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\n\n  \n", "empty"),
        (b"# only a comment\n", "empty"),
        (b"sep=;\n", "empty"),
        (HEADER.encode(), "no rows"),
        (b"\x00\x01\x02", "binary"),
        (b"PK\x03\x04" + bytes(range(256)), "binary"),
        (PLAIN.decode().encode("utf-16")[:-1], "not in UTF-16"),
        (PLAIN.replace(b"wrist", "Handgelenk für".encode("latin-1")), "not in UTF-8"),
        (PLAIN.replace(b"wrist", b"wri\x07st"), "no text"),
        (PLAIN.replace(b"wrist", b'"wrist'), "quotation mark"),
        (table(WRIST[:-1]), "8 cells, the header 9"),
        (table(WRIST + ",,7"), "11 cells"),
        (b"hello\n", "not known"),
        (table(f"{WRIST},7", header=f"{HEADER},"), "without a name"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (table(*[WRIST] * 10_001), "more than 10000 rows"),
        (b"x" * 20_000, "too long"),
    ],
)
def test_what_is_no_table(content: bytes, says: str) -> None:
    assert says in fault(content).problem


def test_a_fault_holds_no_more_than_the_word_at_fault() -> None:
    name = "x" * 500
    assert len(str(fault(PLAIN.replace(b"wrist", name.encode())))) < 300
    assert "4.4" not in str(fault(PLAIN.replace(b"below_elbow", b"somewhere")))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(Fault, match="cannot be read") as caught:
            read_csv(path)
        assert caught.value.source == str(path)
    (tmp_path / "study.csv").write_bytes(PLAIN)
    assert read_csv(tmp_path / "study.csv") == Study(EXPECTED)


def understood_or_fault(content: bytes) -> None:
    try:
        study = parse_csv(content, "study.csv")
        evaluation_json(evaluate(study))
    except Fault as found:
        assert "\n" not in str(found) and found.remedy


@given(st.binary(max_size=300))
def test_any_bytes_are_understood_or_a_fault(content: bytes) -> None:
    understood_or_fault(content)


@given(st.text(max_size=200))
def test_any_text_is_understood_or_a_fault(text: str) -> None:
    understood_or_fault(text.encode("utf-8", "surrogatepass"))


@given(st.data())
def test_any_cells_are_understood_or_a_fault(data: st.DataObject) -> None:
    """Rows of half-sensible words and numbers, which reach deeper than random bytes."""
    word = st.sampled_from(
        ["left", "R", "ulnar", "median", "tibial", "adm", "apb", "fdi", "wrist", "BE", "elbow",
         "palm", "erb", "", "NR", "0", "-1", "3.0", "1e-300", "1e300", "8,1", '"', ";", "\t", "#"]
    )  # fmt: skip
    rows = data.draw(st.lists(st.lists(word, min_size=7, max_size=10), max_size=4))
    content = "\n".join([HEADER, *(",".join(row) for row in rows)])
    understood_or_fault(content.encode())


@given(st.integers(0, len(PLAIN) - 1), st.binary(max_size=3), st.integers(0, 4))
def test_any_damage_to_a_table_is_understood_or_a_fault(at: int, put: bytes, drop: int) -> None:
    understood_or_fault(PLAIN[:at] + put + PLAIN[at + drop :])


AREA = frozenset({"negative_peak_area_mvms"})
ALL_THREE = AREA | {"negative_peak_duration_ms", "distance_mm"}


@pytest.mark.parametrize("lacking", [AREA, ALL_THREE], ids=["area", "area, duration, distance"])
def test_a_report_of_amplitudes_alone_is_read(lacking: frozenset[str]) -> None:
    """About a sixth of reports give no area; nothing is made up for it."""
    names = [name for name in HEADER.split(",") if name not in lacking]
    wrist = {"side": "right", "nerve": "median", "muscle": "apb", "site": "wrist",
             "latency_ms": "3", "amplitude_mv": "8", "negative_peak_duration_ms": "6",
             "distance_mm": "70"}  # fmt: skip
    elbow = {**wrist, "site": "elbow", "latency_ms": "7", "amplitude_mv": "3"}
    lines = [",".join(names), *(",".join(row[name] for name in names) for row in (wrist, elbow))]
    study = parse_csv("\n".join(lines).encode())
    assert [row.amplitude_mv for row in study.measures] == [8.0, 3.0]
    assert all(row.negative_peak_area_mvms is None for row in study.measures)
    by_area = evaluate(study, "efns-pns-2010").segments[0]
    assert (by_area.block, by_area.reason) == ("cannot_be_assessed", "area_missing")
    assert evaluate(study, "ghosh-2005").segments[0].block == "met"
