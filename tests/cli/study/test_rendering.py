"""The terminal shows the one presented form that page and sheet show, and leaves nothing out."""

import subprocess
import sys
from pathlib import Path

import pytest

from multifocal.cli.study.rendering import render
from multifocal.criteria import evaluate_by
from multifocal.formats import read_study
from multifocal.measuring import completed_study
from multifocal.reference import reference_table
from multifocal.report import present_study

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.mark.parametrize("name", ["ulnar_block", "dispersed", "published_cmaj_gbs"])
def test_every_sentence_of_the_presented_study_is_shown(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    study = completed_study(read_study(EXAMPLES / f"{name}.csv").study)
    found, table = evaluate_by(study), reference_table("aanem-2016")
    render(study, found, table, ("a remark",), full=True)
    lines = capsys.readouterr().out.splitlines()
    text = "\n".join(lines)
    for one in (present_study(study, (each,), table) for each in found):
        said = [*one.lead.notes, *one.common_cautions, *one.choices, *one.alone, *one.elsewhere]
        for segment in one.segments:
            said += [segment.title, segment.lead.sentence, *segment.cautions]
            said += [each.text for each in segment.lead.findings]
            for row in (*segment.rows[:2], *segment.falls):
                cells = [row.name, *filter(None, row.numbers)]
                assert any(all(cell in line for cell in cells) for line in lines), cells
        for nerve in one.nerves:
            said += [nerve.title, *(each.text for each in nerve.findings)]
        for category in one.categories:
            said.append(category.sentence)
            said += [each.text for each in category.findings if not each.asked]
            said += [each.text for each in category.questions]
        assert [each for each in said if each not in text] == []
    assert "! a remark" in text


def test_the_terminal_loads_no_typesetter() -> None:
    code = "import multifocal.cli.study.commands, sys; assert 'typst' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
