"""What the page carries: whole, of a size that it can send, and nothing else."""

import base64
import random
import zlib

import pytest

from multifocal.fault import Fault
from multifocal.web.workup import state as module
from multifocal.web.workup.state import MOST_BYTES, MOST_PACKED, CarriedFile, carried_file


def packed(content: bytes, level: int = 6) -> str:
    return base64.b64encode(zlib.compress(content, level)).decode()


def noise(count: int) -> bytes:
    return random.Random(1).randbytes(count)


def test_what_is_packed_comes_back() -> None:
    one = CarriedFile(b"side,nerve\n", polarity="negative-up", unit="mV")
    assert carried_file({"kept": one.packed, "polarity": "negative-up", "unit": "mV"}) == one
    assert carried_file({}) is None
    assert carried_file({"sample": "no such sample"}) is None


def test_a_file_that_the_page_cannot_send_back_is_refused_at_once() -> None:
    fits = noise(MOST_PACKED * 3 // 4 - 2_000)
    assert len(CarriedFile(fits).packed) <= MOST_PACKED
    with pytest.raises(Fault, match="too large for this page"):
        CarriedFile(noise(MOST_PACKED * 3 // 4 + 2_000)).check()


def test_a_copy_that_is_too_long_is_not_even_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    text = packed(noise(MOST_PACKED * 3 // 4 - 2_000), 0)
    assert len(text) <= MOST_PACKED
    assert carried_file({"kept": text}) is not None
    longer = packed(noise(MOST_PACKED * 3 // 4 + 2_000), 0)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("it was unpacked")

    monkeypatch.setattr(module.base64, "b64decode", refuse)
    with pytest.raises(Fault, match="too large for this page"):
        carried_file({"kept": longer})


@pytest.mark.parametrize("beyond", [1, 10_000, 200_000_000])
def test_a_copy_that_unpacks_to_too_much_is_refused_even_if_its_beginning_makes_sense(
    beyond: int,
) -> None:
    study = b'{"format": "multifocal-study", "version": 1}'
    most = packed(study.ljust(MOST_BYTES))
    assert carried_file({"kept": most}) == CarriedFile(study.ljust(MOST_BYTES))
    packing = zlib.compressobj(1)
    pieces = [packing.compress(study.ljust(MOST_BYTES))]
    pieces += [packing.compress(b" " * min(10_000_000, beyond - at))
               for at in range(0, beyond, 10_000_000)]  # fmt: skip
    bomb = base64.b64encode(b"".join([*pieces, packing.flush()])).decode()
    assert len(bomb) < MOST_PACKED
    with pytest.raises(Fault, match="too large for this page"):
        carried_file({"kept": bomb})


@pytest.mark.parametrize("cut", [1, 4, 20, 300])
def test_a_copy_that_was_cut_off_is_no_file(cut: int) -> None:
    whole = zlib.compress(noise(2_000))
    with pytest.raises(Fault, match="damaged"):
        carried_file({"kept": base64.b64encode(whole[:-cut]).decode()})


def test_a_copy_with_something_behind_it_is_no_file() -> None:
    with pytest.raises(Fault, match="damaged"):
        carried_file({"kept": base64.b64encode(zlib.compress(b"side") + b"more").decode()})
