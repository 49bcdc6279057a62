"""What weakness looks like: a hand that hangs, fingers that will not lift, a foot that hangs."""

from xml.etree.ElementTree import Element

from multifocal.figures.person.foot import foot, put_foot
from multifocal.figures.person.hand import View, pose
from multifocal.figures.person.picture import arrow, framed, ghost, put_hand, put_sleeve, shape


def wrist_drop() -> Element:
    """A hand that hangs from the wrist, and where it should be."""
    root = framed("learn.weak.wrist")
    view = View((98, 104), 0.78, 90, -90, left=True)
    shape(root, "pic__ghost", ghost(pose("open"), view))
    put_hand(root, pose("limp").at_wrist(72, 0), view, 90)
    put_sleeve(root, view, 56, 140)
    shape(root, "pic__arrow", arrow((206, 238), (222, 182), (202, 134)))
    return root


def finger_drop() -> Element:
    """Two fingers that hang beside two that are straight."""
    root = framed("learn.weak.fingers")
    view = View((92, 112), 0.8, 90, 108)
    shape(root, "pic__ghost", ghost(pose("open"), view, "ring", "little"))
    put_hand(root, pose("drop"), view, 90)
    put_sleeve(root, view, 52, 130)
    shape(root, "pic__arrow", arrow((196, 226), (218, 202), (216, 166)))
    return root


def foot_drop() -> Element:
    """A foot whose front hangs."""
    root = framed("learn.weak.foot")
    shape(root, "pic__ghost", foot((100, 152), 0.7, -4))
    put_foot(root, (100, 152), 0.7, 40)
    shape(root, "pic__arrow", arrow((190, 248), (230, 230), (234, 186)))
    return root
