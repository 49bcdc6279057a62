"""docs/formats.md and docs/edf.md say what the program does."""

import re
from pathlib import Path

import pytest

from multifocal.formats import parse_study
from multifocal.formats.edf import read_text
from multifocal.study.sensory_words import sensory_ids

ROOT = Path(__file__).parents[2]
FORMATS = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
EDF = (ROOT / "docs" / "edf.md").read_text(encoding="utf-8")


def test_its_tables_are_read() -> None:
    measures, inched, waves = re.findall(r"```csv\n(.*?)```", FORMATS, re.DOTALL)
    found = parse_study(measures.encode()).study
    assert [one.kind for one in found.measures] == ["M", "M", "sensory"]
    assert found.f_measures[0].persistence_percent == 80
    assert [one.position_mm for one in parse_study(inched.encode()).study.inched] == [0, 20]
    read = parse_study(waves.encode())
    assert read.format == "waveform-csv" and len(read.study.recordings) == 2


def test_its_sensory_words_are_those_understood() -> None:
    (skin,) = re.findall(r"where it was recorded: (.*?) \|", FORMATS)
    assert tuple(skin.split(", ")) == sensory_ids("skin")
    (nerves,) = re.findall(r"Sensory nerves: (.*?)\.\n", FORMATS, re.DOTALL)
    assert tuple(nerves.replace("\n", " ").split(", ")) == sensory_ids("nerve")


@pytest.mark.parametrize("row", ["stimulus", "response", "F wave", "one word and its value"])
def test_its_texts_are_read_whole(row: str) -> None:
    (cell,) = re.findall(rf"^\| {row} \| (.*?) \|$", EDF, re.MULTILINE)
    texts = re.findall(r"`(.*?)`", cell)
    assert texts
    inside = {word: f"Stimulus wrist {word}" for word in ("supramaximal", "submax")}
    for text in texts:
        facts, unread = read_text(inside.get(text, text))
        assert facts is not None and unread == (), text


def test_its_python_works(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (example,) = re.findall(r"```python\n(.*?)```", EDF, re.DOTALL)
    exec(compile(example, "docs/edf.md", "exec"), {})
    assert capsys.readouterr().out.startswith("wrist 8.2 ")
