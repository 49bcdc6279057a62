"""How an answer is dressed, in color and by a sign: nothing is told by color alone."""

from typing import Final

from multifocal.criteria import Block, CategoryAnswer, SegmentVerdict

TONE: Final[dict[Block, str]] = {
    "definite": "blocked",
    "probable": "slowed",
    "met": "blocked",
    "not_met": "plain",
    "not_counted": "plain",
    "cannot_be_assessed": "open",
}
"""The card's dress; "large" for a large fall that is not counted. None is dressed as healthy:
criteria not met do not mean a healthy nerve."""

CATEGORY_TONE: Final[dict[CategoryAnswer, str]] = {
    "definite": "blocked",
    "probable": "slowed",
    "possible": "slowed",
    "not_met": "plain",
    "cannot_be_assessed": "open",
}
SIGNS: Final = {"blocked": "■", "slowed": "▪", "large": "◆", "plain": "–", "open": "?"}
"""Beside the words, where a sign is text and no picture."""


def tone_of(verdict: SegmentVerdict) -> str:
    """The dress of a segment's answer."""
    return "large" if verdict.large else TONE[verdict.block]
