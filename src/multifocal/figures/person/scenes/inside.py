"""The hand beside the last step of the way: it pinches the tab of a zipper, and slips."""

from xml.etree.ElementTree import Element

from multifocal.figures.person.hand import View, pose
from multifocal.figures.person.picture import group, picture, put_hand, shape


def slipping_hand() -> Element:
    """Small enough to stand beside the words; the style sheet moves hand and tab."""
    root = picture(200, 100, None)
    root.set("class", " ".join(("near", "pic")))
    shape(root, "near__cloth", "M0 0H46V100H0zM52 0H98V100H52z")
    shape(root, "near__teeth", "M44 6h10M44 16h10M44 26h10M44 36h10M44 46h10")
    shape(root, "near__tab", "M42 46h14v12h-4v14h-6v-14h-4z")
    tug = group(root, "near__tug")
    put_hand(tug, pose("slip"), View((130, 66), 0.42, -90, -140, left=True), 40)
    return root
