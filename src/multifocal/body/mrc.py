"""MRC grades of a muscle's strength, as examiners write them."""

from typing import Final, Literal, get_args

MrcGrade = Literal["0", "1", "2-", "2", "2+", "3-", "3", "3+", "4-", "4", "4+", "5-", "5"]

MRC_GRADES: Final[tuple[MrcGrade, ...]] = get_args(MrcGrade)
"""From no flicker to full strength."""
