"""The app of `/dots`."""

from django.apps import AppConfig


class DotsConfig(AppConfig):
    """Registered in settings."""

    name = "multifocal.web.dots"
    label = "dots"
