"""The table of entries, and the marks by which its file is known as a diary and of which version.

A migration that changes the table raises `user_version` with it, so that an older program refuses
the file instead of misreading it.
"""

# ruff: noqa: RUF012

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="EntryRow",
            fields=[
                ("id", models.CharField(max_length=36, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("day", models.DateField()),
                ("moment", models.DateTimeField()),
                ("plain", models.TextField()),
            ],
            options={
                "db_table": "diary_entry",
                "indexes": [
                    models.Index(fields=["kind", "moment"], name="diary_kind_moment"),
                ],
            },
        ),
        migrations.RunSQL(
            ["PRAGMA application_id = 1296911940", "PRAGMA user_version = 1"],
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
