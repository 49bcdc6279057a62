"""Marks on a waveform that a person can take hold of."""

from typing import Final, Literal
from xml.etree.ElementTree import Element

from multifocal.figures.svg import add, number

Mark = Literal["onset", "peak", "end"]
MARKS: Final[tuple[Mark, ...]] = ("onset", "peak", "end")
"""The marks of a sweep, from left to right."""
GRIP, REACH = 18.0, 40.0
"""Sides of a cursor's handle, and of what a finger may touch: 28 px on a narrow phone."""
_NUMBER: Final = {"onset": "1", "peak": "2", "end": "3"}


def cursor(group: Element, key: str, mark: Mark, x: float, top: float, row: float) -> None:
    """A line with a handle: the peak's above, onset's below to the left, end's to the right."""
    made = add(group, "g", class_=f"cursor cursor--{mark}", data_trace=key, data_mark=mark,
               transform=f"translate({number(x)} {number(top)})")  # fmt: skip
    low, high = GRIP / 2, row - GRIP / 2
    add(made, "path", class_="cursor__line", d=f"M0 {number(low)}V{number(high)}")
    half = GRIP / 2
    at = {"onset": (-half, row - half), "peak": (0.0, half), "end": (half, row - half)}[mark]
    # Outwards of the neighbours, and never into the next row, whose handles are there.
    left = {"onset": half - REACH, "peak": -REACH / 2, "end": -half}[mark]
    add(made, "rect", class_="cursor__reach", x=left, y=0.0 if mark == "peak" else row - REACH,
        width=REACH, height=REACH)  # fmt: skip
    add(made, "rect", class_="cursor__grip", x=at[0] - half, y=at[1] - half, width=GRIP,
        height=GRIP, rx=4)  # fmt: skip
    add(made, "text", _NUMBER[mark], class_="cursor__number", x=at[0], y=at[1] + 4.5,
        text_anchor="middle")  # fmt: skip
