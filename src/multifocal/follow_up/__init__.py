"""Two studies of one person: what changed, beside what measuring again changes by itself."""

from multifocal.follow_up.changes import Change, Course, StretchChange, changes
from multifocal.follow_up.repeating import DEFAULT_REPEAT, Repeat

__all__ = ["DEFAULT_REPEAT", "Change", "Course", "Repeat", "StretchChange", "changes"]
