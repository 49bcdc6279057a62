"""The learn app."""

from django.apps import AppConfig


class LearnConfig(AppConfig):
    """What MMN is, about this project, and the sources."""

    name = "multifocal.web.learn"
    label = "learn"
