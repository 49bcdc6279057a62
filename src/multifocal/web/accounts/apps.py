"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Holds the user model; sign-in comes with the hosted mode."""

    name = "multifocal.web.accounts"
    label = "accounts"
