"""The app of `/lab`."""

from django.apps import AppConfig


class LabConfig(AppConfig):
    """Registered in settings."""

    name = "multifocal.web.lab"
    label = "lab"
