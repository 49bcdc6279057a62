"""Strength, needle findings, motor unit numbers and nerve areas in a report: beside every rule."""

from multifocal.formats.report.examined.parts import Parts

__all__ = ["Parts"]
