"""What a patient ticked comes back as hard tasks, and nothing else of it as a finding."""

from multifocal.localize import complaints, explain, read_weakness, ticked_line


def line_of(*keys: str) -> str:
    return ticked_line([complaints()[key] for key in keys])


def test_a_task_is_hard_and_a_part_is_a_remark() -> None:
    weakness = read_weakness(line_of("task-zip-right", "part-hand-right", "task-key_turn-left"))
    assert [(one.side, one.task) for one in weakness.tasks] == [
        ("right", "zip"),
        ("left", "key_turn"),
    ]
    assert not weakness.muscles
    assert not weakness.skin
    assert len(weakness.remarks) == 1


def test_every_tick_of_the_page_can_be_read_and_every_task_comes_back() -> None:
    every = list(complaints().values())
    weakness = read_weakness(ticked_line(every))
    tasks = {(one.side, one.difficulty.task) for one in every if one.difficulty.task}
    assert {(one.side, one.task) for one in weakness.tasks} == tasks
    assert explain(weakness).explanations


def test_nothing_ticked_is_no_line() -> None:
    assert not line_of()
