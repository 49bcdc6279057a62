""" "A. codo" may be above or below the elbow: sure beside "B. codo", and else asked."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import Understood, parse_csv, read_report

HEAD = "Sitio\tLatencia (ms)\tAmplitud (mV)"


def series(heading: str, *sites: str) -> str:
    rows = [f"{site}\t{2.8 + 2 * at:g}\t{9 - at:g}" for at, site in enumerate(sites)]
    return "\n".join([heading, HEAD, *rows])


def read(*parts: str, **answers: str) -> Understood:
    more = {name.replace("__", ":"): one for name, one in answers.items()}
    return read_report("\n".join(parts).encode(), more)


def sites(found: Understood) -> list[str]:
    return [one.site for one in found.study().measures]


@pytest.mark.parametrize("below", ["B. codo", "Debajo del codo", "Por debajo codo", "BE"])
def test_beside_a_site_below_the_elbow_it_is_the_one_above(below: str) -> None:
    found = read(series("Cubital derecho - ADM", "Muñeca", below, "A. codo"))
    assert sites(found) == ["wrist", "below_elbow", "above_elbow"]
    assert not found.answered
    assert any("'A. codo'" in note.text for note in found.notes)


@pytest.mark.parametrize("others", [["Muñeca"], ["Muñeca", "Axila"], ["Muñeca", "Encima del codo"]])
def test_without_one_it_is_asked(others: list[str]) -> None:
    text = series("Cubital derecho - ADM", *others, "A. codo")
    (question,) = read(text).questions
    assert question.choices == ("below_elbow", "above_elbow")
    with pytest.raises(Fault):
        read(text).study()


@pytest.mark.parametrize("answer", ["below_elbow", "above_elbow"])
def test_the_answer_is_the_site(answer: str) -> None:
    found = read(series("Cubital derecho - ADM", "Muñeca", "A. codo"), site__ulnar__a_codo=answer)
    assert sites(found) == ["wrist", answer]


def test_one_series_that_leaves_it_open_leaves_all_open() -> None:
    found = read(
        series("Cubital derecho - ADM", "Muñeca", "B. codo", "A. codo"),
        series("Cubital izquierdo - ADM", "Muñeca", "A. codo"),
    )
    assert [one.id for one in found.questions] == ["site:ulnar:a_codo"]


def test_what_a_person_answers_goes_before() -> None:
    text = series("Cubital derecho - ADM", "Muñeca", "BE", "A. codo")
    found = read(text, site__ulnar__a_codo="above_elbow")
    assert [one.id for one in found.answered] == ["site:ulnar:a_codo"]
    assert not any("'A. codo'" in note.text for note in found.notes)


def test_the_own_table_asks_too() -> None:
    table = "side,nerve,muscle,site,latency_ms,amplitude_mv\nright,ulnar,adm,A. codo,6,5\n"
    with pytest.raises(Fault, match="above_elbow"):
        parse_csv(table.encode())
