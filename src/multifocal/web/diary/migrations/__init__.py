"""Migrations of the diary's own database."""
