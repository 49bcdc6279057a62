"""The education as files for any file server: `multifocal site export`."""
