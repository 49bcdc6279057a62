"""Moving pictures keep to the model: each drawn impulse arrives when its fiber's would."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from numpy.typing import NDArray

from multifocal.figures import Figure
from multifocal.nerve import Conduction, MotorPool
from multifocal.web.inside.experiment import simulate_attack
from multifocal.web.inside.presenter.picture import DRAWN_FIBERS, present_picture
from multifocal.web.inside.state import FIRST_MM, LAST_MM, PEOPLE, Setting
from multifocal.web.lab.experiment import simulate
from multifocal.web.lab.fibers import fiber_picture, fibers
from multifocal.web.lab.state import STARTS

STAGES = [
    Setting(at_mm, damage, person)
    for person in range(PEOPLE)
    for at_mm, damage in ((645, 0), (645, 20), (FIRST_MM, 10), (LAST_MM, 40), (385, 100))
]


def arrivals(figure: Figure) -> list[float | None]:
    """When each fiber's impulse arrives in the picture, from top to bottom; None: it is stopped."""
    root = ElementTree.fromstring(re.sub(r' xmlns="[^"]+"', "", figure.svg))
    found: list[float | None] = []
    for group in root.iter("g"):
        circle = group.find("circle[@data-knots]")
        if circle is not None:
            last = float(circle.attrib["data-knots"].split()[-1].split(",")[0])
            found.append(None if "fiber--blocked" in group.attrib["class"] else last)
    return found


def expected(pool: MotorPool, fate: Conduction) -> NDArray[np.float64]:
    return pool.transit_ms(0.0, pool.way.length_mm) + fate.delay_ms


@pytest.mark.some_cases(8)
@pytest.mark.parametrize("setting", STAGES, ids=str)
def test_inside_arrives_with_the_model(setting: Setting) -> None:
    attacked = simulate_attack(setting)
    order = np.argsort(-attacked.pool.velocity_m_s)
    some = order[np.linspace(0, len(order) - 1, DRAWN_FIBERS).astype(int)]
    wanted = expected(attacked.pool, attacked.fates)[some]
    answer = present_picture(attacked, "en")
    for figure in (answer.wide, answer.narrow):
        drawn = arrivals(figure)
        assert [one is None for one in drawn] == np.isnan(wanted).tolist()
        for ms, model in zip(drawn, wanted.tolist(), strict=True):
            assert ms is None or ms == pytest.approx(model, abs=6e-4)


@pytest.mark.parametrize("name", STARTS)
def test_the_lab_arrives_with_the_model(name: str) -> None:
    found = simulate(STARTS[name])
    shown = fibers(found)
    times = {id(part): expected(part.pool, part.fate) for part in found.fates.parts}
    drawn = arrivals(fiber_picture(found, shown, "text", 760.0, "en"))
    assert len(drawn) == found.fates.total
    for one, ms in zip(shown, drawn, strict=True):
        model = times[id(one.part)][one.index]
        assert (ms is None) == np.isnan(model)
        assert ms is None or ms == pytest.approx(model, abs=6e-4)


def test_the_fastest_fiber_of_both_pages_is_the_same() -> None:
    """The little finger's muscle of person 0, healthy: 11.67 ms from the cord, on both pages."""
    attacked = simulate_attack(Setting(damage=0))
    fastest = float(attacked.pool.transit_ms(0.0, attacked.pool.way.length_mm).min())
    assert fastest == pytest.approx(11.67, abs=0.01)
    assert arrivals(present_picture(attacked, "en").wide)[0] == pytest.approx(fastest, abs=6e-4)
