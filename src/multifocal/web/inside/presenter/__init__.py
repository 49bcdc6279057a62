"""What `/inside` shows, in words and pictures."""

from multifocal.web.inside.presenter.closeup import present_close_up
from multifocal.web.inside.presenter.course import present_course
from multifocal.web.inside.presenter.picture import (
    PresentedPicture,
    damage,
    present_picture,
    regions,
)
from multifocal.web.inside.presenter.redraw import (
    focus_name,
    focus_place,
    redraw_closeup,
    redraw_picture,
)

__all__ = [
    "PresentedPicture",
    "damage",
    "focus_name",
    "focus_place",
    "present_close_up",
    "present_course",
    "present_picture",
    "redraw_closeup",
    "redraw_picture",
    "regions",
]
