"""What a run leaves out, a run of the other turn tries."""

import pytest

from tests.sampling import leave_a_half


class Case:
    """As much of a pytest item as sampling asks for."""

    def __init__(self, nodeid: str, *marks: str) -> None:
        self.nodeid, self.marks = nodeid, list(marks)

    def get_closest_marker(self, name: str) -> str | None:
        return name if name in self.marks else None

    def add_marker(self, mark: pytest.MarkDecorator) -> None:
        self.marks.append(mark.name)


def left(turn: int, *marks: str) -> set[str]:
    names = [f"tests/x/test_{file}.py::test_it[{case}]" for file in range(40) for case in "ab"]
    cases = [Case(name, *marks) for name in names]
    leave_a_half(cases, turn)  # type: ignore[arg-type]
    return {one.nodeid for one in cases if "another_day" in one.marks}


def test_two_turns_try_every_case_once_and_those_of_one_test_together() -> None:
    first, second = left(0, "exhaustive"), left(1, "exhaustive")
    assert not first & second
    assert len(first | second) == 80
    assert 20 <= len(first) <= 60
    assert {name[:-3] for name in first}.isdisjoint(name[:-3] for name in second)


def test_what_make_test_tries_and_what_may_harm_is_never_left() -> None:
    for turn in (0, 1):
        assert not left(turn)
        assert not left(turn, "exhaustive", "every_case")
