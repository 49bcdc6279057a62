"""The `multifocal` command."""

try:
    from multifocal.cli.main import main
except KeyboardInterrupt:  # in the second or two that this takes
    from multifocal.cli.stopped import stopped

    stopped()

__all__ = ["main"]
