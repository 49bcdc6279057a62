"""Studies in EDF+ files of motor nerve conduction: the seam between `edf` and a study's nouns."""

from multifocal.formats.ncs_edf.reading import parse_edf_study
from multifocal.formats.ncs_edf.writing import edf_files

__all__ = ["edf_files", "parse_edf_study"]
