"""Waveforms as a CSV table, in and out."""

from multifocal.formats.wave_csv.reading import is_wave_table, parse_wave_csv
from multifocal.formats.wave_csv.writing import write_wave_csv

__all__ = ["is_wave_table", "parse_wave_csv", "write_wave_csv"]
