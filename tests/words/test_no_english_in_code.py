"""No English that a reader meets stands in code: it is said by key, so that it can be translated.

Left out are the pages, which have tests of their own.
"""

from pathlib import Path

import pytest

from tests.words.english import strays
from tests.words.typst import template_strays

SOURCES = Path(__file__).parents[2] / "src" / "multifocal"

ALLOWED = {
    "cli/main.py": ["multifocal: "],  # the program's name
    "cli/stopped.py": ["multifocal: "],
    "criteria/amplitude_2000.py": ["Amplitude limits 2000"],  # the name of a rule set
    "criteria/extended.py": ["Extended signs"],  # the name of a rule set
    "criteria/korean_normals.py": ["Korean normals"],  # the name of a rule set
    "evidence/diary_run.py": ["multifocal evidence diary --patients "],  # a command
    "evidence/healthy_share.py": ["multifocal evidence healthy --people "],  # a command
    "evidence/localization.py": ["multifocal evidence localize --patients "],  # a command
    "evidence/performance_run.py": ["multifocal evidence performance --patients "],  # a command
    "evidence/weakness/records.py": ["feeling normal"],  # a word of the grammar of findings
    "criteria/sets.py": ["criteria set"],  # a KeyError's, for programs
    "fiber/arrivals.py": ["no rest", "not started", "unstable rest"],  # states, for programs
    "fiber_export/nmodl.py": [  # the language of NEURON
        ": written by Multifocal from its table of gates",
        "    celsius (degC)",
        "    SOLVE gates METHOD cnexp",
        "DERIVATIVE gates {",
        "PROCEDURE rates(v (mV)) {",
        "FUNCTION linoid(x, c) {",
        "    if (fabs(x / c) < 1e-6) { linoid = c * (1 + x / c / 2) }",
    ],
    "figures/standalone.py": [
        '<?xml version="1.0" encoding="UTF-8"?>\n',  # a file's first line
        "Helvetica, Arial, sans-serif",  # typefaces
    ],
    "formats/edf/header.py": [
        "EDF Annotations",  # a label of the format
        # names of fields that are written, in errors for programmers
        "header bytes",
        "number of signals",
    ],
    "formats/edf/notes.py": [  # English that files are searched for, and are written in
        "x at from to recording site electrode electrodes of the and with on in by cathode is "
        "stimulus stimulation distance dist duration dur intensity current int amp amplitude lat "
        "latency area velocity cv mcv ncv peak onset pulse width side baseline neg negative over",
        "(negativ\\w+ (is )?(down|stored as negative)|positiv\\w+ (is )?up|\\bpos up)",
        "|\\bneg down",
        "(negativ\\w+ (is )?(up|stored as positive)|positiv\\w+ (is )?down|\\bneg up)",
        "cm from recording site",
    ],
    "formats/edf/quantities.py": ["mV ms", "mv ms"],  # units
    "formats/edf/twins.py": ["another signal has its label"],  # only whether there is one matters
    "formats/edf/xml_notes.py": [  # words of the format
        "negative to positive",
        "peak to peak",
        'mode="stimulus to recording" unit="cm"',
    ],
    "cli/evidence_sharded.py": ["{task.fields[pace]}"],  # where rich is to put what was said
    "formats/known/csv_table.py": ["text/csv; charset=utf-8"],  # a type of file
    # how comments of the table begin
    "formats/table/csv_reading.py": ["# not read, line", "# not used, line", "# not read, rows"],
    "formats/known/waveform_csv.py": ["text/csv; charset=utf-8"],  # a type of file
    "formats/ncs_edf/places.py": [  # words that files are searched for
        "emg eng nc ncs mnc mncv snc sncv motor sensory cmap snap muscle m f wave waves response "
        "nerve conduction study recording antidromic orthodromic"
    ],
    "formats/ncs_edf/writing.py": ["surface electrodes"],  # a word of the format
    # headings in the words of tables, as the reader of reports is to understand them
    "formats/report/broken_cells.py": ["Latency (ms)", "Amplitude (mV)"],
    "formats/report/headers.py": [" plus minus "],
    "formats/report/motor_lines.py": [
        "Latency (ms)",
        "Amplitude (mV)",
        "Area (mVms)",
        "Duration (ms)",
        "Distance (mm)",
        "Distance (cm)",
        "Velocity (m/s)",
    ],
    "formats/table/rows.py": ["no response"],  # only whether a cell says so matters
    "formats/workbook/ole.py": ["PowerPoint Document"],  # a name inside such files
    "report/tidy/redcap.py": [  # the columns of REDCap's data dictionary
        "Field Label",
        "Field Type",
        "Form Name",
        "Section Header",
        "Variable / Field Name",
        "Choices, Calculations, OR Slider Labels",
        "Field Note",
        "Text Validation Max",
        "Text Validation Min",
        "Text Validation Type OR Show Slider Number",
        "Branching Logic (Show field only if...)",
        "Required Field?",
        "Custom Alignment",
        "Matrix Group Name",
        "Matrix Ranking?",
        "Question Number (surveys only)",
        "Field Annotation",
    ],
}
"""What stays as it is, by file."""

