"""Answers on the shelf: found again, not for ever, not more than fit."""

from multifocal.web.public.asked import Answer
from multifocal.web.public.shelf import LONGEST_S, Shelf


def answer(size: int) -> Answer:
    return Answer(200, (), bytes(size))


def test_what_was_put_there_is_found() -> None:
    shelf = Shelf()
    shelf.put("/a", answer(3))
    assert shelf.get("/a") == answer(3)
    assert shelf.get("/b") is None


def test_what_nobody_asked_for_goes_first_once_it_is_full() -> None:
    shelf = Shelf(most_bytes=100)
    for name in "abc":
        shelf.put(name, answer(30))
    assert shelf.get("a")
    shelf.put("d", answer(30))
    assert [name for name in "abcd" if shelf.get(name)] == ["a", "c", "d"]


def test_it_never_holds_more_than_its_bytes() -> None:
    shelf = Shelf(most_bytes=100)
    for size in (50, 60, 10, 101, 100, 1):
        shelf.put("same", answer(size))
        shelf.put(f"of {size}", answer(size))
        held = [shelf.get(one) for one in ("same", *(f"of {n}" for n in (50, 60, 10, 101, 100, 1)))]
        assert sum(len(one.body) for one in held if one) <= 100


def test_an_old_answer_is_made_anew() -> None:
    now = [0.0]
    shelf = Shelf(clock=lambda: now[0])
    shelf.put("/a", answer(3))
    now[0] = LONGEST_S
    assert shelf.get("/a")
    now[0] = LONGEST_S + 1
    assert shelf.get("/a") is None
