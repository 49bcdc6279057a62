"""The pictures of the site, each made from the one person and the one hand."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from multifocal.figures.person.scenes.hero import hero

# By file below a web app's templates.
SCENES: Mapping[str, Callable[[], Element]] = {
    "learn/pictures/hero.svg": hero,
}
