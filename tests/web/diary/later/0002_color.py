"""A column more, in a table that is made anew, and an index."""

# ruff: noqa: N999, RUF012

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("diary", "0001_initial")]

    operations = [
        migrations.AddField("EntryRow", "color", models.CharField(max_length=9, default="teal")),
        migrations.AlterField("EntryRow", "kind", models.CharField(max_length=40)),
        migrations.AddIndex("EntryRow", models.Index(fields=["color"], name="diary_color")),
    ]
