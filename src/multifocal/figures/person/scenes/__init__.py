"""The pictures of the site, each made from the one person and the one hand."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from multifocal.figures.person.scenes.aids import (
    button_hook,
    jar_opener,
    key_holder,
    ring_on_a_zip,
    speaking,
    thick_pen,
)
from multifocal.figures.person.scenes.diagnosis import (
    blood,
    conduction,
    examination,
    needle,
    spinal_fluid,
    ultrasound,
)
from multifocal.figures.person.scenes.family import two_hands
from multifocal.figures.person.scenes.feet import brace
from multifocal.figures.person.scenes.hero import hero
from multifocal.figures.person.scenes.inside import slipping_hand
from multifocal.figures.person.scenes.standing import at_the_zip, where_it_starts
from multifocal.figures.person.scenes.treatment import into_a_vein, under_the_skin
from multifocal.figures.person.scenes.weakness import finger_drop, foot_drop, wrist_drop

# By file below a web app's templates.
SCENES: Mapping[str, Callable[[], Element]] = {
    "inside/near/hand.svg": slipping_hand,
    "learn/pictures/hero.svg": hero,
    "learn/pictures/zip.svg": at_the_zip,
    "learn/pictures/where.svg": where_it_starts,
    "learn/pictures/way-vein.svg": into_a_vein,
    "learn/pictures/way-skin.svg": under_the_skin,
    "learn/pictures/aid-zip.html": ring_on_a_zip,
    "learn/pictures/aid-pen.html": thick_pen,
    "learn/pictures/aid-jar.html": jar_opener,
    "learn/pictures/aid-button.html": button_hook,
    "learn/pictures/aid-key.html": key_holder,
    "learn/pictures/aid-voice.html": speaking,
    "learn/pictures/brace.html": brace,
    "learn/pictures/two-hands.svg": two_hands,
    "learn/pictures/test-examination.svg": examination,
    "learn/pictures/test-conduction.svg": conduction,
    "learn/pictures/test-needle.svg": needle,
    "learn/pictures/test-blood.svg": blood,
    "learn/pictures/test-spinal-fluid.svg": spinal_fluid,
    "learn/pictures/test-pictures.svg": ultrasound,
    "learn/pictures/weak-wrist.svg": wrist_drop,
    "learn/pictures/weak-fingers.svg": finger_drop,
    "learn/pictures/weak-foot.svg": foot_drop,
}
