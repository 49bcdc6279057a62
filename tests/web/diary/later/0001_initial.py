"""As it is."""

# ruff: noqa: N999

from importlib import import_module

Migration = import_module("multifocal.web.diary.migrations.0001_initial").Migration
