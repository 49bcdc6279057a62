"""The races' other side: says what is missing, and measures what it claims to."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.reference.tables import rows

SOURCE = Path(__file__).parents[2] / "benchmarks" / "partners.py"


@pytest.fixture(name="partners")
def _partners() -> ModuleType:
    spec = importlib.util.spec_from_file_location("partners", SOURCE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_where_no_partner_is_installed_it_says_what_to_run(
    partners: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(partners, "READY", tmp_path / "installed")
    assert partners.partner("neuron-be-same-dt") is None
    remedy = capsys.readouterr().err
    assert "scripts/install_partners" in remedy
    assert (SOURCE.parents[1] / "scripts" / "install_partners").is_file()


def test_an_unknown_race_is_refused_by_name(partners: ModuleType) -> None:
    with pytest.raises(ValueError, match="name must be one of neuron-be-same-dt"):
        partners.partner("neuron")


def test_neuron_conducts_as_the_reference_table_has_it(partners: ModuleType) -> None:
    if not partners.READY.is_file():
        pytest.skip("the partners are not installed (scripts/install_partners)")
    answer = partners.partner("neuron-be-same-dt", diameters=(10.0,))
    (row,) = (
        r
        for r in rows("mrg_cv.csv")
        if (r["model"], float(r["D_um"]), float(r["dt_ms"])) == ("discrete", 10.0, 0.005)
    )
    assert answer["velocity_m_s"] == pytest.approx([float(row["CV_m_s"])], rel=1e-3)
    assert answer["measured_fibers"] == 1
    assert answer["node_steps"] == 51 * 600
    assert answer["seconds_per_fiber"] == answer["seconds"] > 0