PAGES = "web"


def sources() -> list[Path]:
    return [
        path
        for path in sorted(SOURCES.rglob("*.py"))
        if path.relative_to(SOURCES).parts[0] != PAGES
    ]


def test_no_literal_is_shown() -> None:
    found = {}
    for path in sources():
        name = path.relative_to(SOURCES).as_posix()
        left = [one for one in strays(path.read_text("utf-8")) if one not in ALLOWED.get(name, ())]
        if left:
            found[name] = left
    # the style of the pictures on the sheet, in a language for machines
    for name in ("report/pdf.py", "report/diary/pdf.py"):
        assert all(one.startswith("\n.anatomy__body{") for one in found.pop(name))
    assert not found


@pytest.mark.parametrize("name", ALLOWED)
def test_every_exception_is_still_there(name: str) -> None:
    assert set(ALLOWED[name]) <= set(strays((SOURCES / name).read_text("utf-8")))


def _sheets(templates: list[Path]) -> set[Path]:
    return {path.parent for path in templates}


def test_templates_of_sheets_say_nothing_themselves() -> None:
    templates = sorted(SOURCES.rglob("*.typ"))
    assert templates
    strays = [one for path in templates for one in template_strays(path.read_text("utf-8"))]
    assert strays == ['"Libertinus Serif"'] * len(_sheets(templates))  # a typeface


@pytest.mark.parametrize(
    "code",
    [
        'typer.Option(help="Stray")',
        'typer.Option("--age", min=0, help=f"Stray {year}")',
        'app = typer.Typer(help="cli.no_such_key")',
        'typer.echo("Stray.")',
        'typer.echo(f"Stray {count}", err=True)',
        'typer.echo("; ".join(names) + " stray")',
        'console.print("Stray", style="bold")',
        'console.print("Stray" if blocked else say("cli.serve.stopped"))',
        'print("stray")',
        'sys.stderr.write("stray\\n")',
        'raise typer.BadParameter(f"{word!r}: stray")',
        'table.add_column("stray", justify="right")',
        'bar.add_task("stray", total=None)',
        'Table(title="Stray")',
        'Table("stray", ("stray",), ())',
        'findings.render(console, rows, "Stray")',
        'add(root, "text", "stray", class_="one two", x=2.0)',
        'add(root, "a", href="x", aria_label="Stray")',
        'add(group, "title", f"stray {name}")',
        'add(root, "desc", "Stray.")',
        'svg(10, 20, "anatomy body-map", "Stray")',
        'Figure(written(root), "Stray")',
        'Row("Stray", numbers)',
        'PresentedFinding(status=one.status, status_words="stray", text=said(one))',
        'PresentedStep("Stray", why, done, tasks)',
        'Remark("stray")',
        'Remark(f"stray {number}", where)',
        'note = {"text": "Stray."}',
        'part = "a stray sentence"',
        'HEADINGS = {"share": "stray heading"}',
        'title = f"the stray {nerve}"',
        'raise Fault("a stray fault", column="date")',
        'raise Unmeasurable("noise", f"some stray {fault}")',
        'Fault("table.date", word="a stray word")',
    ],
)
def test_a_stray_is_found_in_every_channel(code: str) -> None:
    assert strays(code)


@pytest.mark.parametrize(
    "code",
    [
        'typer.Option(help="cli.option.json")',
        'typer.echo(say("cli.serve.stopped"))',
        'typer.echo(json.dumps(found["evaluations"], indent=2))',
        'add(root, "text", f"{ms:g} ms", class_="one two")',
        'raise Fault("table.date", word=quoted(typed), column="date")',
        'raise ValueError("an error for programmers")',
        '"""A docstring of some words."""',
        'def f(x: "Study | None") -> None: ...',
        'svg(10, 20, "anatomy body-map", text)',
        'PATTERN = re.compile("no response")',
    ],
)
def test_what_no_reader_meets_may_stay(code: str) -> None:
    assert not strays(code)


@pytest.mark.parametrize(
    "template",
    ["= Stray", "Stray #data.x.", "#if a { } else [stray]", "#if a != \"\" [#data.x stray]",
     "#for s in data.sets [- stray #s.title]", "#table(columns: 2, [#s.x], [stray])",
     "#let said = \"some stray words\"", "#f([#a (stray)])", "#list(..x.map(r => [*#r.a* stray]))"],
)  # fmt: skip
def test_a_stray_is_found_in_a_template(template: str) -> None:
    assert template_strays(template)


@pytest.mark.parametrize(
    "template",
    ["= #labels.title", "// a comment\n#set page(paper: \"a4\", margin: (x: 18mm))",
     "#let tone = (blocked: color(\"blocked-soft\"), open: color(\"sunken\"))",
     "#for s in data.sets [- #s.title #h(0.4em) #chip(s.tone, s.verdict)]"],
)  # fmt: skip
def test_code_of_a_template_is_none(template: str) -> None:
    assert not template_strays(template)
