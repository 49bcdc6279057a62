"""Questions that are answered beside the conclusion: they go into the fields of the form."""

from typing import Any, Final

from django.http import QueryDict

BEGINS: Final = "decide-"
FIELDS: Final = {"sensory_conduction_normal_in_arm_segments_with_block": "sensory_normal"}
"""Items whose field in the form has another name."""
_ANSWERS: Final = ("yes", "no")


def answered(data: QueryDict) -> Any:
    """What was sent, with every answer given beside the conclusion in its own field.

    What is left at “not known” there changes nothing: the form's own field stands.
    """
    given = {
        name.removeprefix(BEGINS): value
        for name, value in data.items()
        if name.startswith(BEGINS) and value in _ANSWERS
    }
    if not given:
        return data
    whole = data.copy()
    for item, value in given.items():
        whole[FIELDS.get(item, item)] = value
    return whole
