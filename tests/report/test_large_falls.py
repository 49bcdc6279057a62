"""A large fall that is not counted looks like neither block nor normal, wherever it is shown."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from multifocal.cli.main import app
from multifocal.criteria import Evaluation, criteria_names, evaluate, evaluate_by, said
from multifocal.formats import parse_csv
from multifocal.reference import reference_table
from multifocal.report import present_study, study_pdf
from multifocal.study import Study
from multifocal.words import say
from tests.study.tables import SOUND, pair, table

LARGE = {
    "ulnar at the elbow": pair(sites=("below_elbow", "above_elbow")),
    "radial groove": pair(nerve="radial", muscle="eip", sites=("elbow", "spiral_groove")),
    "fibular head": pair(nerve="fibular", muscle="edb", sites=("fibular_head", "popliteal_fossa")),
    "tibial": pair(nerve="tibial", muscle="ah", sites=("ankle", "popliteal_fossa")),
}
WORDS = {
    "tibial": "large, not counted",
    "radial groove": "large, at the radial groove: confirm",
    **dict.fromkeys(("ulnar at the elbow", "fibular head"), "large, at a site of pressure"),
}


def sheet(*rows: str) -> tuple[Study, tuple[Evaluation, ...]]:
    study = replace(parse_csv(table(*rows)), clinical=SOUND)
    return study, evaluate_by(study)


@pytest.mark.parametrize("place", LARGE)
def test_page_and_paper_dress_it_of_its_own(place: str) -> None:
    study, found = sheet(*LARGE[place])
    shown = present_study(study, found, reference_table("aanem-2016"))
    lead = shown.segments[0].lead
    assert (lead.tone, lead.verdict) == ("large", WORDS[place])
    assert lead.sentence.lower().startswith(WORDS[place])
    assert shown.map is not None
    assert "study-map__stretch--large" in shown.map.svg and "study-map__large" in shown.map.svg
    assert "study-map__stretch--tested" not in shown.map.svg
    assert "1 with a large fall that is not counted" in shown.map.text
    assert study_pdf(shown).startswith(b"%PDF-")


@pytest.mark.parametrize("place", LARGE)
def test_the_terminal_signs_it(place: str, tmp_path: Path) -> None:
    path = tmp_path / "study.csv"
    path.write_bytes(table(*LARGE[place]))
    done = CliRunner().invoke(app, ["study", "evaluate", str(path)])
    assert done.exit_code == 0
    assert "◆ 1." in done.stdout
    assert WORDS[place] in " ".join(done.stdout.split())


def test_its_color_is_neither_that_of_block_nor_of_a_tested_nerve() -> None:
    folder = Path(__file__).parents[2] / "src" / "multifocal"
    css = (folder / "web/static/multifocal/base.css").read_text("utf-8")
    for name in ("large", "large-soft"):
        assert len(re.findall(rf"--{name}: (#\w+);", css)) == 2  # light and dark
    light = dict(re.findall(r"--(\w+): (#\w+);", css[: css.index("prefers-color-scheme: dark")]))
    assert len({light[name] for name in ("large", "blocked", "slowed", "nerve", "healthy")}) == 5


def test_from_thirty_percent_of_amplitude_or_area() -> None:
    def large(**changes: object) -> str | None:
        rows = pair(sites=("below_elbow", "above_elbow"), **changes)  # type: ignore[arg-type]
        return evaluate(parse_csv(table(*rows))).segments[0].large

    assert large(amplitude=(10, 7), area=(30, 29)) == "at_pressure"
    assert large(amplitude=(10, 9), area=(30, 21)) == "at_pressure"
    assert large(amplitude=(10, 7.01), area=(30, 21.01)) is None
    assert large(amplitude=(10, ""), area=("", "")) is None


def test_a_weak_stimulus_or_a_crossover_check_is_no_large_fall() -> None:
    study = parse_csv(table(*pair(sites=("below_elbow", "above_elbow"))))
    low, high = study.measures
    weak = replace(study, measures=(low, replace(high, supramaximal=False)))
    (only,) = evaluate(weak).segments
    assert (only.large, only.reason) == (None, "fall_repeat")
    assert say(only.label) == "not counted: repeat this site"
    # as where the response comes back further up, or none came and nobody says how
    axilla = replace(high, site="axilla", amplitude_mv=7.9, negative_peak_area_mvms=29.0)
    lowest, *_ = evaluate(replace(study, measures=(low, high, axilla))).segments
    assert (lowest.large, lowest.reason) == (None, "fall_repeat")
    none = replace(
        high, absent=True, amplitude_mv=None, latency_ms=None, negative_peak_area_mvms=None,
        negative_peak_duration_ms=None,
    )  # fmt: skip
    (only,) = evaluate(replace(study, measures=(low, none))).segments
    assert (only.large, only.reason) == (None, "fall_unstated")
    check = pair(nerve="median", muscle="adm", sites=("wrist", "elbow"))
    assert evaluate(parse_csv(table(*check))).segments[0].large is None


def test_a_tibial_fall_beyond_healthy_ones_says_so() -> None:
    for proximal, beyond in ((2.9, False), (2.8, True)):
        rows = pair(nerve="tibial", muscle="ah", sites=("ankle", "popliteal_fossa"),
                    amplitude=(10, proximal), area=("", ""))  # fmt: skip
        (only,) = evaluate(parse_csv(table(*rows))).segments
        assert only.large == "not_counted"
        assert ("this fall is larger" in said(only.findings[0])) is beyond


@pytest.mark.parametrize("criteria", criteria_names())
def test_every_set_says_it_and_none_excludes(criteria: str) -> None:
    for rows in LARGE.values():
        (only,) = evaluate(parse_csv(table(*rows)), criteria).segments
        if only.block == "not_counted":
            assert only.large and "does not exclude MMN" in said(only.findings[0])
