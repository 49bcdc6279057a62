"""Which database a model belongs to: the diary has a file of its own."""

from typing import Any, Final

ALIAS: Final = "diary"
"""The database's name in Django's settings, and the label of the app whose tables are in it."""


class DiaryRouter:
    """The diary's models to the diary's file, and nothing else there."""

    def db_for_read(self, model: type[Any], **_hints: Any) -> str | None:
        """The diary's database for its models."""
        return ALIAS if model._meta.app_label == ALIAS else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Each database its own tables."""
        return (db == ALIAS) == (app_label == ALIAS)
