"""One person and one hand, drawn in any pose and from any side, for every picture of the site.

Bones are capsules in space (skeleton.toml), a pose is the angles of their joints (poses.toml), and
a scene puts limbs and things together. The pictures are made by `scripts/make_pictures.py` and
committed as templates; nothing here runs while the site does.
"""

from multifocal.figures.person.hand import Hand, Pose, View, hand, pose
from multifocal.figures.person.picture import put_hand
from multifocal.figures.person.template import PICTURES, template_text

__all__ = ["PICTURES", "Hand", "Pose", "View", "hand", "pose", "put_hand", "template_text"]
