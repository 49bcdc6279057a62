"""JSON of this project: versioned, exact, described by `study.schema.json`."""

from multifocal.formats.study_json.reading import parse_json, schema
from multifocal.formats.study_json.writing import write_json

__all__ = ["parse_json", "schema", "write_json"]
