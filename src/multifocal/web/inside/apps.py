"""The app of `/inside`."""

from django.apps import AppConfig


class InsideConfig(AppConfig):
    """Registered in settings."""

    name = "multifocal.web.inside"
    label = "inside"
