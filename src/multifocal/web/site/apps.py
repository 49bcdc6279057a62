"""The app that every other app of the site stands on."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Registered in settings."""

    name = "multifocal.web.site"
    label = "site"
