"""A scene as the text of a Django template: sentences by key, a line of text a shape."""

import re

from multifocal.figures.person.scenes import SCENES
from multifocal.figures.svg import written

PICTURES = tuple(SCENES)
_KEY = re.compile(r"say:([\w.]+)")


def template_text(name: str) -> str:
    """The committed text of a picture; where the scene writes `say:key`, the page says it."""
    root = SCENES[name]()
    for element in (root, *root.findall("svg")):
        element.text = "\n"
        for child in element:
            child.tail = "\n"
    return _KEY.sub(r'{% say "\1" %}', written(root)) + "\n"
