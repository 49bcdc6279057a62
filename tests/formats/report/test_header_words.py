"""Over all pairs of header words: never a silent wrong mapping."""

from itertools import product

import pytest

from multifocal.fault import Fault
from multifocal.formats import Understood, read_report
from multifocal.formats.report.headers import is_header, phrase_meaning, read_heading

# What an electromyographer reads in a header word beside its unit; written by hand, apart from the
# reader's list. None: it says too little, or something that no rule needs.
WORDS = {
    "Onset (ms)": "latency_ms", "Lat ms": "latency_ms", "Latenz [ms]": "latency_ms",
    "Latency (s)": "latency_ms", "Peak (ms)": None, "Delta-O (ms)": None, "Lat Diff ms": None,
    "F Min (ms)": "f_minimum_ms", "M Lat (ms)": None,
    "Amp (mV)": "amplitude_mv", "O-P Amp (mV)": "amplitude_mv", "NP Amp mV": "amplitude_mv",
    "Amp (µV)": "amplitude_mv", "P-P Amp (mV)": "peak_to_peak_mv", "P-T (mV)": "peak_to_peak_mv",
    "Peak Amp (mV)": None, "Rel Amp (%)": None, "Amp (%)": None, "Amp (ms)": None, "Lat (mV)": None,
    "Neg Area (mVms)": "negative_peak_area_mvms", "Area (mVms)": "?area", "Total Area (mVms)": None,
    "Neg Dur (ms)": "negative_peak_duration_ms", "Dur (ms)": "?duration", "Total Dur (ms)": None,
    "Area (ms)": None, "Dur (mVms)": None,
    "Dist (mm)": "distance_mm", "Vel (m/s)": None, "CV m/s": None, "Norm Lat (ms)": None,
    "Norm Vel (m/s)": None, "LLN": None, "Flag": None, "Stim (mA)": None,
    "Temp (°C)": "temperature_c",
    "NR": "NR", "Amp Lat (ms)": None, "Lat Amp (mV)": None, "Neg (ms)": None, "Pos Dur (ms)": None,
    "Dist Lat (ms)": "latency_ms", "Lat Dist (mm)": None, "Area Ratio": None, "Dur Ratio": None,
    "Latencia distal (ms)": "latency_ms", "Amplitude Spitze-Spitze (mV)": "peak_to_peak_mv",
    "Amplitud pico-pico (mV)": "peak_to_peak_mv", "Neg. Fläche (mVms)": "negative_peak_area_mvms",
    "Durée phase négative (ms)": "negative_peak_duration_ms", "Gesamtdauer (ms)": None,
    "Vit. (m/s)": None, "Geschw. (m/s)": None, "Durée (mV)": None, "Latence au pic (ms)": None,
    "Distancia (mm)": "distance_mm", "Valor normal": None,
}  # fmt: skip
FITS = {
    "latency_ms": ("3.1", "7.2"), "amplitude_mv": ("8.3", "8.1"),
    "peak_to_peak_mv": ("12.4", "12.1"),
    "negative_peak_area_mvms": ("30.5", "30.1"), "negative_peak_duration_ms": ("5.7", "5.9"),
    "distance_mm": ("70", "220"), "temperature_c": ("33.5", "33.6"),
    "f_minimum_ms": ("26.9", "27.1"),
}  # fmt: skip
ODD = ("17.3", "17.4")  # numbers of columns that fill nothing


def paste(first: str, second: str) -> tuple[bytes, dict[str, tuple[str, str]]]:
    """A report of two sites with two columns, beside what each column holds."""
    held = {word: FITS.get((WORDS[word] or "").lstrip("?"), ODD) for word in (first, second)}
    held |= {word: FITS[column] for word, column in (("Area (mVms)", "negative_peak_area_mvms"),
                                                    ("Dur (ms)", "negative_peak_duration_ms"))
             if word in held}  # fmt: skip
    if "Latency (s)" in held:
        held["Latency (s)"] = ("0.0031", "0.0072")
    if "Amp (µV)" in held:
        held["Amp (µV)"] = ("8300", "8100")
    if "NR" in held:
        held["NR"] = ("", "")
    lines = ["R Ulnar - ADM", f"Site\t{first}\t{second}"]
    lines += [
        f"{site}\t{held[first][at]}\t{held[second][at]}"
        for at, site in ((0, "Wrist"), (1, "B Elbow"))
    ]
    return "\n".join(lines).encode(), held


def mapped(understood: Understood) -> dict[str, str]:
    return {one.written: one.column for one in understood.columns if one.column}


@pytest.mark.some_cases(8)
@pytest.mark.parametrize("first", WORDS)
def test_two_columns_each_fill_their_own_or_none(first: str) -> None:
    for second in WORDS:
        if second == first:
            continue
        content, _ = paste(first, second)
        understood = read_report(content)
        for written, column in mapped(understood).items():
            assert column == WORDS[written], (first, second, written)
        asked = {one.id for one in understood.questions}
        for word in (first, second):
            kind = (WORDS[word] or "").removeprefix("?")
            exact = f"negative_peak_{kind}"
            if (WORDS[word] or "").startswith("?") and understood.rows:
                assert kind in asked or any(
                    (WORDS[one] or "").startswith(exact) for one in (first, second)
                )
        both = [WORDS[word] for word in (first, second) if WORDS[word] and WORDS[word] in FITS]
        if len(both) == 2 and both[0] == both[1] and understood.rows:
            # one of them, the more exact, or a question: never both, never one at random
            used = [word for word in mapped(understood) if word in (first, second)]
            assert len(used) <= 1
            plain = {"Amp (mV)", "Amp (µV)", "Lat ms", "Latenz [ms]", "Latency (s)"}
            sure = [word for word in (first, second) if word not in plain]
            if used and len(sure) == 1:
                assert used == sure
            elif used:
                pytest.fail(f"{first} and {second}: {used[0]} was taken without asking")


