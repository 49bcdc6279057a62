"""Widths and color schemes in which a page is tried: a fair sample in `make test`, all of them in
`make test-all`. Each width and each scheme is in the sample."""

import pytest

PHONE, TABLET, DESKTOP = 320, 768, 1280
SAMPLE = {(PHONE, "dark"), (TABLET, "light"), (DESKTOP, "light")}


def in_every_shape(*widths: int) -> pytest.MarkDecorator:
    """Runs a test with `width` and `scheme`: of the three usual widths unless others are named."""
    return pytest.mark.parametrize(
        ("width", "scheme"),
        [
            pytest.param(
                width, scheme, marks=[] if (width, scheme) in SAMPLE else pytest.mark.exhaustive
            )
            for width in widths or (PHONE, TABLET, DESKTOP)
            for scheme in ("light", "dark")
        ],
    )
