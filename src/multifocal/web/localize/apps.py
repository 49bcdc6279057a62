"""The app of `/localize`."""

from django.apps import AppConfig


class LocalizeConfig(AppConfig):
    """Registered in settings."""

    name = "multifocal.web.localize"
    label = "localize"
