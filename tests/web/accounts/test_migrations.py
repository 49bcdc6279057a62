"""The user model stands before the first migration, and no migration is missing."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def test_the_user_model_is_our_own() -> None:
    assert get_user_model()._meta.label == "accounts.User"


def test_the_models_and_the_migrations_say_the_same() -> None:
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    assert detector.changes(graph=loader.graph) == {}
