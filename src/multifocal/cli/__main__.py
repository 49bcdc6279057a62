"""`python -m multifocal.cli`."""

from multifocal.cli import main

main()
