"""The one table of the diary's own database."""

from django.db import models


class EntryRow(models.Model):
    """An entry with all its versions, as `diary.plain` writes it; beside it what it is found by.

    `kind` is empty for a deleted entry; `moment` is what entries are sorted by, in UTC.
    """

    id = models.CharField(max_length=36, primary_key=True)
    kind = models.CharField(max_length=20)
    day = models.DateField()
    moment = models.DateTimeField()
    plain = models.TextField()

    class Meta:
        """How rows are found."""

        db_table = "diary_entry"
        indexes = (models.Index(fields=("kind", "moment"), name="diary_kind_moment"),)
