"""What `/inside` shows, in words and pictures."""

from multifocal.web.inside.presenter.closeup import present_close_up
from multifocal.web.inside.presenter.course import present_course
from multifocal.web.inside.presenter.frame import (
    Frame,
    closeup_frame,
    closeup_layout,
    focus_name,
    focus_place,
    picture_frame,
    picture_layout,
)
from multifocal.web.inside.presenter.picture import (
    PresentedPicture,
    damage,
    present_picture,
    regions,
)

__all__ = [
    "Frame",
    "PresentedPicture",
    "closeup_frame",
    "closeup_layout",
    "damage",
    "focus_name",
    "focus_place",
    "picture_frame",
    "picture_layout",
    "present_close_up",
    "present_course",
    "present_picture",
    "regions",
]
