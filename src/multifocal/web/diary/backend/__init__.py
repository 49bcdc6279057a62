"""Django's SQLite, for a file that may be encrypted."""
