"""Tests of the site at home."""
