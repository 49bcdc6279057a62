"""Stops an install early, in plain words, where Python is too old."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (this script is what enforces the minimum)
    sys.exit(
        f"Multifocal needs Python 3.11 or newer; this is {sys.version.split()[0]}. "
        "Name a newer one: make PYTHON=python3.12 run"
    )
