"""The `multifocal` command."""

from multifocal.cli.main import main

__all__ = ["main"]
