"""Reference values: where numbers come from, and how they hang on age and height."""

from dataclasses import replace
from typing import Any

import pytest

from multifocal.body import Subject
from multifocal.criteria import evaluate, evaluate_by
from multifocal.formats import parse_csv, parse_reference
from multifocal.reference import ReferenceTable, reference_names, reference_table
from multifocal.sources import source
from multifocal.study import Study
from tests.study.tables import pair, table

HEADER = b"nerve,muscle,amplitude_lower_mv,age_from_years,age_below_years\n"


def own(text: str) -> bytes:
    return HEADER + text.encode()


@pytest.mark.parametrize("name", reference_names())
def test_every_row_has_its_source_and_says_whether_it_was_checked(name: str) -> None:
    found = reference_table(name)
    assert found.rows
    for row in found.rows:
        assert source(row.source)
    assert found.provenance in ("publication", "unverified")


def test_buschbacher_by_age() -> None:
    """Fibular nerve to EDB: 6.8 (SD 2.5) mV under 40 years, 5.1 (2.5) from 40 on; two SD below."""
    found = reference_table("buschbacher")
    assert found.amplitude_lower_mv("fibular", "edb", 39.9) == pytest.approx(6.8 - 2 * 2.5)
    assert found.amplitude_lower_mv("fibular", "edb", 40) == pytest.approx(5.1 - 2 * 2.5)
    # Not known: the wider limit, so that nothing is called abnormal that may be normal.
    of_all = found.limits("fibular", "edb")
    assert of_all and of_all.amplitude_lower_mv == pytest.approx(0.1)
    assert of_all.distal_latency_upper_ms == pytest.approx(4.8 + 2 * 0.8)
    assert found.amplitude_lower_mv("median", "apb", 80) == pytest.approx(10.2 - 2 * 3.6)
    assert found.limits("radial", "eip") is None
    assert found.wanting("fibular", "edb") == ("age",) and not found.wanting("median", "apb")
    assert not found.wanting("fibular", "edb", 40)


def test_the_age_moves_the_floor() -> None:
    mine = parse_reference(own("ulnar,adm,10,,50\nulnar,adm,5,50,\n"))
    study = parse_csv(table(*pair(amplitude=(1.5, 0.5))))
    for age, answer in ((49, "cannot_be_assessed"), (50, "definite"), (None, "definite")):
        of_age = replace(study, subject=Subject(age_years=age))
        assert evaluate(of_age, reference=mine).segments[0].block == answer


def test_the_height_moves_the_floor_too() -> None:
    mine = parse_reference(
        b"nerve;muscle;amplitude_lower_mv;height_below_cm;height_from_cm\n"
        b"ulnar;adm;10;170;\nulnar;adm;5,5;;170\n"
    )
    study = parse_csv(table(*pair(amplitude=(1.5, 0.5))))
    for height, answer in ((169.0, "cannot_be_assessed"), (170.0, "definite")):
        tall = replace(study, subject=Subject(height_cm=height))
        assert evaluate(tall, reference=mine).segments[0].block == answer


BY_BOTH = parse_reference(
    b"nerve,muscle,amplitude_lower_mv,velocity_lower_m_s,age_from_years,age_below_years,"
    b"height_from_cm,height_below_cm\n"
    b"ulnar,adm,8,50,,60,,170\nulnar,adm,8,49,,60,170,\nulnar,adm,6,48,60,,,\n"
    b"median,apb,4,50,18,,,\n"
)


def test_what_is_not_known_of_a_person_leaves_the_widest_limit() -> None:
    def of(age: float | None, height: float | None) -> tuple[float | None, float | None]:
        found = replace(BY_BOTH, height_cm=height).limits("ulnar", "adm", age)
        return (found.amplitude_lower_mv, found.velocity_lower_m_s) if found else (None, None)

    assert of(40, 169) == (8, 50) and of(40, 170) == (8, 49) and of(60, 170) == (6, 48)
    assert of(40, None) == (8, 49)  # the lower of both heights
    assert of(60, None) == (6, 48)
    assert of(None, 169) == of(None, None) == (6, 48)
    # A row for adults says nothing of a person who may be a child.
    assert BY_BOTH.limits("median", "apb") is None
    assert BY_BOTH.limits("median", "apb", 17) is None
    assert BY_BOTH.limits("median", "apb", 18)


def _answers(study: Study, table: str | ReferenceTable) -> list[object]:
    found = evaluate_by(study, reference=table)
    return [
        (one.criteria, [s.block for s in one.segments],
         [[(f.rule, f.status) for f in n.findings] for n in one.nerves])
        for one in found
    ]  # fmt: skip


HALF_A_BLOCK = table(
    *pair(amplitude=(1.5, 0.5)),
    *pair(nerve="fibular", muscle="edb", sites=("ankle", "below_fibular_head"),
          amplitude=(1.2, 0.4)),
    *pair(nerve="tibial", muscle="ah", sites=("ankle", "popliteal_fossa")),
    *pair(nerve="median", muscle="pronator_quadratus", sites=("elbow", "axilla")),
)  # fmt: skip
BY_HEIGHT = parse_reference(
    b"nerve,muscle,amplitude_lower_mv,distal_latency_upper_ms,velocity_lower_m_s,height_from_cm,"
    b"height_below_cm\nulnar,adm,10,2.0,60,170,\nulnar,adm,5.5,3.5,50,,170\n"
    b"fibular,edb,9,3,60,,170\nfibular,edb,2,6,45,170,\n"
)


@pytest.mark.some_cases(12)
@pytest.mark.parametrize("reference", [*reference_names(), BY_HEIGHT])
@pytest.mark.parametrize(
    "told",
    [*({"age_years": float(age)} for age in (0, 17, 39, 40, 60, 90)), {"sex": "female"},
     {"sex": "male"}, *({"height_cm": float(cm)} for cm in (140, 169, 175, 200))],
)  # fmt: skip
def test_what_is_told_of_a_person_says_nothing_of_what_is_not(
    reference: str | ReferenceTable, told: dict[str, Any]
) -> None:
    """An answer changes by age where limits depend on age, by height where they do on height, and
    by nothing else: no default of the one comes in with the other."""
    limits = reference_table(reference) if isinstance(reference, str) else reference
    study = parse_csv(HALF_A_BLOCK)
    (name,) = told
    before = _answers(study, reference)
    after = _answers(replace(study, subject=Subject(**told)), reference)
    rows = [one.by_age if name == "age_years" else one.by_height for one in limits.rows]
    if name == "sex" or not any(rows):
        assert after == before
    # One thing told, another unknown: as if the table had only rows of the former.
    alone = replace(study, subject=replace(Subject(**told), sex="female"))
    assert _answers(alone, reference) == after


def test_an_age_typed_leaves_the_answer_of_a_table_by_height() -> None:
    """At 175 cm the floor is 20 % of 10 mV, above this response; the height is not known."""
    study = parse_csv(table(*pair(amplitude=(1.5, 0.5))))
    of_age = replace(study, subject=Subject(age_years=40))
    for one in (study, of_age):
        assert evaluate(one, reference=BY_HEIGHT).segments[0].block == "definite"
    tall = replace(study, subject=Subject(age_years=40, height_cm=175))
    assert evaluate(tall, reference=BY_HEIGHT).segments[0].block == "cannot_be_assessed"
