"""What a patient refused need not have been stimulated weakly: it is asked, and takes no block."""

import pytest

from multifocal.formats import Understood, read_report

ROWS = """L Ulnar - ADM
Site\tLat (ms)\tO-P Amp (mV)\tRemark
Wrist\t2.6\t8.8\t
A. elbow\t8.2\t8.4\t{said}
"""


def read(text: str, **answers: str) -> Understood:
    return read_report(text.encode(), {k.replace("__", ":"): v for k, v in answers.items()})


@pytest.mark.parametrize(
    "said", ["patient declined", "refused more", "Patient verweigert", "refus du patient"]
)
def test_a_refusal_beside_numbers_is_asked_and_not_taken_for_a_weak_stimulus(said: str) -> None:
    found = read(ROWS.format(said=said))
    (question,) = found.questions
    assert question.choices == ("as-headed", "submaximal", "leave-out")
    told = read(ROWS.format(said=said), **{question.id.replace(":", "__"): "as-headed"}).study()
    assert [one.supramaximal for one in told.measures] == [None, None]


def test_a_line_below_of_a_refusal_is_asked_too() -> None:
    found = read(ROWS.format(said="") + "L Ulnar at A. elbow: patient declined\n")
    (question,) = found.questions
    assert "none" in question.choices


def test_a_stimulus_that_was_stopped_for_pain_stays_weak() -> None:
    found = read(ROWS.format(said="stopped, too painful"))
    assert not found.questions
    assert [one.supramaximal for one in found.study().measures] == [None, False]
