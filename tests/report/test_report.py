"""The printed sheet: the page's own data, tagged, the same every time, made without a network."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from multifocal.criteria import evaluate_by
from multifocal.formats import parse_csv, read_study
from multifocal.measuring import measured_study
from multifocal.reference import reference_table
from multifocal.report import PresentedStudy, present_study, study_pdf
from multifocal.report.pdf import _labels, _template
from multifocal.study import ClinicalPicture, Study, WeakMuscle
from multifocal.words import say
from tests.criteria.sensory import rows as sensory_rows
from tests.study.tables import pair, table

EXAMPLES = Path(__file__).parents[2] / "examples"


def sheet(study: Study, *names: str) -> PresentedStudy:
    return present_study(study, evaluate_by(study, names or None), reference_table("aanem-2016"))


FULL = replace(
    parse_csv(
        table(
            *pair(),
            *pair(nerve="median", muscle="apb", sites=("wrist", "elbow"), area=("", "")),
            *pair(nerve="musculocutaneous", muscle="biceps", sites=("axilla", "erb")),
            *pair(nerve="tibial", muscle="ah", sites=("ankle", "popliteal_fossa")),
        )
    ),
    clinical=ClinicalPicture(weak_muscles=(WeakMuscle("right", "fdi"),)),
)


def text_of(pdf: bytes, tmp_path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True)
    return " ".join(done.stdout.split())


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.csv")), ids=lambda path: path.stem)
def test_every_example_becomes_a_tagged_pdf(example: Path) -> None:
    pdf = study_pdf(sheet(measured_study(read_study(example).study)))
    assert pdf.startswith(b"%PDF-")
    assert b"StructTreeRoot" in pdf and b"pdfuaid" in pdf


def test_the_same_study_gives_the_same_bytes() -> None:
    assert study_pdf(sheet(FULL)) == study_pdf(sheet(FULL))


def test_the_sheet_says_what_the_page_says(tmp_path: Path) -> None:
    found = sheet(FULL)
    text = text_of(study_pdf(found, made_on="1 May 2026"), tmp_path)
    plain = re.sub(r"[\s-]+", "", text)

    def holds(sentence: str) -> bool:
        return re.sub(r"[\s-]+", "", sentence) in plain

    assert "Printed on 1 May 2026" in text and "not a diagnosis" in text
    for caution in (
        *found.common_cautions,
        *(one for each in found.segments for one in each.cautions),
    ):
        assert holds(caution)
    for segment in found.segments:
        assert holds(segment.lead.sentence)
        if segment.telling:
            assert all(holds(answer.sentence) for answer in segment.answers)
            assert all(holds(finding.text) for finding in segment.lead.findings)
    for step in found.steps:
        assert all(holds(task) for task in step.tasks)
    for category in found.categories:
        assert holds(category.sentence)


def test_a_study_without_segments_is_a_sheet_too(tmp_path: Path) -> None:
    found = sheet(Study())
    assert found.map is None and len(found.steps) == 10
    assert "no segment to judge" in text_of(study_pdf(found), tmp_path)


def test_the_leading_set_is_the_first_one_named() -> None:
    found = sheet(FULL, "ghosh-2005", "efns-pns-2010")
    assert found.lead.criteria == "ghosh-2005"
    assert [one.criteria for one in found.segments[0].answers] == ["ghosh-2005", "efns-pns-2010"]
    with pytest.raises(ValueError):
        present_study(FULL, [], reference_table("aanem-2016"))


def test_the_template_asks_for_no_label_that_is_not_said() -> None:
    assert all(say(f"report.label.{name}") for name in _labels())
    assert b"http" not in _template()


def test_words_that_look_like_markup_are_only_words(tmp_path: Path) -> None:
    """A reference table's title comes from people: it is data, never Typst code."""
    odd = replace(reference_table("aanem-2016"), title='#panic("x") *y* </svg>')
    found = present_study(FULL, evaluate_by(FULL, ("efns-pns-2010",), odd), odd)
    printed = text_of(study_pdf(found), tmp_path).replace("”", '"').replace("“", '"')
    assert '#panic("x") *y* </svg>' in printed


def test_a_crossing_check_at_one_site_is_no_lack_of_a_segment() -> None:
    rows = (*pair(muscle="adm"), "right,median,adm,elbow,,NR,,,")
    study = parse_csv(table(*rows))
    shown = present_study(study, evaluate_by(study), reference_table("aanem-2016"))
    (only,) = shown.alone
    assert "a check for fibers that cross in the forearm" in only and "two sites" not in only


def test_the_sheet_sets_sensory_and_f_values_beside_their_limits(tmp_path: Path) -> None:
    felt = tuple(sensory_rows.felt(nerve, None) for nerve in ("median", "ulnar", "sural"))
    median = sensory_rows.late("median", "apb")
    study = Study((*sensory_rows.motor(), *felt), f_measures=(median,))
    found = sheet(study)
    plain = re.sub(r"[\s-]+", "", text_of(study_pdf(found), tmp_path))
    assert len(found.values) == 4 and found.values_notes
    said = (
        *found.values_notes,
        *(one.title[1:] for one in found.values),
        *(each.text for one in found.values for each in one.findings),
        *(text for one in found.categories for text in one.marks),
        *(asked.proposed for one in found.categories for asked in one.questions),
    )
    for sentence in said:
        assert re.sub(r"[\s-]+", "", sentence) in plain, sentence
