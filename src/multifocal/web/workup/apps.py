"""The workup app."""

from django.apps import AppConfig


class WorkupConfig(AppConfig):
    """The page for clinicians and technicians."""

    name = "multifocal.web.workup"
    label = "workup"
