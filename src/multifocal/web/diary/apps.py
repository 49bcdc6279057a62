"""The diary's app."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    """Registered in every mode, for its pages' words; only the local mode has its database."""

    name = "multifocal.web.diary"
    label = "diary"
