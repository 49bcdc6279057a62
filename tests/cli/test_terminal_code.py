"""A QR code drawn with the signs of a terminal."""

import pytest
import segno

from multifocal.cli.terminal_code import AS_BEFORE, BLOCKS, DARK_ON_LIGHT, terminal_code

ADDRESS = "https://192.168.100.100:8766/in?" + "x" * 43


def test_the_drawn_blocks_are_the_code_itself() -> None:
    code = terminal_code(ADDRESS, "utf-8")
    assert code is not None
    halves = {sign: pair for pair, sign in BLOCKS.items()}
    rows: list[list[int]] = []
    for line in code.splitlines():
        assert line.startswith(DARK_ON_LIGHT) and line.endswith(AS_BEFORE)
        pairs = [halves[sign] for sign in line[len(DARK_ON_LIGHT) : -len(AS_BEFORE)]]
        rows += [[upper for upper, _ in pairs], [lower for _, lower in pairs]]
    expected = [list(row) for row in segno.make(ADDRESS, error="l").matrix_iter(border=4)]
    assert rows[: len(expected)] == expected
    assert all(not any(row) for row in rows[len(expected) :])


def test_it_fits_into_a_usual_terminal() -> None:
    lines = (terminal_code(ADDRESS, "utf-8") or "").splitlines()
    assert len(lines) <= 24
    assert all(len(one) - len(DARK_ON_LIGHT + AS_BEFORE) <= 80 for one in lines)


@pytest.mark.parametrize("encoding", ["ascii", None, "latin-1", "no such"])
def test_a_terminal_without_such_signs_is_told_so(encoding: str | None) -> None:
    assert terminal_code(ADDRESS, encoding) is None
    assert terminal_code(ADDRESS, "cp437") is not None
