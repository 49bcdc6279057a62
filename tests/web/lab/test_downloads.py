"""What is taken away reads back as what was shown."""

import csv
import io
from xml.etree.ElementTree import fromstring

import numpy as np
import pytest
from django.test import Client

from multifocal.criteria import evaluate
from multifocal.formats import parse_study
from multifocal.web.lab.downloads import KINDS
from multifocal.web.lab.experiment import simulate
from multifocal.web.lab.state import START, STARTS

AT = f"/lab/download?{START.query()}"


def taken(client: Client, kind: str, at: str = AT) -> bytes:
    answer = client.get(f"{at}&as={kind}")
    assert answer.status_code == 200
    name = answer["Content-Disposition"]
    assert name.startswith('attachment; filename="multifocal-lab-')
    return answer.content


def test_the_measures_are_judged_alike_when_read_back(client: Client) -> None:
    study = parse_study(taken(client, "measures"), "study.csv").study
    blocks = [one.block for one in evaluate(study).segments]
    assert blocks == [one.block for one in simulate(START).evaluations()[0].segments]
    assert taken(client, "measures").startswith(b"# Simulated by multifocal /lab: muscle=adm")


def test_the_whole_study_reads_back_from_json(client: Client) -> None:
    study = parse_study(taken(client, "json"), "study.json").study
    shown = simulate(START).study
    assert len(study.recordings) == len(shown.recordings)
    for one, other in zip(study.recordings, shown.recordings, strict=True):
        assert np.allclose(one.samples_mv, other.samples_mv, atol=1e-6)
        assert one.origin == "simulated"
    assert study.f_measures == shown.f_measures


@pytest.mark.parametrize(("kind", "of"), [("edf", "M"), ("edf-f", "F"), ("edf-sensory", "sensory")])
def test_edf_holds_the_sweeps_of_its_kind(client: Client, kind: str, of: str) -> None:
    study = parse_study(taken(client, kind), "study.edf").study
    shown = [one for one in simulate(START).study.recordings if one.kind == of]
    assert [one.site for one in study.recordings] == [one.site for one in shown]
    step = max(float(np.abs(one.samples_mv).max()) for one in shown) / 30_000 + 1e-6
    for one, other in zip(study.recordings, shown, strict=True):
        assert np.abs(one.samples_mv - other.samples_mv).max() <= step
        assert one.origin == "simulated"


def test_the_table_of_fibers_has_them_all(client: Client) -> None:
    text = taken(client, "fibers").decode()
    assert START.query() in text.splitlines()[0]
    rows = list(csv.DictReader(io.StringIO("".join(text.splitlines(keepends=True)[2:]))))
    found = simulate(START)
    assert len(rows) == found.fates.total
    assert sum(row["fate"] == "blocked" for row in rows) == found.fates.stopped
    assert sum(float(row["unit_force_percent"]) for row in rows) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("kind", ["traces-svg", "f-svg", "fibers-svg"])
def test_a_picture_needs_no_style_sheet(client: Client, kind: str) -> None:
    root = fromstring(taken(client, kind))
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{space}svg"
    title = root.find(f"{space}title")
    assert title is not None and START.query() in (title.text or "")
    drawn = list(root.iter(f"{space}path"))
    assert drawn
    assert all(one.get("stroke") or one.get("fill") for one in drawn)
    assert not list(root.iter(f"{space}style"))


def test_what_a_study_does_not_have_is_a_friendly_fault(client: Client) -> None:
    for kind in ("edf-f", "f-svg"):
        answer = client.get(f"/lab/download?{STARTS['crossing'].query()}&as={kind}")
        assert answer.status_code == 400
        assert b"has no such" in answer.content
    assert client.get(f"{AT}&as=nonesuch").status_code == 400
    assert client.get("/lab/download?muscle=adm&height_cm=9&as=json").status_code == 400


def test_every_kind_is_offered(client: Client) -> None:
    page = client.get("/lab").content.decode()
    assert all(f'value="{kind}"' in page for kind in KINDS)
