"""What the sensory study proposes for the category's question of rule 3."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from multifocal.criteria.category import Category
from multifocal.criteria.sensory.proposal import Proposal

ITEM: Final = "sensory_conduction_normal_in_arm_segments_with_block"


def with_proposal(category: Category, blocks: Sequence[Proposal]) -> Category:
    """The category with an answer proposed to rule 3's question, where every arm segment with a
    block proposes the same. It is never answered by that: a person confirms."""
    known = {one.normal for one in blocks if one.why != "leg"}
    proposed = known.pop() if len(known) == 1 else None
    if proposed is None:
        return category
    return replace(
        category,
        questions=tuple(
            replace(one, proposed=proposed) if one.item == ITEM else one
            for one in category.questions
        ),
    )
