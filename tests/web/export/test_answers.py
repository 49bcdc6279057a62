"""The stored answers of /inside are those that the site gives, sentences and verdicts included."""

import random

from django.test import Client

from multifocal.fiber.sharing import one_thread
from multifocal.web.inside.closeup import GAPS
from tests.web.export.copies import Copy, together


def compare(copy: Copy, client: Client, some: float, seed: int) -> int:
    """How many answers were compared, each with what the site answers to the same setting."""
    draw = random.Random(seed)
    count = 0
    for at, damage, stored in copy.frames():
        if draw.random() < some:
            address = f"/inside/picture?at={at}&damage={damage}"
            with one_thread():  # as copies are made: else the last digit depends on the cores
                assert stored == client.get(address).json()
            if count % 10 == 0:
                there = client.get(address).json()
                assert {**stored, "numbers": 0} == {**there, "numbers": 0}
            count += 1
    return count


def test_the_stored_answers_are_those_of_the_site(copy: Copy, client: Client) -> None:
    assert compare(copy, client, 1.0, 0) == 9


def test_the_stored_close_ups_are_those_of_the_site(copy: Copy, client: Client) -> None:
    numbers, words = copy.both("closeup")
    assert len(numbers["frames"]) == len(words["frames"]) == 2**GAPS
    for k in random.Random(15).sample(range(2**GAPS), 25):
        gaps = "&".join(f"gaps={gap}" for gap in range(GAPS) if k >> gap & 1) or "gaps=none"
        assert together(numbers, words, k) == client.get(f"/inside/fiber?{gaps}").json()


def test_sentences_stand_apart_from_numbers(copy: Copy) -> None:
    """What is computed is stored once, however many languages there are."""
    numbers, words = copy.both("445")
    assert "criteria" not in str(numbers)
    assert len(words["texts"]) == len(set(words["texts"]))
    assert len(numbers["lines"]) == len({tuple(line) for line in numbers["lines"]})