@pytest.mark.parametrize("first", WORDS)
def test_every_value_comes_from_the_column_that_is_named_for_it(first: str) -> None:
    """No cell of one column ever turns up under another's name."""
    words = list(WORDS)
    for second in words[words.index(first) :]:
        content, held = paste(first, second)
        understood = read_report(content, {"area": "negative-peak", "duration": "negative-peak"})
        factors = {one.column: one.factor for one in understood.columns if one.column}
        sources = {one.column: one.written for one in understood.columns if one.column}
        for at, (_, cells) in enumerate(understood.rows):
            for column, text in cells.items():
                if column in sources and text:
                    right = float(held[sources[column]][at]) * factors[column]
                    assert float(text) == pytest.approx(right), (first, second, column)


def test_two_words_side_by_side_mean_what_both_say_or_nothing() -> None:
    """Of two words in one header cell no part is taken for the whole."""
    roots = {
        "latency": {"onset", "lat", "latency", "latenz"}, "amplitude": {"amp", "amplitude", "ampl"},
        "area": {"area", "flache", "surface"}, "duration": {"dur", "duration", "dauer"},
        "distance": {"dist", "distance", "distanz"}, "velocity": {"vel", "cv", "ncv", "nlg"},
        "peak": {"peak"}, "negative": {"neg", "np", "negative"}, "total": {"total"},
        "norm": {"norm", "lln", "normal"}, "delta": {"delta", "diff"}, "f": {"f"}, "m": {"m"},
        "relative": {"rel", "ratio"}, "peaks": {"pp", "pt"}, "baseline": {"bp", "op"},
        "site": {"site", "stim"}, "max": {"max", "min", "mean"},
    }  # fmt: skip
    allowed = {
        ("latency", "latency"), ("latency", "peak"), ("latency", "delta"), ("latency", "f"),
        ("latency", "m"), ("latency", "relative"), ("amplitude", "negative"),
        ("amplitude", "baseline"), ("amplitude", "peaks"), ("amplitude", "relative"),
        ("amplitude", "f"), ("area", "negative"), ("area", "peak"), ("area", "total"),
        ("area", "relative"), ("duration", "negative"), ("duration", "peak"), ("duration", "total"),
        ("duration", "relative"), ("f", "max"), ("f", "m"), ("site", "site"), ("f", "relative"),
        ("f", "f"), ("peak", "peak"),
        ("latency", "distance"),  # "dist. Lat.": the distal latency
        ("amplitude", "peak"),  # "Peak Amp": from where to the peak is asked
    }  # fmt: skip
    families = {word: family for family, words in roots.items() for word in words}
    for first, second in product(families, repeat=2):
        meaning = phrase_meaning(f"{first}_{second}")
        if meaning is None or meaning.name == "left_out":
            continue
        pair = (families[first], families[second])
        assert pair in allowed or pair[::-1] in allowed, (first, second, meaning.name)
        if meaning.column and "amplitude" in meaning.column:
            assert "peaks" not in pair
            assert "amplitude" in pair
        if "peak" in pair and "latency" in pair:
            assert meaning.name == "peak_latency"
        if "delta" in pair:
            assert meaning.name == "delta"


@pytest.mark.parametrize(
    ("one", "other", "asks"),
    [("Lat (ms)", "Neg Dur (ms)", True), ("Amp (mV)", "Neg Area (mVms)", True),
     ("Lat (ms)", "Amp (mV)", True), ("Neg Dur (ms)", "Neg Area (mVms)", True),
     ("Dist (mm)", "Lat (ms)", True), ("Dist (mm)", "Vel (m/s)", True)],
)  # fmt: skip
def test_headings_that_are_swapped_are_asked_about_or_refused(
    one: str, other: str, asks: bool
) -> None:
    """Where the numbers under two swapped headings cannot be of one nerve, nothing is evaluated."""
    columns = {
        "Lat (ms)": ("3.0", "6.9"), "Amp (mV)": ("8.0", "3.6"), "Neg Dur (ms)": ("6.0", "6.6"),
        "Neg Area (mVms)": ("30.0", "14.0"), "Dist (mm)": ("65", "220"), "Vel (m/s)": ("", "56"),
    }  # fmt: skip

    def content(names: dict[str, str]) -> bytes:
        rows = ["R Ulnar - ADM", "\t".join(["Site", *(names[word] for word in columns)])]
        rows += ["\t".join([site, *(cells[at] for cells in columns.values())])
                 for at, site in enumerate(("Wrist", "B Elbow"))]  # fmt: skip
        return "\n".join(rows).encode()

    right = {word: word for word in columns}
    assert read_report(content(right)).study().measures[0].latency_ms == 3.0
    understood = read_report(content(right | {one: other, other: one}))
    assert bool(understood.questions or understood.problems) is asks
    with pytest.raises(Fault):
        understood.study()


def test_a_number_is_no_header() -> None:
    assert not is_header(["Wrist", "3.0", "8.0"])
    assert is_header(["Site", "Lat (ms)", "Amp (mV)"])


@pytest.mark.parametrize(
    "written", ["Peak-Peak (mV)", "P-P Amp mV", "P-T Amp (µV)", "Amp p-p (mV)", "PP Amp [mV]"]
)
def test_peak_to_peak_is_never_baseline_to_peak(written: str) -> None:
    meaning = read_heading(1, written).meaning
    assert meaning is not None
    assert meaning.column == "peak_to_peak_mv"
