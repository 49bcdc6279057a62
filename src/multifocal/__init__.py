"""Open software about multifocal motor neuropathy (MMN)."""

__version__ = "0.1.0"
