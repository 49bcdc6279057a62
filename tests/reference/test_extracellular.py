"""Point electrodes beside fibers: thresholds and arrivals against NEURON (extracellular.csv)."""

import pytest

from multifocal.fiber import conduct, field_threshold
from tests.reference.electrodes import at_electrode
from tests.reference.tables import rows

MADE = rows("extracellular.csv")
TRAVELS_TO = 38
Row = dict[str, str]


@pytest.mark.parametrize("row", MADE[:2], ids=lambda row: f"{row['D_um']} {row['sign']}")
def test_the_threshold_and_the_arrival_are_neurons(row: Row) -> None:
    _near_neuron(row)


@pytest.mark.exhaustive
@pytest.mark.parametrize("row", MADE[2:], ids=lambda row: f"{row['D_um']} {row['lesions']}")
def test_and_so_they_are_from_afar_and_with_damage(row: Row) -> None:
    _near_neuron(row)


def _near_neuron(row: Row) -> None:
    """Thresholds within 0.5 %; arrivals at 1.2 times NEURON's threshold within 1 µs."""
    fibers, lesions, pulse = at_electrode(row)
    threshold = abs(float(row["threshold_ma"]))
    ours = field_threshold(fibers, pulse, lesions, guess=1.01 * threshold)
    assert ours[0] == pytest.approx(threshold, rel=0.005)
    answer = conduct(fibers, lesions, pulse=pulse.scaled(1.2 * threshold), dt_ms=0.001)
    arrival_ms = answer.node_times_ms[0, TRAVELS_TO, 0]
    assert arrival_ms == pytest.approx(float(row["arrival_ms"]), abs=0.001)
